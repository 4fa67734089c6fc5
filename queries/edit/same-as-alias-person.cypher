// name: same-as-alias-person
// description: Takes the lock on one tie SAME_AS from Alias to Person until the transaction ends, and says what is
//   stored of it now.
// param key: text, required. Its key.
// param start: text, required. Key of the Alias where it starts.
// param end: text, required. Key of the Person where it ends.
// param lock: text, required. Key of the edit that takes the lock.
// returns props: all its properties
// writes
MATCH (b:Person {key: $end})
MATCH (a:Alias {key: $start})
MATCH (b)<-[r:SAME_AS {key: $key}]-(a)
SET r.lock = $lock
RETURN properties(r) AS props;
