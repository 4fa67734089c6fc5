// name: remove-nodes
// description: Takes back the things that an import created, that no later one stated again and that nothing leads to.
// param key: text, required. Key of the import.
// param undone: list, required. Keys of imports that are taken back: what they stated does not count.
// returns removed: how many
// writes
MATCH (n:Organisation|Unit|Person|Alias|Post|Mailbox|Partnership|Interaction|Agreement|Change)
WHERE n.made = $key AND n.seen IN $undone AND NOT EXISTS { (n)--() }
DELETE n
RETURN count(*) AS removed;
