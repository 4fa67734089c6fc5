// name: partnerships-ending
// group: Partnerships and agreements
// description: Partnerships that are planned to end soon, and whether an agreement lasts until then.
// param days: integer = 365. Look so many days ahead.
// param as_of: date = today. The day to answer for.
// returns ends: the planned last day
// returns days_left: days until then
// returns partnership: name of the partnership
// returns members: its members today
// returns agreement_until: last day of the agreement that lasts longest; empty when there is none with an end
MATCH (p:Partnership)
WHERE $as_of <= p.planned_end <= $as_of + duration({days: $days})
OPTIONAL MATCH (g:Agreement)-[:COVERS]->(p)
WHERE g.until >= $as_of
WITH p, max(g.until) AS agreement_until
RETURN p.planned_end AS ends, duration.inDays($as_of, p.planned_end).days AS days_left, p.name AS partnership, COLLECT {
  MATCH (o:Organisation)-[m:MEMBER_OF]->(p)
  WHERE coalesce(m.since, $as_of) <= $as_of <= coalesce(m.until, $as_of)
  RETURN DISTINCT o.name AS name
  ORDER BY name
} AS members, agreement_until
ORDER BY ends, partnership, p.key;
