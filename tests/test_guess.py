"""Proposed mappings: for lists nobody foresaw they load as they stand and read what is there, with a reason each."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stakeholder_map.batch import Batch
from stakeholder_map.errors import InputError
from stakeholder_map.importers.guess import Guess, guess, read_for_guess

from .importing import read, ties
from .lists_of_contacts import LISTINGS, Listing
from .lists_of_messy import ALONE, BLOCKS, JOINT, LEAVERS, MESSY
from .lists_of_several import LISTS

OURS = "Harbour Partnership Office"
ALL = [*LISTINGS, *LISTS, *MESSY]


def _guessed(path: Path) -> Guess:
    return guess(*read_for_guess([path]))


def _import(path: Path, found: Guess) -> Batch:
    mapping = path.with_suffix(".toml")
    mapping.write_text(found.toml(), encoding="utf-8")
    return read(path, mapping=mapping, ours=(OURS,))


def _names(batch: Batch, label: str, field: str = "name") -> set[str]:
    return {value for n in batch.nodes if n.label == label and (value := n.props.get(field))}


@pytest.mark.parametrize("listing", ALL, ids=lambda listing: listing.file)
def test_a_proposed_mapping_reads_the_list_without_an_edit(tmp_path: Path, listing: Listing) -> None:
    path = tmp_path / listing.file
    listing.write(path)
    batch = _import(path, _guessed(path))
    assert [(p.line, p.column, p.message) for p in batch.rejected] == []
    called = {n.key: n.props.get("name") for n in batch.nodes}
    assert _names(batch, "Person") == listing.people
    assert _names(batch, "Organisation") - {OURS} == listing.organisations
    assert _names(batch, "Post", "title") == listing.titles
    assert _names(batch, "Person", "email") == listing.emails
    assert _names(batch, "Mailbox", "address") == listing.mailboxes
    assert {(called[t.start], called[t.end]) for t in ties(batch, "KNOWS")} == listing.owners


def test_a_few_rows_that_stand_twice_do_not_take_the_id_away(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    rows = [f"m{n},Ana{n} Bell,ab{n}@x.example,2020-01-0{n}" for n in range(1, 8)]
    path.write_text("\n".join(["id,name,email,start_date", *rows, "m7,Ana7 Bell,other@x.example,2020-01-07", ""]))
    found = _guessed(path)
    assert '"id"' in found.toml()
    assert "1 of 8 rows repeat one" in found.toml()
    batch = _import(path, found)
    assert len(_names(batch, "Person")) == 7
    assert [(problem.line, problem.column) for problem in batch.rejected] == [(9, "email")]


@pytest.mark.parametrize("listing", ALL, ids=lambda listing: listing.file)
def test_every_column_is_read_or_named_with_a_reason(tmp_path: Path, listing: Listing) -> None:
    path = tmp_path / listing.file
    listing.write(path)
    found = _guessed(path)
    left = {c.header for table in found.tables for c in table.left_out}
    undecided = {c.header for table in found.tables for c in table.open}
    assert listing.left_out <= left
    assert undecided == listing.open | (undecided - {c.header for t in found.tables for c in t.columns if c.header})
    text = found.toml()
    for table in found.tables:
        for column in table.columns:
            assert column.why
            assert column.called in text.replace("\\n", "\n").replace("\\", "")


@pytest.mark.parametrize("listing", ALL, ids=lambda listing: listing.file)
def test_headers_below_a_title_are_found_and_said(tmp_path: Path, listing: Listing) -> None:
    path = tmp_path / listing.file
    listing.write(path)
    tables, _ = read_for_guess([path])
    assert tables[0].header_line == listing.headers_in
    said = [p.message for p in tables[0].problems if "headers were found" in p.message]
    assert len(said) == (listing.headers_in > 1)


CELLS = st.one_of(
    st.none(), st.text(max_size=12), st.integers(-3, 99), st.dates(), st.booleans(),
    st.sampled_from(["Ana Bell", "Bell, Ana", "Northby Council", "ana@x.org", "01234 567890", "Head of Parks", "-",
                     "Jo Bell, Director", "03.04.24", "x", "Mr"]),
)
HEADERS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["Name", "Vorname", "Nom", "Surname", "Organisation", "ID", "E-mail", "Email 2", "Account manager",
                     "Notes", "Contact 1 name", "Contact 2 name", "Job title", "Chair", "Since", "{x}", "a.b", 'q"\n']),
)


@example(["0"], [[None] * 4 + ["0"], [None] * 4 + ["Jo Bell, Director"]])
@given(st.lists(HEADERS, min_size=1, max_size=6), st.lists(st.lists(CELLS, max_size=7), max_size=6))
def test_any_table_gives_a_mapping_that_loads(
    tmp_path_factory: pytest.TempPathFactory, headers: list[str], rows: list[list[object]]
) -> None:
    path = tmp_path_factory.mktemp("any") / "any.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([headers, *([str(cell or "") for cell in row] for row in rows)])
    try:
        tables, files = read_for_guess([path])
    except InputError:
        return
    found = guess(tables, files)
    assert guess(tables, files).toml() == found.toml()
    if found.empty:
        assert "people or organisations" in found.toml() or not found.tables
        return
    batch = _import(path, found)
    assert {r["_file"] for r in batch.rejects} <= {"any.csv"}


@pytest.mark.parametrize("owner", ["Betreut von", "Zuständige Person", "Unser Kontakt"])
def test_a_german_list_with_titles_above_it_says_who_looks_after_whom(tmp_path: Path, owner: str) -> None:
    rows = (f"Liste der Kontakte;;;;;;\nStand: 31.05.2024;;;;;;\nNachname;Vorname;Organisation;Funktion;E-Mail;{owner};"
            "Letzter Kontakt\nMüller;Jörg;Stadt Köln;Amtsleiter;j@koeln.example;Uma Ali;13.05.2024\n"
            "Groß;Änne;Stadt Köln;Referentin;;Uma Ali;1.2.2024\n")
    (tmp_path / "kontakte.csv").write_bytes(rows.encode("cp1252"))
    batch = _import(tmp_path / "kontakte.csv", _guessed(tmp_path / "kontakte.csv"))
    assert batch.rejected == ()
    assert {str(t.props["last_contact"]) for t in ties(batch, "KNOWS")} == {"2024-05-13", "2024-02-01"}
    assert _names(batch, "Person") == {"Jörg Müller", "Änne Groß", "Uma Ali"}


@pytest.mark.parametrize(("listing", "working"), [(BLOCKS, 5), (ALONE, 2)], ids=lambda value: str(value)[:20])
def test_contacts_below_an_organisation_are_its_own_where_their_addresses_agree(
    tmp_path: Path, listing: Listing, working: int
) -> None:
    path = tmp_path / listing.file
    listing.write(path)
    batch = _import(path, _guessed(path))
    assert len({t.start for t in ties(batch, "HOLDS")}) == working


def test_who_left_on_a_known_day_stays_with_that_day(tmp_path: Path) -> None:
    path = tmp_path / LEAVERS.file
    LEAVERS.write(path)
    until = [t.props.get("until") for t in ties(_import(path, _guessed(path)), "HOLDS")]
    assert [str(day) for day in until if day] == ["2025-03-31"]


def test_partnerships_beside_organisations_have_them_as_members(tmp_path: Path) -> None:
    path = tmp_path / JOINT.file
    JOINT.write(path)
    batch = _import(path, _guessed(path))
    called = {n.key: n.props.get("name") for n in batch.nodes}
    assert _names(batch, "Partnership") == {"Green Streets", "Warm Homes"}
    assert {(called[t.start], called[t.end]) for t in ties(batch, "MEMBER_OF")} == {
        ("Northby Council", "Green Streets"), ("Northby Council", "Warm Homes"), ("Eastham Trust", "Warm Homes")}
