// name: example
// description: What stands in the box for free questions until somebody writes another one.
// returns person: their person
// returns known_by: how many people know them
MATCH (theirs:Person)-[:HOLDS]->(:Post)-[:IN]->(:Organisation {ours: false})
WITH DISTINCT theirs
RETURN theirs.name AS person, COUNT { (theirs)-[:KNOWS]-(:Person) } AS known_by
ORDER BY known_by DESC, person
LIMIT 20;
