"""Microsoft Dynamics: labels and interface names, ids in capitals or brackets, inactive records, managers, owners."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stakeholder_map import importers
from stakeholder_map.batch import Batch
from stakeholder_map.errors import InputError
from stakeholder_map.importers.files.sample import Sample

from .importing import closed, ends, keys, node, read, said, ties

BAY, CAP, OLD = (f"00000000-0000-4000-8000-00000000000{n}" for n in "abc")
ANA, BO, CY, DEE = (f"11111111-0000-4000-8000-00000000000{n}" for n in "abcd")
ACCOUNTS = ("(Do Not Modify) Account,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Account Name,Main Phone,"
            "Parent Account,Website,Industry,Number of Employees,Status,Owner\n"
            f"{BAY.upper()},x,2026-01-01,Bay Council,020,,https://bay.example,Public,\"1,200\",Active,Uma Ali\n"
            f"{CAP},x,2026-01-01,Cap Charity,,Bay Council,,,,Active,\n{OLD},x,2026-01-01,Old Ltd,,,,,,Inactive,\n")
CONTACTS = ("(Do Not Modify) Contact,(Do Not Modify) Row Checksum,Full Name,Job Title,Department,Company Name,Manager,"
            "Business Phone,Email,Owner,Status,Do not allow Emails,Do not allow Phone Calls,Do not allow Mails,"
            "Birthday\n"
            f"{ANA},x,Ana Lee,Officer,Ports,Bay Council,Bo Ray,020,ana@bay.example,Uma Ali,Active,Do Not Allow,"
            "Do Not Allow,Do Not Allow,1980-01-01\n"
            f"{BO},x,Bo Ray,Director,,Bay Council,,,bo@bay.example,Uma Ali,Active,Allow,Do Not Allow,Allow,\n"
            f"{CY},x,Cy Wu,Clerk,,Cap Charity,Bo Ray,,,North Sales Team,Active,Allow,Allow,Allow,\n"
            f"{DEE},x,Dee Fox,Chair,,Bay Council,,,,Uma Ali,Inactive,Allow,Allow,Allow,\n"
            "11111111-0000-4000-8000-00000000000e,x,Eve Orr,Head,,Old Ltd,,,,,Active,,,,\n")


def _folder(path: Path, **files: str) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    for name, text in {"accounts": ACCOUNTS, "contacts": CONTACTS, **files}.items():
        (path / f"{name}.csv").write_text(text)
    return path


def _read(*paths: Path, **options: Any) -> Batch:
    return read(*paths, **{"ours": ("Us",), **options})


def test_accounts_and_contacts_with_labels(tmp_path: Path) -> None:
    batch = _read(_folder(tmp_path))
    assert (batch.source, batch.rejects) == ("dynamics", ())
    assert keys(batch, "Organisation") == {"us", BAY, CAP}
    assert node(batch, BAY).props == {"name": "Bay Council", "kind": "Public", "website": "https://bay.example",
                                      "size": 1200}
    assert (CAP, BAY) in ends(batch, "PART_OF")
    assert ends(batch, "HOLDS") >= {(ANA, f"{ANA}/post/{BAY}"), (CY, f"{CY}/post/{CAP}")}
    assert keys(batch, "Unit") == {f"{BAY}/ports"}
    assert [node(batch, code).props["do_not_contact"] for code in (ANA, BO)] == [True, False]
    assert said(batch.notes, "Birthday (1)")


def test_managers_are_names_inside_the_same_company(tmp_path: Path) -> None:
    batch = _read(_folder(tmp_path))
    assert ends(batch, "REPORTS_TO") == {(f"{ANA}/post/{BAY}", f"{BO}/post/{BAY}")}
    assert said(batch.notes, "1 manager is not among the people of the same organisation")


def test_inactive_contacts_and_accounts_are_left_out_and_counted(tmp_path: Path) -> None:
    batch = _read(_folder(tmp_path))
    assert DEE not in keys(batch, "Person")
    assert [said(batch.notes, words)[0].message for words in ("contact is inactive", "account is inactive")] == [
        "1 contact is inactive; left out.", "1 account is inactive; left out."]
    assert said(batch.notes, "1 contact belongs to an account that is left out")
    assert "old-ltd" not in keys(batch, "Organisation")


def test_a_contact_that_became_inactive_ends(tmp_path: Path) -> None:
    first = _read(_folder(tmp_path / "1", contacts=CONTACTS.replace("Uma Ali,Inactive", "Uma Ali,Active")))
    later = _read(_folder(tmp_path / "2"), known=first)
    post = f"{DEE}/post/{BAY}"
    assert closed(first, later, date(2026, 8, 1)) == {
        f"HOLDS:{DEE}>{post}", post, f"IN:{post}>{BAY}", f"KNOWS:owner-uma-ali>{DEE}"}


def test_owners_are_colleagues_and_teams_know_nobody(tmp_path: Path) -> None:
    batch = _read(_folder(tmp_path))
    assert ends(batch, "KNOWS") == {("owner-uma-ali", ANA), ("owner-uma-ali", BO)}
    assert said(batch.notes, "North Sales Team")
    assert batch.colleagues == ("Uma Ali",)
    assert {t.props["asserted_by"] for t in ties(batch, "KNOWS")} == {"Dynamics owner"}


def test_names_of_the_interface_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("accountid,name,parentaccountid,statecode,websiteurl\n"
                                    f"{BAY},Bay Council,,0,\n{CAP},Cap Charity,{{{BAY.upper()}}},0,\n")
    (tmp_path / "c.csv").write_text(
        "contactid,firstname,lastname,jobtitle,parentcustomerid,managername,emailaddress1,telephone1,ownerid,statecode\n"
        f"{ANA.upper()},Ana,Lee,Officer,{BAY},Bo Ray,ana@bay.example,020,22222222-0000-4000-8000-00000000000a,0\n"
        f"{BO},Bo,Ray,Director,{{{BAY.upper()}}},,,,,Active\n{DEE},Dee,Fox,,{BAY},,,,,1\n")
    batch = _read(tmp_path / "a.csv", tmp_path / "c.csv")
    assert batch.rejects == ()
    assert (CAP, BAY) in ends(batch, "PART_OF")
    assert keys(batch, "Person") == {ANA, BO}
    assert ends(batch, "REPORTS_TO") == {(f"{ANA}/post/{BAY}", f"{BO}/post/{BAY}")}
    assert said(batch.notes, "1 contact has an owner of whom only the id is known")


def test_one_workbook_with_both_sheets_and_a_hidden_one(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for name, text in (("All Accounts", ACCOUNTS), ("All Contacts", CONTACTS), ("hiddenSheet", CONTACTS)):
        sheet = book.create_sheet(name)
        for line in text.replace('"1,200"', "1200").splitlines():
            sheet.append(line.split(","))
    book["hiddenSheet"].sheet_state = "veryHidden"
    book.save(tmp_path / "export.xlsx")
    sheets, files = _read(tmp_path / "export.xlsx"), _read(_folder(tmp_path / "csv"))
    assert {(n.key, str(n.props)) for n in sheets.nodes} == {(n.key, str(n.props)) for n in files.nodes}
    assert {t.key for t in sheets.ties} == {t.key for t in files.ties}


def test_the_list_of_contacts_alone_adds_the_companies_it_names(tmp_path: Path) -> None:
    (tmp_path / "My Active Contacts.csv").write_text("Full Name,Email,Company Name,Business Phone,Status\n"
                                                     "Ana Lee,ana@bay.example,Bay Council,020,Active\n")
    batch = _read(tmp_path / "My Active Contacts.csv")
    assert (batch.source, keys(batch, "Organisation")) == ("dynamics", {"us", "bay-council"})
    assert ends(batch, "HOLDS") == {("ana@bay.example", "ana@bay.example/post/bay-council")}


def test_rejected_rows_are_corrected_and_go_back_in(tmp_path: Path) -> None:
    first = _read(_folder(tmp_path / "in", contacts=CONTACTS.replace("Bo Ray,Director,", "Bo Ray,Director,x,y,")))
    assert {(p.file, p.line) for p in first.rejected} == {("contacts.csv", 3)}
    importers.write_rejects(first, tmp_path / "again.csv")
    assert read(tmp_path / "again.csv", known=first).rejected
    with (tmp_path / "again.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    with (tmp_path / "again.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *(["" if name.startswith("_cell") else cell for name, cell in
                                               zip(header, row, strict=True)] for row in rows)])
    later = read(tmp_path / "again.csv", known=first)
    assert later.source == "dynamics"
    assert BO in keys(later, "Person")


def test_detection_is_sure_of_dynamics_and_leaves_others_alone(tmp_path: Path) -> None:
    def sure(header: str) -> float:
        (tmp_path / "x.csv").write_text(f"{header}\n")
        return float(importers.formats()["dynamics"].detect(Sample(tmp_path / "x.csv")))

    for header in (ACCOUNTS.splitlines()[0], CONTACTS.splitlines()[0], "contactid,lastname,accountid,emailaddress1"):
        assert sure(header) > 0.95
        assert importers.recognised(tmp_path / "x.csv").NAME == "dynamics"
    for header in ("Contact ID,First Name,Last Name,Account Name,Contact Owner", "Id,AccountId,Name,StageName",
                   "First Name,Last Name,Company,Business Phone,Manager's Name", "id,name,email,organisation",
                   "Record ID,First Name,Last Name,Contact owner,Associated Company"):
        assert sure(header) == 0.0


def test_a_foreign_file_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("A,B\n1,2\n")
    with pytest.raises(InputError, match="no contacts and no accounts of Dynamics"):
        _read(tmp_path / "x.csv", format="dynamics")


def test_a_contact_whose_parent_is_another_contact_has_no_organisation_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text(
        "contactid,fullname,emailaddress1,parentcustomerid,parentcustomeridname,parentcustomeridtype,statecode\n"
        f"{ANA},Ana Lee,ana@x.example,{BO},Bo Ray,contact,0\n{BO},Bo Ray,bo@x.example,{BAY},Bay Council,account,0\n")
    batch = _read(tmp_path / "c.csv")
    assert keys(batch, "Organisation") == {"us", BAY}
    assert ends(batch, "HOLDS") == {(BO, f"{BO}/post/{BAY}")}
    assert said(batch.notes, "1 contact belongs to another contact")
    lookup = "@Microsoft.Dynamics.CRM.lookuplogicalname"
    (tmp_path / "c.csv").write_text(
        f"contactid,fullname,emailaddress1,_parentcustomerid_value,_parentcustomerid_value{lookup},statecode\n"
        f"{ANA},Ana Lee,ana@x.example,{BO},contact,0\n")
    assert keys(_read(tmp_path / "c.csv"), "Organisation") == {"us"}


def test_a_parent_account_that_only_the_store_knows_stays_the_parent(tmp_path: Path) -> None:
    first = _read(_folder(tmp_path / "1"))
    fewer = "".join(line for line in ACCOUNTS.splitlines(keepends=True) if not line.startswith(BAY.upper()))
    for parent in ("Bay Council", BAY):
        (tmp_path / "a.csv").write_text(fewer.replace("Bay Council", parent))
        later = _read(tmp_path / "a.csv", known=first, as_of=date(2026, 8, 1))
        assert ends(later, "PART_OF") >= {(CAP, BAY)}
