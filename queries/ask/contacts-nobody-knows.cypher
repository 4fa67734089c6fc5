// name: contacts-nobody-knows
// group: Who knows whom
// description: People who hold a post at a partner organisation and whom none of ours knows or has met in a meeting of
//   at most 15 people lately, with those of our contacts who could introduce us.
// param organisation: text, optional. Name or id of one organisation; all partner organisations when not given.
// param days: integer = 420. How many days a meeting counts.
// param as_of: date = today. The day to answer for.
// returns organisation: where they work
// returns person: whom nobody knows
// returns post: what they do
// returns level: at which level
// returns could_introduce: people whom one of ours knows and who know this person
MATCH way = (b:Person)-[:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND ($organisation IS NULL OR toLower(o.name) = toLower($organisation) OR o.key = $organisation)
  AND NOT EXISTS {
    MATCH up = (o)-[:PART_OF*0..8]->(:Organisation {ours: true})
    WHERE all(f IN relationships(up) WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  }
  AND NOT EXISTS {
    MATCH home = (b)-[:KNOWS*0..1]-(a:Person)
      -[:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
    WHERE all(f IN relationships(home) + [own] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  }
  AND NOT EXISTS {
    MATCH (b)-[y:TOOK_PART]->(i:Interaction)<-[x:TOOK_PART]-(a:Person),
      home = (a)-[:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
    WHERE $as_of - duration({days: $days}) <= i.on <= $as_of
      AND none(t IN [x, y] WHERE coalesce(t.status, '') = 'absent')
      AND all(f IN relationships(home) + [own] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
      AND COUNT { MATCH (i)<-[t:TOOK_PART]-(:Person) WHERE coalesce(t.status, '') <> 'absent' } <= 15
  }
WITH DISTINCT b, seat, o
RETURN o.name AS organisation, b.name AS person, seat.title AS post, seat.level AS level, COLLECT {
  MATCH home = (b)-[:KNOWS]-(c:Person)-[:KNOWS]-(a:Person)
    -[:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
  WHERE NOT (coalesce(c.do_not_contact, false) OR coalesce(c.do_not_contact_elsewhere, false))
    AND all(f IN relationships(home) + [own] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  RETURN DISTINCT c.name AS name
  ORDER BY name
} AS could_introduce
ORDER BY organisation, person, post, o.key, b.key, seat.key;
