// name: unit
// description: Creates or changes units by their key; a null takes a property away.
// param rows: rows, required. Maps of key and props.
// returns written: how many rows were written
// writes
UNWIND $rows AS row
MERGE (n:Unit {key: row.key})
SET n += row.props
RETURN count(*) AS written;
