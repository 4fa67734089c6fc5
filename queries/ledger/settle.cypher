// name: settle
// description: Ends the filling of a store: its ledger goes on where that of the other store was, and never back.
// param schema: integer, required. Version of the schema of what was filled in.
// param version: integer, required. The version of the ledger that was filled in.
// param unfinished: text, optional. The mark that the other store had.
// returns version: the version now
// writes
MATCH (h:Ledger {key: 'head'})
SET h.version = CASE WHEN h.version < $version THEN $version ELSE h.version + 1 END,
    h.schema = $schema,
    h.unfinished = $unfinished
RETURN h.version AS version;
