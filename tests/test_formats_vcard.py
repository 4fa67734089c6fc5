"""vCards of all versions: folding, encodings, organisations, managers, groups, what is left out, and the real files."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_map import importers
from stakeholder_map.batch import Batch
from stakeholder_map.errors import InputError
from stakeholder_map.importers.files.sample import Sample
from stakeholder_map.importers.formats import formats, vcard
from stakeholder_map.importers.formats.vcard import work
from stakeholder_map.importers.formats.vcard.cards import Card, read_cards
from stakeholder_map.importers.formats.vcard.other import read_jcard, read_xcard

from .importing import SHARED, ends, keys, node, read, said, ties

REAL = sorted(file for folder in SHARED.glob("vcard-*") for file in folder.rglob("*") if file.is_file())
CARDS = [file for file in REAL if re.search(rb"(?im)^(\w+\.)?begin:vcard\s*$", file.read_bytes())]


def card(*lines: str, version: str = "3.0", end: str = "\r\n") -> str:
    return end.join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


def person(name: str, *lines: str, org: str = "Northby Council") -> str:
    return card(f"FN:{name}", f"ORG:{org}", *lines)


def one(*lines: str, version: str = "3.0") -> Card:
    (found,) = read_cards(card(*lines, version=version))
    return found


def load(tmp_path: Path, *cards: str, name: str = "book.vcf", **options: object) -> Batch:
    tmp_path.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_bytes("".join(cards).encode())
    return read(tmp_path / name, ours=("Harbour Trust",), **options)


def test_a_card_is_a_person_with_a_post_in_a_chain_of_units(tmp_path: Path) -> None:
    batch = load(
        tmp_path,
        card(
            "UID:urn:uuid:7a",
            "FN:Ana Bell",
            "ORG:Northby Council;Housing\\, Land;Tenancies",
            "TITLE:Head of Tenancies",
            "ROLE:Housing",
            "EMAIL;TYPE=work:ana@northby.example",
            "TEL;TYPE=work,voice:020 1",
            version="4.0",
        ),
    )
    assert batch.source == "vcard"
    assert batch.rows == 1
    assert node(batch, "7a").props["email"] == "ana@northby.example"
    assert node(batch, "7a").props["phone"] == "020 1"
    assert node(batch, "7a/post/northby-council").props["title"] == "Head of Tenancies"
    assert node(batch, "7a/post/northby-council").props["function"] == "Housing"
    housing = "northby-council/housing-land"
    assert ends(batch, "PART_OF") == {(housing, "northby-council"), (f"{housing}/tenancies", housing)}
    assert ends(batch, "IN") == {("7a/post/northby-council", f"{housing}/tenancies")}


@pytest.mark.parametrize(
    ("lines", "version", "name"),
    [
        (("FN:Zo", " ë Núñez"), "3.0", "Zoë Núñez"),
        (("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:J=F6rg=", " Bell"), "2.1", "Jörg Bell"),
        (("FN;QUOTED-PRINTABLE;CHARSET=UTF-8:J=C3=B6rg =", "Bell"), "2.1", "Jörg Bell"),
        (("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=no-such:J=C3=B6rg",), "2.1", "Jörg"),
        (("FN;ENCODING=QUOTED-PRINTABLE:J=F6rg",), "2.1", "Jörg"),
        (("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:J=C3=B6rg S=C3",), "2.1", "Jörg S"),
        (("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Jos=E9",), "2.1", "José"),
        (("FN;ENCODING=b:QW5h",), "3.0", "Ana"),
        (("N:Bell;Ana;Jo;Dr;",), "2.1", "Ana Jo Bell"),
        (("FN:ana@x.example", "N:Bell;Ana"), "3.0", "Ana Bell"),
        (("FN:Bell\\, Ana",), "3.0", "Bell, Ana"),
        (("FN;PREF=2:Other", "FN:"), "4.0", "Other"),
        (("item1.fn;X-A=\"b:c;d\":Ana",), "3.0", "Ana"),
        (("fn;x=\"open:Ana",), "3.0", "Ana"),
        (("Fn \t:Ana", "fn:Other"), "3.0", "Ana"),
        (("FN:020 79 46", "N:;;;;", "TEL:02-07946"), "3.0", ""),
        (("FN:020 79 46", "N:Bell;Ana", "TEL:0207946"), "3.0", "Ana Bell"),
        (("FN:3M", "TEL:3"), "3.0", "3M"),
        (("FN:Ana", "TEL:tel:3"), "4.0", "Ana"),
    ],
)
def test_names_come_out_of_every_dialect(lines: tuple[str, ...], version: str, name: str) -> None:
    assert work.name(one(*lines, version=version)) == name


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_line_ends_and_encodings(tmp_path: Path, end: str, encoding: str) -> None:
    text = card("FN:Zoë", "EMAIL:z@x.example", end=end) + card("FN:Bo", end=end)
    (tmp_path / "b.vcf").write_bytes(text.encode(encoding))
    batch = read(tmp_path / "b.vcf", ours=("Us",))
    assert {n.props["name"] for n in batch.nodes if n.label == "Person"} == {"Zoë", "Bo"}


@pytest.mark.parametrize(
    ("lines", "email"),
    [
        (("EMAIL;TYPE=HOME:h@x.example", "EMAIL:o@x.example", "EMAIL;TYPE=WORK:w@x.example"), "w@x.example"),
        (("EMAIL:o@x.example", "EMAIL;TYPE=INTERNET,PREF:p@x.example"), "p@x.example"),
        (("EMAIL;PREF=1;TYPE=home:h@x.example", "EMAIL:o@x.example"), "o@x.example"),
        (("EMAIL;HOME:h@x.example",), "h@x.example"),
        (("i.EMAIL:h@x.example", "i.X-ABLabel:_$!<Home>!$_", "EMAIL:mailto:o@x.example"), "o@x.example"),
        (("EMAIL:no address",), ""),
    ],
)
def test_the_address_of_work_is_taken_and_that_of_home_only_alone(lines: tuple[str, ...], email: str) -> None:
    assert work.email(one("FN:Ana", *lines)) == email


@pytest.mark.parametrize(
    ("lines", "phone"),
    [
        (("TEL;HOME:1", "TEL;CELL:2", "TEL;TYPE=WORK,FAX:3", "TEL;WORK:4"), "4"),
        (("TEL;HOME:1", "TEL;CELL:2", "TEL:3"), "3"),
        (("TEL;TYPE=home:1", "TEL;TYPE=pager:2"), ""),
        (("item1.TEL:1", "item1.X-ABLabel:AssistantPhone", "item2.TEL:2", "item2.X-ABLabel:_$!<HomeFAX>!$_"), ""),
        (("TEL;TYPE=assistant,pref:1", "TEL;TYPE=cell:2"), "2"),
        (('TEL;TYPE="work,voice,video,text":1',), "1"),
        (("TEL;TYPE=video:1",), ""),
        (('TEL;VALUE=uri;TYPE="work,voice":tel:+44-20;ext=102',), "+44-20 ext 102"),
    ],
)
def test_one_telephone_is_taken_never_one_of_home(lines: tuple[str, ...], phone: str) -> None:
    assert work.phone(one("FN:Ana", *lines)) == phone


def test_organisations_and_titles_beside_the_first_are_told(tmp_path: Path) -> None:
    batch = load(
        tmp_path,
        person("Ana Bell", "ORG:Eastby Trust;Housing", "TITLE:Head", "TITLE:Chair", "ORG:NORTHBY COUNCIL"),
        person("Bo Lee", "ORG;ALTID=1;LANGUAGE=fr:Conseil de Northby", "TITLE:Clerk", org=""),
        person("Cy Dee", "TITLE:Clerk", "TITLE:clerk", org=""),
        card("FN:Di Poe", "N:Poe;Di", "ORG;ALTID=1;LANGUAGE=en:Southby", "ORG;ALTID=1;LANGUAGE=de:Südby"))
    assert node(batch, "ana-bell/post/northby-council").props["title"] == "Head"
    told = said(batch.notes, "several organisations or titles")
    assert [t.message.partition("): ")[2] for t in told] == ["Ana Bell (not: Eastby Trust, Chair)."]


def test_cards_marked_as_private_are_left_out_and_counted(tmp_path: Path) -> None:
    batch = load(tmp_path, person("Ana Bell", "CLASS:PUBLIC"), person("Bo Lee", "CLASS:Private"),
                 person("Cy Dee", "CLASS:CONFIDENTIAL"), person("Di Poe", "CLASS:PUBLIC", "CLASS:PRIVATE"))
    assert {n.props["name"] for n in batch.nodes if n.label == "Person"} == {"Ana Bell", "Di Poe"}
    assert said(batch.notes, "contacts marked as private (2)")


MANAGED = [
    ("X-MANAGER:Ana Bell",),
    ("X-MS-MANAGER:Bell\\, Ana",),
    ("X-EVOLUTION-MANAGER:ana bell",),
    ("X-MANAGERSNAME;UID=a1:Somebody",),
    ("RELATED;TYPE=x-manager:urn:uuid:a1",),
    ("item3.X-ABRELATEDNAMES:Ana Bell", "item3.X-ABLabel:_$!<Manager>!$_"),
    ("X-MANAGER:Ana Bell", "X-MS-MANAGER:Ana Bell"),
]


@pytest.mark.parametrize("lines", MANAGED)
def test_a_manager_is_a_reporting_line_inside_the_organisation(tmp_path: Path, lines: tuple[str, ...]) -> None:
    others = person("Ana Bell", "UID:a2", org="Elsewhere")
    batch = load(tmp_path, person("Ana Bell", "UID:a1"), others, person("Bo Lee", "UID:b", *lines))
    assert ends(batch, "REPORTS_TO") == {("b/post/northby-council", "a1/post/northby-council")}


def test_unclear_absent_and_several_managers_are_reported_never_guessed(tmp_path: Path) -> None:
    batch = load(
        tmp_path,
        person("Jo Wu", "UID:1"),
        person("Jo Wu", "UID:2"),
        person("Cy", "UID:3", "X-MANAGER:Jo Wu"),
        person("Dee", "UID:4", "X-MANAGER:Nobody"),
        person("Ed", "UID:5", "X-MANAGER:Cy", "X-MS-MANAGER:Dee"),
    )
    assert ends(batch, "REPORTS_TO") == set()
    assert batch.rejected == ()
    assert len(said(batch.notes, "not clear who the manager")) == 1
    assert len(said(batch.notes, "The manager is not among")) == 1
    assert said(batch.notes, "several managers")[0].message.endswith("(1): Ed.")


def test_relations_of_work_are_ties_and_those_of_private_life_are_counted(tmp_path: Path) -> None:
    batch = load(
        tmp_path,
        person("Ana", "UID:a", "RELATED;TYPE=colleague:urn:uuid:b", "RELATED;TYPE=spouse;VALUE=text:Kit",
               "RELATED;TYPE=friend:urn:uuid:c", "i.X-ABRELATEDNAMES:Kit", "i.X-ABLabel:_$!<Spouse>!$_"),
        person("Bo", "UID:b", "RELATED;TYPE=co-worker:urn:uuid:a", "X-ASSISTANT:Cy", "X-SPOUSE:Kit"),
        person("Cy", "UID:c", "RELATED;TYPE=met:Dee Unknown"),
    )  # fmt: skip
    assert ends(batch, "KNOWS") == {("a", "b"), ("b", "c")}
    assert all(tie.props["asserted_by"] == "vCards" for tie in ties(batch, "KNOWS"))
    private = said(batch.notes, "Private, and therefore")[0].message
    assert "family, friends and other private relations (3)" in private
    assert "spouses (1)" in private
    assert said(batch.notes, "Some related people are not contacts themselves")[0].message.endswith("(1): Dee Unknown.")


def test_what_is_private_is_counted_and_nowhere_in_the_facts(tmp_path: Path) -> None:
    secret = ("BDAY:1980-01-01", "ADR;TYPE=HOME:;;Secret Lane;;;;", "TEL;TYPE=HOME:555", "NOTE:Secret",
              "EMAIL;TYPE=HOME:secret@x.example", "EMAIL:w@x.example", "PHOTO;ENCODING=b:U2VjcmV0", " U2Vj",
              "X-SPOUSE:Secret", "GENDER:F", "HOBBY:Secret", "ACCOUNT:Secret")  # fmt: skip
    batch = load(tmp_path, person("Ana", *secret))
    for what in ("birthdays", "home addresses", "home telephones", "home e-mail addresses", "pictures", "spouses",
                 "gender", "hobbies", "bank accounts"):  # fmt: skip
        assert f"{what} (1)" in said(batch.notes, "Private, and")[0].message
    assert "notes (1)" in said(batch.notes, "Free text")[0].message
    assert "ecret" not in repr(batch.facts)


def test_groups_are_mailboxes_with_their_members(tmp_path: Path) -> None:
    batch = load(
        tmp_path,
        person("Ana", "UID:a"),
        person("Bo", "EMAIL:bo@n.example"),
        card("KIND:group", "FN:CSR team", "EMAIL:csr@n.example", "MEMBER:urn:uuid:a", "MEMBER:mailto:bo@n.example",
             "MEMBER:urn:uuid:gone", version="4.0"),
        card("X-ADDRESSBOOKSERVER-KIND:group", "FN:Friends", "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a"),
        card("KIND:org", "FN:Eastby Museum", "EMAIL:hello@eastby.example", version="4.0"),
        card("FN:Westby Press", "ORG:Westby Press", "N:;;;;"),
        card("KIND:location", "FN:Room 4", version="4.0"),
    )  # fmt: skip
    assert keys(batch, "Person") == {"a", "bo@n.example"}
    assert keys(batch, "Mailbox") == {"csr@n.example", "hello@eastby.example"}
    assert ends(batch, "MEMBER_OF") == {("a", "csr@n.example"), ("bo@n.example", "csr@n.example")}
    assert ends(batch, "SERVES") == {("csr@n.example", "northby-council"), ("hello@eastby.example", "eastby-museum")}
    assert keys(batch, "Organisation") == {"northby-council", "eastby-museum", "westby-press", "harbour-trust"}
    assert "(2): Friends, Room 4." in said(batch.notes, "Groups without an address")[0].message
    assert said(batch.notes, "Some members of a group are not contacts")[0].message.endswith("(1): gone.")


AGENTS = [
    "AGENT:\r\nBEGIN:VCARD\r\nFN:Sam Reed\r\nEND:VCARD\r\nTITLE:Director",
    "AGENT:BEGIN:VCARD\r\nFN:Sam Reed\r\nEND:VCARD\r\nTITLE:Director",
    "AGENT:BEGIN:VCARD\\nFN:Sam Reed\\nEND:VCARD\\n\r\nTITLE:Director",
]


@pytest.mark.parametrize("agent", AGENTS)
def test_a_card_inside_a_card_is_the_assistant(tmp_path: Path, agent: str) -> None:
    batch = load(tmp_path, person("Ana Bell", agent))
    assert keys(batch, "Person") == {"ana-bell", "sam-reed"}
    assert ends(batch, "KNOWS") == {("ana-bell", "sam-reed")}
    assert node(batch, "ana-bell/post/northby-council").props["title"] == "Director"
    assert ("sam-reed/post/northby-council", "northby-council") in ends(batch, "IN")


def test_cards_that_are_broken_cost_no_other_card(tmp_path: Path) -> None:
    open_card = "BEGIN:VCARD\r\nFN:Bo\r\nno property\r\n"
    picture = card("FN:Cy", "PHOTO;BASE64:", "AAA=", "TITLE:x")
    batch = load(tmp_path, card("FN:Ana"), open_card, picture, card("EMAIL:nobody@x.example"), "BEGIN:VCARD\r\nFN:Last")
    assert {n.props["name"] for n in batch.nodes if n.label == "Person"} == {"Ana", "Bo", "Cy", "Last"}
    assert batch.rows == 5
    assert [(p.line, p.file) for p in batch.rejected] == [(15, "book.vcf")]
    assert "1 line inside cards" in said(batch.notes, "could not be read")[0].message
    assert [p.line for p in said(batch.notes, "is not closed")] == [5, 19]


def test_a_rejected_card_is_corrected_in_the_file_of_rejects_and_read_again(tmp_path: Path) -> None:
    nameless = card("EMAIL:jo@n.example", "ORG:Northby Council", "TITLE:Head", "X-MANAGER:Ana")
    batch = load(tmp_path, person("Ana"), nameless)
    assert [(p.line, p.column) for p in batch.rejected] == [(6, "name")]
    importers.write_rejects(batch, tmp_path / "rejected.csv")
    with (tmp_path / "rejected.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with (tmp_path / "rejected.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows({**row, "name": "Jo Wu"} for row in rows)
    again = read(tmp_path / "rejected.csv", known=batch)
    assert again.source == "vcard"
    assert again.rejected == ()
    assert keys(again, "Person") == {"jo@n.example"}
    assert ends(again, "REPORTS_TO") == {("jo@n.example/post/northby-council", "ana/post/northby-council")}


def test_a_single_card_closes_nothing_and_a_book_does(tmp_path: Path) -> None:
    assert load(tmp_path, card("FN:Ana")).sheets == frozenset()
    assert "people" in load(tmp_path, card("FN:Ana"), card("FN:Bo")).sheets


def test_the_colleague_whose_book_it_is_knows_the_people_in_it(tmp_path: Path) -> None:
    cards = (person("Ana", "UID:a"), person("Bo", "UID:b"), person("Jo Wu"), person("Jo Wu", org="Eastby"))
    batch = load(tmp_path, *cards, colleague="Ines Castell")
    assert batch.source == "vcard-ines-castell"
    assert ends(batch, "KNOWS") == {("owner-ines-castell", "a"), ("owner-ines-castell", "b")}
    assert ties(batch, "KNOWS")[0].props["asserted_by"] == "vCards of Ines Castell"
    assert ("owner-ines-castell", "owner-ines-castell/post/harbour-trust") in ends(batch, "HOLDS")
    assert "(2): Jo Wu, Jo Wu" in said(batch.notes, "cannot be told apart")[0].message
    within = load(tmp_path / "2", *cards, person("Ines Castell", "UID:i"), colleague="ines castell")
    assert ends(within, "KNOWS") == {("i", "a"), ("i", "b")}


SAME = {
    "vcf": card("FN:Ana Bell", "N:Bell;Ana", "ORG:Northby;Housing", "TITLE:Head; of\\, all", "UID:u1",
                "EMAIL;TYPE=home:h@x.example", "EMAIL;TYPE=work:a@x.example", "TEL;TYPE=work;VALUE=uri:tel:+44;ext=2",
                "RELATED;TYPE=colleague:urn:uuid:u2", version="4.0"),
    "json": json.dumps(["vcard", [
        ["fn", {}, "text", "Ana Bell"], ["n", {}, "text", ["Bell", "Ana"]],
        ["org", {}, "text", ["Northby", "Housing"]], ["title", {}, "text", "Head; of, all"],
        ["uid", {}, "text", "u1"],
        ["email", {"type": "home"}, "text", "h@x.example"], ["email", {"type": "work"}, "text", "a@x.example"],
        ["tel", {"type": ["work"]}, "uri", "tel:+44;ext=2"],
        ["related", {"type": "colleague"}, "uri", "urn:uuid:u2"]]]),
    "xml": '<?xml version="1.0" encoding="UTF-8"?>\n<vcards xmlns="urn:ietf:params:xml:ns:vcard-4.0">\n<vcard>'
           "<fn><text>Ana Bell</text></fn><n><surname>Bell</surname><given>Ana</given></n>"
           "<org><text>Northby</text><text>Housing</text></org><title><text>Head; of, all</text></title>"
           "<uid><text>u1</text></uid><email><parameters><type><text>home</text></type></parameters>"
           "<text>h@x.example</text></email><group name='i'><email><parameters><type><text>work</text></type>"
           "</parameters><text>a@x.example</text></email></group><tel><parameters><type><text>work</text></type>"
           "</parameters><uri>tel:+44;ext=2</uri></tel><related><parameters><type><text>colleague</text></type>"
           "</parameters><uri>urn:uuid:u2</uri></related></vcard></vcards>",
}  # fmt: skip


@pytest.mark.parametrize("ending", SAME)
def test_json_and_xml_say_the_same_as_text(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_text(SAME[ending])
    assert vcard.detect(Sample(path)) > 0.9
    text = SAME[ending]
    (only,) = {"vcf": lambda: read_cards(text), "json": lambda: read_jcard(path, text),
               "xml": lambda: read_xcard(path)}[ending]()  # fmt: skip
    contact = work.contact(only, "", ())
    assert (contact.name, contact.id, contact.email, contact.phone) == ("Ana Bell", "u1", "a@x.example", "+44 ext 2")
    assert (contact.organisation, contact.units, contact.title) == ("Northby", ("Housing",), "Head; of, all")
    assert contact.related == ("u2",)
    assert read(path, ours=("Us",)).rows == 1


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.json", '["vcard", [', "not JSON"),
        ("a.json", '["vcard",' + "[" * 100_000, "nested"),
        ("a.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a xmlns="urn:ietf:params:xml:ns:vcard-4.0">&b;</a>', "document type"),
        ("a.xml", '<vcards xmlns="urn:ietf:params:xml:ns:vcard-4.0">', "not well-formed"),
        ("a.xml", '<vcards xmlns="urn:ietf:params:xml:ns:vcard-4.0"><x:vcard/></vcards>', "not well-formed"),
        ("a.vcf", "nothing", "no vCard"),
    ],
)
def test_files_that_cannot_be_read_are_said(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(InputError, match=message):
        read(tmp_path / name, ours=("Us",), format="vcard")


def test_a_folder_of_cards_is_read_and_other_files_are_nobody_s(tmp_path: Path) -> None:
    (tmp_path / "a.vcf").write_text(card("FN:Ana"))
    (tmp_path / "b").write_text(card("FN:Bo"))
    assert vcard.detect(Sample(tmp_path)) > 0.95
    assert keys(read(tmp_path, ours=("Us",)), "Person") == {"ana", "bo"}
    (tmp_path / "people.csv").write_text("name,organisation\nCy,us\n")
    assert vcard.detect(Sample(tmp_path)) < formats()["plain"].detect(Sample(tmp_path))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("people.csv", "name,email\nAna,a@x.example\n"),
        ("organogram.csv", "Post Unique Reference,Name,Job Title,Organisation,Reports to Senior Post\n"),
        ("a.ics", "BEGIN:VCALENDAR\nBEGIN:VCARD\nEND:VCARD\nEND:VCALENDAR\n"),
        ("graph.json", '{"nodes": []}'),
        ("any.xml", "<?xml version='1.0'?><rdf/>"),
    ],
)
def test_files_of_other_formats_are_not_taken_for_cards(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    assert vcard.detect(Sample(tmp_path / name)) == 0


def test_a_card_with_very_many_lines_takes_no_time(tmp_path: Path) -> None:
    lines = "".join(f"i{n}.TEL:{n}\r\ni{n}.X-ABLABEL:Work\r\ni{n}.X-ABRELATEDNAMES:x{n}\r\n" for n in range(5_000))
    assert len(load(tmp_path, f"BEGIN:VCARD\r\nFN:Ana\r\n{lines}END:VCARD\r\n").facts) == 2


def test_a_line_that_never_ends_its_parameters_takes_no_time() -> None:
    assert one('TEL;TYPE="' + "a,b;c=" * 100_000, "FN:Ana").first("FN") == "Ana"


_LINES = st.lists(
    st.sampled_from(["BEGIN:VCARD", "END:VCARD", "AGENT:", "AGENT:BEGIN:VCARD\\nAGENT:", " folded", "FN:Ana", "ORG:;a"])
    | st.text(st.characters(codec="utf-8"), max_size=20)
    | st.builds("{};{}={}:{}".format, st.sampled_from(["EMAIL", "TEL", "X-ABLABEL", "i.RELATED", "MEMBER"]),
                st.sampled_from(["TYPE", "ENCODING", "CHARSET", "PREF"]), st.text(max_size=8), st.text(max_size=20)),
    max_size=20,
)  # fmt: skip


@given(_LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_no_text_is_an_error(lines: list[str], end: str) -> None:
    text = end.join(["BEGIN:VCARD", "VERSION:3.0", *lines])
    cards = read_cards(text)
    assert cards
    for found in cards:
        agents = [other for other in cards if other.inside is found]
        contact = work.contact(found, "f", agents)
        assert all("\n" not in text for text in (contact.name, contact.title, contact.organisation, *contact.units))
        assert work.kind(found) is not None
        assert vcard.left_out([found], "f") is not None


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
)


@given(st.lists(st.tuples(st.sampled_from(["fn", "org", "tel"]), _JSON, _JSON, _JSON) | _JSON, max_size=5))
def test_no_json_is_an_error(tmp_path_factory: pytest.TempPathFactory, entries: list[object]) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps(["vcard", [["fn", {}, "text", "half of a character: \ud800"], *entries]]))
    for found in read_jcard(path, path.read_text()):
        assert work.contact(found, "f", ()).name.encode() is not None


_WORDS = st.text("abcÄé ;,:\\'\"=", min_size=1, max_size=12).map(str.strip).filter(bool)


@given(_WORDS, st.lists(_WORDS, min_size=1, max_size=3))
def test_what_another_library_writes_is_read_back(name: str, units: list[str]) -> None:
    made = vobject.vCard()
    made.add("fn").value = name
    made.add("n").value = vobject.vcard.Name(family="x")
    made.add("org").value = units
    (found,) = read_cards(made.serialize())
    assert work.name(found).split() == name.split()
    assert [field.split() for field in found.all("ORG")[0].fields] == [unit.split() for unit in units]


@pytest.mark.skipif(not REAL, reason="the real cards are not there")
@pytest.mark.parametrize("file", CARDS, ids=lambda file: file.name)
def test_real_cards_are_read_completely(file: Path) -> None:
    found = re.findall(r"(?ims)^(?:\w+\.)?begin:vcard\s*$.*?^end:vcard", file.read_text("utf-8", "replace"))
    count, text = len(found), "\n".join(found)
    batch = read(file, ours=("Nobody",))
    names = re.findall(r"(?im)^(?:\w+\.)?fn[^:\n]*:(.*)$", text)
    organisations = {found.strip() for found in re.findall(r"(?im)^(?:\w+\.)?org[^:\n]*:([^;\n]*)", text)}
    assert batch.rows == count
    assert batch.rejected == ()
    shown = sorted(n.props["name"] for n in batch.nodes if n.label == "Person")
    assert shown == sorted(re.sub(r"\\(.)", r"\1", name).strip() for name in names)
    assert {n.props["name"] for n in batch.nodes if n.label == "Organisation"} == {"Nobody", *organisations}


@pytest.mark.skipif(not REAL, reason="the real cards are not there")
def test_no_real_file_beside_the_cards_is_taken_for_one() -> None:
    assert [f.name for f in REAL if vcard.detect(Sample(f)) > 0 and f not in CARDS
            and f.suffix not in (".json", ".xml")] == []  # fmt: skip
    assert sum(1 for f in REAL if f.suffix in (".json", ".xml") and read(f, ours=("Us",)).rows == 1) == 2


@pytest.mark.skipif(not REAL, reason="the real cards are not there")
def test_every_real_file_is_read_or_said_to_have_no_card() -> None:
    for file in (f for f in REAL if f not in CARDS and f.suffix not in (".json", ".xml")):
        with pytest.raises(InputError, match="there is no vCard in it"):
            read(file, ours=("Us",), format="vcard")
