// name: signed-person-agreement
// description: Creates or changes SIGNED ties from Person to Agreement by their key, walking from the end with few ties;
//   a null takes a property away.
// param rows: rows, required. Maps of key, start, end and props.
// returns written: how many rows were written; fewer than given when an end is not in the store
// writes
UNWIND $rows AS row
MATCH (b:Agreement {key: row.end})
MATCH (a:Person {key: row.start})
MERGE (b)<-[r:SIGNED {key: row.key}]-(a)
SET r += row.props
RETURN count(*) AS written;
