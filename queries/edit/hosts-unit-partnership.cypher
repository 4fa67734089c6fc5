// name: hosts-unit-partnership
// description: Takes the lock on one tie HOSTS from Unit to Partnership until the transaction ends, and says what is
//   stored of it now.
// param key: text, required. Its key.
// param start: text, required. Key of the Unit where it starts.
// param end: text, required. Key of the Partnership where it ends.
// param lock: text, required. Key of the edit that takes the lock.
// returns props: all its properties
// writes
MATCH (a:Unit {key: $start})
MATCH (b:Partnership {key: $end})
MATCH (a)-[r:HOSTS {key: $key}]->(b)
SET r.lock = $lock
RETURN properties(r) AS props;
