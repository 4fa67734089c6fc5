// name: possible-duplicates
// group: The data itself
// description: People who may be one and the same: the same e-mail address, or the same name without regard to case.
//   Two records of one person look like two contacts where there is one.
// returns person: one of them
// returns id: its id
// returns same_as: the other
// returns other_id: its id
// returns same: what they have in common
CALL () {
  MATCH (p:Person)
  WHERE p.email IS NOT NULL
  RETURN p, 'e-mail' AS why, toLower(trim(p.email)) AS value
  UNION ALL
  MATCH (p:Person)
  WHERE p.name IS NOT NULL
  RETURN p, 'name' AS why, toLower(trim(p.name)) AS value
}
WITH p, why, value
ORDER BY p.key
WITH why, value, collect(p) AS alike
WHERE size(alike) > 1
UNWIND range(0, size(alike) - 2) AS i
UNWIND range(i + 1, size(alike) - 1) AS j
WITH alike[i] AS p, alike[j] AS q, why
ORDER BY why
WITH p, q, collect(why) AS same
RETURN p.name AS person, p.key AS id, q.name AS same_as, q.key AS other_id, same
ORDER BY id, other_id;
