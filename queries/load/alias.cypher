// name: alias
// description: Creates or changes what further lists say of people (aliases) by their key; a null takes a property away.
// param rows: rows, required. Maps of key and props.
// returns written: how many rows were written
// writes
UNWIND $rows AS row
MERGE (n:Alias {key: row.key})
SET n += row.props
RETURN count(*) AS written;
