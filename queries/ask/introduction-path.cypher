// name: introduction-path
// group: Who knows whom
// description: The shortest chain of introductions from one person to another over relationships in force, with at
//   most three go-betweens who all hold a post and have not asked to be left alone. Of several, the first by name.
// param from_person: text, required. Name or id of the person to start from.
// param to_person: text, required. Name or id of the person to reach.
// param as_of: date = today. The day to answer for.
// returns step: 0 for the first person, then counting introductions
// returns person: who stands at this step
// returns post: what they do
// returns organisation: where
MATCH (a:Person)
WHERE toLower(a.name) = toLower($from_person) OR a.key = $from_person
MATCH (b:Person)
WHERE (toLower(b.name) = toLower($to_person) OR b.key = $to_person) AND a <> b
MATCH path = (a)-[:KNOWS*1..4]-(b)
WHERE all(f IN relationships(path) WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND all(n IN nodes(path)[1..-1] WHERE NOT (
    coalesce(n.do_not_contact, false) OR coalesce(n.do_not_contact_elsewhere, false)) AND EXISTS {
    MATCH (n)-[h:HOLDS]->(seat:Post)
    WHERE all(f IN [h, seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  })
WITH nodes(path) AS people
ORDER BY size(people), [n IN people | n.name], [n IN people | n.key]
LIMIT 1
UNWIND range(0, size(people) - 1) AS step
WITH step, people[step] AS p
OPTIONAL MATCH way = (p)-[:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
RETURN step, p.name AS person, seat.title AS post, o.name AS organisation
ORDER BY step, organisation, post, o.key, seat.key;
