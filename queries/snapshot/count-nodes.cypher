// name: count-nodes
// description: How many things of each label there are.
// returns label: the label
// returns count: how many
MATCH (n:Organisation|Unit|Person|Alias|Post|Mailbox|Partnership|Interaction|Agreement|Change)
RETURN labels(n)[0] AS label, count(*) AS count;
