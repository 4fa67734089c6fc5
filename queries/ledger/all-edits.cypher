// name: all-edits
// description: The whole record of changes in no order, for a backup.
// returns edit: all properties of one text with changed facts
MATCH (e:Edit)
RETURN properties(e) AS edit;
