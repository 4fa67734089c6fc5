"""Tables with many columns that nothing is read from: these are counted, and not kept."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from stakeholder_map.importers.files.text_tables import parse_text, read_text

from .importing import folder, read

WIDE = "name,Shoe size,organisation,Notes,\nAna Bell,38,Acme,Likes tea,x\nBo Carr,,Acme,,\n"


def test_cells_that_are_not_kept_are_counted_as_if_they_were(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(WIDE)
    kept, whole = read_text(file, {"name", "organisation"}), parse_text(WIDE, "people", "people.csv")
    assert [kept.filled(n) for n in range(5)] == [whole.filled(n) for n in range(5)] == [2, 1, 2, 1, 1]
    assert [row.cells[0] for row in kept.rows] == ["Ana Bell", "Bo Carr"]
    assert all(cell is None for row in kept.rows for cell in row.cells[1:2])


def test_a_cell_too_many_is_seen_although_columns_are_left_out(tmp_path: Path) -> None:
    batch = read(folder(tmp_path, people="name,Shoe size\nAna Bell,38,Head of tea\nBo Carr,39\n"))
    assert [(p.line, "3 cells" in p.message) for p in batch.rejected] == [(2, True)]


def test_columns_left_out_are_told_and_rejected_rows_are_whole(tmp_path: Path) -> None:
    batch = read(folder(tmp_path, people=WIDE.replace("Acme", "nb") + ",40,nb,Nobody,y\n"))
    said = " ".join(note.message for note in batch.notes)
    assert "Shoe size" in said
    assert "column 5, which has no name" in said
    assert [row["Shoe size"] for row in batch.rejects] == ["40"]


@pytest.mark.parametrize("columns", [5, 100])
def test_memory_does_not_grow_with_columns_that_are_not_read(tmp_path: Path, columns: int) -> None:
    file = tmp_path / "people.csv"
    with file.open("w") as out:
        out.write("name," + ",".join(f"Answer {n}" for n in range(columns)) + "\n")
        for row in range(2000):
            out.write(f"Ana Bell{row}," + ",".join(f"text {row} {n}" for n in range(columns)) + "\n")
    tracemalloc.start()
    try:
        table = read_text(file, {"name"})
        size = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert len(table.rows) == 2000
    assert size < 2000 * 400
