// name: line-above
// group: Organisations
// description: The posts above a person, step by step along solid lines, who holds them and who of ours knows the
//   holder: to whom to turn when somebody leaves or does not answer.
// param person: text, required. Name or id of the person.
// param as_of: date = today. The day to answer for.
// returns step: 1 for the next post above
// returns post: title of the post
// returns level: at which level
// returns holder: who holds it; empty when it is vacant
// returns known_by: who of ours knows the holder
MATCH line = (b:Person)-[:HOLDS]->(seat:Post)-[:REPORTS_TO*1..8]->(up:Post)
WHERE (toLower(b.name) = toLower($person) OR b.key = $person)
  AND all(f IN relationships(line) + [seat, up] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND none(r IN relationships(line) WHERE coalesce(r.line, '') = 'dotted')
WITH DISTINCT up, length(line) - 1 AS steps
OPTIONAL MATCH (up)<-[h:HOLDS]-(c:Person)
WHERE coalesce(h.since, $as_of) <= $as_of <= coalesce(h.until, $as_of)
RETURN steps AS step, up.title AS post, up.level AS level, c.name AS holder, COLLECT {
  MATCH home = (c)-[:KNOWS]-(a:Person)-[:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
  WHERE all(f IN relationships(home) + [own] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  RETURN DISTINCT a.name AS name
  ORDER BY name
} AS known_by
ORDER BY step, post, holder, up.key, c.key;
