// name: holds-person-post
// description: Creates or changes HOLDS ties from Person to Post by their key, walking from the end with few ties;
//   a null takes a property away.
// param rows: rows, required. Maps of key, start, end and props.
// returns written: how many rows were written; fewer than given when an end is not in the store
// writes
UNWIND $rows AS row
MATCH (a:Person {key: row.start})
MATCH (b:Post {key: row.end})
MERGE (a)-[r:HOLDS {key: row.key}]->(b)
SET r += row.props
RETURN count(*) AS written;
