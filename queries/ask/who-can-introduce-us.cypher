// name: who-can-introduce-us
// description: Ways for us to a person: colleagues who know them, and colleagues who know somebody outside who does.
//   Go-betweens hold a post and have not asked to be left alone.
// param person: text, required. Name or id of the person to reach.
// param as_of: date = today. The day to answer for.
// returns colleague: our person
// returns go_between: who would introduce; empty when the colleague knows the person
// returns organisation: where the go-between works
MATCH (b:Person)
WHERE toLower(b.name) = toLower($person) OR b.key = $person
MATCH home = (a:Person)-[:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
WHERE all(f IN relationships(home) + [own] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
WITH DISTINCT a, b
WHERE a <> b
CALL (a, b) {
  MATCH (a)-[k:KNOWS]-(b)
  WHERE coalesce(k.since, $as_of) <= $as_of <= coalesce(k.until, $as_of)
  RETURN null AS c, null AS o
  UNION
  MATCH way = (b)-[:KNOWS]-(c:Person)-[:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation),
    (a)-[k:KNOWS]-(c)
  WHERE single(n IN nodes(way) WHERE n:Organisation) AND NOT coalesce(c.do_not_contact, false)
    AND all(f IN relationships(way) + [seat, k] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
    AND NOT EXISTS {
      MATCH up = (o)-[:PART_OF*0..8]->(:Organisation {ours: true})
      WHERE all(f IN relationships(up) WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
    }
    AND NOT EXISTS {
      MATCH (a)-[direct:KNOWS]-(b)
      WHERE coalesce(direct.since, $as_of) <= $as_of <= coalesce(direct.until, $as_of)
    }
  RETURN c, o
}
RETURN a.name AS colleague, c.name AS go_between, o.name AS organisation
ORDER BY c IS NOT NULL, colleague, go_between, organisation, a.key, c.key, o.key, b.key;
