// name: remove-nodes
// description: Takes back the things that imports created, that no other one states and that nothing leads to.
// param undone: list, required. Keys of the imports that are taken back, this time or before.
// returns removed: how many
// writes
MATCH (n:Organisation|Unit|Person|Alias|Post|Mailbox|Partnership|Interaction|Agreement|Change)
WHERE n.made IN $undone AND n.seen IN $undone AND NOT EXISTS { (n)--() }
DELETE n
RETURN count(*) AS removed;
