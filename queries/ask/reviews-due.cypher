// name: reviews-due
// group: Partnerships and agreements
// description: Partnerships and agreements whose review is due soon or overdue, the longest overdue first.
// param days: integer = 90. Look so many days ahead.
// param as_of: date = today. The day to answer for.
// returns due: day of the review
// returns days_left: days until then; negative when overdue
// returns what: partnership, or agreement
// returns name: name of the partnership, or kind of the agreement
// returns responsible: co-ordinators of the partnership, or owners of the agreement
CALL () {
  MATCH (p:Partnership)
  WHERE p.review_due <= $as_of + duration({days: $days}) AND coalesce(p.planned_end, $as_of) >= $as_of
  RETURN p.review_due AS day, 'partnership' AS what, p.name AS name, p.key AS key, COLLECT {
    MATCH (a:Person)-[c:COORDINATES]->(p)
    WHERE coalesce(c.since, $as_of) <= $as_of <= coalesce(c.until, $as_of)
    RETURN DISTINCT a.name AS name
    ORDER BY name
  } AS responsible
  UNION ALL
  MATCH (g:Agreement)
  WHERE g.review_due <= $as_of + duration({days: $days}) AND coalesce(g.until, $as_of) >= $as_of
  RETURN g.review_due AS day, 'agreement' AS what, g.kind AS name, g.key AS key, COLLECT {
    MATCH (a:Person)-[:OWNS]->(g)
    RETURN DISTINCT a.name AS name
    ORDER BY name
  } AS responsible
}
RETURN day AS due, duration.inDays($as_of, day).days AS days_left, what, name, responsible
ORDER BY due, what, name, key;
