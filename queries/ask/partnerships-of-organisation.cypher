// name: partnerships-of-organisation
// group: Partnerships and agreements
// description: The partnerships an organisation is in, with the other members.
// param organisation: text, required. Name or id of the organisation.
// param as_of: date = today. The day to answer for.
// returns partnership: name of the partnership
// returns degree: how close it is
// returns participation: how the organisation takes part: core, as_needed or observer
// returns since: member since
// returns planned_end: when the partnership is to end
// returns others: the other members
MATCH (o:Organisation)
WHERE toLower(o.name) = toLower($organisation) OR o.key = $organisation
MATCH (o)-[m:MEMBER_OF]->(p:Partnership)
WHERE coalesce(m.since, $as_of) <= $as_of <= coalesce(m.until, $as_of)
WITH o, m, p, COLLECT {
  MATCH (other:Organisation)-[n:MEMBER_OF]->(p)
  WHERE other <> o AND coalesce(n.since, $as_of) <= $as_of <= coalesce(n.until, $as_of)
  RETURN DISTINCT other.name AS name
  ORDER BY name
} AS others
RETURN p.name AS partnership, p.degree AS degree, m.participation AS participation, m.since AS since,
  p.planned_end AS planned_end, others
ORDER BY partnership, p.key, o.key, m.key;
