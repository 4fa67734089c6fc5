// name: writes-to-person-mailbox
// description: Creates or changes WRITES_TO ties from Person to Mailbox by their key, walking from the end with few ties;
//   a null takes a property away.
// param rows: rows, required. Maps of key, start, end and props.
// returns written: how many rows were written; fewer than given when an end is not in the store
// writes
UNWIND $rows AS row
MATCH (a:Person {key: row.start})
MATCH (b:Mailbox {key: row.end})
MERGE (a)-[r:WRITES_TO {key: row.key}]->(b)
SET r += row.props
RETURN count(*) AS written;
