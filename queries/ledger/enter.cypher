// name: enter
// description: Writes the entry of an import into the ledger, in the transaction of its facts.
// param key: text, required. Key of the import.
// param entry: map, required. Its properties.
// returns key: the key
// writes
CREATE (i:Import {key: $key})
SET i += $entry
RETURN i.key AS key;
