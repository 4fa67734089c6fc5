// name: begin-step
// description: Notes that the store is being brought to this version of the schema, before anything else is done. No
//   row when it is not the next one.
// param schema: integer, required. Version of the schema that the step leads to.
// returns schema: the version now
// writes
MATCH (h:Ledger {key: 'head'})
SET h.lock = 'schema'
WITH h
WHERE h.migrating = $schema OR (h.migrating IS NULL AND h.schema = $schema - 1)
SET h.schema = $schema, h.migrating = $schema
RETURN h.schema AS schema;
