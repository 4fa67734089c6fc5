// name: visible
// description: What a free question may see. The console gives this condition to every pattern of a question, with the
//   pattern's own name for `way`: so neither people whose record is restricted in any list, nor what a further list says
//   of somebody (Alias), nor the ledger take part in any answer.
// returns things: how many things a free question sees
MATCH way = (thing)
WHERE all(__n IN nodes(way) WHERE NOT coalesce(__n.restricted, false) AND NOT coalesce(__n.restricted_elsewhere, false)
  AND __n:Organisation|Unit|Person|Post|Mailbox|Partnership|Interaction|Agreement|Change)
RETURN count(way) AS things;
