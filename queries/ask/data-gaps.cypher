// name: data-gaps
// group: The data itself
// description: What is not recorded, by kind: how much is missing, out of how much. Answers are only as good as this.
// param as_of: date = today. The day to answer for.
// returns gap: what is missing
// returns missing: how many lack it
// returns out_of: out of how many
CALL () {
  MATCH (b:Person)
  RETURN 'people who never held a post' AS gap, b AS thing, NOT EXISTS { MATCH (b)-[:HOLDS]->(:Post) } AS lacks
  UNION ALL
  MATCH (b:Person)-[h:HOLDS]->(seat:Post)
  WHERE all(f IN [h, seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  RETURN 'people in post without e-mail and phone' AS gap, b AS thing, b.email IS NULL AND b.phone IS NULL AS lacks
  UNION ALL
  MATCH (seat:Post)
  WHERE coalesce(seat.since, $as_of) <= $as_of <= coalesce(seat.until, $as_of)
  RETURN 'posts without a level' AS gap, seat AS thing, seat.level IS NULL AS lacks
  UNION ALL
  MATCH (o:Organisation)
  WHERE NOT EXISTS {
    MATCH up = (o)-[:PART_OF*0..8]->(:Organisation {ours: true})
    WHERE all(f IN relationships(up) WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  }
  RETURN 'other organisations without people' AS gap, o AS thing, NOT EXISTS {
    MATCH way = (o)<-[:PART_OF*0..8]-()<-[:IN]-(:Post)<-[:HOLDS]-(:Person)
    WHERE none(n IN nodes(way) WHERE coalesce(n.ours, false))
  } AS lacks
  UNION ALL
  MATCH (p:Partnership)
  UNWIND [['degree', p.degree], ['goal', p.goal], ['beneficiaries', p.beneficiaries]] AS pair
  RETURN 'partnerships without ' + pair[0] AS gap, p AS thing, pair[1] IS NULL AS lacks
  UNION ALL
  MATCH (g:Agreement)
  WHERE coalesce(g.until, $as_of) >= $as_of
  RETURN 'agreements without an owner' AS gap, g AS thing, NOT EXISTS { MATCH (g)<-[:OWNS]-(:Person) } AS lacks
}
WITH gap, count(DISTINCT CASE WHEN lacks THEN thing END) AS missing, count(DISTINCT thing) AS out_of
RETURN gap, missing, out_of
ORDER BY gap;
