// name: begin
// description: Makes the head of the ledger, or marks that the store now has this schema.
// param schema: integer, required. Version of the schema.
// returns version: goes up by one with every import
// writes
MERGE (h:Ledger {key: 'head'})
ON CREATE SET h.version = 0
SET h.schema = $schema
RETURN h.version AS version;
