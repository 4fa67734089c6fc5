// name: reports-to-post-post
// description: Takes the lock on one tie REPORTS_TO from Post to Post until the transaction ends, and says what is
//   stored of it now.
// param key: text, required. Its key.
// param start: text, required. Key of the Post where it starts.
// param end: text, required. Key of the Post where it ends.
// param lock: text, required. Key of the edit that takes the lock.
// returns props: all its properties
// writes
MATCH (a:Post {key: $start})
MATCH (b:Post {key: $end})
MATCH (a)-[r:REPORTS_TO {key: $key}]->(b)
SET r.lock = $lock
RETURN properties(r) AS props;
