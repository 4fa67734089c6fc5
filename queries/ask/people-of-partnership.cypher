// name: people-of-partnership
// group: Partnerships and agreements
// description: Who represents or co-ordinates a partnership, for whom, and whether they still work there.
// param partnership: text, required. Name or id of the partnership.
// param as_of: date = today. The day to answer for.
// returns person: who it is
// returns capacity: lead, deputy, sponsor, chair, observer or co-ordinator
// returns organisation: on whose behalf
// returns since: since when
// returns still_there: whether they hold a post there today; a co-ordinator, anywhere
MATCH (p:Partnership)
WHERE toLower(p.name) = toLower($partnership) OR p.key = $partnership
MATCH (b:Person)-[r:REPRESENTS|COORDINATES]->(p)
WHERE coalesce(r.since, $as_of) <= $as_of <= coalesce(r.until, $as_of)
OPTIONAL MATCH (o:Organisation {key: r.on_behalf_of})
RETURN b.name AS person, coalesce(r.capacity, CASE type(r) WHEN 'COORDINATES' THEN 'co-ordinator' END) AS capacity,
  o.name AS organisation, r.since AS since, EXISTS {
    MATCH way = (b)-[:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(there:Organisation)
    WHERE (o IS NULL OR there = o)
      AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  } AS still_there
ORDER BY organisation, capacity, person, b.key, r.key;
