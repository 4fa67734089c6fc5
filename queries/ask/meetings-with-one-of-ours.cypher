// name: meetings-with-one-of-ours
// group: What hangs on few people
// description: Meetings, calls and exchanges with others at which only one of ours was present: when that person
//   leaves, nobody remembers.
// param days: integer = 365. Look so many days back.
// param as_of: date = today. The day to answer for.
// returns on: the day
// returns channel: meeting, call, email and so on
// returns purpose: what it was about
// returns colleague: the one of ours
// returns others: who else was present
MATCH (i:Interaction)
WHERE $as_of - duration({days: $days}) <= i.on <= $as_of
MATCH (i)<-[t:TOOK_PART]-(b:Person)
WHERE coalesce(t.status, '') <> 'absent'
WITH DISTINCT i, b, EXISTS {
  MATCH home = (b)-[:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
  WHERE all(f IN relationships(home) + [own] WHERE coalesce(f.since, i.on) <= i.on <= coalesce(f.until, i.on))
} AS is_ours
ORDER BY b.name, b.key
WITH i, collect(CASE WHEN is_ours THEN b END) AS us, collect(CASE WHEN NOT is_ours THEN b.name END) AS others
WHERE size(us) = 1 AND size(others) > 0
UNWIND us AS a
RETURN i.on AS on, i.channel AS channel, i.purpose AS purpose, a.name AS colleague, others
ORDER BY on DESC, colleague, purpose, channel, i.key;
