// name: affects-change-person
// description: Takes the lock on one tie AFFECTS from Change to Person until the transaction ends, and says what is
//   stored of it now.
// param key: text, required. Its key.
// param start: text, required. Key of the Change where it starts.
// param end: text, required. Key of the Person where it ends.
// param lock: text, required. Key of the edit that takes the lock.
// returns props: all its properties
// writes
MATCH (a:Change {key: $start})
MATCH (b:Person {key: $end})
MATCH (a)-[r:AFFECTS {key: $key}]->(b)
SET r.lock = $lock
RETURN properties(r) AS props;
