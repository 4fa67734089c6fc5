// name: all-imports
// description: The imports of the store in no order, for a backup.
// returns import: all properties of one entry
MATCH (i:Import)
RETURN properties(i) AS import;
