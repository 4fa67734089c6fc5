// name: find
// description: One import, by its key. Decides also whether it is saved, when the answer to a commit was lost.
// param key: text, required. Key of the import.
// returns entry: all properties of the entry
MATCH (i:Import {key: $key})
RETURN properties(i) AS entry;
