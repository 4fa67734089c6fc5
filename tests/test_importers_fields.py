"""Tables of other products: recognised by headings, read by synonyms, and what nobody reads is told once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from stakeholder_map.batch import Origin
from stakeholder_map.importers.common.fields import Shape, View, surely, tables_in, views
from stakeholder_map.importers.common.made import MadeRows
from stakeholder_map.importers.files.sample import Sample
from stakeholder_map.importers.files.tables import read_tables

CARDS = Shape("cards", {"name": ("Full Name", "name"), "email": ("Work mail", "E-mail"), "gone": ("Gone",)},
              marks=(("Card No", "Full Name"), ("card_no", "E-mail")), passed_over=("Card No",))
FIRMS = Shape("firms", {"name": ("Firm",)}, marks=(("Firm", "Branch"),), sure=0.6)


def _view(path: Path, text: str) -> View:
    path.write_text(text)
    return View(read_tables(path)[0], CARDS)


def test_a_column_is_found_under_any_of_its_headings_and_the_first_filled_one_counts(tmp_path: Path) -> None:
    view = _view(tmp_path / "c.csv", "CARD_NO,e mail,Full-Name,work mail\n1,a@x.org, Ana ,\n2,b@x.org,Bo,bo@y.org\n3\n")
    assert [view.text(row, "name") for row in view.table.rows] == ["Ana", "Bo", ""]
    assert [view.text(row, "email") for row in view.table.rows] == ["a@x.org", "bo@y.org", ""]
    assert view.has("name", "email")
    assert not view.has("name", "gone")
    assert view.at(view.table.rows[1], "name") == Origin("c.csv", 3, "Full-Name")
    assert view.headings(holder="name", until="gone") == {"holder": "Full-Name"}


def test_what_is_not_read_is_told_once_with_private_columns_and_free_text_apart(tmp_path: Path) -> None:
    view = _view(tmp_path / "c.csv", "Card No,Full Name,Shoe,Hat,HomePhone,Birth Date,Notes\n"
                 "1,Ana,42,,020,1980-01-01,Likes tea\n2,Bo,40,,,1970-01-01,\n")
    assert [note.message for note in view.unread()] == [
        "Left out, because nothing is read from them: Shoe.",
        "Private, and therefore left out: HomePhone (1), Birth Date (2).",
        "Free text, and therefore left out: Notes (1)."]


def test_a_row_with_more_cells_than_headings_is_a_fault_that_rejects_what_is_made_of_it(tmp_path: Path) -> None:
    view = _view(tmp_path / "c.csv", "Card No,Full Name\n1,Ana,\n2,Bo,Lee\n")
    good, bad = view.table.rows
    assert view.fault(good) == ""
    assert view.fault(bad) == "The row has 3 cells, the header only 2"
    made = MadeRows()
    made.add("people", view.at(bad), {"name": "Bo"}, fault=view.fault(bad))
    assert made.tables()[0].rows[0].faults == (("", "", "The row has 3 cells, the header only 2"),)


def test_tables_of_files_and_sheets_are_sorted_by_shape(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for title, header in (("One", ["card no", "full name"]), ("Two", ["Firm", "Branch"]), ("Hidden", ["Card No"])):
        book.create_sheet(title).append(header)
        book[title].append(["1", date(2024, 1, 2)])
    book["Hidden"].sheet_state = "hidden"
    book.save(tmp_path / "b.xlsx")
    (tmp_path / "other.csv").write_text("A,B\n1,2\n")
    (tmp_path / "c.csv").write_text("Card No,E-mail\n1,a@x.org\n")
    found, notes = views(tables_in([tmp_path]), (CARDS, FIRMS))
    assert [view.table.file for view in found["cards"]] == ["b.xlsx, sheet One", "c.csv"]
    assert [view.table.file for view in found["firms"]] == ["b.xlsx, sheet Two"]
    assert [note.file for note in notes if "No column of a table" in note.message] == ["other.csv"]
    assert surely(Sample(tmp_path), (CARDS, FIRMS)) == 0.95
    assert surely(Sample(tmp_path), (FIRMS,)) == 0.6


def test_rejected_rows_are_of_no_product(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("_source,_sheet,_file,_line,_column,_reason,Card No,Full Name\n,,,,,,1,Ana\n")
    assert surely(Sample(tmp_path / "r.csv"), (CARDS,)) == 0.0
