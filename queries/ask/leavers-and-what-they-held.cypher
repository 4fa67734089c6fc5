// name: leavers-and-what-they-held
// group: Coming and going
// description: People who left an organisation not long ago, with the contacts and the partnerships they had there.
// param days: integer = 365. Look so many days back.
// param as_of: date = today. The day to answer for.
// returns person: who left
// returns organisation: what they left
// returns post: their last post there
// returns left_on: their last day
// returns contacts: whom they knew outside it on that day, and who still holds a post somewhere
// returns partnerships: which partnerships they represented or co-ordinated on that day
MATCH way = (a:Person)-[h:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE $as_of - duration({days: $days}) <= h.until < $as_of
  AND single(n IN nodes(way) WHERE n:Organisation)
  AND NOT EXISTS {
    MATCH (a)-[later:HOLDS]->(:Post)-[:IN]->()-[:PART_OF*0..8]->(o)
    WHERE coalesce(later.until, $as_of) > h.until
  }
WITH DISTINCT a, o, seat, h.until AS left_on
OPTIONAL MATCH (a)-[k:KNOWS]-(b:Person)-[held:HOLDS]->(new_seat:Post)
WHERE coalesce(k.since, left_on) <= left_on <= coalesce(k.until, left_on)
  AND all(f IN [held, new_seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND NOT EXISTS { MATCH (new_seat)-[:IN]->()-[:PART_OF*0..8]->(o) }
WITH DISTINCT a, o, seat, left_on, b
ORDER BY b.name, b.key
WITH a, o, seat, left_on, collect(b.name) AS contacts
OPTIONAL MATCH (a)-[r:REPRESENTS|COORDINATES]->(p:Partnership)
WHERE coalesce(r.since, left_on) <= left_on <= coalesce(r.until, left_on)
WITH DISTINCT a, o, seat, left_on, contacts, p
ORDER BY p.name, p.key
WITH a, o, seat, left_on, contacts, collect(p.name) AS partnerships
RETURN a.name AS person, o.name AS organisation, seat.title AS post, left_on, contacts, partnerships
ORDER BY left_on DESC, person, organisation, post, a.key, o.key, seat.key;
