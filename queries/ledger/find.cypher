// name: find
// description: Is this import in the store? Decides when the answer to a commit was lost.
// param key: text, required. Key of the import.
// returns number: number of the import
MATCH (i:Import {key: $key})
RETURN i.number AS number;
