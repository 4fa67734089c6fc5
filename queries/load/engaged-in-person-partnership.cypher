// name: engaged-in-person-partnership
// description: Creates or changes ENGAGED_IN ties from Person to Partnership by their key, walking from the end with few ties;
//   a null takes a property away.
// param rows: rows, required. Maps of key, start, end and props.
// returns written: how many rows were written; fewer than given when an end is not in the store
// writes
UNWIND $rows AS row
MATCH (a:Person {key: row.start})
MATCH (b:Partnership {key: row.end})
MERGE (a)-[r:ENGAGED_IN {key: row.key}]->(b)
SET r += row.props
RETURN count(*) AS written;
