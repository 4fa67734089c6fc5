// name: never-in-touch
// group: Gone quiet
// description: Relationships between one of ours and one of theirs that are recorded, but for which there is no sign of
//   any contact: worth a phone call to confirm them, or to close them.
// param as_of: date = today. The day to answer for.
// returns colleague: our person
// returns contact: their person
// returns organisation: where the contact works
// returns since: since when the relationship is recorded; empty when not known
// returns asserted_by: who or what says that it exists
MATCH way = (b:Person)-[:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND NOT EXISTS {
    MATCH up = (o)-[:PART_OF*0..8]->(:Organisation {ours: true})
    WHERE all(f IN relationships(up) WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  }
WITH DISTINCT b, o
CALL (b) {
  MATCH home = (b)-[k:KNOWS]-(a:Person)-[:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
  WHERE all(f IN relationships(home) + [own] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  RETURN a, 1 AS known, k.since AS began, k.asserted_by AS said_by,
    coalesce(k.contacts, []) + [k.last_contact, k.confirmed_on] AS days
  UNION ALL
  MATCH (b)-[y:TOOK_PART]->(i:Interaction)<-[x:TOOK_PART]-(a:Person)
  WHERE none(t IN [x, y] WHERE coalesce(t.status, '') = 'absent')
    AND COUNT { MATCH (i)<-[t:TOOK_PART]-(:Person) WHERE coalesce(t.status, '') <> 'absent' } <= 15
  RETURN a, 0 AS known, null AS began, null AS said_by, [i.on] AS days
}
UNWIND days AS day
WITH b, o, a, max(known) AS known, min(began) AS first_day, min(said_by) AS said_by,
  count(CASE WHEN day <= $as_of THEN 1 END) AS seen
WHERE known = 1 AND seen = 0
RETURN a.name AS colleague, b.name AS contact, o.name AS organisation, first_day AS since, said_by AS asserted_by
ORDER BY colleague, contact, organisation, a.key, b.key, o.key;
