// name: edits-of
// description: What an import changed and closed, with before and after.
// param key: text, required. Key of the import.
// returns facts: a text with a list of facts
MATCH (e:Edit)
WHERE e.import = $key
WITH e
ORDER BY e.number
RETURN e.facts AS facts;
