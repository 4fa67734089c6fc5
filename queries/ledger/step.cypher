// name: step
// description: Takes the next number of the ledger for an edit. The first SET takes the lock, so that edits and imports
//   follow one another and none is planned for what another one is just changing.
// param key: text, required. Key of the edit.
// returns number: number of this edit
// writes
MATCH (h:Ledger {key: 'head'})
SET h.lock = $key
WITH h
SET h.version = h.version + 1
RETURN h.version AS number;
