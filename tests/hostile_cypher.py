"""Statements that a read-only door must not let through, and some that only look like it.

`{file}` and `{address}` stand for a file with a canary in it and an address where somebody listens.
"""

from __future__ import annotations

CHANGES = (
    "CREATE (x:Hostile {key: 'h'})",
    "MERGE (x:Hostile {key: 'h'})",
    "MATCH (x:Person) SET x.name = 'h'",
    "MATCH (x:Person) DETACH DELETE x",
)
"""Each is tried in every disguise below."""

DISGUISES = (
    "{0}",
    "{0} RETURN x",
    "{0};",
    "MATCH (y:Person) WITH y LIMIT 1 {0} RETURN y",
    "RETURN 1 AS one; {0}",
    "RETURN 1 AS one UNION {0} RETURN 1 AS one",
    "MATCH (y:Person) CALL {{ {0} RETURN 1 AS one }} RETURN y",
    "MATCH (y:Person) CALL (y) {{ {0} }} RETURN y",
    "CALL (*) {{ {0} }} IN TRANSACTIONS",
    "MATCH (y) WHERE EXISTS {{ {0} RETURN x }} RETURN y",
    "RETURN COUNT {{ {0} RETURN x }} AS n",
    "RETURN COLLECT {{ {0} RETURN 1 }} AS n",
    "EXPLAIN {0}",
    "PROFILE {0}",
    "CYPHER 5 {0}",
    "CYPHER runtime=slotted {0}",
    "// a question\n{0}",
    "/* MATCH (n) RETURN n */ {0}",
    "RETURN '\\'' AS a // '\n {0}",
    "RETURN \"//\" AS a, '/*' AS b {0} //*/",
    "FOREACH (i IN [1] | {0})",
    "USE graph {0}",
    "UNWIND [1] AS i {0} FINISH",
    "RETURN `a``b` {0}",
    "\ufeff{0}",
    "\u200b{0}",
)

SPELLINGS = (
    "cReAtE (x:Hostile)", "CREATE/**/(x:Hostile)", "CRE/**/ATE (x:Hostile)", "CREATE\u00a0(x:Hostile)",
    "\\u0043REATE (x:Hostile)", "CREATE \\u0028x:Hostile)", "\uff23REATE (x:Hostile)", "CREATE\n//\n(x:Hostile)",
    "MATCH (n) \u017fET n.name = 'h'", "MATCH (n) \u0053\u0045\u0054 n.name = 'h'", "MATCH (n) S\u200bET n.name = 'h'",
    "MATCH (n:Person) SET/**/n.name='h'", "MATCH (n:Person)SET n.name='h'", "MATCH (n)\tREMOVE\tn.name",
    "MATCH (n)\u2028DETACH\u2028DELETE n", "match(n)detach delete n", "MATCH (n) WHERE n.name='\\u0027 SET n.name='h'",
    "RETURN `\\u0060 CREATE (x:Hostile) //` AS a",
    "RETURN 1 AS `a\\u0060 CREATE (x:Hostile) RETURN 2 AS b`", "MATCH (n:`Person\\u0060) DETACH DELETE n //`) RETURN n",
    "RETURN $`a` CREATE (x:Hostile)", "RETURN 'a' 'b' CREATE (x:Hostile)", "RETURN 1 AS n\x00CREATE (x:Hostile)",
    "MATCH (n) RETURN n /* unfinished", "RETURN 'unfinished", "RETURN `unfinished",
    "RETURN 1 / * CREATE (x:Hostile) */",
)

