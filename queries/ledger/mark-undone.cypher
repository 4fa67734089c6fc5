// name: mark-undone
// description: Marks an import as taken back.
// param key: text, required. Key of the import.
// returns key: the key
// writes
MATCH (i:Import {key: $key})
SET i.status = 'undone'
RETURN i.key AS key;
