// name: organisations-gone-quiet
// group: Gone quiet
// description: Partner organisations where we know somebody, but where nobody has been in touch for a while; those
//   without any record of a contact come first.
// param days: integer = 180. Quiet means: no contact for more than so many days.
// param as_of: date = today. The day to answer for.
// returns organisation: the partner organisation
// returns last_contact: last day of contact between people who know each other; empty when there is no record
// returns days_quiet: days since then
// returns colleagues: who of ours knows somebody there
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
  RETURN a, 1 AS known, coalesce(k.contacts, []) + [k.last_contact, k.confirmed_on] AS days
  UNION ALL
  MATCH (b)-[y:TOOK_PART]->(i:Interaction)<-[x:TOOK_PART]-(a:Person)
  WHERE none(t IN [x, y] WHERE coalesce(t.status, '') = 'absent')
    AND COUNT { MATCH (i)<-[t:TOOK_PART]-(:Person) WHERE coalesce(t.status, '') <> 'absent' } <= 15
  RETURN a, 0 AS known, [i.on] AS days
}
UNWIND days AS day
WITH b, o, a, max(known) AS known, max(CASE WHEN day <= $as_of THEN date(day) END) AS last_day
WHERE known = 1
WITH o, a, max(last_day) AS last_day
ORDER BY a.name, a.key
WITH o, collect(a.name) AS colleagues, max(last_day) AS last_of_all
WHERE coalesce(last_of_all < $as_of - duration({days: $days}), true)
RETURN o.name AS organisation, last_of_all AS last_contact, duration.inDays(last_of_all, $as_of).days AS days_quiet,
  colleagues
ORDER BY last_of_all IS NOT NULL, last_contact, organisation, o.key;
