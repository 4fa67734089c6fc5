"""W3C ORG: charts, memberships with dates, joint undertakings; the same in every form of RDF; nothing is fetched."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from stakeholder_map.batch import Batch
from stakeholder_map.errors import InputError
from stakeholder_map.importers import recognised
from stakeholder_map.importers.files.sample import Sample
from stakeholder_map.importers.formats import w3c_org

from .importing import SHARED, read, said, ties
from .same import lines, seats, things

HEFCE = SHARED / "organogram-hefce-w3c"
real = pytest.mark.skipif(not HEFCE.is_dir(), reason="the real files are not here")
OUR = ("Harbour Trust",)
PREFIXES = """@prefix org: <http://www.w3.org/ns/org#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix time: <http://www.w3.org/2006/time#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix x: <https://example.org/id/> .
"""
CHART = PREFIXES + """
x:nb a org:FormalOrganization ; skos:prefLabel "Cyngor Northby"@cy, "Northby Council"@en ;
  org:identifier "GB-LAE-NBY" ; foaf:homepage <https://nb.example/> ; org:hasUnit x:care .
x:care rdfs:label "Care" .
x:home a org:OrganizationalUnit ; rdfs:label "Home care" ; org:unitOf x:care .
x:head a org:Post ; rdfs:label "Head of Care" ; org:postIn x:care ; org:heldBy x:ana .
x:deputy a org:Post ; rdfs:label "Deputy" ; org:postIn x:home ; org:reportsTo x:head .
x:second a org:Post ; rdfs:label "Second" ; org:postIn x:nb ; org:heldBy [ foaf:name "Vacant" ] .
x:ana a foaf:Person ; foaf:givenName "Ana" ; foaf:familyName "Lima" ; foaf:mbox <mailto:ana@nb.example> ;
  foaf:birthday "05-06" ; foaf:knows x:bo .
x:bo a vcard:Individual ; vcard:fn "Bo Nkosi" ; vcard:hasTelephone [ vcard:value <tel:+44-20> ] ;
  vcard:hasEmail <mailto:bo@nb.example> .
x:tenure a org:Membership ; org:member x:ana ; org:organization x:nb ; org:memberDuring
  [ time:hasBeginning [ time:inXSDDate "2020-02-03"^^xsd:date ] ; time:hasEnd [ time:inXSDgYear "2024"^^xsd:gYear ] ] .
