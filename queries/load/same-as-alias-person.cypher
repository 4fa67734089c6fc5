// name: same-as-alias-person
// description: Creates or changes SAME_AS ties from Alias to Person by their key, walking from the end with few ties;
//   a null takes a property away.
// param rows: rows, required. Maps of key, start, end and props.
// returns written: how many rows were written; fewer than given when an end is not in the store
// writes
UNWIND $rows AS row
MATCH (b:Person {key: row.end})
MATCH (a:Alias {key: row.start})
MERGE (b)<-[r:SAME_AS {key: row.key}]-(a)
SET r += row.props
RETURN count(*) AS written;
