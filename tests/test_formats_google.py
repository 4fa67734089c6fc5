"""Contacts of Google: both dialects, numbered groups, several values in a cell, relations, what is private."""

from __future__ import annotations

from pathlib import Path

from stakeholder_map.batch import Batch
from stakeholder_map.importers.files.sample import Sample
from stakeholder_map.importers.formats import google

from .importing import TODAY, closed, ends, keys, node, read, said

NEW = (
    "First Name,Middle Name,Last Name,Phonetic First Name,File As,Organization Name,Organization Title,"
    "Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,"
    "E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,"
    "Address 1 - Formatted,Event 1 - Label,Event 1 - Value,Relation 1 - Label,Relation 1 - Value,Relation 2 - Label,"
    "Relation 2 - Value,Custom Field 1 - Label,Custom Field 1 - Value"
)
OLD = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Initials,Birthday,Notes,Group Membership,E-mail 1 - Type,"
    "E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,"
    "Organization 1 - Title,Organization 1 - Department,Organization 1 - Job Description,Relation 1 - Type,"
    "Relation 1 - Value"
)


def load(tmp_path: Path, *rows: dict[str, str], header: str = NEW, **options: object) -> Batch:
    """A file of rows whose cells are given by heading."""
    columns = header.split(",")
    lines = [",".join(f'"{row.get(column, "")}"' for column in columns) for row in rows]
    assert all(set(row) <= set(columns) for row in rows)
    (tmp_path / "contacts.csv").write_text("\n".join([header, *lines]) + "\n")
    assert google.detect(Sample(tmp_path / "contacts.csv")) >= 0.95
    return read(tmp_path / "contacts.csv", ours=("Harbour Trust",), **options)


def row(first: str, last: str = "", org: str = "Northby", **more: str) -> dict[str, str]:
    return {"First Name": first, "Last Name": last, "Organization Name": org,
            **{key.replace("__", " - ").replace("_", " ").replace("E mail", "E-mail"): text
               for key, text in more.items()}}  # fmt: skip


def test_the_new_dialect_with_numbered_groups_and_several_values_in_a_cell(tmp_path: Path) -> None:
    ana = row("Ana", "Bell", E_mail_1__Label="* Home", E_mail_1__Value="a@home.example", E_mail_2__Label="Work",
              E_mail_2__Value="ana@n.example ::: second@n.example", Phone_1__Label="Mobile", Phone_1__Value="1",
              Phone_2__Label="Work", Phone_2__Value="2 ::: 3", Organization_Title="Head",
              Organization_Department="Housing")  # fmt: skip
    batch = load(tmp_path, ana)
    assert batch.source == "google"
    assert node(batch, "ana@n.example").props["phone"] == "2"
    assert node(batch, "ana@n.example/post/northby").props["title"] == "Head"
    assert ends(batch, "IN") == {("ana@n.example/post/northby", "northby/housing")}
    assert "home e-mail addresses (1)" in said(batch.notes, "Private, and")[0].message


def test_groups_grow_with_the_data(tmp_path: Path) -> None:
    header = NEW + ",Relation 11 - Label,Relation 11 - Value,E-mail 12 - Label,E-mail 12 - Value"
    more = {"Relation 11 - Label": "Manager", "Relation 11 - Value": "Bo", "E-mail 12 - Value": "ana@n.example"}
    batch = load(tmp_path, {**row("Ana"), **more}, row("Bo"), header=header)
    assert ends(batch, "REPORTS_TO") == {("ana@n.example/post/northby", "bo/post/northby")}


def test_the_old_dialect_says_the_same(tmp_path: Path) -> None:
    ana = {"Name": "Ana Bell", "Given Name": "Ana", "Family Name": "Bell", "E-mail 1 - Type": "* Work",
           "E-mail 1 - Value": "ana@n.example", "Organization 1 - Name": "Northby", "Organization 1 - Title": "Head",
           "Organization 1 - Department": "Housing", "Relation 1 - Type": "Manager", "Relation 1 - Value": "Bo Lee",
           "Organization 1 - Job Description": "Homes", "Birthday": "1980-01-01"}  # fmt: skip
    batch = load(tmp_path, ana, {"Name": "Bo Lee", "Organization 1 - Name": "NORTHBY"}, header=OLD)
    assert node(batch, "ana@n.example/post/northby").props == {"title": "Head", "function": "Homes"}
    assert ends(batch, "REPORTS_TO") == {("ana@n.example/post/northby", "bo-lee/post/northby")}
    assert keys(batch, "Organisation") == {"northby", "harbour-trust"}


