"""Rejected rows in a file: each once, with line and reason, and good for importing alone once corrected."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest

from stakeholder_map import importers
from stakeholder_map.importers.rejects import MARKS

from .importing import SHARED, TODAY, ends, folder, keys, node, read, said, ties


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
        if at == "plain":
            told = " ".join(problem.message for problem in batch.notes)
            assert not [name for name in hidden if f"{name} (1)" not in told]


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
