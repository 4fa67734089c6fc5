// name: contacts-by-level
// group: Who knows whom
// description: At which levels of an organisation we know people: how many hold posts there, how many of them we
//   know, and how many of ours know one of them.
// param organisation: text, optional. Name or id of one organisation; all partner organisations when not given.
// param as_of: date = today. The day to answer for.
// returns organisation: the partner organisation
// returns level: level of the posts; empty when not recorded
// returns people: how many people hold posts at this level
// returns known: how many of them somebody of ours knows
// returns colleagues: how many of ours know one of them
MATCH way = (b:Person)-[:HOLDS]->(post:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE ($organisation IS NULL OR toLower(o.name) = toLower($organisation) OR o.key = $organisation)
  AND single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [post] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND NOT EXISTS {
    MATCH up = (o)-[:PART_OF*0..8]->(:Organisation {ours: true})
    WHERE all(f IN relationships(up) WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  }
WITH DISTINCT o, post.level AS level, b
OPTIONAL MATCH home = (b)-[:KNOWS]-(a:Person)
  -[:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
WHERE all(f IN relationships(home) + [own] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
WITH o, level, count(DISTINCT b) AS people, count(DISTINCT CASE WHEN a IS NOT NULL THEN b END) AS known,
  count(DISTINCT a) AS colleagues
RETURN o.name AS organisation, level, people, known, colleagues
ORDER BY organisation, o.key,
  CASE level WHEN 'executive' THEN 1 WHEN 'senior' THEN 2 WHEN 'operational' THEN 3 WHEN 'frontline' THEN 4 ELSE 5 END,
  level;
