"""What all exports of customer databases must stand: the same file twice, cells of any content, and each other."""

from __future__ import annotations

import csv
import io
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stakeholder_map import importers
from stakeholder_map.errors import InputError
from stakeholder_map.plan.comparison import compare

from . import test_formats_civicrm as civicrm
from . import test_formats_crm_activities as activities
from . import test_formats_dynamics as dynamics
from . import test_formats_hubspot as hubspot
from . import test_formats_salesforce as salesforce
from .importing import TODAY, read, stored

FILES: dict[str, dict[str, str]] = {
    "salesforce": {"Account": salesforce.ACCOUNTS, "Contact": salesforce.CONTACTS, "User": salesforce.USERS,
                   "Relation": salesforce.RELATIONS, "Task": salesforce.TASKS, "Event": activities.EVENTS,
                   "EventRelation": activities.INVITED, "report": activities.REPORT},
    "hubspot": {"contacts": hubspot.CONTACTS, "companies": hubspot.COMPANIES, "meetings": activities.MEETINGS,
                "calls": activities.CALLS, "emails": activities.MAILS, "notes": activities.NOTES},
    "civicrm": {"people": civicrm.NEW, "relationships": civicrm.RELATIONS, "activities": activities.CIVI},
    "dynamics": {"accounts": dynamics.ACCOUNTS, "contacts": dynamics.CONTACTS},
}
CELLS = ["", " ", "0", "yes", "Vacant", "N/D", "info@x.example", "=1+1", "a;b;c", "31/12/2020", "12/31/2020",
         "2020-13-45", "x" * 400, "\x00\x07", "Ω\u202e", "Lee, Ana", "00000000-0000-4000-8000-00000000000a",
         "001A000001aBcDe", "11", "-1", "1e9", "9999-12-31", "0001-01-01", "\n", '"', "Deactivated User", "CSR team"]


def _folder(path: Path, files: dict[str, str]) -> Path:
    path.mkdir(parents=True)
    for name, text in files.items():
        (path / f"{name}.csv").write_text(text)
    return path


@pytest.mark.parametrize("name", FILES)
def test_a_folder_of_one_product_is_recognised_and_the_same_folder_again_changes_nothing(
        tmp_path: Path, name: str) -> None:
    path = _folder(tmp_path / "x", FILES[name])
    assert {importers.recognised(path).NAME} == {name}
    first = read(path, ours=("Us",))
    again = read(path, ours=("Us",), known=first)
    assert first.source == name
    assert [(c.doing, c.key, c.before, c.after) for c in compare(stored(first), again, TODAY).changes
            if c.doing != "unchanged"] == []
    later = read(path, ours=("Us",), known=first, as_of=date(2026, 9, 1))
    assert {c.doing for c in compare(stored(first), later, date(2026, 9, 1)).changes} == {"unchanged"}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("seed", range(12))
def test_cells_of_any_content_reject_rows_and_raise_nothing_else(tmp_path: Path, name: str, seed: int) -> None:
    chance = random.Random(f"{name} {seed}")
    files = {file: spoiled(text, chance) for file, text in FILES[name].items()}
    path = _folder(tmp_path / "x", files)
    batch = read(path, ours=("Us",), format=name)
    assert {p.file for p in batch.rejected} <= {f"{file}.csv" for file in files}
    assert all(p.line > 1 for p in batch.rejected)
    assert bool(batch.rejects) == bool(batch.rejected)


def spoiled(text: str, chance: random.Random) -> str:
    """An export with some cells replaced, some rows repeated, cut short or too long."""
    header, *rows = csv.reader(io.StringIO(text))
    out: list[list[Any]] = []
    for row in rows:
        changed = [chance.choice(CELLS) if chance.random() < 0.15 else cell for cell in row]
        out += [changed] * (2 if chance.random() < 0.1 else 1)
        if chance.random() < 0.1:
            out.append(changed[:chance.randrange(len(changed))])
        if chance.random() < 0.05:
            out.append([*changed, "more"])
    target = io.StringIO()
    csv.writer(target).writerows([header, *out])
    return target.getvalue()


def test_files_of_two_products_are_not_mixed(tmp_path: Path) -> None:
    one, other = (_folder(tmp_path / name, FILES[name]) for name in ("hubspot", "dynamics"))
    with pytest.raises(InputError, match="different formats"):
        read(one, other, ours=("Us",))
