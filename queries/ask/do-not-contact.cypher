// name: do-not-contact
// group: The data itself
// description: People who have asked not to be contacted, and who of ours knows them and should be told.
// param as_of: date = today. The day to answer for.
// returns person: who it is
// returns organisation: where they work today; empty when they hold no post
// returns known_by: who of ours knows them
MATCH (b:Person)
WHERE b.do_not_contact OR b.do_not_contact_elsewhere
OPTIONAL MATCH way = (b)-[:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
WITH DISTINCT b, o
RETURN b.name AS person, o.name AS organisation, COLLECT {
  MATCH home = (b)-[:KNOWS]-(a:Person)-[:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
  WHERE all(f IN relationships(home) + [own] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  RETURN DISTINCT a.name AS name
  ORDER BY name
} AS known_by
ORDER BY person, organisation, b.key, o.key;
