// name: lock
// description: Takes the lock on the ledger until the transaction ends: what was being saved is saved then, and nothing
//   is saved meanwhile. Without it a reader can see half of a commit.
// returns version: the version of the ledger
// writes
MATCH (h:Ledger {key: 'head'})
SET h.lock = 'reading'
RETURN h.version AS version;
