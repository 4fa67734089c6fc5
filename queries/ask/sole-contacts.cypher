// name: sole-contacts
// group: What hangs on few people
// description: Partner organisations that hang on one person, on our side or on theirs: every relationship in force,
//   and every meeting of at most 15 people not longer ago than so many days, goes through that person. Somebody who
//   holds posts on both sides counts as a relationship too. `stakeholder-map redundancy` judges it per partnership.
// param days: integer = 420. How many days a meeting counts.
// param as_of: date = today. The day to answer for.
// returns organisation: the partner organisation, with its parts
// returns sole_contact: the one person
// returns side: ours or theirs
// returns relationships: how many pairs of people know each other, all through this person
MATCH way = (partner:Organisation)<-[:PART_OF*0..8]-()<-[:IN]-(post:Post)<-[:HOLDS]-(b:Person)
WHERE all(f IN relationships(way) + [post] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND none(n IN nodes(way) WHERE coalesce(n.ours, false))
  AND NOT EXISTS {
    MATCH up = (partner)-[:PART_OF*0..8]->(:Organisation {ours: true})
    WHERE all(f IN relationships(up) WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  }
WITH DISTINCT partner, b
CALL (b) {
  MATCH (b)-[k:KNOWS]-(a:Person)
  WHERE coalesce(k.since, $as_of) <= $as_of <= coalesce(k.until, $as_of)
  RETURN a
  UNION
  MATCH (b)-[y:TOOK_PART]->(i:Interaction)<-[x:TOOK_PART]-(a:Person)
  WHERE $as_of - duration({days: $days}) <= i.on <= $as_of
    AND none(t IN [x, y] WHERE coalesce(t.status, '') = 'absent')
    AND COUNT { MATCH (i)<-[t:TOOK_PART]-(:Person) WHERE coalesce(t.status, '') <> 'absent' } <= 15
  RETURN a
  UNION
  RETURN b AS a
}
WITH partner, a, b
WHERE EXISTS {
  MATCH home = (a)-[:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
  WHERE all(f IN relationships(home) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
}
WITH partner, collect([a, b]) AS pairs
UNWIND pairs AS pair
UNWIND [[pair[0], 'ours'], [pair[1], 'theirs']] AS end
WITH partner, size(pairs) AS relationships, end[0] AS person, end[1] AS side, count(*) AS through
WHERE through = relationships
RETURN partner.name AS organisation, person.name AS sole_contact, side, relationships
ORDER BY organisation, side, sole_contact, partner.key, person.key;
