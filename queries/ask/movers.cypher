// name: movers
// group: Coming and going
// description: People who left one organisation for another lately: the relationship may move with them.
// param days: integer = 365. Look so many days back.
// param as_of: date = today. The day to answer for.
// returns person: who moved
// returns from_organisation: where they were
// returns to_organisation: where they are
// returns post: as what
// returns moved_on: their first day there
// returns known_by: who of ours knows them
MATCH way = (b:Person)-[h:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE $as_of - duration({days: $days}) <= h.since
  AND single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
MATCH before = (b)-[g:HOLDS]->(:Post)-[:IN]->()-[:PART_OF*0..8]->(left:Organisation)
WHERE g.until <= h.since AND left <> o AND single(n IN nodes(before) WHERE n:Organisation)
  AND NOT EXISTS {
    MATCH (b)-[still:HOLDS]->(:Post)-[:IN]->()-[:PART_OF*0..8]->(left)
    WHERE coalesce(still.since, $as_of) <= $as_of <= coalesce(still.until, $as_of)
  }
WITH DISTINCT b, left, o, seat, h.since AS first_day
RETURN b.name AS person, left.name AS from_organisation, o.name AS to_organisation, seat.title AS post,
  first_day AS moved_on, COLLECT {
    MATCH home = (b)-[:KNOWS]-(a:Person)-[:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
    WHERE all(f IN relationships(home) + [own] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
    RETURN DISTINCT a.name AS name
    ORDER BY name
  } AS known_by
ORDER BY moved_on DESC, person, from_organisation, to_organisation, post, b.key, left.key, o.key, seat.key;
