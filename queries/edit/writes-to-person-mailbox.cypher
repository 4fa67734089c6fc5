// name: writes-to-person-mailbox
// description: Takes the lock on one tie WRITES_TO from Person to Mailbox until the transaction ends, and says what is
//   stored of it now.
// param key: text, required. Its key.
// param start: text, required. Key of the Person where it starts.
// param end: text, required. Key of the Mailbox where it ends.
// param lock: text, required. Key of the edit that takes the lock.
// returns props: all its properties
// writes
MATCH (a:Person {key: $start})
MATCH (b:Mailbox {key: $end})
MATCH (a)-[r:WRITES_TO {key: $key}]->(b)
SET r.lock = $lock
RETURN properties(r) AS props;
