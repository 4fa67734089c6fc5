// name: same-as-organisation-organisation
// description: Takes the lock on one tie SAME_AS from Organisation to Organisation until the transaction ends, and says what is
//   stored of it now.
// param key: text, required. Its key.
// param start: text, required. Key of the Organisation where it starts.
// param end: text, required. Key of the Organisation where it ends.
// param lock: text, required. Key of the edit that takes the lock.
// returns props: all its properties
// writes
MATCH (a:Organisation {key: $start})
MATCH (b:Organisation {key: $end})
MATCH (a)-[r:SAME_AS {key: $key}]->(b)
SET r.lock = $lock
RETURN properties(r) AS props;
