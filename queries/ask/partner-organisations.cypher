// name: partner-organisations
// group: Organisations
// description: All other organisations, with what we have there: people in posts, how many of them we know, who of
//   ours knows them, the last contact and the partnerships.
// param as_of: date = today. The day to answer for.
// returns organisation: the organisation, without its parts
// returns people: how many people hold posts there
// returns known: how many of them somebody of ours knows
// returns colleagues: how many of ours know one of them
// returns last_contact: last day of any contact between those who know each other
// returns partnerships: in how many partnerships it is a member
MATCH (o:Organisation)
WHERE NOT EXISTS {
  MATCH up = (o)-[:PART_OF*0..8]->(:Organisation {ours: true})
  WHERE all(f IN relationships(up) WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
}
OPTIONAL MATCH way = (o)<-[:PART_OF*0..8]-()<-[:IN]-(seat:Post)<-[:HOLDS]-(b:Person)
WHERE single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
WITH DISTINCT o, b
OPTIONAL CALL (b) {
  MATCH home = (b)-[k:KNOWS]-(a:Person)-[:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
  WHERE all(f IN relationships(home) + [own] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  RETURN a, 1 AS known, coalesce(k.contacts, []) + [k.last_contact, k.confirmed_on] AS days
  UNION ALL
  MATCH (b)-[y:TOOK_PART]->(i:Interaction)<-[x:TOOK_PART]-(a:Person)
  WHERE none(t IN [x, y] WHERE coalesce(t.status, '') = 'absent')
    AND COUNT { MATCH (i)<-[t:TOOK_PART]-(:Person) WHERE coalesce(t.status, '') <> 'absent' } <= 15
  RETURN a, 0 AS known, [i.on] AS days
}
UNWIND coalesce(days, [null]) AS day
WITH o, b, a, max(known) AS known, max(CASE WHEN day <= $as_of THEN date(day) END) AS last_day
WITH o, count(DISTINCT b) AS people, count(DISTINCT CASE WHEN known = 1 THEN b END) AS known_people,
  count(DISTINCT CASE WHEN known = 1 THEN a END) AS colleagues,
  max(CASE WHEN known = 1 THEN last_day END) AS last_contact
RETURN o.name AS organisation, people, known_people AS known, colleagues, last_contact, COUNT {
  MATCH (o)-[m:MEMBER_OF]->(:Partnership)
  WHERE coalesce(m.since, $as_of) <= $as_of <= coalesce(m.until, $as_of)
} AS partnerships
ORDER BY organisation, o.key;
