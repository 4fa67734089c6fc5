// name: took-part-mailbox-interaction
// description: Creates or changes TOOK_PART ties from Mailbox to Interaction by their key, walking from the end with few ties;
//   a null takes a property away.
// param rows: rows, required. Maps of key, start, end and props.
// returns written: how many rows were written; fewer than given when an end is not in the store
// writes
UNWIND $rows AS row
MATCH (b:Interaction {key: row.end})
MATCH (a:Mailbox {key: row.start})
MERGE (b)<-[r:TOOK_PART {key: row.key}]-(a)
SET r += row.props
RETURN count(*) AS written;