OTHERS = (
    # changes by other words
    "MATCH (n:Person) SET n:Hostile", "MATCH (n:Person) SET n = {}", "MATCH (n:Person) SET n += {name: 'h'}",
    "MATCH (n:Person) SET n['name'] = 'h'", "MATCH (n:Person) SET n:$('Hostile')", "MATCH (n:Person) REMOVE n:Person",
    "MATCH (n:Person) REMOVE n.name", "MATCH (n:Person) REMOVE n['name']", "MATCH ()-[r]->() DELETE r",
    "MATCH (n:Person) NODETACH DELETE n", "MATCH (a:Person), (b:Person) CREATE (a)-[:KNOWS]->(b)",
    "MATCH (a:Person), (b:Person) MERGE (a)-[:KNOWS {key: 'h'}]->(b) ON CREATE SET a.name = 'h'",
    "INSERT (x:Hostile)", "MATCH (n:Person) FOREACH (m IN [n] | SET m.name = 'h')",
    "MATCH p = (a:Person)-[:KNOWS]->() FOREACH (m IN nodes(p) | REMOVE m.name)",
    "MATCH (h:Ledger) SET h.version = 0", "MATCH (i:Import) DETACH DELETE i", "CREATE (x:Hostile) FINISH",
    "LET x = 1 CREATE (y:Hostile)", "FOR x IN [1] CREATE (y:Hostile)", "WHEN true THEN CREATE (y:Hostile)",
    "MATCH (n:Person) CALL { WITH n SET n.name = 'h' } IN TRANSACTIONS OF 1 ROW",
    "UNWIND [1] AS i CREATE (:Hostile {i: i})",
    # the schema
    "CREATE INDEX hostile FOR (n:Person) ON (n.hostile)",
    "CREATE CONSTRAINT hostile FOR (n:Person) REQUIRE n.h IS UNIQUE",
    "CREATE TEXT INDEX hostile FOR (n:Person) ON (n.name)",
    "CREATE FULLTEXT INDEX hostile FOR (n:Person) ON EACH [n.name]",
    "CREATE LOOKUP INDEX hostile FOR (n) ON EACH labels(n)", "DROP INDEX hostile IF EXISTS", "DROP CONSTRAINT person",
    "CREATE VECTOR INDEX hostile FOR (n:Person) ON (n.v)", "CALL db.createLabel('Hostile')",
    "CALL db.createRelationshipType('HOSTILE')", "CALL db.createProperty('hostile')",
    "CALL db.index.fulltext.createNodeIndex('h', ['Person'], ['name'])",
    # accounts, databases, settings
    "CREATE USER hostile SET PASSWORD 'hostile-password'", "ALTER USER neo4j SET PASSWORD 'hostile-password'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'", "DROP USER neo4j", "RENAME USER neo4j TO hostile", "SHOW USERS",
    "SHOW CURRENT USER", "CREATE ROLE hostile", "GRANT ROLE admin TO neo4j", "DENY WRITE ON GRAPH * TO PUBLIC",
    "REVOKE ROLE admin FROM neo4j", "CREATE DATABASE hostile", "DROP DATABASE neo4j", "STOP DATABASE neo4j",
    "START DATABASE neo4j", "ALTER DATABASE neo4j SET ACCESS READ ONLY", "SHOW DATABASES", "SHOW SETTINGS",
    "SHOW TRANSACTIONS", "TERMINATE TRANSACTIONS 'neo4j-transaction-1'", "SHOW INDEXES", "SHOW PROCEDURES",
    "SHOW FUNCTIONS", "SHOW CONSTRAINTS", "ENABLE SERVER 'a'", "DEALLOCATE DATABASES FROM SERVER 'a'",
    "CALL dbms.listConfig()", "CALL dbms.setConfigValue('a', 'b')", "CALL dbms.components()",
    "CALL dbms.security.createUser('a', 'b', false)", "CALL dbms.killConnections(['a'])", "CALL dbms.shutdown()",
    "CALL dbms.queryJmx('*:*')", "CALL dbms.info()", "CALL db.clearQueryCaches()", "CALL db.ping()",
    "CALL db.schema.visualization()", "CALL db.prepareForReplanning()", "CALL tx.setMetaData({a: 1})",
    # procedures and functions of libraries
    "CALL apoc.cypher.doIt('CREATE (x:Hostile)', {})", "CALL apoc.cypher.runWrite('CREATE (x:Hostile)', {})",
    "CALL apoc.periodic.iterate('MATCH (n) RETURN n', 'DELETE n', {})", "CALL apoc.create.node(['Hostile'], {})",
    "CALL apoc.load.json('{address}')", "CALL apoc.export.csv.all('hostile.csv', {})", "CALL apoc.util.sleep(100000)",
    "CALL apoc.systemdb.execute('SHOW USERS')", "RETURN apoc.util.md5(['a'])",
    "RETURN apoc.cypher.runFirstColumn('a', {})",
    "CALL gds.graph.project('h', '*', '*')", "CALL n10s.rdf.import.fetch('{address}', 'Turtle')",
    "CALL `dbms`.`shutdown`()", "CALL db.labels() YIELD label CALL dbms.info() YIELD id RETURN label",
    # other languages of the embedded engine
    "CALL sql('DELETE FROM Person')", "CALL db.index.fulltext.queryNodes('a', 'b')",
    "INSERT INTO Person SET name = 'h'",
    "UPDATE Person SET name = 'h'", "DELETE FROM Person", "DELETE VERTEX FROM Person", "SELECT FROM Person",
    "CREATE VERTEX Person SET name = 'h'", "CREATE VERTEX TYPE Hostile", "DROP TYPE Person UNSAFE",
    "TRUNCATE TYPE Person",
    "ALTER DATABASE `arcadedb.command.timeout` 1", "IMPORT DATABASE file://{file}", "IMPORT DATABASE {address}",
    "EXPORT DATABASE file:///tmp/hostile.jsonl", "BACKUP DATABASE", "REBUILD INDEX *", "CHECK DATABASE FIX",
    "DEFINE FUNCTION hostile.f \"return 1\" LANGUAGE js", "CREATE TRIGGER hostile BEFORE CREATE ON TYPE Person",
    "g.V().drop()", "{{ person {{ name }} }}", "sql: DELETE FROM Person", "BEGIN; DELETE FROM Person; COMMIT",
    # files and addresses
    "LOAD CSV FROM 'file://{file}' AS line RETURN line", "LOAD CSV FROM '{file}' AS line RETURN line",
    "LOAD CSV WITH HEADERS FROM 'file:///etc/passwd' AS line RETURN line",
    "LOAD CSV FROM '{address}' AS line RETURN line",
    "LOAD CSV FROM 'https://127.0.0.1:9/' AS line RETURN line", "LOAD/**/CSV FROM '{address}' AS line RETURN line",
    "LOAD CSV FROM 'jar:{address}!/x' AS line RETURN line", "LOAD CSV FROM 'ftp://127.0.0.1:9/' AS line RETURN line",
    "LOAD CSV FROM 'http://169.254.169.254/latest/meta-data' AS line RETURN line",
    "WITH '{address}' AS a LOAD CSV FROM a AS line RETURN line", "LOAD CSV FROM $a AS line RETURN line",
    "MATCH (n) CALL (n) { LOAD CSV FROM '{address}' AS line RETURN line } RETURN line",
    "RETURN EXISTS { LOAD CSV FROM '{address}' AS line RETURN line } AS e", "RETURN file()", "RETURN linenumber()",
)

