// name: partnerships-without-representative
// group: Partnerships and agreements
// description: Core members of a partnership for whom nobody who still works there represents it.
// param as_of: date = today. The day to answer for.
// returns partnership: name of the partnership
// returns organisation: the member without a representative
// returns named_once: people who are or were named for it, but do not work there today
MATCH (o:Organisation)-[m:MEMBER_OF]->(p:Partnership)
WHERE coalesce(m.participation, 'core') = 'core' AND coalesce(m.since, $as_of) <= $as_of <= coalesce(m.until, $as_of)
  AND NOT EXISTS {
    MATCH way = (o)<-[:PART_OF*0..8]-()<-[:IN]-(seat:Post)<-[:HOLDS]-(:Person)-[r:REPRESENTS]->(p)
    WHERE coalesce(r.on_behalf_of, o.key) = o.key
      AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  }
RETURN p.name AS partnership, o.name AS organisation, COLLECT {
  MATCH (b:Person)-[r:REPRESENTS {on_behalf_of: o.key}]->(p)
  WHERE coalesce(r.since, $as_of) <= $as_of
  RETURN DISTINCT b.name AS name
  ORDER BY name
} AS named_once
ORDER BY partnership, organisation, p.key, o.key, m.key;
