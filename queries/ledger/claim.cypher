// name: claim
// description: Takes the next number of the ledger, unless somebody else did since `version` was read.
//   The first SET takes the lock, so that the comparison sees what is committed; no row means too late.
// param version: integer, required. The version that the plan was made for.
// param key: text, required. Key of the import.
// param unfinished: text, optional. Key of the first part when more parts follow; null clears the mark.
// returns number: number of this import
// writes
MATCH (h:Ledger {key: 'head'})
SET h.lock = $key
WITH h
WHERE h.version = $version
SET h.version = h.version + 1, h.unfinished = $unfinished
RETURN h.version AS number;
