// name: contacts-by-unit
// group: Who knows whom
// description: In which units of an organisation and its parts we know people.
// param organisation: text, required. Name or id of the organisation.
// param as_of: date = today. The day to answer for.
// returns unit: the unit, or the organisation for posts that are in no unit
// returns people: how many people hold posts there
// returns known: how many of them somebody of ours knows
// returns colleagues: how many of ours know one of them
MATCH (o:Organisation)
WHERE toLower(o.name) = toLower($organisation) OR o.key = $organisation
MATCH way = (o)<-[:PART_OF*0..8]-(u)<-[:IN]-(seat:Post)<-[:HOLDS]-(b:Person)
WHERE all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
WITH DISTINCT u, b
OPTIONAL MATCH home = (b)-[:KNOWS]-(a:Person)
  -[:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
WHERE all(f IN relationships(home) + [own] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
WITH u, count(DISTINCT b) AS people, count(DISTINCT CASE WHEN a IS NOT NULL THEN b END) AS known,
  count(DISTINCT a) AS colleagues
RETURN u.name AS unit, people, known, colleagues
ORDER BY unit, u.key;
