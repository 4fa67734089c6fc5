// name: nodes
// description: Every thing with all its properties, packed into lists of 5,000 because that reads several times faster.
// param source: text, optional. Only what this source says; everything when not given.
// returns facts: a list of [label, properties]
MATCH (n:Organisation|Unit|Person|Alias|Post|Mailbox|Partnership|Interaction|Agreement|Change)
WHERE $source IS NULL OR n.source = $source
WITH collect([labels(n)[0], properties(n)]) AS rows
UNWIND range(0, size(rows) - 1, 5000) AS i
RETURN rows[i..i + 5000] AS facts;
