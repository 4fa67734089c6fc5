// name: same-as-organisation-organisation
// description: Creates or changes SAME_AS ties from Organisation to Organisation by their key, walking from the end with few ties;
//   a null takes a property away.
// param rows: rows, required. Maps of key, start, end and props.
// returns written: how many rows were written; fewer than given when an end is not in the store
// writes
UNWIND $rows AS row
MATCH (a:Organisation {key: row.start})
MATCH (b:Organisation {key: row.end})
MERGE (a)-[r:SAME_AS {key: row.key}]->(b)
SET r += row.props
RETURN count(*) AS written;
