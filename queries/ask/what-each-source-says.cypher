// name: what-each-source-says
// group: The data itself
// description: Which source stated how many facts of each kind: things by their label, ties by their type.
// param as_of: date = today. The day to answer for.
// returns source: name of the source
// returns kind: label of the things, or type of the ties
// returns facts: how many
// returns in_force: how many of them are open or end today or later
CALL () {
  MATCH (n:Organisation|Unit|Person|Post|Mailbox|Partnership|Interaction|Agreement|Change)
  RETURN n.source AS said_by, labels(n)[0] AS what, n.until AS last_day
  UNION ALL
  MATCH (a:Organisation|Unit|Person|Post|Mailbox|Partnership|Interaction|Agreement|Change)-[r]->()
  RETURN r.source AS said_by, type(r) AS what, r.until AS last_day
}
WITH said_by, what, count(*) AS facts, count(CASE WHEN coalesce(last_day, $as_of) >= $as_of THEN 1 END) AS in_force
RETURN said_by AS source, what AS kind, facts, in_force
ORDER BY source, kind;
