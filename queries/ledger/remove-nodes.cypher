// name: remove-nodes
// description: Takes back the things that an import created, that no later one stated again and that nothing leads to.
// param key: text, required. Key of the import.
// returns removed: how many
// writes
MATCH (n:Organisation|Unit|Person|Post|Mailbox|Partnership|Interaction|Agreement|Change)
WHERE n.made = $key AND n.seen = $key AND NOT EXISTS { (n)--() }
DELETE n
RETURN count(*) AS removed;
