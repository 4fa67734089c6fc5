// name: partnerships-without-agreement
// group: Partnerships and agreements
// description: Partnerships closer than cooperation, or of unknown degree, that no agreement in force covers.
// param as_of: date = today. The day to answer for.
// returns partnership: name of the partnership
// returns degree: how close it is; empty when not recorded
// returns last_agreement_ended: last day of the agreement that ended last; empty when there never was one
MATCH (p:Partnership)
WHERE coalesce(p.started, $as_of) <= $as_of <= coalesce(p.planned_end, $as_of)
  AND NOT coalesce(p.degree, '') IN ['contact', 'networking', 'cooperation']
  AND NOT EXISTS {
    MATCH (g:Agreement)-[:COVERS]->(p)
    WHERE coalesce(g.signed, $as_of) <= $as_of <= coalesce(g.until, $as_of)
  }
OPTIONAL MATCH (old:Agreement)-[:COVERS]->(p)
WHERE old.until < $as_of
WITH p, max(old.until) AS last_day
RETURN p.name AS partnership, p.degree AS degree, last_day AS last_agreement_ended
ORDER BY partnership, p.key;
