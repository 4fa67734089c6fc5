// name: newcomers
// group: Coming and going
// description: People who started at a partner organisation lately, and who of ours knows them.
// param days: integer = 180. Look so many days back.
// param as_of: date = today. The day to answer for.
// returns since: their first day there
// returns person: who started
// returns organisation: where
// returns post: as what
// returns known_by: who of ours knows them
MATCH way = (b:Person)-[h:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE $as_of - duration({days: $days}) <= h.since
  AND single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND NOT EXISTS {
    MATCH up = (o)-[:PART_OF*0..8]->(:Organisation {ours: true})
    WHERE all(f IN relationships(up) WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  }
  AND NOT EXISTS {
    MATCH before = (b)-[g:HOLDS]->(:Post)-[:IN]->()-[:PART_OF*0..8]->(o)
    WHERE single(n IN nodes(before) WHERE n:Organisation) AND coalesce(g.since < h.since, true)
  }
WITH DISTINCT b, h.since AS first_day, seat, o
RETURN first_day AS since, b.name AS person, o.name AS organisation, seat.title AS post, COLLECT {
  MATCH home = (b)-[:KNOWS]-(a:Person)-[:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
  WHERE all(f IN relationships(home) + [own] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  RETURN DISTINCT a.name AS name
  ORDER BY name
} AS known_by
ORDER BY since DESC, person, organisation, post, b.key, o.key, seat.key;
