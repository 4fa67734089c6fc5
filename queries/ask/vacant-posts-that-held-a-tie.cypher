// name: vacant-posts-that-held-a-tie
// group: Coming and going
// description: Posts that nobody holds today and whose last holder knew somebody on the other side: relationships
//   that nobody in that seat looks after now.
// param as_of: date = today. The day to answer for.
// returns organisation: where the post is
// returns post: title of the post
// returns vacant_since: first day without a holder
// returns last_holder: who held it last
// returns contacts: whom they knew on the other side on their last day, and who is still in post
MATCH way = (seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND NOT EXISTS {
    MATCH (seat)<-[h:HOLDS]-(:Person)
    WHERE coalesce(h.since, $as_of) <= $as_of <= coalesce(h.until, $as_of)
  }
MATCH (seat)<-[ended:HOLDS]-(:Person)
WHERE ended.until < $as_of
WITH o, seat, max(ended.until) AS last_day
MATCH (seat)<-[h:HOLDS {until: last_day}]-(holder:Person)-[k:KNOWS]-(other:Person)
WHERE coalesce(k.since, last_day) <= last_day <= coalesce(k.until, last_day)
MATCH far = (other)-[:HOLDS]->(far_seat:Post)-[:IN]->()-[:PART_OF*0..8]->(there:Organisation)
WHERE single(n IN nodes(far) WHERE n:Organisation)
  AND all(f IN relationships(far) + [far_seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND EXISTS { MATCH (o)-[:PART_OF*0..8]->(:Organisation {ours: true}) } <>
    EXISTS { MATCH (there)-[:PART_OF*0..8]->(:Organisation {ours: true}) }
WITH DISTINCT o, seat, last_day, holder, other
ORDER BY other.name, other.key
WITH o, seat, last_day, holder, collect(other.name) AS contacts
RETURN o.name AS organisation, seat.title AS post, last_day + duration({days: 1}) AS vacant_since,
  holder.name AS last_holder, contacts
ORDER BY organisation, post, last_holder, o.key, seat.key, holder.key;
