"""The words that the free console knows; every other word of a statement is the name of something."""

from __future__ import annotations


def _words(text: str) -> list[str]:
    return text.split()


CLAUSES = ("MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL", "UNION")
AFTER = (*CLAUSES, "WHERE", "ORDER", "SKIP", "OFFSET", "LIMIT", "YIELD", "AS")
"""Words that end an expression."""

WORDS = frozenset(_words("""
    AND OR XOR NOT IN STARTS ENDS CONTAINS IS NULL TRUE FALSE CASE WHEN THEN ELSE END DISTINCT
    ASC ASCENDING DESC DESCENDING
"""))
"""Words of expressions."""

SUBQUERIES = ("EXISTS", "COUNT", "COLLECT")
PATHS = {"shortestpath": "shortestPath", "allshortestpaths": "allShortestPaths"}
PROCEDURES = {"db.labels": "label", "db.relationshipTypes": "relationshipType", "db.propertyKeys": "propertyKey"}
"""The procedures that may be called, and what they yield."""

FUNCTIONS = {name.lower(): name for name in _words("""
    abs acos all any asin atan atan2 avg btrim ceil char_length character_length coalesce collect cos cot count date
    date.truncate datetime datetime.truncate degrees duration duration.between duration.inDays duration.inMonths
    duration.inSeconds e endNode exp floor head isEmpty isNaN keys labels last left length localdatetime localtime
    log log10 lower ltrim max min nodes none nullIf percentileCont percentileDisc pi properties radians rand range
    reduce relationships replace reverse right round rtrim sign sin single size split sqrt startNode stDev stDevP
    substring sum tail tan time timestamp toBoolean toBooleanOrNull toFloat toFloatOrNull toInteger toIntegerOrNull
    toLower toString toStringOrNull toUpper trim type upper valueType
""")}
"""Functions without effects, as they are written."""

CHANGES = frozenset(_words("CREATE MERGE SET DELETE DETACH NODETACH REMOVE FOREACH INSERT"))
OTHERS = frozenset(_words("""
    LOAD SHOW USE DROP ALTER GRANT DENY REVOKE TERMINATE START STOP RENAME ENABLE DEALLOCATE REALLOCATE EXPLAIN
    PROFILE CYPHER USING FINISH LET FILTER NEXT FOR
"""))

ONLY_READS = "The console only reads: MATCH … WHERE … WITH … RETURN, with functions for texts, numbers, lists, dates."


def objection(word: str) -> tuple[str, str]:
    """Why a word has no place in the console, and what to do instead."""
    upper = word.upper()
    if upper in CHANGES:
        return f"{upper} changes the store", ONLY_READS
    if upper in OTHERS:
        return f"{upper} is nothing that the console does", ONLY_READS
    return f"'{word}' is not understood here", ONLY_READS
