// name: who-knows-whom
// group: Who knows whom
// description: Who of ours knows whom at an organisation and its parts: by a relationship in force, or by a meeting
//   of at most 15 people not longer ago than so many days.
// param organisation: text, required. Name or id of the organisation.
// param days: integer = 420. How many days a meeting counts.
// param as_of: date = today. The day to answer for.
// returns colleague: our person
// returns contact: their person
// returns post: what the contact does
// returns organisation: where the contact works
// returns strength: how strong the relationship is said to be, 1 to 5
// returns last_contact: last day of any contact between the two
MATCH (asked:Organisation)
WHERE toLower(asked.name) = toLower($organisation) OR asked.key = $organisation
MATCH way = (asked)<-[:PART_OF*0..8]-()<-[:IN]-(seat:Post)<-[:HOLDS]-(b:Person)
WHERE all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND none(n IN nodes(way) WHERE coalesce(n.ours, false))
WITH DISTINCT b, seat, [n IN nodes(way) WHERE n:Organisation][-1] AS employer
CALL (b) {
  MATCH (b)-[k:KNOWS]-(a:Person)
  WHERE coalesce(k.since, $as_of) <= $as_of <= coalesce(k.until, $as_of)
  RETURN a, k.strength AS said, coalesce(k.contacts, []) + [k.last_contact, k.confirmed_on] AS days
  UNION ALL
  MATCH (b)-[y:TOOK_PART]->(i:Interaction)<-[x:TOOK_PART]-(a:Person)
  WHERE $as_of - duration({days: $days}) <= i.on <= $as_of
    AND none(t IN [x, y] WHERE coalesce(t.status, '') = 'absent')
    AND COUNT { MATCH (i)<-[t:TOOK_PART]-(:Person) WHERE coalesce(t.status, '') <> 'absent' } <= 15
  RETURN a, null AS said, [i.on] AS days
}
WITH a, b, seat, employer, said, days
WHERE EXISTS {
  MATCH home = (a)-[:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
  WHERE all(f IN relationships(home) + [own] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
}
UNWIND days AS day
WITH a, b, seat, employer, max(said) AS strength, max(CASE WHEN day <= $as_of THEN date(day) END) AS last_contact
RETURN a.name AS colleague, b.name AS contact, seat.title AS post, employer.name AS organisation, strength, last_contact
ORDER BY colleague, contact, organisation, post, a.key, b.key, seat.key;
