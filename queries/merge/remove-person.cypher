// name: remove-person
// description: Takes a person out with all ties, which are written anew for somebody else in the same transaction.
// param key: text, required. Key of the person.
// returns removed: how many
// writes
MATCH (n:Person {key: $key})
DETACH DELETE n
RETURN count(*) AS removed;
