// name: affects-change-person
// description: Creates or changes AFFECTS ties from Change to Person by their key, walking from the end with few ties;
//   a null takes a property away.
// param rows: rows, required. Maps of key, start, end and props.
// returns written: how many rows were written; fewer than given when an end is not in the store
// writes
UNWIND $rows AS row
MATCH (a:Change {key: row.start})
MATCH (b:Person {key: row.end})
MERGE (a)-[r:AFFECTS {key: row.key}]->(b)
SET r += row.props
RETURN count(*) AS written;
