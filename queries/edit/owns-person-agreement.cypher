// name: owns-person-agreement
// description: Takes the lock on one tie OWNS from Person to Agreement until the transaction ends, and says what is
//   stored of it now.
// param key: text, required. Its key.
// param start: text, required. Key of the Person where it starts.
// param end: text, required. Key of the Agreement where it ends.
// param lock: text, required. Key of the edit that takes the lock.
// returns props: all its properties
// writes
MATCH (b:Agreement {key: $end})
MATCH (a:Person {key: $start})
MATCH (b)<-[r:OWNS {key: $key}]-(a)
SET r.lock = $lock
RETURN properties(r) AS props;
