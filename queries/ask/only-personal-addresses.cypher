// name: only-personal-addresses
// group: What hangs on few people
// description: Partner organisations with people but without a team address: whoever leaves takes the address along.
// param as_of: date = today. The day to answer for.
// returns organisation: the partner organisation
// returns people: how many people hold posts there
// returns personal_addresses: how many of them have an e-mail address
MATCH way = (b:Person)-[:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND NOT EXISTS {
    MATCH up = (o)-[:PART_OF*0..8]->(:Organisation {ours: true})
    WHERE all(f IN relationships(up) WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  }
  AND NOT EXISTS {
    MATCH served = (:Mailbox)-[:SERVES]->()-[:PART_OF*0..8]->(o)
    WHERE single(n IN nodes(served) WHERE n:Organisation)
      AND all(f IN relationships(served) WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  }
WITH o, count(DISTINCT b) AS people, count(DISTINCT CASE WHEN b.email IS NOT NULL THEN b END) AS personal_addresses
RETURN o.name AS organisation, people, personal_addresses
ORDER BY organisation, o.key;
