// name: partnerships-off-rhythm
// group: Gone quiet
// description: Partnerships that agreed how often to be in touch, and whose last meeting is longer ago than that.
// param as_of: date = today. The day to answer for.
// returns partnership: name of the partnership
// returns cadence_days: they agreed to be in touch every so many days
// returns last_interaction: the last meeting, call or exchange about it; empty when there is no record
// returns days_late: how many days too late the next one is; empty when there is no record
MATCH (p:Partnership)
WHERE p.cadence_days > 0 AND coalesce(p.started, $as_of) <= $as_of <= coalesce(p.planned_end, $as_of)
OPTIONAL MATCH (p)<-[:ABOUT]-(i:Interaction)
WHERE i.on <= $as_of
WITH p, max(i.on) AS last_day
WITH p, last_day, duration.inDays(last_day, $as_of).days - p.cadence_days AS days_late
WHERE coalesce(days_late > 0, true)
RETURN p.name AS partnership, p.cadence_days AS cadence_days, last_day AS last_interaction, days_late
ORDER BY days_late DESC, partnership, p.key;
