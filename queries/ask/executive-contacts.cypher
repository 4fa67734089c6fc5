// name: executive-contacts
// group: Who knows whom
// description: Whether the top of each partner organisation is known to the top of ours.
// param as_of: date = today. The day to answer for.
// returns organisation: the partner organisation
// returns executive: one of their executives
// returns post: what they do
// returns known_by_executives: which of our executives know them
// returns known_by_others: who else of ours knows them
MATCH way = (b:Person)-[:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND NOT EXISTS {
    MATCH up = (o)-[:PART_OF*0..8]->(:Organisation {ours: true})
    WHERE all(f IN relationships(up) WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  }
  AND seat.level = 'executive'
WITH DISTINCT b, seat, o
OPTIONAL MATCH home = (b)-[:KNOWS]-(a:Person)
  -[:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
WHERE all(f IN relationships(home) + [own] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
WITH b, seat, o, a, collect(own.level) AS levels
ORDER BY a.name, a.key
WITH b, seat, o, collect(CASE WHEN 'executive' IN levels THEN a.name END) AS known_by_executives,
  collect(CASE WHEN NOT 'executive' IN levels THEN a.name END) AS known_by_others
RETURN o.name AS organisation, b.name AS executive, seat.title AS post, known_by_executives, known_by_others
ORDER BY organisation, executive, post, o.key, b.key, seat.key;
