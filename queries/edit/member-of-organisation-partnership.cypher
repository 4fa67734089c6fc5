// name: member-of-organisation-partnership
// description: Takes the lock on one tie MEMBER_OF from Organisation to Partnership until the transaction ends, and says what is
//   stored of it now.
// param key: text, required. Its key.
// param start: text, required. Key of the Organisation where it starts.
// param end: text, required. Key of the Partnership where it ends.
// param lock: text, required. Key of the edit that takes the lock.
// returns props: all its properties
// writes
MATCH (b:Partnership {key: $end})
MATCH (a:Organisation {key: $start})
MATCH (b)<-[r:MEMBER_OF {key: $key}]-(a)
SET r.lock = $lock
RETURN properties(r) AS props;
