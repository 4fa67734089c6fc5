// name: last-meetings
// group: Gone quiet
// description: The last meetings, calls and exchanges with an organisation and its parts, and who was present.
// param organisation: text, required. Name or id of the organisation.
// param most: integer = 10. How many to list.
// param as_of: date = today. The day to answer for.
// returns on: the day
// returns channel: meeting, call, email and so on
// returns purpose: what it was about
// returns theirs: who of the organisation was present, or had accepted
// returns others: who else was present
// returns partnerships: which partnerships it was about
MATCH (o:Organisation)
WHERE toLower(o.name) = toLower($organisation) OR o.key = $organisation
MATCH way = (o)<-[:PART_OF*0..8]-()<-[:IN]-(seat:Post)<-[:HOLDS]-(b:Person)-[t:TOOK_PART]->(i:Interaction)
WHERE i.on <= $as_of AND coalesce(t.status, '') <> 'absent'
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, i.on) <= i.on <= coalesce(f.until, i.on))
WITH DISTINCT i, b
ORDER BY b.name, b.key
WITH i, collect(b) AS delegates
RETURN i.on AS on, i.channel AS channel, i.purpose AS purpose, [b IN delegates | b.name] AS theirs, COLLECT {
  MATCH (i)<-[t:TOOK_PART]-(c:Person)
  WHERE coalesce(t.status, '') <> 'absent' AND NOT c IN delegates
  RETURN c.name AS name
  ORDER BY name, c.key
} AS others, COLLECT {
  MATCH (i)-[:ABOUT]->(p:Partnership)
  RETURN DISTINCT p.name AS name
  ORDER BY name
} AS partnerships
ORDER BY on DESC, purpose, channel, i.key
LIMIT $most;
