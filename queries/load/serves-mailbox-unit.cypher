// name: serves-mailbox-unit
// description: Creates or changes SERVES ties from Mailbox to Unit by their key, walking from the end with few ties;
//   a null takes a property away.
// param rows: rows, required. Maps of key, start, end and props.
// returns written: how many rows were written; fewer than given when an end is not in the store
// writes
UNWIND $rows AS row
MATCH (a:Mailbox {key: row.start})
MATCH (b:Unit {key: row.end})
MERGE (a)-[r:SERVES {key: row.key}]->(b)
SET r += row.props
RETURN count(*) AS written;
