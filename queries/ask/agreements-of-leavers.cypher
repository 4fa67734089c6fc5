// name: agreements-of-leavers
// group: Partnerships and agreements
// description: Agreements in force whose owner or signatory works at no member of the partnership any more.
// param as_of: date = today. The day to answer for.
// returns partnership: what the agreement covers
// returns kind: kind of agreement
// returns person: who has left
// returns role: owner or signatory
// returns left_on: their last day in any post at a member; empty when they never had one
MATCH (p:Partnership)<-[:COVERS]-(g:Agreement)<-[t:OWNS|SIGNED]-(a:Person)
WHERE coalesce(g.signed, $as_of) <= $as_of <= coalesce(g.until, $as_of)
  AND NOT EXISTS {
    MATCH way = (a)-[:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation)-[:MEMBER_OF]->(p)
    WHERE all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  }
OPTIONAL MATCH (a)-[h:HOLDS]->(:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation)-[:MEMBER_OF]->(p)
WHERE h.until < $as_of
WITH p, g, t, a, max(h.until) AS last_day
RETURN p.name AS partnership, g.kind AS kind, a.name AS person,
  CASE type(t) WHEN 'OWNS' THEN 'owner' ELSE 'signatory' END AS role, last_day AS left_on
ORDER BY partnership, kind, role, person, p.key, g.key, a.key;
