// name: imports
// description: The imports of the store, the last one first.
// param source: text, optional. Only those of this source.
// returns entry: all properties of the entry
MATCH (i:Import)
WHERE $source IS NULL OR i.source = $source
WITH i
ORDER BY i.number DESC
RETURN properties(i) AS entry;
