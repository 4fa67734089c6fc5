// name: forget
// description: Takes an entry out of the ledger: the mark of a store that was being filled.
// param key: text, required. Key of the entry.
// returns removed: how many
// writes
MATCH (i:Import {key: $key})
DELETE i
RETURN count(*) AS removed;
