// name: on-both-sides
// group: Who knows whom
// description: People who hold a post with us and one at a partner organisation.
// param as_of: date = today. The day to answer for.
// returns person: who it is
// returns our_post: what they do with us
// returns their_post: what they do there
// returns organisation: where
MATCH home = (a:Person)-[:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
WHERE all(f IN relationships(home) + [own] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
WITH DISTINCT a, own
MATCH way = (a)-[:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND NOT EXISTS {
    MATCH up = (o)-[:PART_OF*0..8]->(:Organisation {ours: true})
    WHERE all(f IN relationships(up) WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  }
RETURN a.name AS person, own.title AS our_post, seat.title AS their_post, o.name AS organisation
ORDER BY person, organisation, our_post, their_post, a.key, o.key, own.key, seat.key;
