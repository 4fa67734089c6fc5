// name: remove-alias
// description: Takes an alias out, with what it says about who it is: it becomes a person of its own.
// param key: text, required. Key of the alias.
// returns removed: how many
// writes
MATCH (n:Alias {key: $key})
DETACH DELETE n
RETURN count(*) AS removed;
