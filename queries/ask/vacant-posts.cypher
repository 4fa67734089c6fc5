// name: vacant-posts
// group: Coming and going
// description: Posts that nobody holds today; an abolished post is not vacant.
// param organisation: text, optional. Name or id of one organisation; all organisations when not given.
// param as_of: date = today. The day to answer for.
// returns organisation: where the post is
// returns post: title of the post
// returns level: at which level
// returns vacant_since: first day without a holder; empty when nobody is known to have held it
// returns last_holders: who held it last
MATCH way = (seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE ($organisation IS NULL OR toLower(o.name) = toLower($organisation) OR o.key = $organisation)
  AND single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND NOT EXISTS {
    MATCH (seat)<-[h:HOLDS]-(:Person)
    WHERE coalesce(h.since, $as_of) <= $as_of <= coalesce(h.until, $as_of)
  }
WITH DISTINCT seat, o
OPTIONAL MATCH (seat)<-[ended:HOLDS]-(:Person)
WHERE ended.until < $as_of
WITH seat, o, max(ended.until) AS last_day
RETURN o.name AS organisation, seat.title AS post, seat.level AS level, last_day + duration({days: 1}) AS vacant_since,
  COLLECT {
    MATCH (seat)<-[h:HOLDS]-(b:Person)
    WHERE h.until = last_day
    RETURN DISTINCT b.name AS name
    ORDER BY name
  } AS last_holders
ORDER BY organisation, post, o.key, seat.key;
