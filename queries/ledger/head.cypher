// name: head
// description: The head of the ledger: which schema the store has, and how many imports it took.
// returns schema: version of the schema
// returns version: goes up by one with every import
MATCH (h:Ledger {key: 'head'})
RETURN h.schema AS schema, h.version AS version;
