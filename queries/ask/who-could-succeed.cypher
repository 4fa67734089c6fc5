// name: who-could-succeed
// group: What hangs on few people
// description: Who of ours could take over from a colleague: first those who know the same people, then those who
//   know others at the same organisations, then those at the same level, then those who carry least.
// param person: text, required. Name or id of the colleague.
// param as_of: date = today. The day to answer for.
// returns candidate: our person
// returns post: what they do
// returns shared_contacts: how many of the colleague's contacts they know too
// returns of_contacts: how many contacts the colleague has at partner organisations
// returns same_organisations: at how many of the colleague's partner organisations they know anybody
// returns same_level: whether they work at the same level
// returns carries: how many contacts at partner organisations they have already
MATCH home = (a:Person)-[:HOLDS]->(post:Post)-[:IN]->()-[:PART_OF*0..8]->(:Organisation {ours: true})
WHERE all(f IN relationships(home) + [post] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
WITH DISTINCT a, post
OPTIONAL MATCH way = (a)-[k:KNOWS]-(b:Person)-[:HOLDS]->(seat:Post)-[:IN]->()-[:PART_OF*0..8]->(o:Organisation)
WHERE single(n IN nodes(way) WHERE n:Organisation)
  AND all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  AND NOT EXISTS {
    MATCH up = (o)-[:PART_OF*0..8]->(:Organisation {ours: true})
    WHERE all(f IN relationships(up) WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
  }
WITH a, post, collect(DISTINCT b) AS contacts, collect(DISTINCT o) AS partners
WITH collect({person: a, post: post, contacts: contacts, partners: partners}) AS all_of_us
UNWIND [x IN all_of_us WHERE toLower(x.person.name) = toLower($person) OR x.person.key = $person] AS colleague
UNWIND [x IN all_of_us WHERE x.person <> colleague.person] AS other
WITH colleague, other, size([c IN other.contacts WHERE c IN colleague.contacts]) AS shared_contacts,
  size([p IN other.partners WHERE p IN colleague.partners]) AS same_organisations,
  coalesce(other.post.level = colleague.post.level, false) AS same_level
RETURN other.person.name AS candidate, other.post.title AS post, shared_contacts,
  size(colleague.contacts) AS of_contacts, same_organisations, same_level, size(other.contacts) AS carries
ORDER BY shared_contacts DESC, same_organisations DESC, same_level DESC, carries, candidate, post, other.person.key,
  other.post.key, colleague.post.key;
