// name: remove-merger
// description: Takes away that an organisation is one with another: both records are organisations of their own again.
// param key: text, required. Key of the organisation that was merged into another one.
// returns removed: how many
// writes
MATCH (n:Organisation {key: $key})-[r:SAME_AS]->(:Organisation)
DELETE r
RETURN count(*) AS removed;
