// name: new-relationships
// group: Who knows whom
// description: Relationships between one of ours and one of theirs that began lately.
// param days: integer = 180. Look so many days back.
// param as_of: date = today. The day to answer for.
// returns since: first day of the relationship
// returns colleague: our person
// returns contact: their person
// returns organisation: where the contact works
// returns asserted_by: who or what says so; empty when not recorded
MATCH home = (a:Person)-[:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
WHERE all(f IN relationships(home) + [own] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
WITH DISTINCT a
MATCH way = (a)-[k:KNOWS]-(b:Person)-[:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE $as_of - duration({days: $days}) <= k.since
  AND single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND NOT EXISTS {
    MATCH up = (o)-[:PART_OF*0..8]->(:Organisation {ours: true})
    WHERE all(f IN relationships(up) WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  }
WITH DISTINCT a, b, o, k
RETURN k.since AS since, a.name AS colleague, b.name AS contact, o.name AS organisation, k.asserted_by AS asserted_by
ORDER BY since DESC, colleague, contact, organisation, a.key, b.key, o.key, k.key;
