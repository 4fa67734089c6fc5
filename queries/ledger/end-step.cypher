// name: end-step
// description: Notes that the store has this version of the schema. No row when another program did that already.
// param schema: integer, required. Version of the schema that the step led to.
// returns version: version of the ledger, so that nobody goes on with what was read before
// writes
MATCH (h:Ledger {key: 'head'})
SET h.lock = 'schema'
WITH h
WHERE h.migrating = $schema
SET h.migrating = null, h.version = h.version + 1
RETURN h.version AS version;
