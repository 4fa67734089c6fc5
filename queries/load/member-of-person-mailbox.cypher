// name: member-of-person-mailbox
// description: Creates or changes MEMBER_OF ties from Person to Mailbox by their key, walking from the end with few ties;
//   a null takes a property away.
// param rows: rows, required. Maps of key, start, end and props.
// returns written: how many rows were written; fewer than given when an end is not in the store
// writes
UNWIND $rows AS row
MATCH (a:Person {key: row.start})
MATCH (b:Mailbox {key: row.end})
MERGE (a)-[r:MEMBER_OF {key: row.key}]->(b)
SET r += row.props
RETURN count(*) AS written;
