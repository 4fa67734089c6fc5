"""The plain folder: headers, rejected rows, references, sides, dates, encodings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from stakeholder_map.batch import Batch, Node
from stakeholder_map.errors import InputError
from stakeholder_map.model import NODES, TIES

from .importing import BOTH, TODAY, US, folder, keys, node, read, said, ties

PEOPLE = "id,name,email,organisation\np1,Ana Bell,ana@x.org,us\np2,Bo Lee,bo@y.org,Northby Council\n"
WARM = "id,name,organisations\nw,Warm Homes,us;nb\n"


def test_nodes_come_before_ties_and_only_known_fields_are_stated(tmp_path: Path) -> None:
    batch = read(folder(tmp_path, people=PEOPLE, partnerships=WARM, ties="from,to,since\np1,p2,2015\n"))
    kinds = [isinstance(fact, Node) for fact in batch.facts]
    assert kinds == sorted(kinds, reverse=True)
    for fact in batch.facts:
        allowed = (
            NODES[fact.label].fields
            if isinstance(fact, Node)
            else TIES[fact.type, fact.start_label, fact.end_label].fields
        )
        assert {name.removesuffix("_text") for name in fact.props} <= set(allowed)
    assert batch.rejected == ()
    assert batch.rows == 6


def test_a_row_says_only_what_its_sheet_has_a_column_for(tmp_path: Path) -> None:
    batch = read(folder(tmp_path, people="id,name,phone\np1,Ana,\n"))
    assert node(batch, "p1").props == {"name": "Ana", "phone": None}


def test_partial_dates_are_stored_with_their_text(tmp_path: Path) -> None:
    batch = read(folder(tmp_path, people="id,name,organisation,since,until\np1,Ana,us,2015,2016-02\n"))
    (holds,) = ties(batch, "HOLDS")
    assert holds.props == {
        "since": date(2015, 1, 1),
        "since_text": "2015",
        "until": date(2016, 2, 29),
        "until_text": "2016-02",
    }


def test_headers_are_matched_by_synonyms_and_unknown_ones_left_out_once(tmp_path: Path) -> None:
    batch = read(
        folder(
            tmp_path,
            people="\ufeffFull Name;E-Mail;Organization;Job_Title;Shoe size;Birthday\nAna;ana@x.org;us;Lead;38;1 May\n",
        )
    )
    assert node(batch, "ana@x.org").props["name"] == "Ana"
    (note,) = said(batch.notes, "Left out, because no such column")
    assert "Shoe size" in note.message
    assert said(batch.notes, "Birthday (1)")
    assert "1 May" not in str(batch)


def test_a_missing_column_names_the_file_and_what_it_has(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"ties.csv has no column “to”; it has “from”, “weight”") as error:
        read(folder(tmp_path, ties="from,weight\na,1\n"))
    assert "from, to, strength" in error.value.hint


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="“name” stands there 2 times"):
        read(folder(tmp_path, people="name,name\nAna,Bo\n"))


@pytest.mark.parametrize(
    ("sheet", "text", "line", "column", "words"),
    [
        ("people", "name,since\nAna,2020\nBo,31/31/2020\n", 3, "since", "not a day"),
        ("people", "name,do not contact\nAna,perhaps\n", 2, "do not contact", "neither yes nor no"),
        ("people", "name,since,until\nAna,2020,2019\n", 2, "until", "before since"),
        ("people", "name,organisation\nAna,Nothby Council\n", 2, "organisation", "not a known organisation"),
        ("people", "name,email\n,\n Ana,\n,x\n", 4, "name", "neither a name nor"),
        ("people", "name,email\nAna,a@x.org,more\n", 2, "", "3 cells, the header only 2"),
        ("partnerships", "name,importance\nWarm,6\n", 2, "importance", "not between 1 and 5"),
        ("partnerships", "name,needed\nWarm,0\n", 2, "needed", "less than 1"),
        ("partnerships", "name,started,planned_end\nWarm,2024,2023\n", 2, "planned_end", "before started"),
        ("members", "partnership,organisation\nWarm,us\n", 2, "partnership", "not a known partnership"),
        ("changes", "on,kind\n2024-01-01,quarrel\n", 2, "kind", "none of the words"),
        ("interactions", "on,people\n,us\n", 2, "on", "is blank"),
        ("posts", "id,title\n,\n,Lead\n", 3, "", ""),
    ],
)
def test_a_rejected_row_has_file_line_column_and_reason(
    tmp_path: Path, sheet: str, text: str, line: int, column: str, words: str
) -> None:
    batch = read(folder(tmp_path, **{sheet: text}))
    if not words:
        assert batch.rejected == ()
        return
    (problem,) = batch.rejected
    assert (problem.file, problem.line, problem.column) == (f"{sheet}.csv", line, column)
    assert words in problem.message
    assert problem.hint
    (reject,) = batch.rejects
    assert reject["_line"] == str(line)
    assert reject["_reason"] == problem.message


def test_an_unknown_organisation_suggests_the_close_one(tmp_path: Path) -> None:
    batch = read(folder(tmp_path, people="name,organisation\nAna,Nothby Council\n"))
    assert "Northby Council" in batch.rejected[0].hint


def test_what_depends_on_a_rejected_row_is_rejected_with_the_first_cause(tmp_path: Path) -> None:
    batch = read(
        folder(
            tmp_path,
            organisations=BOTH + "x,Xanadu,no,\n".replace(",\n", "\n") + "y,Ypsilon,perhaps\n",
            people="id,name,organisation\np1,Ana,us\np2,Bo,Ypsilon\n",
            ties="from,to\np1,p2\np1,Bo\n",
        )
    )
    reasons = [p.message for p in batch.rejected]
    assert len(reasons) == 4
    assert "neither yes nor no" in reasons[0]
    assert all("depends on a rejected row" in reason for reason in reasons[1:])
    assert "line 3 of people.csv" in reasons[2]
    assert len(batch.rejects) == 4
    assert batch.rows == 8
    assert ties(batch, "KNOWS") == []


def test_parents_of_organisations_may_come_later_and_rejected_ones_take_theirs_along(tmp_path: Path) -> None:
    text = (
        "id,name,ours,part_of,size\nus,Us,yes,,\na,Alpha,no,Beta,\nb,Beta,no,c,\nc,Gamma,no,,many\n"
        "d,Delta,no,d,\ne,Epsilon,no,f,\nf,Phi,no,e,\n"
    )
    batch = read(folder(tmp_path, organisations=text))
    assert keys(batch, "Organisation") == {"us", "d", "e", "f"}
    assert [p.line for p in batch.rejected] == [5, 4, 3]
    assert ties(batch, "PART_OF") == []
    assert "cannot be part of itself" in said(batch.notes, "part of itself")[0].message


def test_the_same_id_with_different_facts_names_both_lines(tmp_path: Path) -> None:
    batch = read(folder(tmp_path, people="id,name,title\np1,Ana,Lead\np2,Bo,\np1,Ana,Head\np2,Bo,\n"))
    (problem,) = batch.rejected
    assert (problem.line, problem.column) == (4, "title")
    assert "line 2 of people.csv" in problem.message
    assert said(batch.notes, "repeats an earlier one")[0].line == 5
    assert keys(batch, "Person") == {"p1", "p2"}


def test_a_repetition_of_a_row_that_is_rejected_is_rejected(tmp_path: Path) -> None:
    batch = read(
        folder(
            tmp_path,
            people="id,name\np1,Ana\n",
            interactions="id,on,people\ni1,2024-01-01,p1;nobody\ni1,2024-01-01,p1;nobody\n",
        )
    )
    assert [p.line for p in batch.rejected] == [2, 3]


def test_degrees_by_synonym_and_never_guessed(tmp_path: Path) -> None:
    batch = read(folder(tmp_path, partnerships="name,degree\nA,Co-ordination\nB,network\nC,chums\n"))
    assert [n.props["degree"] for n in batch.nodes if n.label == "Partnership"] == ["coordination", "networking", None]
    assert "chums" in said(batch.notes, "none of the words")[0].message


def test_dates_of_a_column_are_read_in_one_order_and_the_import_says_which(tmp_path: Path) -> None:
    day = read(folder(tmp_path / "a", people="name,organisation,since\nAna,us,03/04/2020\nBo,us,13/04/2020\n"))
    assert {t.props["since"] for t in ties(day, "HOLDS")} == {date(2020, 4, 3), date(2020, 4, 13)}
    assert "day first, because of 13/04/2020" in said(day.notes, "day first")[0].message
    month = read(folder(tmp_path / "b", people="name,organisation,since\nAna,us,03/04/2020\nBo,us,04/13/2020\n"))
    assert {t.props["since"] for t in ties(month, "HOLDS")} == {date(2020, 3, 4), date(2020, 4, 13)}
    assert said(month.notes, "month first, because of 04/13/2020")
    mixed = read(folder(tmp_path / "c", people="name,since\nAna,03/04/2020\nBo,04/13/2020\nCy,13/04/2020\n"))
    assert [p.line for p in mixed.rejected] == [2]


def test_nobody_ours_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = folder(tmp_path, organisations="name\nAcme\nBeta\n")
    with pytest.raises(InputError, match="Nobody is marked as ours") as error:
        read(path)
    assert "Acme, Beta" in error.value.hint
    ours = read(path, ours=("acme",))
    assert node(ours, "acme").props == {"name": "Acme", "ours": True}
    later = read(path, known=ours)
    assert node(later, "acme").props == {"name": "Acme"}


def test_ours_by_name_adds_what_nobody_knows_and_asks_about_what_is_close(tmp_path: Path) -> None:
    path = folder(tmp_path, organisations="name\nNorthby Council\n")
    batch = read(path, ours=("Our organisation",))
    assert node(batch, "our-organisation").props == {"name": "Our organisation", "ours": True}
    assert node(batch, "our-organisation").sheet not in batch.sheets
    with pytest.raises(InputError, match="no such organisation") as error:
        read(path, ours=("Northby Councl",))
    assert "Northby Council" in error.value.hint
    other = read(
        folder(tmp_path / "x", organisations="name\nElsewhere\n"), known=batch, source="crm", ours=("our organisation",)
    )
    assert keys(other, "Organisation") == {"elsewhere"}
    elsewhere = folder(tmp_path / "y", organisations="name\nElsewhere\n")
    with pytest.raises(InputError, match="it comes from “plain”"):
        read(elsewhere, known=batch, source="crm", ours=("Northby Council",))


def test_references_to_what_only_the_store_knows(tmp_path: Path) -> None:
    crm = read(folder(tmp_path / "a", people=PEOPLE), source="crm")
    batch = read(folder(tmp_path / "b", organisations="", ties="from,to\np1,Bo Lee\nana@x.org,p2\n"), known=crm)
    assert [(t.key, t.start, t.end) for t in ties(batch, "KNOWS")] == [
        ("plain:KNOWS:crm:p1>crm:p2", "crm:p1", "crm:p2")
    ]
    assert batch.rejected == ()


def test_sheets_present_are_told_also_when_empty(tmp_path: Path) -> None:
    batch = read(folder(tmp_path, people="name\n", ties="from,to\n"))
    assert batch.sheets == {"organisations", "people", "ties"}
    assert batch.rows == 2


def test_a_folder_without_known_files_says_what_is_expected(tmp_path: Path) -> None:
    (tmp_path / "shopping.csv").write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match="no file or sheet that can be read") as error:
        read(tmp_path, format="plain")
    assert "organisations.csv" in error.value.hint
    assert "--guess" in error.value.hint
    with pytest.raises(InputError, match="no file or sheet"):
        read(folder(tmp_path / "empty", organisations=""))


def test_unknown_files_in_a_folder_are_noted(tmp_path: Path) -> None:
    batch = read(folder(tmp_path, shopping="a,b\n1,2\n", organisations=US))
    (note,) = said(batch.notes, "shopping.csv is called after none of the sheets and was left out.")
    assert "--guess" in note.hint
    assert str(note).count("shopping.csv is called") == 1
    assert batch.rows == 1


def test_files_in_other_encodings_and_separators_say_the_same(tmp_path: Path) -> None:
    text = "id,name,title,organisation\np1,Zoë Müller,Café lead,us\n"
    made: list[Batch] = []
    for n, raw in enumerate(
        (
            text.encode(),
            text.encode("utf-16"),
            text.encode("cp1252"),
            text.replace(",", ";").encode("utf-8-sig"),
            text.replace(",", "\t").encode("utf-16-be"),
        )
    ):
        made.append(read(folder(tmp_path / str(n), people=raw)))
    assert all(one.facts == made[0].facts for one in made)


def test_a_source_name_is_kept_out_of_trouble(tmp_path: Path) -> None:
    path = folder(tmp_path)
    assert read(path, source="a:b\n").source == "a-b"
    with pytest.raises(InputError, match="cannot be the name of a source"):
        read(path, source="x" * 300)


def test_unknown_paths_and_formats_are_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        read(tmp_path / "nowhere")
    with pytest.raises(InputError, match="no format “vcf”"):
        read(folder(tmp_path), format="vcf")
    with pytest.raises(InputError, match="No file"):
        read()


def test_today_decides_what_lies_in_the_future(tmp_path: Path) -> None:
    path = folder(tmp_path, people=PEOPLE, ties=f"from,to,last_contact\np1,p2,{TODAY}\n")
    assert not said(read(path).notes, "in the future")
    assert said(read(path, as_of=date(2020, 1, 1)).notes, "in the future")


def test_a_workbook_of_one_sheet_may_be_called_like_the_sheet(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["id", "name", "ours"], ["us", "Us", "yes"]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "organisations.xlsx")
    assert keys(read(tmp_path), "Organisation") == {"us"}


def test_hidden_sheets_and_sheets_of_help_are_left_out(tmp_path: Path) -> None:
    book = Workbook()
    for name in ("organisations", "people", "Help", "Scratch"):
        book.create_sheet(name).append(["id", "name"])
    book["organisations"].append(["us", "Us"])
    book["people"].append(["p1", "Ana"])
    book["people"].sheet_state = "hidden"
    book.save(tmp_path / "b.xlsx")
    batch = read(tmp_path / "b.xlsx", ours=("Us",))
    assert keys(batch, "Person") == set()
    assert {note.message.partition(" was")[0] for note in batch.notes} == {
        "b.xlsx, sheet people is hidden and",
        "b.xlsx, sheet Scratch is called after none of the sheets and",
    }


def test_a_list_of_which_most_columns_are_unknown_says_so_first_and_points_to_guess(tmp_path: Path) -> None:
    path = folder(tmp_path, people="Name;Firma;Funktion;E-Mail;Durchwahl;Fax\nAna Bell;nb;Chefin;ana@x.org;12;\n")
    batch = read(path, ours=("us",))
    assert (batch.notes[0].file, batch.notes[0].message) == (
        "people.csv", "Most of its columns (3 of 5) are not those of the sheet people, and were left out.")
    assert "stakeholder-map import FILE --guess" in batch.notes[0].hint
    assert len(said(batch.notes, "no such column is known: “Firma”, “Funktion”, “Durchwahl”, “Fax”")) == 1


def test_a_list_of_which_most_columns_are_known_has_no_such_note(tmp_path: Path) -> None:
    path = folder(tmp_path, people="Name;Organisation;Title;Colour;Shoe\nAna Bell;nb;Chair;red;7\n")
    assert not said(read(path, ours=("us",)).notes, "Most of its columns")
    path = folder(tmp_path / "b", people="Name;Organisation;A;B;C\nAna Bell;nb;;;\n")
    assert not said(read(path, ours=("us",)).notes, "Most of its columns")


def test_a_list_without_a_needed_column_points_to_guess(tmp_path: Path) -> None:
    path = folder(tmp_path, contacts="Company,First name,Last name\nnb,Ana,Bell\n")
    with pytest.raises(InputError, match="has no column “name”") as caught:
        read(path, ours=("us",))
    assert caught.value.hint.startswith("For a list with columns of its own, `stakeholder-map import FILE --guess`")
    assert "Expected columns of people" in caught.value.hint


def test_what_nearly_is_another_format_is_named(tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_text("source,target,weight\nAna,Bo,2\n")
    with pytest.raises(InputError) as caught:
        read(tmp_path / "contacts.csv", ours=("us",))
    assert "--format network" in caught.value.hint
    (tmp_path / "who.csv").write_text("Company,First name,Last name\nnb,Ana,Bell\n")
    with pytest.raises(InputError) as caught:
        read(tmp_path / "who.csv", ours=("us",))
    assert "--format" not in caught.value.hint
