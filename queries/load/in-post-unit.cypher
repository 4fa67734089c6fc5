// name: in-post-unit
// description: Creates or changes IN ties from Post to Unit by their key, walking from the end with few ties;
//   a null takes a property away.
// param rows: rows, required. Maps of key, start, end and props.
// returns written: how many rows were written; fewer than given when an end is not in the store
// writes
UNWIND $rows AS row
MATCH (a:Post {key: row.start})
MATCH (b:Unit {key: row.end})
MERGE (a)-[r:IN {key: row.key}]->(b)
SET r += row.props
RETURN count(*) AS written;
