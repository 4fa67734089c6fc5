// name: took-part-person-interaction
// description: Takes the lock on one tie TOOK_PART from Person to Interaction until the transaction ends, and says what is
//   stored of it now.
// param key: text, required. Its key.
// param start: text, required. Key of the Person where it starts.
// param end: text, required. Key of the Interaction where it ends.
// param lock: text, required. Key of the edit that takes the lock.
// returns props: all its properties
// writes
MATCH (b:Interaction {key: $end})
MATCH (a:Person {key: $start})
MATCH (b)<-[r:TOOK_PART {key: $key}]-(a)
SET r.lock = $lock
RETURN properties(r) AS props;
