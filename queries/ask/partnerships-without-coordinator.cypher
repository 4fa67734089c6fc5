// name: partnerships-without-coordinator
// group: Partnerships and agreements
// description: Partnerships that nobody in post co-ordinates: nobody reviews their list of contacts.
// param as_of: date = today. The day to answer for.
// returns partnership: name of the partnership
// returns named_once: people who are or were named as co-ordinator, but hold no post today
MATCH (p:Partnership)
WHERE coalesce(p.started, $as_of) <= $as_of <= coalesce(p.planned_end, $as_of)
  AND NOT EXISTS {
    MATCH (p)<-[c:COORDINATES]-(:Person)-[h:HOLDS]->(seat:Post)
    WHERE all(f IN [c, h, seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  }
RETURN p.name AS partnership, COLLECT {
  MATCH (p)<-[c:COORDINATES]-(a:Person)
  WHERE coalesce(c.since, $as_of) <= $as_of
  RETURN DISTINCT a.name AS name
  ORDER BY name
} AS named_once
ORDER BY partnership, p.key;
