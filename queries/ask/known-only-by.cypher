// name: known-only-by
// group: Who knows whom
// description: Contacts at partner organisations whom exactly one of ours knows: what would be lost with one person.
// param colleague: text, optional. Name or id of one of ours; all of ours when not given.
// param as_of: date = today. The day to answer for.
// returns only_colleague: the one of ours who knows them
// returns contact: their person
// returns post: what they do
// returns organisation: where
MATCH way = (b:Person)-[:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND NOT EXISTS {
    MATCH up = (o)-[:PART_OF*0..8]->(:Organisation {ours: true})
    WHERE all(f IN relationships(up) WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  }
WITH DISTINCT b, seat, o
MATCH home = (b)-[:KNOWS]-(a:Person)-[:HOLDS]->(own:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
WHERE all(f IN relationships(home) + [own] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
WITH b, seat, o, collect(DISTINCT a) AS colleagues
WHERE size(colleagues) = 1
UNWIND colleagues AS a
WITH a, b, seat, o
WHERE $colleague IS NULL OR toLower(a.name) = toLower($colleague) OR a.key = $colleague
RETURN a.name AS only_colleague, b.name AS contact, seat.title AS post, o.name AS organisation
ORDER BY only_colleague, contact, organisation, post, a.key, b.key, o.key, seat.key;
