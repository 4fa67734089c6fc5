"""Contacts of Outlook: both orders of columns, managers as names, what is private, short rows, Action and ID."""

from __future__ import annotations

from pathlib import Path

import pytest

from stakeholder_map.importers.files.sample import Sample
from stakeholder_map.importers.formats import outlook

from .importing import SHARED, ends, keys, node, read, said

WEB = (
    "First Name,Middle Name,Last Name,Title,Suffix,Initials,Web Page,Gender,Birthday,Anniversary,Notes,E-mail Address,"
    "E-mail 2 Address,E-mail 3 Address,Primary Phone,Home Phone,Mobile Phone,Home Street,Spouse,Children,"
    "Manager's Name,Assistant's Name,Business Phone,Company,Job Title,Department,Business Country,Hobby,Sensitivity\n"
)
DESKTOP = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Country/Region,Home Phone,"
    "Business Phone,Assistant's Name,Birthday,E-mail Address,E-mail Type,E-mail Display Name,Manager's Name,Private\n"
)
REAL = SHARED / "crm-google-shared-contacts" / "outlook.csv"


def web(**cells: str) -> str:
    names = {"first": "First Name", "last": "Last Name", "title": "Title", "birthday": "Birthday", "notes": "Notes",
             "email": "E-mail Address", "email2": "E-mail 2 Address", "home": "Home Phone", "mobile": "Mobile Phone",
             "spouse": "Spouse", "manager": "Manager's Name", "assistant": "Assistant's Name",
             "phone": "Business Phone", "company": "Company", "job": "Job Title", "unit": "Department",
             "street": "Home Street", "hobby": "Hobby", "sensitivity": "Sensitivity"}  # fmt: skip
    said = {names[name]: text for name, text in cells.items()}
    return ",".join(said.get(column, "") for column in WEB.strip().split(",")) + "\n"


def load(tmp_path: Path, *rows: str, header: str = WEB):  # type: ignore[no-untyped-def]
    (tmp_path / "contacts.csv").write_bytes((header + "".join(rows)).encode("utf-8-sig"))
    assert outlook.detect(Sample(tmp_path / "contacts.csv")) >= 0.95
    return read(tmp_path / "contacts.csv", ours=("Harbour Trust",))


def test_the_job_is_the_job_title_and_not_the_honorific(tmp_path: Path) -> None:
    row = web(first="Ana", last="Bell", title="Dr", job="Head", company="Northby", unit="Housing", phone="1",
              mobile="2", email="", email2="ana@n.example")  # fmt: skip
    batch = load(tmp_path, row)
    assert batch.source == "outlook"
    assert node(batch, "ana@n.example").props["name"] == "Ana Bell"
    assert node(batch, "ana@n.example").props["phone"] == "1"
    assert node(batch, "ana@n.example/post/northby").props["title"] == "Head"
    assert ends(batch, "IN") == {("ana@n.example/post/northby", "northby/housing")}
    assert said(batch.notes, "does not say whose address book")


def test_the_order_of_the_desktop_says_the_same(tmp_path: Path) -> None:
    row = "Dr,Ana,,Bell,,Northby,Housing,Head,UK,555,1,,1980,ana@n.example,SMTP,Ana,Jo Wu,FALSE\n"
    batch = load(tmp_path, row, "Ms,Jo,,Wu,,Northby,,Chief,,,,,,,,,,\n", header=DESKTOP)
    assert node(batch, "ana@n.example/post/northby").props["title"] == "Head"
    assert ends(batch, "REPORTS_TO") == {("ana@n.example/post/northby", "jo-wu/post/northby")}
    assert batch.rejected == ()


def test_managers_are_found_inside_the_company_and_unclear_ones_told(tmp_path: Path) -> None:
    batch = load(
        tmp_path,
        web(first="Jo", last="Wu", company="Northby", email="jo@n.example"),
        web(first="Jo", last="Wu", company="Eastby", email="jo@e.example"),
        web(first="Ana", last="Bell", company="Northby", manager='"Wu, Jo"', assistant="Bo Lee"),
        web(first="Bo", last="Lee", company="Northby", manager="Jo Wu"),
        web(first="Cy", last="Kay", company="Eastby", email="cy1@e.example"),
        web(first="Cy", last="Kay", company="Eastby", email="cy2@e.example"),
        web(first="Dee", last="Orr", company="Eastby", manager="Cy Kay"),
    )
    above = "jo@n.example/post/northby"
    assert ends(batch, "REPORTS_TO") == {("ana-bell/post/northby", above), ("bo-lee/post/northby", above)}
    assert ends(batch, "KNOWS") == {("ana-bell", "bo-lee")}
    assert [p.line for p in said(batch.notes, "not clear who the manager")] == [8]


def test_private_things_and_contacts_are_left_out_and_counted(tmp_path: Path) -> None:
    secret = {"birthday": "1/1/80", "spouse": "Kit", "home": "555", "street": "Secret Lane", "hobby": "Secret"}
    batch = load(tmp_path, web(first="Ana", last="Bell", notes="Secret", **secret),
                 web(first="Secret", last="Secret", sensitivity="Private"))  # fmt: skip
    private = said(batch.notes, "Private, and")[0].message
    assert all(f"{what} (1)" in private for what in ("Birthday", "Spouse", "Home Phone", "Home Street", "Hobby"))
    assert "Notes (1)" in said(batch.notes, "Free text")[0].message
    assert said(batch.notes, "marked as private were left out: 1")
    assert "Secret" not in repr(batch.facts)


def test_a_company_without_a_person_is_an_organisation_with_its_address(tmp_path: Path) -> None:
    nameless = web(company="Eastby", email="jo@e.example", job="Head")
    batch = load(tmp_path, web(company="Northby", email="front@n.example"), web(company="Vacant House"), nameless)
    assert [p.line for p in batch.rejected] == [4]
    assert keys(batch, "Organisation") == {"northby", "vacant-house", "eastby", "harbour-trust"}
    assert keys(batch, "Mailbox") == {"front@n.example"}
    assert keys(batch, "Person") == set()


def test_too_many_cells_reject_the_row_and_short_rows_do_not(tmp_path: Path) -> None:
    batch = load(tmp_path, "Ana,,Bell\n", web(first="Bo", last="Lee").strip() + ",more\n")
    assert keys(batch, "Person") == {"ana-bell"}
    assert [(p.line, p.file) for p in batch.rejected] == [(3, "contacts.csv")]


@pytest.mark.skipif(not REAL.is_file(), reason="the real file is not there")
def test_the_real_file_of_changes_is_read() -> None:
    batch = read(REAL, ours=("Nobody",))
    assert (batch.source, batch.rows, batch.rejected, batch.sheets) == ("outlook", 3, (), frozenset())
    assert keys(batch, "Person") == {"adam.glacius@anycom.com", "527fbda08922b018"}
    assert keys(batch, "Organisation") == {"acme-inc", "nobody"}
    assert said(batch.notes, "to be deleted were left out: 1")
    assert "Has 2 kids" not in repr(batch.facts)
