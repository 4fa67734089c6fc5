"""The plain folder while it is being written: one list of rows per file, saved as CSV with fixed columns."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

COLUMNS: dict[str, tuple[str, ...]] = {
    "organisations": ("id", "name", "kind", "ours", "part_of", "identifiers", "website", "size"),
    "people": ("id", "name", "email", "phone", "organisation", "title", "unit", "level", "function", "since", "until",
               "languages", "do_not_contact", "confirmed_on"),
    "units": ("id", "name", "organisation", "part_of", "since", "until"),
    "posts": ("id", "title", "organisation", "unit", "level", "function", "reports_to", "line", "holder", "kind",
              "since", "until", "leaving_on", "contract_end", "post_since", "post_until"),
    "mailboxes": ("address", "organisation", "unit", "members"),
    "ties": ("from", "to", "strength", "since", "until", "last_contact", "confirmed_on", "asserted_by", "partnership"),
    "partnerships": ("id", "name", "organisations", "degree", "stage", "goal", "beneficiaries", "started",
                     "planned_end", "review_due", "cadence_days", "importance", "coordinator", "needed"),
    "members": ("partnership", "organisation", "participation", "objective", "objective_confirmed_on", "host_unit",
                "sponsor", "since", "until"),
    "representatives": ("partnership", "person", "capacity", "on_behalf_of", "since", "until"),
    "stakeholders": ("partnership", "person", "current", "desired", "power", "interest", "as_of", "assessed_by",
                     "until"),
    "interactions": ("id", "on", "channel", "direction", "purpose", "people", "absent", "partnership"),
    "agreements": ("id", "partnership", "kind", "owner", "signatories", "signed", "until", "review_due"),
    "changes": ("id", "on", "kind", "organisation", "unit", "person", "note"),
}
"""Files and columns of the plain folder, in the order in which they are written."""

Cell = str | int | date | bool | None


class Sheets:
    """Rows by file. A cell that is not given stays empty."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, str]]] = {name: [] for name in COLUMNS}

    def add(self, sheet: str, **cells: Cell) -> None:
        """Append a row; `from_` stands for the column `from`, and a column that the file lacks is an error."""
        row = {name.rstrip("_"): _text(value) for name, value in cells.items()}
        unknown = row.keys() - set(COLUMNS[sheet])
        if unknown:
            raise KeyError(f"{sheet} has no column {', '.join(sorted(unknown))}")
        self.rows[sheet].append(row)

    def save(self, folder: Path) -> None:
        """Write every file into `folder`, the same bytes on every system."""
        folder.mkdir(parents=True, exist_ok=True)
        for sheet, columns in COLUMNS.items():
            with (folder / f"{sheet}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
                writer.writeheader()
                writer.writerows(self.rows[sheet])


def several(items: Iterable[str]) -> str:
    """A list inside a cell."""
    return ";".join(items)


def _text(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