x:clerk a org:Membership ; org:member x:bo ; org:organization x:home ; org:role [ skos:prefLabel "Clerk" ] ;
  org:memberDuring [ time:hasBeginning <http://reference.data.gov.uk/id/month/2021-05> ] .
x:youth a org:OrganizationalCollaboration ; skos:prefLabel "Youth Board" ; org:hasMember x:nb .
x:seat a org:Membership ; org:member x:bo ; org:organization x:youth ; org:role [ rdfs:label "Vice-chair" ] .
"""


def _read(path: Path, text: str, name: str = "chart.ttl") -> Batch:
    (path / name).write_text(text, "utf-8")
    return read(path / name, ours=OUR)


def test_posts_units_and_lines(tmp_path: Path) -> None:
    batch = _read(tmp_path, CHART)
    assert lines(batch, "PART_OF") == {("Care", "Northby Council"), ("Home care", "Care")}
    assert things(batch, "Post") == {("Head of Care",), ("Deputy",), ("Second",), ("Clerk",)}
    assert lines(batch, "REPORTS_TO") == {("Deputy", "Head of Care")}
    assert things(batch, "Organisation", "website") == {("Northby Council", "https://nb.example/"),
                                                        ("Harbour Trust", None)}
    assert not [p for p in batch.problems if p.rejected]


def test_memberships_give_dates_and_titles(tmp_path: Path) -> None:
    batch = _read(tmp_path, CHART)
    assert seats(batch, "since", "until", "since_text", "until_text") == {
        ("Ana Lima", "Head of Care", "Care", date(2020, 2, 3), date(2024, 12, 31), None, "2024"),
        ("Bo Nkosi", "Clerk", "Home care", date(2021, 5, 1), None, "2021-05", None)}


def test_names_addresses_and_numbers(tmp_path: Path) -> None:
    batch = _read(tmp_path, CHART)
    assert things(batch, "Person", "email", "phone") == {
        ("Ana Lima", "ana@nb.example", None), ("Bo Nkosi", "bo@nb.example", "+44-20")}
    assert lines(batch, "KNOWS") == {("Ana Lima", "Bo Nkosi")}
    assert "birthday (1)" in said(batch.problems, "Private")[0].message
    assert "05-06" not in str(batch)


def test_a_collaboration_is_a_partnership(tmp_path: Path) -> None:
    batch = _read(tmp_path, CHART)
    assert lines(batch, "MEMBER_OF") == {("Northby Council", "Youth Board")}
    assert lines(batch, "REPRESENTS", "capacity") == {("Bo Nkosi", "Youth Board", "chair")}


def test_an_organisation_without_a_name_is_counted_not_guessed(tmp_path: Path) -> None:
    batch = _read(tmp_path, PREFIXES + 'x:u a org:OrganizationalUnit ; rdfs:label "Unit" ; org:unitOf x:ghost .')
    assert "organisations without a name (1)" in said(batch.problems, "Left out")[0].message


def test_a_date_that_is_none_rejects_its_row_in_silence(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    batch = _read(tmp_path, CHART.replace("2020-02-03", "2020-13-45"))
    problem = next(p for p in batch.problems if p.rejected)
    assert (problem.column, problem.value) == ("since", "2020-13-45")
    assert capfd.readouterr().err == ""


def test_texts_in_the_place_of_things_harm_nobody(tmp_path: Path) -> None:
    odd = """x:head org:heldBy "Ana Lima", 7, "2020-01-01T00:00:00Z"^^xsd:dateTime ;
      org:heldBy "2020-01-01T00:00:00"^^xsd:dateTime ; org:reportsTo "x"^^xsd:date, 3 ; rdfs:label "Kopf"@de .
    x:nb org:hasUnit "Unit" . x:seat org:member 3 .
    x:ana foaf:birthday "2020-01-01T00:00:00Z"^^xsd:dateTime, "2020-01-01T00:00:00"^^xsd:dateTime ; org:memberOf 5 ."""
    assert ("Ana Lima", "Head of Care") in {row[:2] for row in seats(_read(tmp_path, CHART + odd))}


def _graph(batch: Batch) -> list[object]:
    return [things(batch, "Person", "email", "phone"), things(batch, "Organisation"), things(batch, "Unit"),
            things(batch, "Post", "function"), seats(batch, "since", "until"), *(
                lines(batch, kind) for kind in ("REPORTS_TO", "PART_OF", "IN", "MEMBER_OF", "REPRESENTS", "KNOWS"))]


@pytest.mark.parametrize(("ending", "form"), [("nt", "nt"), ("rdf", "xml"), ("xml", "pretty-xml"),
                                              ("jsonld", "json-ld"), ("json", "json-ld"), ("ttl", "turtle")])
def test_every_form_says_the_same(tmp_path: Path, ending: str, form: str) -> None:
    from rdflib import Graph

    one = _read(tmp_path, CHART)
    Graph().parse(data=CHART, format="turtle").serialize(tmp_path / f"again.{ending}", format=form, encoding="utf-8")
    assert recognised(tmp_path / f"again.{ending}").NAME == "w3c-org"
    other = read(tmp_path / f"again.{ending}", ours=OUR)
    assert _graph(other) == _graph(one)
    assert {n.key for n in other.nodes} >= {n.key for n in one.nodes if "example.org" in n.key}


@real
@pytest.mark.parametrize("form", ["nt", "xml", "turtle"])
def test_a_real_organogram_is_the_same_as_its_csv(tmp_path: Path, form: str) -> None:
    file = next(HEFCE.glob("*.nt"))
    if form != "nt":
        from rdflib import Graph

        Graph().parse(file, format="nt").serialize(tmp_path / "hefce.rdf", format=form)
        file = tmp_path / "hefce.rdf"
    one = read(file, ours=OUR)
    other = read(next(HEFCE.glob("*senior*.csv")), ours=OUR)
    assert _graph(one) == _graph(other)
    assert len(ties(one, "HOLDS")) == len(things(one, "Unit")) == 4
    assert len(ties(one, "REPORTS_TO")) == 3


POPOLO = SHARED / "popolo-spec" / "examples"


@pytest.mark.skipif(not POPOLO.is_dir(), reason="the real files are not here")
def test_examples_of_popolo_say_the_same_as_rdf_and_as_json(tmp_path: Path) -> None:
    names = ("person", "organization", "post", "membership")
    for name in names:  # one of them forgets a prefix
        text = (POPOLO / f"{name}.ttl").read_text("utf-8")
        skos = "" if "@prefix skos" in text else "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        (tmp_path / f"{name}.ttl").write_text(skos + text, "utf-8")
    one = read(tmp_path, ours=OUR, format="w3c-org")
    other = read(*(POPOLO / f"{name}.json" for name in names), ours=OUR, format="popolo")
    assert {row[1:] for row in things(one, "Person", "email", "phone")} == {
        row[1:] for row in things(other, "Person", "email", "phone")}
    assert things(one, "Organisation", "kind") == things(other, "Organisation", "kind")
    assert things(one, "Post") == things(other, "Post") == {("Chef",), ("Kitchen assistant",)}
    assert {row[1:] for row in seats(one, "since_text", "until")} == {row[1:] for row in seats(
        other, "since_text", "until")} == {("Kitchen assistant", "ABC, Inc.", "1970-01", date(1971, 12, 31))}


@pytest.fixture
def web() -> Iterator[tuple[str, list[str]]]:
    """A server that notes who asks for what."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"@context": {}}')

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_nothing_is_fetched(tmp_path: Path, web: tuple[str, list[str]]) -> None:
    url, asked = web
    nested = {"@graph": [{"@context": [{"a": {"@id": "x:y", "@context": f"{url}/inner"}}], "@id": "x:1"}]}
    hostile = {"a.jsonld": json.dumps({"@context": f"{url}/context", "@id": "x:1"}),
               "b.jsonld": json.dumps(nested),
               "c.jsonld": json.dumps({"@context": {"@version": 1.1, "@import": f"{url}/import"}, "@id": "x:1"}),
               "d.rdf": f'<?xml version="1.0"?><!DOCTYPE r SYSTEM "{url}/dtd"><r/>',
               "e.rdf": f'<!DOCTYPE r [<!ENTITY % x SYSTEM "{url}/entity"> %x;]><r/>'}
    for name, text in hostile.items():
        (tmp_path / name).write_text(text, "utf-8")
        with pytest.raises(InputError, match=name):
            read(tmp_path / name, ours=OUR, format="w3c-org")
    imports = f"@prefix owl: <http://www.w3.org/2002/07/owl#> . <{url}/o> a owl:Ontology ; owl:imports <{url}/i> ."
    assert _read(tmp_path, CHART + imports).nodes
    assert asked == []


BOMB = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)) + "]><l>&j;</l>"


