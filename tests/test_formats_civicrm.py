"""CiviCRM: titles new and old, locations in front of columns, employers, dated relationships, flags that lie."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from stakeholder_map import importers
from stakeholder_map.batch import Batch
from stakeholder_map.errors import InputError
from stakeholder_map.importers.files.sample import Sample

from .importing import TODAY, closed, ends, keys, node, read, said, ties, written

NEW = ("Contact ID,Contact Type,Contact Subtype,Display Name,First Name,Last Name,Organization Name,Job Title,"
       "Current Employer,Current Employer ID,Individual Prefix,Do Not Email,Do Not Phone,Do Not Mail,Birth Date,"
       "Deceased,Contact is in Trash,Work-Email,Home-Email,Main-Phone-Phone,Home-City,Preferred Language,Shoe size\n"
       "1,Organization,Council,Bay Council,,,Bay Council,,,,,,,,,No,No,,,,,,\n"
       "2,Organization,,Cap Charity,,,,,,,,,,,,No,No,,,,,,\n"
       "3,Household,,The Lees,,,,,,,,,,,,No,No,,,,,,\n"
       "11,Individual,,Ms Ana Lee,Ana,Lee,Bay Council,Officer,Bay Council,1,Ms,Yes,Yes,Yes,1980-01-01,No,No,"
       "ana@bay.example,ana@home.example,020,Bayton,English,38\n"
       "12,Individual,,Bo Ray,Bo,Ray,,Director,Bay Council,1,,Yes,No,No,,No,No,bo@bay.example,,,,,\n"
       "13,Individual,,Cy Wu,Cy,Wu,,Clerk,Dock Ltd,,,No,No,No,,No,No,,,,,,\n"
       "14,Individual,,Dee Old,Dee,Old,,,,,,No,No,No,,Yes,No,,,,,,\n"
       "15,Individual,,Eve Bin,Eve,Bin,,,,,,No,No,No,,No,Yes,,,,,,\n"
       "16,Individual,,who@bay.example,,,,,,,,No,No,No,,No,No,who@bay.example,,,,,\n")
RELATIONS = ("Relationship ID,Contact A ID,Contact B ID,Relationship Type,Relationship Start Date,"
             "Relationship End Date,Relationship Is Active,Relationship Description\n"
             "501,11,1,Employee of,2020-01-01,,Yes,x\n"
             "502,2,11,Employer of,2015-01-01,2019-12-31,Yes,\n"
             "503,12,1,Employee of,2018-01-01,,No,\n"
             "504,13,2,Board Member of,2027-01-01,,No,\n"
             "505,11,12,Supervised by,2021-05-01,,Yes,\n"
             "506,11,13,Spouse of,,,Yes,\n"
             "507,14,1,Employee of,,,Yes,\n")


def _read(*paths: Path, **options: Any) -> Batch:
    return read(*paths, **{"ours": ("Us",), **options})


def _spans(batch: Batch, person: str) -> dict[str, tuple[date | None, date | None]]:
    return {t.end.partition(":")[2]: (t.props.get("since"), t.props.get("until")) for t in ties(batch, "HOLDS")
            if t.start == f"civicrm:{person}"}


def test_contacts_alone_have_employers_and_what_is_private_is_left_out(tmp_path: Path) -> None:
    batch = _read(written(tmp_path, people=NEW))
    assert (batch.source, batch.rejects) == ("civicrm", ())
    assert keys(batch, "Organisation") == {"us", "1", "2", "dock-ltd"}
    assert keys(batch, "Person") == {"11", "12", "13"}
    assert node(batch, "1").props == {"name": "Bay Council", "kind": "Council"}
    assert {k: v for k, v in node(batch, "11").props.items() if v} == {
        "name": "Ana Lee", "email": "ana@bay.example", "phone": "020", "languages": ["English"], "do_not_contact": True}
    assert node(batch, "12").props["do_not_contact"] is False
    assert node(batch, "11/post/1").props["title"] == "Officer"
    assert ends(batch, "HOLDS") == {("11", "11/post/1"), ("12", "12/post/1"), ("13", "13/post/dock-ltd")}
    for words in ("1 household among the contacts", "1 person has died", "1 contact is in the trash",
                  "1 contact has no name", "Home-Email (1)", "Birth Date (1)"):
        assert said(batch.notes, words), words
    assert "home.example" not in repr(batch.facts)
    assert [p.message for p in said(batch.notes, "nothing is read from them")] == [
        "Left out, because nothing is read from them: Shoe size."]


def test_currency_comes_from_the_dates_and_a_flag_only_counts_without_them(tmp_path: Path) -> None:
    batch = _read(written(tmp_path, people=NEW, relationships=RELATIONS))
    assert batch.rejects == ()
    assert _spans(batch, "11") == {"11/post/1": (date(2020, 1, 1), None),
                                   "11/post/2": (date(2015, 1, 1), date(2019, 12, 31))}
    assert _spans(batch, "12") == {"12/post/1": (date(2018, 1, 1), TODAY - timedelta(days=1))}
    assert _spans(batch, "13") == {"13/post/2": (date(2027, 1, 1), None), "13/post/dock-ltd": (None, None)}
    assert node(batch, "11/post/1").props["title"] == "Officer"
    assert node(batch, "13/post/2").props["title"] == "Board member"
    assert said(batch.notes, "1 employment has ended, but no day is given")
    assert said(batch.notes, "1 relationship is private")
    assert said(batch.notes, "1 relationship is with somebody who is not read")


def test_supervisors_are_lines_with_dates_whatever_the_direction(tmp_path: Path) -> None:
    relations = RELATIONS.replace("503,12,1,Employee of,2018-01-01,,No", "503,12,1,Employee of,2018-01-01,,Yes")
    for n, row in enumerate(("505,11,12,Supervised by,2021-05-01,2026-01-31,Yes,",
                             "505,12,11,Supervisor of,2021-05-01,2026-01-31,No,")):
        changed = relations.replace("505,11,12,Supervised by,2021-05-01,,Yes,", row)
        batch = _read(written(tmp_path / str(n), people=NEW, relationships=changed))
        (line,) = ties(batch, "REPORTS_TO")
        assert (line.start, line.end) == ("civicrm:11/post/1", "civicrm:12/post/1")
        assert (line.props["since"], line.props["until"]) == (date(2021, 5, 1), date(2026, 1, 31))
        assert _spans(batch, "11")["11/post/1"] == (date(2020, 1, 1), None)


def test_a_line_without_dates_that_is_not_active_is_left_out(tmp_path: Path) -> None:
    relations = RELATIONS.replace("2021-05-01,,Yes", ",,No")
    batch = _read(written(tmp_path, people=NEW, relationships=relations))
    assert ties(batch, "REPORTS_TO") == []
    assert said(batch.notes, "1 line has ended on a day that nobody wrote down")


def test_names_of_fields_and_numbers_of_types_with_their_table(tmp_path: Path) -> None:
    people = ("id,contact_type,display_name,first_name,last_name,organization_name,employer_id,is_deleted\n"
              "1,Organization,Bay Council,,,Bay Council,,0\n11,Individual,Ana Lee,Ana,Lee,,1,0\n")
    relations = ("id,contact_id_a,contact_id_b,relationship_type_id,start_date,end_date,is_active\n"
                 "5,11,1,7,2020-01-01,,1\n")
    types = "id,name_a_b,name_b_a\n7,Employee of,Employer of\n"
    batch = _read(written(tmp_path / "a", c=people, r=relations, t=types))
    assert _spans(batch, "11") == {"11/post/1": (date(2020, 1, 1), None)}
    without = _read(written(tmp_path / "b", c=people, r=relations))
    assert _spans(without, "11") == {"11/post/1": (None, None)}
    assert said(without.notes, "a type of which only the number is known")


def test_older_titles_and_relationships_by_name(tmp_path: Path) -> None:
    people = ("Internal Contact ID,Contact Type,Display Name,First Name,Last Name,Organization Name,Work-Email\n"
              "1,Organization,Bay Council,,,Bay Council,\n11,Individual,Dr Ana Lee,Ana,Lee,,ana@bay.example\n"
              "12,Individual,Bo Ray,Bo,Ray,,\n")
    relations = ("Contact A,Contact B,Relationship Type,Start Date,End Date,Is Active\n"
                 "Dr Ana Lee,Bay Council,Employee of,01/02/2020,,Yes\n"
                 "Bo Ray,Bay Council,Volunteer for,13/02/2020,,Yes\n")
    batch = _read(written(tmp_path, c=people, r=relations))
    assert _spans(batch, "11") == {"11/post/1": (date(2020, 2, 1), None)}
    assert _spans(batch, "12") == {"12/post/1": (date(2020, 2, 13), None)}
    assert node(batch, "12/post/1").props["title"] == "Volunteer"


def test_a_later_export_ends_what_only_the_flag_ends_and_never_again(tmp_path: Path) -> None:
    active = RELATIONS.replace("503,12,1,Employee of,2018-01-01,,No", "503,12,1,Employee of,2018-01-01,,Yes")
    first = _read(written(tmp_path / "1", people=NEW, relationships=active))
    later = _read(written(tmp_path / "2", people=NEW, relationships=RELATIONS), known=first, as_of=date(2026, 8, 1))
    assert closed(first, later, date(2026, 8, 1)) == {"HOLDS:12>12/post/1"}
    assert not said(later.notes, "no day is given")


def test_rejected_rows_are_corrected_and_go_back_in(tmp_path: Path) -> None:
    bad = RELATIONS.replace("2015-01-01,2019-12-31", "2015-01-01,2014-12-31")
    first = _read(written(tmp_path / "in", people=NEW, relationships=bad))
    assert [(p.file, p.line, p.column) for p in first.rejected] == [("relationships.csv", 3, "Relationship End Date")]
    importers.write_rejects(first, tmp_path / "again.csv")
    text = (tmp_path / "again.csv").read_text("utf-8-sig")
    (tmp_path / "again.csv").write_text(text.replace("2014-12-31", "2019-12-31"))
    later = read(tmp_path / "again.csv", known=first)
    assert (later.source, later.rejects) == ("civicrm", ())
    assert _spans(later, "11") == {"11/post/2": (date(2015, 1, 1), date(2019, 12, 31))}


def test_detection_is_sure_of_civicrm_and_leaves_others_alone(tmp_path: Path) -> None:
    def sure(header: str) -> float:
        (tmp_path / "x.csv").write_text(f"{header}\n")
        return float(importers.formats()["civicrm"].detect(Sample(tmp_path / "x.csv")))

    for header in (NEW.splitlines()[0], RELATIONS.splitlines()[0], "id,contact_type,display_name"):
        assert sure(header) == 0.95
        assert importers.recognised(tmp_path / "x.csv").NAME == "civicrm"
    for header in ("Contact ID,First Name,Last Name,Account Name,Contact Owner", "id,name,email,organisation",
                   "Record ID,First Name,Last Name,Contact owner,Associated Company", "from,to,asserted_by"):
        assert sure(header) == 0.0


def test_relationships_alone_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no contacts of CiviCRM") as error:
        _read(written(tmp_path, relationships=RELATIONS))
    assert error.value.hint


def test_a_message_about_a_title_names_the_column_of_the_file(tmp_path: Path) -> None:
    alone = "21,Individual,,Al Fox,Al,Fox,,Chair" + "," * 16 + "\n"
    batch = _read(written(tmp_path, people=NEW + alone))
    (note,) = said(batch.notes, "Titles of people without an organisation")
    assert note.column == "Job Title"


def test_the_address_of_an_organisation_is_a_mailbox(tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_text(
        "Contact ID,Contact Type,Display Name,Organization Name,First Name,Last Name,Current Employer,Email\n"
        "1,Organization,Northby,Northby,,,,office@northby.uk\n2,Organization,Reef,Reef,,,,ana@reef.uk\n"
        "3,Individual,Ana Lima,,Ana,Lima,Reef,ana@reef.uk\n"
        "4,Organization,Northby Arts,Northby Arts,,,,Office@northby.uk\n",
        "utf-8")
    batch = read(tmp_path / "contacts.csv", ours=("Us",))
    assert {n.props["address"] for n in batch.nodes if n.label == "Mailbox"} == {"office@northby.uk"}
    assert ends(batch, "SERVES") == {("office@northby.uk", "1")}
    assert [n.props["email"] for n in batch.nodes if n.label == "Person"] == ["ana@reef.uk"]
    assert not batch.rejected
