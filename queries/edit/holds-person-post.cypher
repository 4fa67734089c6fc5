// name: holds-person-post
// description: Takes the lock on one tie HOLDS from Person to Post until the transaction ends, and says what is
//   stored of it now.
// param key: text, required. Its key.
// param start: text, required. Key of the Person where it starts.
// param end: text, required. Key of the Post where it ends.
// param lock: text, required. Key of the edit that takes the lock.
// returns props: all its properties
// writes
MATCH (a:Person {key: $start})
MATCH (b:Post {key: $end})
MATCH (a)-[r:HOLDS {key: $key}]->(b)
SET r.lock = $lock
RETURN properties(r) AS props;
