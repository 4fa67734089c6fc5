// name: edits
// description: Writes what an import changed and closed, with before and after, in the transaction of its facts.
// param rows: rows, required. Maps of key, import, number and facts (a text).
// returns written: how many rows were written
// writes
UNWIND $rows AS row
MERGE (e:Edit {key: row.key})
SET e += row
RETURN count(*) AS written;
