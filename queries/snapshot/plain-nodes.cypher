// name: plain-nodes
// description: Every thing like `nodes`, one by one: slower, but the engine needs no memory for all of them at once.
// param source: text, optional. Only what this source says; everything when not given.
// returns fact: a list of label, properties
MATCH (n:Organisation|Unit|Person|Alias|Post|Mailbox|Partnership|Interaction|Agreement|Change)
WHERE $source IS NULL OR n.source = $source
RETURN [labels(n)[0], properties(n)] AS fact;
