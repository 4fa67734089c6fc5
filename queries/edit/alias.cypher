// name: alias
// description: Takes the lock on one Alias until the transaction ends, and says what is stored of it now.
// param key: text, required. Its key.
// param lock: text, required. Key of the edit that takes the lock.
// returns props: all its properties
// writes
MATCH (n:Alias {key: $key})
SET n.lock = $lock
RETURN properties(n) AS props;
