// name: colleagues-who-carry-most
// group: What hangs on few people
// description: Our people by how many contacts at partner organisations they have, and how many of those nobody else
//   of ours knows.
// param most: integer = 20. How many colleagues to list.
// param as_of: date = today. The day to answer for.
// returns colleague: our person
// returns contacts: how many people at partner organisations they know
// returns organisations: at how many organisations
// returns only_through_them: how many of these contacts nobody else of ours knows
MATCH home = (a:Person)-[:HOLDS]->(post:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
WHERE all(f IN relationships(home) + [post] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
WITH DISTINCT a
MATCH way = (a)-[:KNOWS]-(b:Person)-[:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND NOT EXISTS {
    MATCH up = (o)-[:PART_OF*0..8]->(:Organisation {ours: true})
    WHERE all(f IN relationships(up) WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  }
WITH b, collect(DISTINCT a) AS colleagues, collect(DISTINCT o) AS partners
UNWIND colleagues AS a
UNWIND partners AS o
WITH a, count(DISTINCT b) AS contacts, count(DISTINCT o) AS organisations,
  count(DISTINCT CASE WHEN size(colleagues) = 1 THEN b END) AS only_through_them
RETURN a.name AS colleague, contacts, organisations, only_through_them
ORDER BY contacts DESC, only_through_them DESC, colleague, a.key
LIMIT $most;
