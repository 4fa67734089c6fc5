// name: levels-met
// group: Who knows whom
// description: Which levels of each partner organisation one of ours met lately, in meetings of at most 15 people.
// param days: integer = 365. Look so many days back.
// param as_of: date = today. The day to answer for.
// returns organisation: the partner organisation
// returns level: level of the posts; empty when not recorded
// returns meetings: how many meetings
// returns people: how many of their people took part
// returns last_met: the last one
MATCH way = (b:Person)-[:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND NOT EXISTS {
    MATCH up = (o)-[:PART_OF*0..8]->(:Organisation {ours: true})
    WHERE all(f IN relationships(up) WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  }
WITH DISTINCT b, seat.level AS rank, o
MATCH (b)-[y:TOOK_PART]->(i:Interaction)<-[x:TOOK_PART]-(a:Person)
WHERE $as_of - duration({days: $days}) <= i.on <= $as_of AND a <> b
  AND none(t IN [x, y] WHERE coalesce(t.status, '') = 'absent')
  AND COUNT { MATCH (i)<-[t:TOOK_PART]-(:Person) WHERE coalesce(t.status, '') <> 'absent' } <= 15
  AND EXISTS {
    MATCH home = (a)-[:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
    WHERE all(f IN relationships(home) + [own] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  }
WITH o, rank, count(DISTINCT i) AS meetings, count(DISTINCT b) AS people, max(i.on) AS last_met
RETURN o.name AS organisation, rank AS level, meetings, people, last_met
ORDER BY organisation, o.key,
  CASE rank WHEN 'executive' THEN 1 WHEN 'senior' THEN 2 WHEN 'operational' THEN 3 WHEN 'frontline' THEN 4 ELSE 5 END,
  rank;
