// name: colleagues-who-know-nobody
// group: What hangs on few people
// description: Our people who know nobody at any partner organisation: who could take on a second contact.
// param as_of: date = today. The day to answer for.
// returns colleague: our person
// returns post: what they do
// returns level: at which level
// returns since: their first day in this post
MATCH home = (a:Person)-[h:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
WHERE all(f IN relationships(home) + [own] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND NOT EXISTS {
    MATCH way = (a)-[:KNOWS*0..1]-(:Person)-[:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
    WHERE single(n IN nodes(way) WHERE n:Organisation)
      AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
      AND NOT EXISTS {
        MATCH up = (o)-[:PART_OF*0..8]->(:Organisation {ours: true})
        WHERE all(f IN relationships(up) WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
      }
  }
WITH DISTINCT a, h, own
RETURN a.name AS colleague, own.title AS post, own.level AS level, h.since AS since
ORDER BY colleague, post, a.key, own.key;
