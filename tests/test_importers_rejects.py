"""Rejected rows in a file: each once, with line and reason, and good for importing alone once corrected."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest

from stakeholder_map import importers
from stakeholder_map.importers.rejects import MARKS

from .importing import SHARED, TODAY, directory, ends, folder, keys, node, read, said, ties


def test_corrected_rejects_import_alone_and_close_nothing(tmp_path: Path) -> None:
    first = read(
        folder(
            tmp_path,
            people="id,Full name,organisation,since,motto\np1,Ana,us,2020,\n"
            'p2,Bo,nb,soon,"two\nlines"\np3,Cy,nb,2021,\n',
            ties="from,to\np1,p2\np1,p3\n",
        )
    )
    target = tmp_path / "x" / "rejects.csv"
    target.parent.mkdir()
    assert importers.write_rejects(first, target) == 2
    text = target.read_text("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(keepends=True)))
    assert [(row["_sheet"], row["_file"], row["_line"], row["_column"]) for row in rows] == [
        ("people", "people.csv", "3", "since"),
        ("ties", "ties.csv", "2", "to"),
    ]
    assert rows[0]["motto"] == "two\nlines"
    target.write_text(text.replace("soon", "2019"), "utf-8")
    again = read(target, known=first)
    assert again.rejected == ()
    assert again.sheets == frozenset()
    assert keys(again, "Person") == {"p2"}
    assert ends(again, "KNOWS") == {("p1", "p2")}
    whole = read(
        folder(tmp_path / "whole", people="id,Full name,organisation,since\np2,Bo,nb,2019\n", ties="from,to\n")
    )
    assert node(again, "p2").props == node(whole, "p2").props
    assert not said(again.notes, "Left out") or "motto" in said(again.notes, "Left out")[0].message


def test_uncorrected_rejects_are_rejected_again_for_the_same_reason(tmp_path: Path) -> None:
    first = read(folder(tmp_path, people="id,name,since\np2,Bo,soon\n"))
    target = tmp_path / "people-rejected.csv"
    importers.write_rejects(first, target)
    again = read(target, known=first)
    assert [p.message for p in again.rejected] == [p.message for p in first.rejected]
    assert {mark: again.rejects[0][mark] for mark in MARKS if mark != "_line"} == {
        "_source": "plain",
        "_sheet": "people",
        "_file": "people-rejected.csv",
        "_column": "since",
        "_reason": first.rejects[0]["_reason"],
    }


def test_private_columns_and_free_text_are_counted_and_in_no_rejected_row(tmp_path: Path) -> None:
    hidden = ("Date of birth", "Spouse's name", "Home address", "Salary (GBP)", "Ethnic origin", "Password",
              "NI number", "Bank details", "Notes", "Geburtsdatum", "Ehepartner", "Privatadresse", "Gehalt",
              "Bankverbindung", "Date de naissance", "Conjoint", "Adresse personnelle", "Salaire", "Mot de passe",
              "Fecha de nacimiento", "Cónyuge", "Domicilio particular", "Sueldo", "Contraseña")
    header = ",".join(["id", "name", "since", "Motto", *hidden])
    line = ",".join(["p2", "Bo", "soon", "yes we can", *["hushed"] * len(hidden)])
    for at, options in (("plain", {}), ("mapped", {"mapping": tmp_path / "list.toml"})):
        (tmp_path / "list.toml").write_text('source = "list"\n[[organisations]]\n'
                                            'rows = [{id="us", name="Us", ours="yes"}]\n'
                                            '[[people]]\nfile = "people.csv"\nid = "id"\nname = "name"\n'
                                            'since = "since"\nfunction = "Sueldo"\n')
        batch = read(folder(tmp_path / at, people=f"{header}\n{line}\n"), **options)
        assert [reject["Motto"] for reject in batch.rejects] == ["yes we can"]
        read_anyway = {"Sueldo"} if at == "mapped" else set()
        assert not (set(hidden) - read_anyway) & batch.rejects[0].keys()
        assert "hushed" not in str(batch.problems)
        told = " ".join(problem.message for problem in batch.notes)
        assert not [name for name in hidden if name not in read_anyway and f"{name} (1)" not in told]


def test_cells_of_rejected_rows_are_no_formulas_and_come_back_as_written(tmp_path: Path) -> None:
    texts = ["=1+1", "+44 1632", "-x", "@x", "'=1", "''+2", "'tis", "\uff1dx"]
    at = folder(tmp_path, people="id,name,title,since\n" + "".join(f"p{n},Ana,{t},soon\n" for n, t in enumerate(texts)))
    target = tmp_path / "rejects.csv"
    first = read(at)
    importers.write_rejects(first, target)
    assert target.stat().st_mode & 0o777 == 0o600
    with target.open(encoding="utf-8-sig", newline="") as file:
        written = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in written if cell.startswith(("=", "+", "-", "@", "\uff1d"))]
    assert [reject["title"] for reject in read(target, known=first).rejects] == texts


def test_a_row_with_too_many_cells_is_rejected_again_until_it_is_corrected(tmp_path: Path) -> None:
    first = read(folder(tmp_path, people="id,name,,organisation\np1,Ana,x,us,one too many\np2,Bo,y,nowhere\n"))
    target = tmp_path / "rejects.csv"
    importers.write_rejects(first, target)
    again = read(target, known=first)
    assert [(p.message, p.value) for p in again.rejected] == [(p.message, p.value) for p in first.rejected]
    text = target.read_text("utf-8-sig")
    target.write_text(text.replace("one too many", "").replace("nowhere", "nb"), "utf-8")
    assert keys(read(target, known=first), "Person") == {"p1", "p2"}


def test_a_row_that_a_format_made_of_too_many_cells_is_rejected_until_somebody_looked_at_it(tmp_path: Path) -> None:
    ours = read(folder(tmp_path / "ours", people="id,name,organisation\np1,Ana,us\n"))
    file = tmp_path / "Connections.csv"
    file.write_text("First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
                    "Jo,Bell,https://www.linkedin.com/in/jo,,Northby Council,Head, of Care,01 Jan 2025\n")
    first = read(file, known=ours)
    assert [problem.line for problem in first.rejected] == [2]
    target = tmp_path / "rejects.csv"
    importers.write_rejects(first, target)
    assert len(read(target, known=ours).rejected) == 1
    text = target.read_text("utf-8-sig")
    target.write_text(text.replace(first.rejected[0].message, "", 2).replace('""', ""), "utf-8")
    assert read(target, known=ours).rejected == ()


def test_a_row_without_what_it_needs_is_rejected_again_and_good_once_it_has_it(tmp_path: Path) -> None:
    first = read(folder(tmp_path, people="id,Full name,organisation\np1,,us\n", ties="from,to\np1,\n"))
    target = tmp_path / "rejects.csv"
    importers.write_rejects(first, target)
    again = read(target, known=first)
    before = [problem.message.replace("people.csv", "rejects.csv") for problem in first.rejected]
    assert [problem.message for problem in again.rejected] == before
    target.write_text(target.read_text("utf-8-sig").replace("p1,,us", "p1,Ana,us"), "utf-8")
    assert keys(read(target, known=first), "Person") == {"p1"}


def test_rejected_rows_of_a_further_list_find_what_another_one_has(tmp_path: Path) -> None:
    """The organisation and a person of the second list are those of the first; nothing has the ids of the second."""
    ours = read(folder(tmp_path / "ours", people="id,name,email,organisation\nbo,Bo,bo@nb.example,nb\n"))
    crm = folder(tmp_path / "crm", organisations="id,name\n001,Northby Council\n",
                 people="id,name,email,organisation,since\n7,Bo,bo@nb.example,001,\n8,Cy,,001,soon\n",
                 partnerships="id,name,organisations,started\np,Homes,us; 001,soon\n",
                 ties="from,to,last_contact\n7,8,soon\n")
    first = read(crm, known=ours, source="crm")
    target = tmp_path / "rejects.csv"
    importers.write_rejects(first, target)
    target.write_text(target.read_text("utf-8-sig").replace("soon", "2020"), "utf-8")
    again = importers.read([target], importers.Options(as_of=TODAY), directory(ours, first))
    assert (again.source, again.rejected) == ("crm", ())
    for sheet in ("people", "partnerships", "ties"):
        (crm / f"{sheet}.csv").write_text((crm / f"{sheet}.csv").read_text().replace("soon", "2020"))
    whole = read(crm, known=ours, source="crm")
    stated = {(type(fact), fact.key): fact.props for fact in (*first.facts, *again.facts)}
    assert stated == {(type(fact), fact.key): fact.props for fact in whole.facts}


def test_blank_cells_of_rejected_rows_mean_what_they_meant_in_their_files(tmp_path: Path) -> None:
    """One list has a column for telephones, and leaves it blank; the other has none."""
    both = tmp_path / "both"
    folder(both, people="id,name,organisation,since,phone\np1,Ana,us,soon,\n")
    (both / "contacts.csv").write_text("id,name,organisation,since\np2,Bo,nb,soon\n")
    first = read(both)
    target = tmp_path / "rejects.csv"
    importers.write_rejects(first, target)
    target.write_text(target.read_text("utf-8-sig").replace("soon", "2020"), "utf-8")
    again = read(target, known=first)
    assert "phone" in node(again, "p1").props
    assert "phone" not in node(again, "p2").props


def test_dates_month_first_mean_the_same_day_in_rejected_rows(tmp_path: Path) -> None:
    people = "id,name,organisation,since\np1,Ana,us,12/25/2024\np2,Bo,nowhere,03/04/2024\np3,Cy,nowhere,2024-05-06\n"
    first = read(folder(tmp_path, people=people))
    assert [reject["since"] for reject in first.rejects] == ["2024-03-04", "2024-05-06"]
    later = read(folder(tmp_path, people=people.replace("12/25", "25/12")))
    assert [reject["since"] for reject in later.rejects] == ["03/04/2024", "2024-05-06"]


def test_rejected_rows_left_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    first = read(folder(tmp_path / "all", people="id,name,organisation\np1,Ana,us\np2,Bo,nowhere\n"))
    importers.write_rejects(first, tmp_path / "all" / "people-rejected.csv")
    again = read(tmp_path / "all", known=first)
    assert "people" in again.sheets
    assert len(again.rejected) == 1
    assert said(again.notes, "people-rejected.csv has rows that were rejected before")
    (tmp_path / "alone").mkdir()
    importers.write_rejects(first, tmp_path / "alone" / "people-rejected.csv")
    assert len(read(tmp_path / "alone", known=first).rejected) == 1


def test_accepted_and_rejected_rows_are_all_rows(tmp_path: Path) -> None:
    dice = random.Random(7)
    days = ["2020", "2021-05-06", "31/31/2020", "soon", ""]
    lines = [f"p{n},Person {n},{dice.choice(['us', 'nb', 'nowhere', ''])},{dice.choice(days)}" for n in range(300)]
    pairs = [f"p{dice.randrange(330)},p{dice.randrange(330)},{dice.choice(days)}" for n in range(700)]
    batch = read(
        folder(
            tmp_path,
            people="id,name,organisation,since\n" + "\n".join(lines) + "\n",
            ties="from,to,since\n" + "\n".join(pairs) + "\n",
        )
    )
    assert batch.rows == 2 + 300 + 700
    assert len(batch.rejects) == len({(r["_file"], r["_line"]) for r in batch.rejects}) == len(batch.rejected)
    people = [r for r in batch.rejects if r["_file"] == "people.csv"]
    assert len(keys(batch, "Person")) + len(people) == 300
    kept = sum(len(p.message) > 0 for p in batch.notes)
    assert kept > 0
    assert len(ties(batch, "KNOWS")) <= 700 - (len(batch.rejects) - len(people))
    for reject in people:
        assert reject["id"] == f"p{int(reject['_line']) - 2}"


def test_rejects_of_a_mapped_file_go_back_through_the_mapping(tmp_path: Path) -> None:
    mapping = tmp_path / "map.toml"
    mapping.write_text(
        'source = "crm"\n[[organisations]]\nrows = [{id="us", name="Us", ours="yes"}]\n'
        '[[people]]\nfile = "c.csv"\njoin = [{file="d.csv", as="d", on={Dept="Id"}}]\n'
        'id = "Id"\nname = "Name"\nsince = "Start"\ntitle = "d.Label"\norganisation = {constant="us"}\n'
    )
    data = tmp_path / "data"
    data.mkdir()
    (data / "c.csv").write_text("Id,Name,Start,Dept\n1,Ana,2020,a\n2,Bo,soon,b\n")
    (data / "d.csv").write_text("Id,Label\na,Lead\nb,Clerk\n")
    first = read(data, mapping=mapping)
    assert [(p.file, p.line, p.column) for p in first.rejected] == [("c.csv", 3, "Start")]
    assert dict(first.rejects[0]) | {"_reason": ""} == {
        "Id": "2",
        "Name": "Bo",
        "Start": "soon",
        "Dept": "b",
        "_source": "crm",
        "_sheet": "people",
        "_file": "c.csv",
        "_line": "3",
        "_column": "Start",
        "_reason": "",
    }
    target = tmp_path / "rejects.csv"
    importers.write_rejects(first, target)
    target.write_text(target.read_text("utf-8-sig").replace("soon", "2019"))
    again = read(target, data, mapping=mapping, known=first)
    assert keys(again, "Person") == {"2"}
    assert node(again, "2/post/us").props["title"] == "Clerk"
    assert again.sheets == frozenset()


ORGANOGRAM = SHARED / "organogram-uk-multidate" / "dcms.csv"


@pytest.mark.skipif(not ORGANOGRAM.is_file(), reason="the organograms are not here")
def test_rejects_of_an_organogram_are_read_as_one(tmp_path: Path) -> None:
    first = read(ORGANOGRAM, ours=("Us",), as_of=TODAY.replace(year=2012))
    importers.write_rejects(first, tmp_path / "r.csv")
    again = read(tmp_path / "r.csv", known=first, source=first.source)
    assert again.sheets == frozenset()
    assert {n.key for n in again.nodes if n.label == "Post"} == {
        "organogram-department-for-culture-media-and-sport:CCM200001"
    }
