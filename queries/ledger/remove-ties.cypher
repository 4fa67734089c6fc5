// name: remove-ties
// description: Takes back the ties that imports created and no other one states.
// param undone: list, required. Keys of the imports that are taken back, this time or before.
// returns removed: how many
// writes
MATCH ()-[r:PART_OF|IN|REPORTS_TO|SAME_AS|HOLDS|SERVES|MEMBER_OF|KNOWS|WRITES_TO|HOSTS|REPRESENTS|ENGAGED_IN|COORDINATES|TOOK_PART|ABOUT|COVERS|OWNS|SIGNED|AFFECTS]->()
WHERE r.made IN $undone AND r.seen IN $undone
DELETE r
RETURN count(*) AS removed;
