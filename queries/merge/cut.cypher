// name: cut
// description: Takes ties of one type away from a person; they are written anew for somebody else in the same transaction.
// param person: text, required. Key of the person.
// param type: text, required. Type of the ties.
// param keys: list, required. Keys of the ties.
// returns removed: how many
// writes
MATCH (p:Person {key: $person})-[r]-()
WHERE type(r) = $type AND r.key IN $keys
DELETE r
RETURN count(*) AS removed;
