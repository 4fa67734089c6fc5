// name: head
// description: The head of the ledger: which schema the store has, how many imports it took, and which one stopped
//   half way.
// returns schema: version of the schema
// returns version: goes up by one with every import
// returns unfinished: key of the first part of an import of which later parts are missing; null when there is none
// returns migrating: version of the schema to which the store is being brought; null when that is done
MATCH (h:Ledger {key: 'head'})
RETURN h.schema AS schema, h.version AS version, h.unfinished AS unfinished, h.migrating AS migrating;
