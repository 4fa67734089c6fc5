// name: part-of-unit-organisation
// description: Creates or changes PART_OF ties from Unit to Organisation by their key, walking from the end with few ties;
//   a null takes a property away.
// param rows: rows, required. Maps of key, start, end and props.
// returns written: how many rows were written; fewer than given when an end is not in the store
// writes
UNWIND $rows AS row
MATCH (a:Unit {key: row.start})
MATCH (b:Organisation {key: row.end})
MERGE (a)-[r:PART_OF {key: row.key}]->(b)
SET r += row.props
RETURN count(*) AS written;
