// name: agreements-ending
// group: Partnerships and agreements
// description: Agreements that end soon, with the partnership they cover and whether their owner is still in post.
// param days: integer = 180. Look so many days ahead.
// param as_of: date = today. The day to answer for.
// returns ends: last day of the agreement
// returns days_left: days until then
// returns partnership: what it covers
// returns kind: kind of agreement
// returns owner: who looks after it; empty when not recorded
// returns owner_in_post: whether the owner still holds a post
MATCH (g:Agreement)
WHERE $as_of <= g.until <= $as_of + duration({days: $days})
OPTIONAL MATCH (g)-[:COVERS]->(p:Partnership)
OPTIONAL MATCH (g)<-[:OWNS]-(keeper:Person)
WITH g, p, keeper, EXISTS {
  MATCH (keeper)-[h:HOLDS]->(post:Post)
  WHERE all(f IN [h, post] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
} AS in_post
RETURN g.until AS ends, duration.inDays($as_of, g.until).days AS days_left, p.name AS partnership, g.kind AS kind,
  keeper.name AS owner, CASE WHEN keeper IS NOT NULL THEN in_post END AS owner_in_post
ORDER BY ends, partnership, kind, owner, g.key, p.key, keeper.key;
