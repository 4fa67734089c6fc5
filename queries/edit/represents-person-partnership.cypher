// name: represents-person-partnership
// description: Takes the lock on one tie REPRESENTS from Person to Partnership until the transaction ends, and says what is
//   stored of it now.
// param key: text, required. Its key.
// param start: text, required. Key of the Person where it starts.
// param end: text, required. Key of the Partnership where it ends.
// param lock: text, required. Key of the edit that takes the lock.
// returns props: all its properties
// writes
MATCH (a:Person {key: $start})
MATCH (b:Partnership {key: $end})
MATCH (a)-[r:REPRESENTS {key: $key}]->(b)
SET r.lock = $lock
RETURN properties(r) AS props;
