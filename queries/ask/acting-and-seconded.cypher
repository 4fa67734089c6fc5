// name: acting-and-seconded
// group: Coming and going
// description: People who hold a post on loan or in part: acting, on secondment or as a job share. Their contacts move
//   when they do.
// param as_of: date = today. The day to answer for.
// returns person: who it is
// returns organisation: where
// returns post: which post
// returns kind: acting, secondment, job_share
// returns since: since when
// returns until: until when, where that is known
MATCH way = (b:Person)-[h:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE h.kind <> 'substantive' AND single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
RETURN b.name AS person, o.name AS organisation, seat.title AS post, h.kind AS kind, h.since AS since,
  coalesce(h.leaving_on, h.contract_end, h.until) AS until
ORDER BY person, organisation, post, b.key, o.key, seat.key, h.key;
