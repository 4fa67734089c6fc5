// name: plain-ties
// description: Every tie like `ties`, one by one: slower, but the engine needs no memory for all of them at once.
// param source: text, optional. Only what this source says; everything when not given.
// returns fact: a list of type, label of the start, its key, label of the end, its key, properties
MATCH (a)-[r:PART_OF|IN|REPORTS_TO|SAME_AS|HOLDS|SERVES|MEMBER_OF|KNOWS|WRITES_TO|HOSTS|REPRESENTS|ENGAGED_IN|COORDINATES|TOOK_PART|ABOUT|COVERS|OWNS|SIGNED|AFFECTS]->(b)
WHERE $source IS NULL OR r.source = $source
RETURN [type(r), labels(a)[0], a.key, labels(b)[0], b.key, properties(r)] AS fact;
