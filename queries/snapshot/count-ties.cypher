// name: count-ties
// description: How many ties of each type there are.
// returns type: the type
// returns count: how many
MATCH ()-[r:PART_OF|IN|REPORTS_TO|SAME_AS|HOLDS|SERVES|MEMBER_OF|KNOWS|WRITES_TO|HOSTS|REPRESENTS|ENGAGED_IN|COORDINATES|TOOK_PART|ABOUT|COVERS|OWNS|SIGNED|AFFECTS]->()
RETURN type(r) AS type, count(*) AS count;
