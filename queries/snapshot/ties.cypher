// name: ties
// description: Every tie with its ends and all its properties, packed into lists of 5,000.
// param source: text, optional. Only what this source says; everything when not given.
// returns facts: a list of [type, label of the start, its key, label of the end, its key, properties]
MATCH (a)-[r:PART_OF|IN|REPORTS_TO|SAME_AS|HOLDS|SERVES|MEMBER_OF|KNOWS|WRITES_TO|HOSTS|REPRESENTS|ENGAGED_IN|COORDINATES|TOOK_PART|ABOUT|COVERS|OWNS|SIGNED|AFFECTS]->(b)
WHERE $source IS NULL OR r.source = $source
WITH collect([type(r), labels(a)[0], a.key, labels(b)[0], b.key, properties(r)]) AS rows
UNWIND range(0, size(rows) - 1, 5000) AS i
RETURN rows[i..i + 5000] AS facts;
