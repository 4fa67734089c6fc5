"""The survey: who is asked about whom, what the sheets look like, and what a filled one becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from stakeholder_map import importers
from stakeholder_map.batch import Batch, Tie
from stakeholder_map.errors import InputError
from stakeholder_map.identity import Directory
from stakeholder_map.importers.answers import cell
from stakeholder_map.importers.files.sample import Sample
from stakeholder_map.importers.files.tables import Row
from stakeholder_map.importers.formats import mapping, organogram, outlook_calendar, plain, survey
from stakeholder_map.importers.proposals import write_proposals
from stakeholder_map.plan.comparison import compare
from stakeholder_map.reports.survey import FREE, rosters, write
from stakeholder_map.snapshot import Snapshot

from .importing import BOTH, TODAY, folder, read, said, stored, ties
from .thorough import examples

PEOPLE = (
    "id,name,organisation,title,restricted\nana,Ana Bell,us,Lead,\nbea,Bea Long,us,,\ntom,Tom Ade,nb,Officer,\n"
    "sam,=Sam Ray,nb,,\nhid,Hidden Fox,nb,,yes\n"
)
TIES = "from,to,since\nana,tom,2024-05\n"
WELL, LAST, THERE = (survey.COLUMNS[name] for name in survey.FILLED)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    return read(folder(tmp_path_factory.mktemp("store"), organisations=BOTH, people=PEOPLE, ties=TIES), source="crm")


def _written(facts: Batch, to: Path) -> list[Path]:
    files = write(rosters(Snapshot.of_batch(facts, TODAY)), to)
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    return files


def _fill(path: Path, answers: Mapping[tuple[str, str], Mapping[str, str | int | date]]) -> Path:
    """Fill in a workbook: for (sheet, person) the cells by their headings; ("sheet", "") is a free line."""
    book = load_workbook(path)
    for (sheet, person), cells in answers.items():
        page = book[sheet]
        at = {str(cell.value): n for n, cell in enumerate(page[1], start=1)}
        rows = {page.cell(row, at["Person"]).value or "": row for row in range(page.max_row, 1, -1)}
        for heading, value in cells.items():
            page.cell(rows[person], at[heading]).value = value
    book.save(path)
    return path


def _read(path: Path, facts: Batch, **options: object) -> Batch:
    known = Directory.of(stored(facts))
    return importers.read([path], replace(importers.Options(as_of=TODAY), **options), known)  # type: ignore[arg-type]


def _knows(batch: Batch) -> list[tuple[str, str, dict[str, object]]]:
    found: list[Tie] = [tie for part in (batch, *batch.then) for tie in ties(part, "KNOWS")]
    return [(tie.key, tie.start, {k: v for k, v in tie.props.items() if v}) for tie in found]


@pytest.mark.parametrize(("written", "meant"), [("'t Hooft", "'t Hooft"), ("'=Ana", "=Ana"), ("Ana", "Ana")])
def test_only_an_apostrophe_before_a_formula_goes(written: str, meant: str) -> None:
    assert cell(Row(2, (written,)), 0) == meant


def test_everybody_is_asked_about_everybody_at_partners(facts: Batch, tmp_path: Path) -> None:
    (path,) = _written(facts, tmp_path / "survey.xlsx")
    book = load_workbook(path)
    assert book.sheetnames == ["Ana Bell", "Bea Long"]
    page = book["Ana Bell"]
    assert [[page.cell(row, n).value for n in (1, 2, 3)] for row in (2, 3)] == [
        ["Northby Council", "=Sam Ray", None], ["Northby Council", "Tom Ade", "Officer"]]
    assert page.cell(2, 2).data_type == "s", "a name is never a formula"
    assert page.max_row == 3 + FREE
    assert "Hidden Fox" not in {cell.value for row in page.iter_rows() for cell in row}
    shown = [heading for n, heading in enumerate(survey.COLUMNS.values(), start=1)
             if not page.column_dimensions[get_column_letter(n)].hidden]
    assert shown == ["Organisation", "Person", "Post", WELL, LAST, THERE, "E-mail"]
    files = _written(facts, tmp_path / "each")
    assert [file.name for file in files] == ["ana-bell.xlsx", "bea-long.xlsx"]
    with pytest.raises(InputError, match="may hold answers"):
        _written(facts, tmp_path / "survey.xlsx")


def test_answers_go_to_the_list_that_states_the_tie_or_to_the_survey(facts: Batch, tmp_path: Path) -> None:
    (path,) = _written(facts, tmp_path / "survey.xlsx")
    _fill(path, {
        ("Ana Bell", "Tom Ade"): {WELL: 4, LAST: "2026-03", THERE: "yes"},
        ("Bea Long", "Tom Ade"): {WELL: "1"},
        ("Bea Long", "=Sam Ray"): {LAST: date(2026, 2, 3)},
    })
    batch = _read(path, facts)
    assert not batch.rejected
    assert batch.sheets == frozenset()
    assert batch.rows == 4
    old, *new = sorted(_knows(batch))
    assert old[0] == "crm:KNOWS:crm:ana>crm:tom"
    assert (old[2]["strength"], old[2]["last_contact"], old[2]["confirmed_on"]) == (4, date(2026, 3, 1), TODAY)
    assert [(key, props["asserted_by"], props.get("strength"), props["confirmed_on"]) for key, _, props in new] == [
        ("survey:KNOWS:crm:bea>crm:sam", "Bea Long", None, TODAY),
        ("survey:KNOWS:crm:bea>crm:tom", "Bea Long", 1, TODAY)]
    assert said(batch.notes, "1 of 4 lines was not filled in")
    assert not batch.proposals


def test_who_is_known_no_longer_and_who_is_no_longer_there(facts: Batch, tmp_path: Path) -> None:
    (path,) = _written(facts, tmp_path / "survey.xlsx")
    _fill(path, {("Ana Bell", "Tom Ade"): {WELL: 0, THERE: "no"}, ("Bea Long", "Tom Ade"): {THERE: "No"},
                 ("Bea Long", "=Sam Ray"): {WELL: "no"}})
    batch = _read(path, facts)
    (ended,) = _knows(batch)
    assert (ended[0], ended[2]["until"]) == ("crm:KNOWS:crm:ana>crm:tom", date(2026, 6, 29))
    (proposal,) = batch.proposals
    assert (proposal.about, proposal.source, proposal.sheet) == ("Tom Ade", "crm", "people")
    assert proposal.what == "Ana Bell says that Tom Ade is no longer there."
    assert not [t for part in (batch, *batch.then) for t in ties(part, "HOLDS")], "a proposal is no fact"


def test_people_we_lack_are_added_once(facts: Batch, tmp_path: Path) -> None:
    (path,) = _written(facts, tmp_path / "survey.xlsx")
    new = {"Organisation": "Northby Council", "Person": "Zoe Fox", "Post": "Chief", "E-mail": "zoe@nb.example"}
    _fill(path, {("Ana Bell", ""): {**new, WELL: "2"}, ("Bea Long", ""): {**new, WELL: "5", "E-mail": ""}})
    batch = _read(path, facts)
    assert not batch.rejected
    (zoe,) = [n for n in batch.nodes if n.label == "Person"]
    assert (zoe.props["name"], zoe.props["email"]) == ("Zoe Fox", "zoe@nb.example")
    assert sorted((start, props["strength"]) for _, start, props in _knows(batch)) == [("crm:ana", 2), ("crm:bea", 5)]
    assert [n.props["title"] for n in batch.nodes if n.label == "Post"] == ["Chief"]


def test_wrong_answers_are_rejected_where_they_stand(facts: Batch, tmp_path: Path) -> None:
    (path,) = _written(facts, tmp_path / "survey.xlsx")
    _fill(path, {("Ana Bell", "Tom Ade"): {WELL: "7"}, ("Bea Long", "Tom Ade"): {LAST: "lately", WELL: 3},
                 ("Bea Long", ""): {"Person": "Al Fox", "Organisation": "Nowhere", WELL: 3}})
    batch = _read(path, facts)
    assert {(p.file, p.line, p.column) for p in batch.rejected} >= {
        ("survey.xlsx, sheet Ana Bell", 3, WELL), ("survey.xlsx, sheet Bea Long", 3, LAST)}
    assert {p.line for p in batch.rejected} == {3, 4}
    assert not _knows(batch)


def test_an_empty_survey_says_nothing(facts: Batch, tmp_path: Path) -> None:
    batch = _read(_written(facts, tmp_path / "survey.xlsx")[0], facts)
    assert not batch.facts
    assert not batch.proposals
    with pytest.raises(InputError, match="no survey"):
        _read(folder(tmp_path / "plain"), facts, format="survey")


def test_detection(facts: Batch, tmp_path: Path) -> None:
    own = Sample(_written(facts, tmp_path / "survey.xlsx")[0])
    assert survey.detect(own) > max(m.detect(own) for m in (plain, mapping, organogram, outlook_calendar))
    others = folder(tmp_path / "plain", ties=TIES, people="name,Last contact,Still there\n")
    assert survey.detect(Sample(others)) == 0


CELL = st.one_of(st.sampled_from(["crm:tom", "crm:ana", "5", "no", "crm"]), st.text("a1;-", max_size=5))


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(st.lists(CELL, max_size=12), max_size=5))
def test_no_cells_break_it(tmp_path_factory: pytest.TempPathFactory, facts: Batch, rows: list[list[str]]) -> None:
    path = tmp_path_factory.getbasetemp() / "any-survey.csv"
    lines = [";".join(f'"{text}"' for text in survey.COLUMNS.values()), *(";".join(f'"{c}"' for c in r) for r in rows)]
    path.write_text("\n".join(lines), "utf-8")
    _read(path, facts, format="survey")


def test_a_no_proposes_the_end_in_every_other_list_that_still_states_it(facts: Batch, tmp_path: Path) -> None:
    def list_of(source: str, rows: str) -> Batch:
        return read(folder(tmp_path / source, organisations="", ties=rows), source=source, known=facts)

    lists = [facts, list_of("hr", "from,to,since\nTom Ade,Ana Bell,2023\n"),
             list_of("gone", "from,to,until\nAna Bell,Tom Ade,2025-01-31\n"),
             list_of("old", "from,to\nBea Long,Tom Ade\n")]
    (path,) = _written(facts, tmp_path / "survey.xlsx")
    _fill(path, {("Ana Bell", "Tom Ade"): {WELL: "0"}})
    known = Directory.of(stored(*lists))
    batch = importers.read([path], importers.Options(as_of=TODAY), known)
    assert [key for key, *_ in _knows(batch)] == ["crm:KNOWS:crm:ana>crm:tom"]
    (proposal,) = batch.proposals
    assert (proposal.source, proposal.sheet, proposal.about) == ("hr", "ties", "Tom Ade")
    assert proposal.what == ("Ana Bell says that they are no longer in contact with Tom Ade; “crm” is ended, and “hr” "
                             "still states it.")
    (file,) = write_proposals(batch.proposals, path)
    ended = importers.read([file], importers.Options(as_of=TODAY), known)
    assert not ended.rejected
    closed = [c for c in compare(stored(*lists), ended, TODAY).changes if c.doing != "unchanged"]
    assert [(c.key, c.after["until"]) for c in closed] == [("hr:KNOWS:crm:tom>crm:ana", date(2026, 6, 29))]
