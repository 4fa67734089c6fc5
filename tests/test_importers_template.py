"""The template: an empty workbook that says what belongs where, and examples that import as they stand."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from stakeholder_map.errors import InputError
from stakeholder_map.importers.assembly import SHEETS
from stakeholder_map.importers.template import EXAMPLES, ORDER, sheet_table, write_template

from .importing import read, said


def test_every_column_of_every_sheet_is_there_with_help(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx")
    book = load_workbook(tmp_path / "t.xlsx")
    assert set(ORDER) == set(SHEETS)
    for name in ORDER:
        header = list(book[name][1])
        assert [cell.value for cell in header] == [column.name for column in SHEETS[name]]
        assert all(cell.comment and len(cell.comment.text) > 10 for cell in header)


PROMISED = {
    "organisations": "id name kind ours part_of identifiers website size",
    "people": "id name email phone organisation title unit level function reports_to since until languages "
    "do_not_contact confirmed_on",
    "units": "id name organisation part_of since until",
    "posts": "id title organisation unit level function reports_to line holder kind since until leaving_on "
    "contract_end post_since post_until",
    "mailboxes": "address organisation unit members",
    "ties": "from to strength since until last_contact confirmed_on asserted_by partnership",
    "partnerships": "id name organisations degree stage goal beneficiaries started planned_end review_due cadence_days "
    "importance coordinator needed",
    "members": "partnership organisation participation objective objective_confirmed_on host_unit sponsor since until",
    "representatives": "partnership person capacity on_behalf_of since until",
    "stakeholders": "partnership person current desired power interest as_of assessed_by until",
    "interactions": "id on channel direction purpose people absent partnership",
    "agreements": "id partnership kind owner signatories signed until review_due",
    "changes": "id on kind organisation unit person note",
}


@pytest.mark.parametrize("sheet", PROMISED)
def test_columns_that_others_rely_on_stay(sheet: str) -> None:
    assert set(PROMISED[sheet].split()) <= {column.name for column in SHEETS[sheet]}


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_documentation_names_every_column(sheet: str) -> None:
    text = (Path(__file__).parents[1] / "docs" / "import.md").read_text("utf-8")
    assert sheet_table(SHEETS[sheet]) in text


def test_an_empty_template_imports_as_nothing(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx")
    batch = read(tmp_path / "t.xlsx", ours=("Us",))
    assert batch.rows == 0
    assert [n.key for n in batch.nodes] == ["plain:us"]
    assert not said(batch.problems, "left out")
    with pytest.raises(InputError, match="Nobody is marked as ours"):
        read(tmp_path / "t.xlsx")


def test_the_examples_import_without_any_problem(tmp_path: Path) -> None:
    for name, rows in EXAMPLES.items():
        with (tmp_path / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(dict.fromkeys(key for row in rows for key in row)))
            writer.writeheader()
            writer.writerows(rows)
    batch = read(tmp_path)
    assert batch.problems == ()
    assert {n.label for n in batch.nodes} == {
        "Organisation",
        "Unit",
        "Person",
        "Post",
        "Mailbox",
        "Partnership",
        "Interaction",
        "Agreement",
        "Change",
    }


def test_a_filled_template_is_read(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx")
    book = load_workbook(tmp_path / "t.xlsx")
    book["organisations"].append(["us", "Us", "", "yes"])
    book["people"].append(["007", "Ana Bell", "", "", "us", "Lead"])
    book["people"]["J2"] = "2015"
    book.save(tmp_path / "t.xlsx")
    batch = read(tmp_path / "t.xlsx")
    assert {n.key for n in batch.nodes} == {"plain:us", "plain:007", "plain:007/post/us"}
    assert batch.rejected == ()


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        write_template(tmp_path / "nowhere" / "t.xlsx")
