// name: objectives-to-confirm
// group: Partnerships and agreements
// description: Members of partnerships whose objective is not recorded, or was not confirmed for a while.
// param days: integer = 365. A confirmation counts for so many days.
// param as_of: date = today. The day to answer for.
// returns partnership: name of the partnership
// returns organisation: the member
// returns participation: core, as_needed or observer
// returns objective: what it wants; empty when not recorded
// returns confirmed_on: when it was confirmed last
MATCH (o:Organisation)-[m:MEMBER_OF]->(p:Partnership)
WHERE coalesce(m.since, $as_of) <= $as_of <= coalesce(m.until, $as_of)
  AND (m.objective IS NULL OR coalesce(m.objective_confirmed_on < $as_of - duration({days: $days}), true))
RETURN p.name AS partnership, o.name AS organisation, m.participation AS participation, m.objective AS objective,
  m.objective_confirmed_on AS confirmed_on
ORDER BY partnership, organisation, p.key, o.key, m.key;
