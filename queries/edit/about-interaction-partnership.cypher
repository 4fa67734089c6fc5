// name: about-interaction-partnership
// description: Takes the lock on one tie ABOUT from Interaction to Partnership until the transaction ends, and says what is
//   stored of it now.
// param key: text, required. Its key.
// param start: text, required. Key of the Interaction where it starts.
// param end: text, required. Key of the Partnership where it ends.
// param lock: text, required. Key of the edit that takes the lock.
// returns props: all its properties
// writes
MATCH (a:Interaction {key: $start})
MATCH (b:Partnership {key: $end})
MATCH (a)-[r:ABOUT {key: $key}]->(b)
SET r.lock = $lock
RETURN properties(r) AS props;
