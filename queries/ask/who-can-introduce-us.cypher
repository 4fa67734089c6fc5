// name: who-can-introduce-us
// group: Who knows whom
// description: Ways for us to a person: colleagues who know them, and colleagues who know somebody outside who does.
//   Go-betweens hold a post and have not asked to be left alone.
// param person: text, required. Name or id of the person to reach.
// param as_of: date = today. The day to answer for.
// returns colleague: our person
// returns go_between: who would introduce; empty when the colleague knows the person
// returns organisation: where the go-between works
MATCH (b:Person)
WHERE toLower(b.name) = toLower($person) OR b.key = $person
CALL (b) {
  MATCH home = (b)-[:KNOWS]-(a:Person)-[:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
  WHERE all(f IN relationships(home) + [own] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  RETURN a, null AS c
  UNION
  MATCH home = (b)-[:KNOWS]-(c:Person)-[:KNOWS]-(a:Person)
    -[:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
  WHERE a <> b AND NOT (coalesce(c.do_not_contact, false) OR coalesce(c.do_not_contact_elsewhere, false))
    AND all(f IN relationships(home) + [own] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  RETURN a, c
}
WITH b, a, collect(c) AS between, count(CASE WHEN c IS NULL THEN 1 END) AS direct
UNWIND CASE WHEN direct > 0 THEN [null] ELSE between END AS c
OPTIONAL MATCH way = (c)-[:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND NOT EXISTS {
    MATCH up = (o)-[:PART_OF*0..8]->(:Organisation {ours: true})
    WHERE all(f IN relationships(up) WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  }
WITH DISTINCT b, a, c, o
WHERE c IS NULL OR o IS NOT NULL
RETURN a.name AS colleague, c.name AS go_between, o.name AS organisation
ORDER BY c IS NOT NULL, colleague, go_between, organisation, a.key, c.key, o.key, b.key;
