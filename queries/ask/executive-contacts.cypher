// name: executive-contacts
// description: Whether the top of each partner organisation is known to the top of ours.
// param as_of: date = today. The day to answer for.
// returns organisation: the partner organisation
// returns executive: one of their executives
// returns post: what they do
// returns known_by_executives: which of our executives know them
// returns known_by_others: who else of ours knows them
MATCH home = (a:Person)-[:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
WHERE all(f IN relationships(home) + [own] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
WITH a, collect(own.level) AS levels
WITH collect(CASE WHEN 'executive' IN levels THEN a END) AS top,
  collect(CASE WHEN NOT 'executive' IN levels THEN a END) AS rest
MATCH way = (b:Person)-[:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND NOT EXISTS {
    MATCH up = (o)-[:PART_OF*0..8]->(:Organisation {ours: true})
    WHERE all(f IN relationships(up) WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  }
  AND seat.level = 'executive'
WITH DISTINCT top, rest, b, seat, o
RETURN o.name AS organisation, b.name AS executive, seat.title AS post, COLLECT {
  MATCH (a:Person)-[k:KNOWS]-(b)
  WHERE a IN top AND coalesce(k.since, $as_of) <= $as_of <= coalesce(k.until, $as_of)
  RETURN DISTINCT a.name AS name
  ORDER BY name
} AS known_by_executives, COLLECT {
  MATCH (a:Person)-[k:KNOWS]-(b)
  WHERE a IN rest AND coalesce(k.since, $as_of) <= $as_of <= coalesce(k.until, $as_of)
  RETURN DISTINCT a.name AS name
  ORDER BY name
} AS known_by_others
ORDER BY organisation, executive, post, o.key, b.key, seat.key;
