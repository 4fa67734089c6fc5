// name: remove-ties
// description: Takes back the ties that an import created and that no later one stated again.
// param key: text, required. Key of the import.
// param undone: list, required. Keys of imports that are taken back: what they stated does not count.
// returns removed: how many
// writes
MATCH ()-[r:PART_OF|IN|REPORTS_TO|SAME_AS|HOLDS|SERVES|MEMBER_OF|KNOWS|WRITES_TO|HOSTS|REPRESENTS|ENGAGED_IN|COORDINATES|TOOK_PART|ABOUT|COVERS|OWNS|SIGNED|AFFECTS]->()
WHERE r.made = $key AND r.seen IN $undone
DELETE r
RETURN count(*) AS removed;
