// name: restore-imports
// description: Writes entries of the ledger as they were in another store.
// param rows: rows, required. Maps of all properties.
// returns written: how many rows were written
// writes
UNWIND $rows AS row
MERGE (i:Import {key: row.key})
SET i += row
RETURN count(*) AS written;