def test_relations_of_work_are_read_and_others_counted(tmp_path: Path) -> None:
    batch = load(
        tmp_path,
        row("Ana", Relation_1__Label="Assistant", Relation_1__Value="Bo", Relation_2__Label="Spouse",
            Relation_2__Value="Secret", Birthday="1980-01-01", Notes="Secret", Address_1__Label="Home",
            Address_1__Formatted="Secret", Event_1__Label="Anniversary", Event_1__Value="Secret",
            Phone_1__Label="Home", Phone_1__Value="Secret"),
        row("Bo", Relation_1__Label="Manager", Relation_1__Value="Nobody"),
    )  # fmt: skip
    assert ends(batch, "KNOWS") == {("ana", "bo")}
    assert ends(batch, "REPORTS_TO") == set()
    assert said(batch.notes, "The manager is not among")
    private = " ".join(p.message for p in said(batch.notes, "Private, and"))
    for what in ("Birthday", "family, friends and other private relations", "home addresses", "home telephones",
                 "anniversaries and other days"):  # fmt: skip
        assert f"{what} (1)" in private
    assert "Secret" not in repr(batch.facts)


def test_a_row_of_a_company_is_an_organisation(tmp_path: Path) -> None:
    batch = load(tmp_path, row("", org="Northby", E_mail_1__Value="hello@n.example"))
    assert keys(batch, "Person") == set()
    assert ends(batch, "SERVES") == {("hello@n.example", "northby")}


def test_a_row_with_nothing_but_an_address_is_rejected_with_its_line(tmp_path: Path) -> None:
    batch = load(tmp_path, row("Ana"), row("", org="", E_mail_1__Value="jo.wu@n.example"))
    assert [(p.line, p.column) for p in batch.rejected] == [(3, "First Name")]
    assert batch.rows == 2


def test_organisations_and_titles_beside_the_first_are_told(tmp_path: Path) -> None:
    batch = load(tmp_path, {"First Name": "Ana", "Last Name": "Bell", "Organization Name": "Northby ::: Eastby",
                            "Organization Title": "Head ::: Chair"})
    assert keys(batch, "Organisation") == {"northby", "harbour-trust"}
    (told,) = said(batch.notes, "several organisations or titles")
    assert told.message.endswith("(1): Ana Bell (not: Eastby, Chair).")


def test_a_contact_that_stands_twice_is_known_as_before(tmp_path: Path) -> None:
    ana, bo = row("Ana", "Bell", E_mail_1__Value="ana@n.example"), row("Bo", "Lee")
    first = load(tmp_path, ana, bo, colleague="Olga Owen")
    for twice in ((ana, bo, ana), (ana, bo, {**ana, "Organization Title": "Head"}), (ana, bo, bo)):
        again = load(tmp_path, *twice, colleague="Olga Owen", known=first)
        assert ends(again, "KNOWS") == ends(first, "KNOWS") == {
            ("owner-olga-owen", "ana@n.example"), ("owner-olga-owen", "bo-lee")}
        assert closed(first, again, TODAY) == set()
        assert not said(again.notes, "told apart")


def test_a_row_that_names_nobody_ends_no_relationship(tmp_path: Path) -> None:
    first = load(tmp_path, row("Ana", E_mail_1__Value="ana@n.example"), row("Bo"), colleague="Olga Owen")
    broken = load(tmp_path, row("Ana", E_mail_1__Value="ana@n.example"), row("", Organization_Title="Clerk"),
                  colleague="Olga Owen", known=first)
    assert {reject["_sheet"] for reject in broken.rejects} == {"people", "ties"}
    assert closed(first, broken, TODAY) == set()
    assert not said(broken.notes, "told apart")


def test_two_of_one_name_whose_rows_are_rejected_end_no_relationship(tmp_path: Path) -> None:
    first = load(tmp_path, row("Ana", E_mail_1__Value="ana@n.example"), row("Bo", "Lee"), colleague="Olga Owen")
    rows = row("Ana", E_mail_1__Value="ana@n.example"), row("Bo", "Lee", Organization_Title="Head"), row("Bo", "Lee")
    broken = load(tmp_path, *rows, colleague="Olga Owen", known=first)
    assert closed(first, broken, TODAY) == set()
