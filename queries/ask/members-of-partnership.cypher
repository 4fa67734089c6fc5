// name: members-of-partnership
// group: Partnerships and agreements
// description: The organisations in a partnership, what each wants from it, and which of its units hosts it.
// param partnership: text, required. Name or id of the partnership.
// param as_of: date = today. The day to answer for.
// returns organisation: the member
// returns participation: core, as_needed or observer
// returns objective: what it wants; empty when not recorded
// returns confirmed_on: when the objective was confirmed last
// returns since: member since
// returns hosted_by: its units that host the partnership
MATCH (p:Partnership)
WHERE toLower(p.name) = toLower($partnership) OR p.key = $partnership
MATCH (o:Organisation)-[m:MEMBER_OF]->(p)
WHERE coalesce(m.since, $as_of) <= $as_of <= coalesce(m.until, $as_of)
WITH p, o, m, COLLECT {
  MATCH host = (p)<-[:HOSTS]-(u:Unit)-[:PART_OF*1..8]->(o)
  WHERE all(f IN relationships(host) WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  RETURN DISTINCT u.name AS unit
  ORDER BY unit
} AS hosted_by
RETURN o.name AS organisation, m.participation AS participation, m.objective AS objective,
  m.objective_confirmed_on AS confirmed_on, m.since AS since, hosted_by
ORDER BY organisation, o.key, m.key;
