// name: contacts-of-person
// group: Who knows whom
// description: Everybody whom a person knows today, on any side, with the last contact between the two.
// param person: text, required. Name or id of the person.
// param as_of: date = today. The day to answer for.
// returns contact: who it is
// returns post: what they do; empty when they hold no post
// returns organisation: where
// returns strength: how strong the relationship is said to be, 1 to 5
// returns last_contact: last day of any contact between the two
MATCH (a:Person)
WHERE toLower(a.name) = toLower($person) OR a.key = $person
CALL (a) {
  MATCH (a)-[k:KNOWS]-(b:Person)
  WHERE coalesce(k.since, $as_of) <= $as_of <= coalesce(k.until, $as_of)
  RETURN b, 1 AS known, k.strength AS said, coalesce(k.contacts, []) + [k.last_contact, k.confirmed_on] AS days
  UNION ALL
  MATCH (a)-[x:TOOK_PART]->(i:Interaction)<-[y:TOOK_PART]-(b:Person)
  WHERE none(t IN [x, y] WHERE coalesce(t.status, '') = 'absent')
    AND COUNT { MATCH (i)<-[t:TOOK_PART]-(:Person) WHERE coalesce(t.status, '') <> 'absent' } <= 15
  RETURN b, 0 AS known, null AS said, [i.on] AS days
}
UNWIND days AS day
WITH a, b, max(known) AS known, max(said) AS strongest, max(CASE WHEN day <= $as_of THEN date(day) END) AS last_day
WHERE known = 1
OPTIONAL MATCH way = (b)-[:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
WITH DISTINCT a, b, seat, o, strongest, last_day
RETURN b.name AS contact, seat.title AS post, o.name AS organisation, strongest AS strength, last_day AS last_contact
ORDER BY contact, organisation, post, b.key, o.key, seat.key, a.key;
