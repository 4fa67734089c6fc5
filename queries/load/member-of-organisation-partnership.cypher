// name: member-of-organisation-partnership
// description: Creates or changes MEMBER_OF ties from Organisation to Partnership by their key, walking from the end with few ties;
//   a null takes a property away.
// param rows: rows, required. Maps of key, start, end and props.
// returns written: how many rows were written; fewer than given when an end is not in the store
// writes
UNWIND $rows AS row
MATCH (b:Partnership {key: row.end})
MATCH (a:Organisation {key: row.start})
MERGE (b)<-[r:MEMBER_OF {key: row.key}]-(a)
SET r += row.props
RETURN count(*) AS written;
