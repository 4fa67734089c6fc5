// name: hold
// description: Takes the lock on the ledger for the rest of a transaction, if the store still has this mark; no row
//   means that it has another one, or none.
// param mark: text, required. Key of the import that stopped half way, or of the mark of a store that is being filled.
// returns version: the version of the ledger
// writes
MATCH (h:Ledger {key: 'head'})
SET h.lock = $mark
WITH h
WHERE h.unfinished = $mark
RETURN h.version AS version;
