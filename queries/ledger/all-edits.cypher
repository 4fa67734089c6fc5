// name: all-edits
// description: The whole record of changes, for a backup.
// returns edit: all properties of one text with changed facts
MATCH (e:Edit)
RETURN properties(e) AS edit
ORDER BY e.key;