@pytest.mark.parametrize(("name", "text"), [
    ("a.rdf", BOMB), ("b.rdf", "<?xml version='1.0'?>" + "<a>" * 5_000), ("c.ttl", "@prefix"), ("d.nt", "<a> <b"),
    ("e.ttl", PREFIXES + "x:a x:b " + "[ x:c " * 4_000), ("f.jsonld", "{"), ("g.rdf", '<?xml version="1.0"?><r>')])
def test_broken_and_hostile_files_are_refused_in_words(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(InputError, match=name):
        read(tmp_path / name, ours=OUR, format="w3c-org")


@pytest.mark.parametrize(("name", "text"), [("a.ttl", ""), ("b.jsonld", '{"@id": "x:7"}'), ("c.nt", "# nothing\n")])
def test_files_without_anything_say_so(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert said(read(tmp_path / name, ours=OUR, format="w3c-org").problems, "There are no organisations")


def test_other_files_are_not_taken(tmp_path: Path) -> None:
    for name, text in (("a.xml", "<graphml/>"), ("a.json", '{"persons": []}'), ("a.csv", "id,name\n1,Ana\n"),
                       ("b.json", '{"elements": [], "connections": []}')):
        (tmp_path / name).write_text(text, "utf-8")
        assert w3c_org.detect(Sample(tmp_path / name)) == 0.0
    (tmp_path / "c.ttl").write_text(CHART, "utf-8")
    assert w3c_org.detect(Sample(tmp_path / "c.ttl")) == 0.95


CHANGES = PREFIXES + """@prefix prov: <http://www.w3.org/ns/prov#> .
x:n a org:FormalOrganization ; rdfs:label "North Council" . x:s a org:FormalOrganization ; rdfs:label "South Council" .
x:ns a org:FormalOrganization ; rdfs:label "Both Council" ; org:hasUnit x:care, x:home, x:care2 .
x:care rdfs:label "Care" . x:home rdfs:label "Home help" . x:care2 rdfs:label "Social care" .
x:merged a org:ChangeEvent ; org:originalOrganization x:n, x:s ; org:resultingOrganization x:ns ;
  prov:startedAtTime "2022-01-01T00:00:00"^^xsd:dateTime ; prov:endedAtTime "2023-04-01T00:00:00"^^xsd:dateTime .
x:joined a org:ChangeEvent ; org:originalOrganization x:care, x:home ; prov:atTime "2024-09-01"^^xsd:date .
x:care2 org:resultedFrom x:joined .
x:ns org:changedBy x:renamed .
x:new a org:FormalOrganization ; rdfs:label "Greater Council" ; org:resultedFrom x:renamed .
x:renamed a org:ChangeEvent ; prov:endedAtTime "2025"^^xsd:gYear .
x:cut a org:ChangeEvent ; org:originalOrganization x:n ; org:resultingOrganization x:n, x:s ;
  prov:endedAtTime "2021-05-01"^^xsd:date .
x:undated a org:ChangeEvent ; org:originalOrganization x:n .
x:nobody a org:ChangeEvent ; org:originalOrganization x:ghost ; prov:endedAtTime "2021-05-01"^^xsd:date .
"""


def test_change_events_are_changes_with_those_whom_they_affect(tmp_path: Path) -> None:
    batch = _read(tmp_path, CHANGES)
    assert not [p for p in batch.problems if p.rejected]
    assert {(n.props["note"], n.props["kind"], n.props["on"]) for n in batch.nodes if n.label == "Change"} == {
        (text, kind, day) for text, kind, day in (
            ("North Council and South Council became Both Council.", "merger", date(2023, 4, 1)),
            ("Care and Home help became Social care.", "merger", date(2024, 9, 1)),
            ("Both Council became Greater Council.", "other", date(2025, 1, 1)),
            ("North Council became North Council and South Council.", "restructure", date(2021, 5, 1)))}
    named = {n.key: n.props.get("note") or n.props.get("name") for n in batch.nodes}
    affected = {(named[t.start], named[t.end]) for t in ties(batch, "AFFECTS")}
    assert {to for note, to in affected if note.startswith("Care")} == {"Care", "Home help", "Social care"}
    assert {to for note, to in affected if note.startswith("North Council and South")} == {
        "North Council", "South Council", "Both Council"}
    left = said(batch.problems, "Left out")[0].message
    assert "changes without a day (1)" in left
    assert "changes of nobody who is named (1)" in left
    assert "organisations without a name (1)" in left


def test_units_end_and_begin_with_the_change(tmp_path: Path) -> None:
    batch = _read(tmp_path, CHANGES)
    assert things(batch, "Unit", "since", "until") == {
        ("Care", None, date(2024, 8, 31)), ("Home help", None, date(2024, 8, 31)),
        ("Social care", date(2024, 9, 1), None)}


def test_a_change_of_units_without_names_harms_nobody(tmp_path: Path) -> None:
    batch = _read(tmp_path, CHANGES + 'x:ns org:hasUnit x:bare . x:odd org:originalOrganization x:bare ; '
                                      'prov:atTime "2024-01-01"^^xsd:date .')
    assert {p.column for p in batch.problems if p.rejected} <= {"name", "unit"}
    assert ("Care", None, date(2024, 8, 31)) in things(batch, "Unit", "since", "until")


@pytest.mark.parametrize("word", ["org:role", "<http://www.w3.org/ns/opengov#post>"])
def test_a_membership_in_a_post_fills_that_post(tmp_path: Path, word: str) -> None:
    batch = _read(tmp_path, PREFIXES + """
x:nb a org:FormalOrganization ; skos:prefLabel "Northby Council" .
x:mayor a org:Post ; skos:prefLabel "Deputy Mayor" ; org:postIn x:nb .
x:ana a foaf:Person ; foaf:name "Ana Lima" .
x:m a org:Membership ; org:member x:ana ; org:organization x:nb ; """ + word + """ x:mayor ;
  org:memberDuring [ time:hasBeginning [ time:inXSDDate "2025-01-01"^^xsd:date ] ] .
""")
    assert seats(batch) == {("Ana Lima", "Deputy Mayor", "Northby Council")}
    assert len([n for n in batch.nodes if n.label == "Post"]) == 1
    assert {t.props["since"] for t in ties(batch, "HOLDS")} == {date(2025, 1, 1)}
