// name: find
// group: Organisations
// description: Everything whose name, title or address contains a piece of text, without regard to case.
// param text: text, required. A piece of the name.
// param most: integer = 100. How many to list.
// returns kind: Person, Organisation, Unit, Post, Mailbox or Partnership
// returns name: its name, title or address
// returns id: its id, which every question takes instead of a name
MATCH (n:Person|Organisation|Unit|Post|Mailbox|Partnership)
WITH n, coalesce(n.name, n.title, n.address) AS called
WHERE toLower(called) CONTAINS toLower($text) OR toLower(n.address) CONTAINS toLower($text)
RETURN labels(n)[0] AS kind, called AS name, n.key AS id
ORDER BY name, kind, id
LIMIT $most;
