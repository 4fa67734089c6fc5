// name: missed-meetings
// group: Gone quiet
// description: People who were invited and did not come, again and again: find out why, or offer another role.
// param days: integer = 365. Look so many days back.
// param least: integer = 2. List who missed at least so many.
// param as_of: date = today. The day to answer for.
// returns person: who was absent
// returns organisation: where they work today; empty when they hold no post
// returns missed: how many meetings they missed
// returns invited: out of how many
// returns last_present: when they came last, at any time
MATCH (b:Person)-[t:TOOK_PART]->(i:Interaction)
WHERE $as_of - duration({days: $days}) <= i.on <= $as_of
WITH b, count(DISTINCT i) AS invited, count(DISTINCT CASE WHEN t.status = 'absent' THEN i END) AS missed
WHERE missed >= $least
OPTIONAL MATCH (b)-[t:TOOK_PART]->(i:Interaction)
WHERE coalesce(t.status, '') <> 'absent' AND i.on <= $as_of
WITH b, invited, missed, max(i.on) AS last_present
OPTIONAL MATCH way = (b)-[:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
WITH DISTINCT b, invited, missed, last_present, o
RETURN b.name AS person, o.name AS organisation, missed, invited, last_present
ORDER BY missed DESC, person, organisation, b.key, o.key;