HARMLESS = (
    "RETURN '\\u0027 AS a CREATE (x:Hostile) //'",
    "RETURN 'CREATE (x:Hostile)' AS text", "RETURN \"; MATCH (n) DETACH DELETE n\" AS text",
    "RETURN 1 AS n // CREATE (x:Hostile)", "RETURN /* SET */ 1 AS n",
    "MATCH (n:Person) RETURN n.set AS s, n.create AS c",
    "RETURN 1 AS `CREATE (x:Hostile)`", "MATCH (n:`Person`) RETURN n.`delete` AS d",
    "RETURN {create: 1, set: 2} AS map",
    "MATCH (n) WHERE n.name = '\\u0027 DETACH DELETE n //' RETURN n", "MATCH (n:SET|CREATE) RETURN n",
    "MATCH ()-[r:MERGE]->() RETURN r", "WITH 1 AS ends, 2 AS end RETURN ends + end AS n;", "RETURN 1 AS a;\n// bye",
    "RETURN 'it\\'s' AS a", "RETURN '`' + \"'\" AS a", "return 1 as A union all return 2 as A",
)
"""Only look like it; each is answered."""


def refused() -> list[str]:
    """Every statement that must not get past the list of what is allowed."""
    disguised = [form.format(change) for change in CHANGES for form in DISGUISES]
    return [*disguised, *SPELLINGS, *OTHERS]
