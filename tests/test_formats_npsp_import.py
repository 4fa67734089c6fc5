"""The import template of the Nonprofit Success Pack: two contacts and two accounts in a row, beside gifts and homes."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stakeholder_map import importers
from stakeholder_map.batch import Batch
from stakeholder_map.importers.files.sample import Sample
from stakeholder_map.importers.formats.salesforce.ids import suffix
from stakeholder_map.plan.comparison import compare

from . import test_formats_salesforce as salesforce
from .importing import SHARED, closed, ends, keys, node, read, said, stored
from .test_formats_crm import spoiled
from .test_formats_salesforce import ANA, BAY

TEMPLATE = SHARED / "crm-salesforce-npsp" / "NPSP_Data_Import_Template_csv.csv"

LABELS = ("Contact1 First Name,Contact1 Last Name,Contact1 Birthdate,Contact1 Title,Contact1 Personal Email,"
          "Contact1 Work Email,Contact1 Home Phone,Contact1 Work Phone,Contact1 Mobile Phone,Contact2 First Name,"
          "Contact2 Last Name,Contact2 Title,Contact2 Alternate Email,Account1 Name,Account1 City,Account1 Website,"
          "Account2 Name,Home Street,Donation Donor,Donation Amount,Campaign Name,Payment Method,Shoe size")
NAMES = ("NPSP__CONTACT1_FIRSTNAME__C,NPSP__CONTACT1_LASTNAME__C,NPSP__CONTACT1_BIRTHDATE__C,NPSP__CONTACT1_TITLE__C,"
         "NPSP__CONTACT1_PERSONAL_EMAIL__C,NPSP__CONTACT1_WORK_EMAIL__C,NPSP__CONTACT1_HOME_PHONE__C,"
         "NPSP__CONTACT1_WORK_PHONE__C,NPSP__CONTACT1_MOBILE_PHONE__C,NPSP__CONTACT2_FIRSTNAME__C,"
         "NPSP__CONTACT2_LASTNAME__C,NPSP__CONTACT2_TITLE__C,NPSP__CONTACT2_ALTERNATE_EMAIL__C,NPSP__ACCOUNT1_NAME__C,"
         "NPSP__ACCOUNT1_CITY__C,NPSP__ACCOUNT1_WEBSITE__C,NPSP__ACCOUNT2_NAME__C,NPSP__HOME_STREET__C,"
         "NPSP__DONATION_DONOR__C,NPSP__DONATION_AMOUNT__C,NPSP__DONATION_CAMPAIGN_NAME__C,NPSP__PAYMENT_METHOD__C,"
         "Shoe_size__c")
ROWS = ("Ana,Lee,1980-01-01,Officer,ana@home.example,ana@bay.example,0555,020,077,Bo,Ray,Chair,bo@cap.example,"
        "Bay Council,Bay,https://bay.example,Cap Charity,1 Home Lane,Contact1,250,Spring,Cash,38\n"
        "Ana,Lee,1980-01-01,Officer,ana@home.example,ana@bay.example,0555,020,077,,,,,"
        "Bay Council,Bay,https://bay.example,,1 Home Lane,Contact1,70,Autumn,Cash,\n"
        "Cy,Wu,,,cy@home.example,,0556,,,Di,Wu,,,,,,,2 Home Lane,Contact1,5,,,\n"
        ",,,,,,,,,,,,,Dock Ltd,,,,,Account1,5000,,,\n"
        "Jo,Kim,,,,,,,,,,,,Kim Household,,,,,,,,,\n")


def _read(*paths: Path, **options: Any) -> Batch:
    return read(*paths, **{"ours": ("Us",), **options})


def _file(path: Path, header: str = LABELS, rows: str = ROWS, name: str = "import.csv") -> Path:
    path.mkdir(parents=True, exist_ok=True)
    (path / name).write_text(f"{header}\n{rows}")
    return path / name


@pytest.mark.parametrize("header", [LABELS, NAMES, NAMES.replace("NPSP__", "")])
def test_people_and_where_they_work_in_all_dialects(tmp_path: Path, header: str) -> None:
    batch = _read(_file(tmp_path, header))
    assert (batch.source, batch.rejects) == ("salesforce", ())
    assert keys(batch, "Organisation") == {"us", "bay-council", "cap-charity", "dock-ltd"}
    assert keys(batch, "Person") == {"ana@bay.example", "bo@cap.example", "cy@home.example", "di-wu", "jo-kim"}
    assert ends(batch, "HOLDS") == {("ana@bay.example", "ana@bay.example/post/bay-council"),
                                    ("bo@cap.example", "bo@cap.example/post/cap-charity")}
    ana = node(batch, "ana@bay.example").props
    assert (ana["name"], ana["email"], ana["phone"]) == ("Ana Lee", "ana@bay.example", "020")
    assert node(batch, "bay-council").props["website"] == "https://bay.example"
    assert node(batch, "bo@cap.example/post/cap-charity").props["title"] == "Chair"


@pytest.mark.parametrize(("header", "unread"), [
    (LABELS, "Account1 City, Shoe size"), (NAMES, "NPSP__ACCOUNT1_CITY__C, Shoe_size__c")])
def test_gifts_homes_and_private_life_are_left_out_and_counted(tmp_path: Path, header: str, unread: str) -> None:
    batch = _read(_file(tmp_path, header))
    note = said(batch.notes, "Private, and therefore left out")[0].message
    for words in ("gifts and payments (4)", "home addresses (3)", "birthdays (2)", "home telephones (3)"):
        assert words in note, note
    assert [p.message for p in said(batch.notes, "nothing is read from them")] == [
        f"Left out, because nothing is read from them: {unread}."]
    assert not any(word in repr(batch) for word in ("250", "Home Lane", "1980", "0555", "Spring"))


def test_the_template_with_its_instructions_and_both_rows_of_headings(tmp_path: Path) -> None:
    blank = "," * LABELS.count(",")
    lines = (f"INSTRUCTIONS:{blank}\n,\"If using the Wizard, make line 5 the first.\"{blank[1:]}\n{blank}\n"
             f"{LABELS}\n{NAMES}\n")
    path = tmp_path / "template.csv"
    path.write_text(lines + ROWS)
    assert importers.recognised(path).NAME == "salesforce"
    batch = _read(path)
    assert len(keys(batch, "Person")) == 5
    assert batch.rejects == ()


def test_who_was_imported_already_keeps_the_id_and_the_post(tmp_path: Path) -> None:
    first = _read(salesforce._export(tmp_path / "1"))
    rows = ROWS.replace("Officer,", "Head of Ports,")
    batch = _read(_file(tmp_path / "2", rows=rows), known=first, as_of=date(2026, 8, 1))
    assert (ANA, f"{ANA}/post/{BAY}") in ends(batch, "HOLDS")
    assert node(batch, f"{ANA}/post/{BAY}").props["title"] == "Head of Ports"
    assert closed(first, batch, date(2026, 8, 1)) == set()
    header = f"{LABELS},Contact1 Imported,Account1 Imported"
    imported = "\n".join(f"{line},{ANA}{suffix(ANA)},{BAY}" if line.startswith("Ana") else f"{line},," for line in
                         ROWS.strip().split("\n"))
    batch = _read(_file(tmp_path / "3", header, imported))
    assert (ANA, f"{ANA}/post/{BAY}") in ends(batch, "HOLDS")


def test_detection_is_sure_of_the_template_and_leaves_others_alone(tmp_path: Path) -> None:
    for header in (LABELS, NAMES):
        assert importers.formats()["salesforce"].detect(Sample(_file(tmp_path, header))) == 0.95
        for name in ("hubspot", "civicrm", "dynamics", "google", "outlook"):
            assert importers.formats()[name].detect(Sample(tmp_path / "import.csv")) < 0.5


@pytest.mark.skipif(not TEMPLATE.is_file(), reason="the template is not here")
def test_the_real_template_with_rows_below_it(tmp_path: Path) -> None:
    labels = TEMPLATE.read_text().splitlines()[4].split(",")
    row = {"Contact1 First Name": "Ana", "Contact1 Last Name": "Lee", "Contact1 Work Email": "ana@bay.example",
           "Account1 Name": "Bay Council", "Donation Amount": "250"}
    path = tmp_path / "template.csv"
    path.write_text(TEMPLATE.read_text().rstrip("\n") + "\n" + ",".join(row.get(name, "") for name in labels) + "\n")
    batch = _read(path)
    assert ends(batch, "HOLDS") == {("ana@bay.example", "ana@bay.example/post/bay-council")}
    assert (batch.rejects, said(batch.notes, "nothing is read from them")) == ((), [])
    assert "gifts and payments (1)" in said(batch.notes, "Private, and therefore left out")[0].message


def test_the_same_file_again_changes_nothing_and_a_shorter_one_ends_nothing(tmp_path: Path) -> None:
    first = _read(_file(tmp_path))
    again = _read(tmp_path / "import.csv", known=first, as_of=date(2026, 8, 1))
    assert {c.doing for c in compare(stored(first), again, date(2026, 8, 1)).changes} == {"unchanged"}
    fewer = _read(_file(tmp_path, rows=ROWS.splitlines(keepends=True)[2]), known=first, as_of=date(2026, 8, 1))
    assert closed(first, fewer, date(2026, 8, 1)) == set()


@pytest.mark.parametrize("seed", range(8))
def test_cells_of_any_content_reject_rows_and_raise_nothing_else(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "import.csv"
    path.write_text(spoiled(f"{LABELS}\n{ROWS}", random.Random(seed)))
    batch = _read(path)
    assert all(p.line > 1 for p in batch.rejected)
    assert bool(batch.rejects) == bool(batch.rejected)
