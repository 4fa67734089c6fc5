// name: people-gone-quiet
// group: Gone quiet
// description: People at partner organisations whom somebody of ours knows, but with whom none of ours has been in
//   touch for a while. Those without any record of a contact are in never-in-touch.
// param days: integer = 180. Quiet means: no contact for more than so many days.
// param as_of: date = today. The day to answer for.
// returns contact: their person
// returns organisation: where they work
// returns colleagues: who of ours knows them
// returns last_contact: last day of contact with any of these
// returns days_quiet: days since then
MATCH way = (b:Person)-[:HOLDS]->(post:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [post] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND NOT EXISTS {
    MATCH up = (o)-[:PART_OF*0..8]->(:Organisation {ours: true})
    WHERE all(f IN relationships(up) WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  }
WITH DISTINCT b, o
CALL (b) {
  MATCH home = (b)-[k:KNOWS]-(a:Person)-[:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
  WHERE all(f IN relationships(home) + [own] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  RETURN a, 1 AS known, coalesce(k.contacts, []) + [k.last_contact, k.confirmed_on] AS days
  UNION ALL
  MATCH (b)-[y:TOOK_PART]->(i:Interaction)<-[x:TOOK_PART]-(a:Person)
  WHERE none(t IN [x, y] WHERE coalesce(t.status, '') = 'absent')
    AND COUNT { MATCH (i)<-[t:TOOK_PART]-(:Person) WHERE coalesce(t.status, '') <> 'absent' } <= 15
  RETURN a, 0 AS known, [i.on] AS days
}
UNWIND days AS day
WITH b, o, a, max(known) AS known, max(CASE WHEN day <= $as_of THEN date(day) END) AS last
WHERE known = 1
WITH b, o, a, last
ORDER BY a.name, a.key
WITH b, o, collect(a.name) AS colleagues, max(last) AS last_contact
WHERE last_contact < $as_of - duration({days: $days})
RETURN b.name AS contact, o.name AS organisation, colleagues, last_contact,
  duration.inDays(last_contact, $as_of).days AS days_quiet
ORDER BY last_contact, contact, organisation, b.key, o.key;
