// name: clear
// description: Deletes some of everything in the store, its ledger included, except the head of the ledger and one
//   entry: what a store held before it is filled from a backup.
// param keep: text, required. Key of the entry that stays.
// param most: integer, required. So many go at once.
// returns removed: how many went; 0 when nothing was left
// writes
MATCH (n:Organisation|Unit|Person|Alias|Post|Mailbox|Partnership|Interaction|Agreement|Change|Import|Edit)
WHERE n.key <> $keep
WITH n
LIMIT $most
DETACH DELETE n
RETURN count(*) AS removed;
