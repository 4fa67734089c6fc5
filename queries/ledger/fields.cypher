// name: fields
// description: Fields that people declared beside the model, by the imports that brought them, the first one first.
// returns fields: declarations as texts
MATCH (i:Import {status: 'done'})
WHERE size(i.fields) > 0
WITH i
ORDER BY i.number
RETURN i.fields AS fields;
