// name: last-meetings
// description: The last meetings, calls and exchanges with an organisation and its parts, and who was present.
// param organisation: text, required. Name or id of the organisation.
// param most: integer = 10. How many to list.
// param as_of: date = today. The day to answer for.
// returns on: the day
// returns channel: meeting, call, email and so on
// returns purpose: what it was about
// returns theirs: who of the organisation was present
// returns others: who else was present
// returns partnerships: which partnerships it was about
MATCH (o:Organisation)
WHERE toLower(o.name) = toLower($organisation) OR o.key = $organisation
MATCH (i:Interaction)<-[t:TOOK_PART]-(b:Person)
WHERE i.on <= $as_of AND coalesce(t.status, '') <> 'absent'
WITH DISTINCT o, i, b, EXISTS {
  MATCH way = (b)-[:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o)
  WHERE all(f IN relationships(way) + [seat] WHERE coalesce(f.since, i.on) <= i.on <= coalesce(f.until, i.on))
} AS from_there
ORDER BY b.name, b.key
WITH i, collect(CASE WHEN from_there THEN b.name END) AS theirs,
  collect(CASE WHEN NOT from_there THEN b.name END) AS others
WHERE size(theirs) > 0
RETURN i.on AS on, i.channel AS channel, i.purpose AS purpose, theirs, others, COLLECT {
  MATCH (i)-[:ABOUT]->(p:Partnership)
  RETURN DISTINCT p.name AS name
  ORDER BY name
} AS partnerships
ORDER BY on DESC, purpose, channel, i.key
LIMIT $most;
