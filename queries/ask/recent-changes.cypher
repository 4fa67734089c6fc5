// name: recent-changes
// group: Coming and going
// description: Restructures, mergers, leave and other changes recorded lately, with what they affect.
// param days: integer = 365. Look so many days back.
// param as_of: date = today. The day to answer for.
// returns on: day of the change
// returns kind: restructure, leave, merger or other
// returns affects: the organisation, unit or person
// returns note: what was noted
MATCH (c:Change)
WHERE $as_of - duration({days: $days}) <= c.on <= $as_of
OPTIONAL MATCH (c)-[:AFFECTS]->(what)
RETURN c.on AS on, c.kind AS kind, what.name AS affects, c.note AS note
ORDER BY on DESC, kind, affects, c.key, what.key;
