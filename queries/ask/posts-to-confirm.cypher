// name: posts-to-confirm
// group: The data itself
// description: People at partner organisations whose post was neither confirmed nor begun lately: are they still there?
// param days: integer = 365. A confirmation counts for so many days.
// param as_of: date = today. The day to answer for.
// returns organisation: where
// returns person: who it is
// returns post: as what
// returns confirmed_on: when that was confirmed last
// returns known_by: who of ours knows them and could ask
MATCH way = (b:Person)-[h:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND NOT EXISTS {
    MATCH up = (o)-[:PART_OF*0..8]->(:Organisation {ours: true})
    WHERE all(f IN relationships(up) WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  }
  AND none(day IN [h.since, h.confirmed_on] WHERE coalesce($as_of - duration({days: $days}) <= day <= $as_of, false))
WITH DISTINCT b, seat, o, CASE WHEN h.confirmed_on <= $as_of THEN h.confirmed_on END AS confirmed_on
RETURN o.name AS organisation, b.name AS person, seat.title AS post, confirmed_on, COLLECT {
  MATCH home = (b)-[:KNOWS]-(a:Person)-[:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
  WHERE all(f IN relationships(home) + [own] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  RETURN DISTINCT a.name AS name
  ORDER BY name
} AS known_by
ORDER BY organisation, person, post, confirmed_on, o.key, b.key, seat.key;
