// name: people-without-post
// group: Coming and going
// description: People on file who never held a post: nobody knows where they belong.
// returns person: who it is
// returns email: their address
// returns source: which source mentions them
// returns id: their id
MATCH (b:Person)
WHERE NOT EXISTS { MATCH (b)-[:HOLDS]->(:Post) }
RETURN b.name AS person, b.email AS email, b.source AS source, b.key AS id
ORDER BY person, id;
