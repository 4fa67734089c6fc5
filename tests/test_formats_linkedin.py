"""Connections of LinkedIn: notes above the header, days in words, and ties only where it is said whose they are."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from stakeholder_map.batch import Batch
from stakeholder_map.importers.files.sample import Sample
from stakeholder_map.importers.formats import linkedin

from .commands import Run
from .importing import ends, keys, node, read, said, ties

ABOVE = 'Notes:\n"Some addresses are missing, for example because people, as ""hidden"", do not show them."\n\n'
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ROWS = (
    "Ana,Bell,https://www.linkedin.com/in/ana-bell-7,ana@n.example,Northby,Head,05 Mar 2023\n"
    "Jörg,Kay,https://www.linkedin.com/in/j%C3%B6rg-kay/,,Northby,,31 Dec 2021\n"
    "Bo,Lee,,,,Freelance,1 Jan 2020\n"
    ",,,,,,02 Feb 2022\n"
)


def load(tmp_path: Path, text: str = ABOVE + HEADER + ROWS, **options: object) -> Batch:
    (tmp_path / "Connections.csv").write_text(text, "utf-8")
    assert linkedin.detect(Sample(tmp_path / "Connections.csv")) > 0.95
    return read(tmp_path / "Connections.csv", ours=("Harbour Trust",), **options)


def test_without_the_colleague_there_are_people_and_no_ties(tmp_path: Path) -> None:
    batch = load(tmp_path)
    assert batch.source == "linkedin"
    assert batch.rejected == ()
    assert batch.rows == 4
    assert keys(batch, "Person") == {"ana-bell-7", "jörg-kay", "bo-lee"}
    assert node(batch, "ana-bell-7/post/northby").props["title"] == "Head"
    assert ties(batch, "KNOWS") == []
    assert said(batch.notes, "does not say whose address book")[0].hint.startswith("Say --colleague")
    assert said(batch.notes, "without a name, such as closed accounts, were left out: 1")


def test_the_colleague_knows_them_since_the_day_of_the_connection(tmp_path: Path) -> None:
    batch = load(tmp_path, colleague="Ines Castell")
    assert batch.source == "linkedin-ines-castell"
    since = {tie.end.partition(":")[2]: tie.props["since"] for tie in ties(batch, "KNOWS")}
    assert since == {"ana-bell-7": date(2023, 3, 5), "jörg-kay": date(2021, 12, 31), "bo-lee": date(2020, 1, 1)}
    assert {tie.props["asserted_by"] for tie in ties(batch, "KNOWS")} == {"LinkedIn connections of Ines Castell"}
    assert said(batch.notes, "read as a colleague of ours")


def test_a_colleague_of_the_store_is_the_one_who_knows_them(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "organisations.csv").write_text("id,name,ours\nus,Harbour Trust,yes\n")
    (tmp_path / "plain" / "people.csv").write_text("id,name,organisation\n7,Ines Castell,us\n")
    known = read(tmp_path / "plain")
    (tmp_path / "Connections.csv").write_text(HEADER + ROWS, "utf-8")
    batch = read(tmp_path / "Connections.csv", known=known, colleague="Castell, Ines")
    again = read(tmp_path / "Connections.csv", known=batch, colleague="Ines", ours=("Harbour Trust",), source="x")
    assert {p.column for p in said(again.notes, "Organisations that another source")} == {"Company"}
    assert ends(batch, "KNOWS") == {("plain:7", "ana-bell-7"), ("plain:7", "jörg-kay"), ("plain:7", "bo-lee")}
    assert not said(batch.notes, "read as a colleague of ours")


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    text = ABOVE + HEADER + ROWS + "Cy,Orr,,,,,yesterday\n"
    (bad,) = load(tmp_path, text, colleague="Ines Castell").rejected
    assert (bad.line, bad.column, bad.value) == (9, "Connected On", "yesterday")


def test_the_command_is_told_whose_they_are_and_reads_the_same_file_twice(run: Run, tmp_path: Path) -> None:
    (tmp_path / "Connections.csv").write_text(ABOVE + HEADER + ROWS, "utf-8")
    words = ("import", tmp_path / "Connections.csv", "--colleague", "Ines Castell", "--as-of", "2026-03-01", "--json")
    first = run(*words, "--ours", "Harbour Trust")
    assert first.code == 0
    assert json.loads(first.out)["counts"]["KNOWS"]["created"] == 3
    again = json.loads(run(*words).out)["counts"]
    assert {doing: sum(kind[doing] for kind in again.values()) for doing in ("created", "changed", "closed")} == {
        "created": 0, "changed": 0, "closed": 0}  # fmt: skip


def test_degrees_behind_a_surname_are_no_part_of_the_name(tmp_path: Path) -> None:
    batch = load(tmp_path, HEADER + 'Raj,"Bell, MBA, PhD",https://www.linkedin.com/in/raj,,Northby,Head,05 Mar 2023\n')
    assert node(batch, "raj").props["name"] == "Raj Bell"


def test_pronouns_are_no_part_of_the_name(tmp_path: Path) -> None:
    batch = load(tmp_path, HEADER + '"Ana (she/her)","Bell, MBA",,,Northby,Head,05 Mar 2023\n'
                 "Kay (Kim),Lee (He/Him),,,Northby,Clerk,05 Mar 2023\n")
    assert {n.props["name"] for n in batch.nodes if n.label == "Person"} == {"Ana Bell", "Kay (Kim) Lee"}


def test_days_of_old_exports_are_month_first_with_a_short_year(tmp_path: Path) -> None:
    old = "First Name,Last Name,Email Address,Company,Position,Connected On,Tags\n"
    batch = load(tmp_path, old + 'Ana,Bell,,Northby,Head,"3/12/18, 10:33 AM",\nBo,Lee,,Northby,Clerk,10/28/17,\n',
                 colleague="Ines Castell")
    assert {tie.props["since"] for tie in ties(batch, "KNOWS")} == {date(2018, 3, 12), date(2017, 10, 28)}


def test_days_that_a_spreadsheet_saved_and_days_with_a_time_are_read(tmp_path: Path) -> None:
    batch = load(tmp_path, HEADER + 'Ana,Bell,,,Northby,Head,7-Feb-22\nBo,Lee,,,Northby,Clerk,"15 Mar 2019, 10:32"\n'
                 "Cy,Wu,,,Northby,,05-Mar-2023\n", colleague="Ines Castell")
    assert not batch.rejected
    assert {tie.props["since"] for tie in ties(batch, "KNOWS")} == {date(2022, 2, 7), date(2019, 3, 15),
                                                                    date(2023, 3, 5)}


def test_the_self_employed_work_at_no_common_place(tmp_path: Path) -> None:
    batch = load(tmp_path, HEADER + "Ana,Bell,,,Self-employed,Potter,05 Mar 2023\nBo,Lee,,,self employed,Sailor,"
                 "05 Mar 2023\nCy,Wu,,,-,,05 Mar 2023\nDi,Ek,,,Retired,,05 Mar 2023\n")
    assert {n.props["name"] for n in batch.nodes if n.label == "Organisation"} == {"Harbour Trust"}
    assert len(keys(batch, "Person")) == 4
    assert not ties(batch, "HOLDS")
