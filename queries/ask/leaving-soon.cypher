// name: leaving-soon
// group: Coming and going
// description: People who are known to leave their post soon, or whose contract ends, with how many people in other
//   organisations they know.
// param days: integer = 365. Look so many days ahead.
// param as_of: date = today. The day to answer for.
// returns last_day: the last day in the post
// returns days_left: days until then
// returns person: who leaves
// returns organisation: where
// returns post: which post
// returns why: leaving, contract ends, or post held until then
// returns contacts: how many people in other organisations they know
MATCH way = (a:Person)-[h:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
WITH DISTINCT a, h, seat, o
UNWIND [[h.leaving_on, 'leaving'], [h.contract_end, 'contract ends'], [h.until, 'held until then']] AS planned
WITH a, h, seat, o, planned[0] AS day, planned[1] AS reason
WHERE $as_of <= day <= $as_of + duration({days: $days})
WITH a, h, seat, o, day, reason
ORDER BY day, reason
WITH a, h, seat, o, collect(day) AS days, collect(reason) AS reasons
UNWIND days[0..1] AS day
RETURN day AS last_day, duration.inDays($as_of, day).days AS days_left, a.name AS person, o.name AS organisation,
  seat.title AS post, reasons[0] AS why, COUNT {
    MATCH way = (a)-[:KNOWS]-(b:Person)-[:HOLDS]->(far:Post)-[:IN]->()-[:PART_OF*0..8]->(other:Organisation)
    WHERE other <> o AND single(n IN nodes(way) WHERE n:Organisation)
      AND all(f IN relationships(way) + [far] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
    RETURN DISTINCT b
  } AS contacts
ORDER BY last_day, person, organisation, post, a.key, o.key, seat.key;
