// name: settle
// description: Sets the head of the ledger while a store is filled from another one.
// param version: integer, required. The version of the ledger.
// param unfinished: text, optional. Marks that the store is only half filled; null clears the mark.
// returns version: the version
// writes
MATCH (h:Ledger {key: 'head'})
SET h.version = $version, h.unfinished = $unfinished
RETURN h.version AS version;
