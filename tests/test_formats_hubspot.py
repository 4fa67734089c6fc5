"""HubSpot: labels old and new, internal names, several companies, owners, managers by id, address or name."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from stakeholder_map import importers
from stakeholder_map.batch import Batch
from stakeholder_map.errors import InputError
from stakeholder_map.importers.files.sample import Sample
from stakeholder_map.plan.comparison import compare

from .importing import TODAY, closed, ends, keys, node, read, said, stored, ties

CONTACTS = (
    "Record ID,First Name,Last Name,Email,Phone Number,Job Title,Contact owner,Associated Company,"
    "Associated Company IDs,Associated Company IDs (Primary),Reports to,Last Contacted,Last Activity Date,"
    "Lifecycle Stage,Lead Status,Merged Contact IDs,Favourite tea,Date of birth,Preferred language\n"
    "101,Ana,Lee,ana@bay.example,020,Officer,Uma Ali,Cap Charity;Bay Council,902;901,901,bo@bay.example,"
    "2026-05-04 10:30,2026-06-01,Lead,New,77;78,Mint,1980-01-01,English\n"
    "102,Bo,Ray,bo@bay.example,,Director,uma@us.example,Bay Council,901,901,,,,,,,,,\n"
    "103,Cy,Wu,,,Clerk,Vic Orr (Deactivated User),Bay Council,901,901,102,,,,,,,,\n"
    "104,Dee,Fox,dee@bay.example,,Intern,,Bay Council,901,901,Ana Lee,,,,,,,,\n"
    "105,Eve,Orr,,,,Deactivated User,Dock Ltd,,,,,,,,,,,\n"
    "106,,,who@bay.example,,,,,,,,,,,,,,,\n"
)
COMPANIES = ("Record ID,Company name,Company Domain Name,Industry,Number of Employees,Parent Company ID,Company owner,"
             "Associated Contact IDs\n901,Bay Council,bay.example,GOVERNMENT_ADMINISTRATION,200,,Uma Ali,"
             "101;102;103;105\n"
             "902,Cap Charity,,Charity,,901,,101\n903,,quay.example,,\"1,000+\",999,,\n")


def _folder(path: Path, **files: str) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (path / f"{name}.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    return path


def _both(path: Path, **files: str) -> Path:
    return _folder(path, **{"all-contacts": CONTACTS, "all-companies": COMPANIES, **files})


def _read(*paths: Path, **options: Any) -> Batch:
    return read(*paths, **{"ours": ("Us",), **options})


def test_contacts_and_companies_are_read_together_whatever_their_order(tmp_path: Path) -> None:
    batch = _read(_both(tmp_path))
    assert (batch.source, batch.rejects) == ("hubspot", ())
    assert keys(batch, "Organisation") == {"us", "901", "902", "903", "dock-ltd"}
    assert node(batch, "901").props == {"name": "Bay Council", "website": "bay.example",
                                        "kind": "Government administration", "size": 200}
    assert node(batch, "903").props["name"] == "quay.example"
    assert node(batch, "903").props["size"] is None
    assert ends(batch, "PART_OF") == {("902", "901")}
    assert node(batch, "101").props["languages"] == ["English"]
    turned = _read(tmp_path / "all-contacts.csv", tmp_path / "all-companies.csv")
    assert [n.key for n in turned.nodes] == [n.key for n in batch.nodes]


def test_the_primary_company_has_the_title_and_comes_first(tmp_path: Path) -> None:
    batch = _read(_both(tmp_path))
    assert {end for start, end in ends(batch, "HOLDS") if start == "101"} == {"101/post/901", "101/post/902"}
    assert [node(batch, f"101/post/{n}").props["title"] for n in (901, 902)] == ["Officer", None]
    alone = _read(tmp_path / "all-contacts.csv")
    assert node(alone, "901").props == {"name": "Bay Council"}
    assert node(alone, "902").props == {"name": "Cap Charity"}


def test_a_company_that_only_another_contact_names_is_found_by_its_id(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Record ID,First Name,Last Name,Associated Company,Associated Company IDs\n"
                                    "1,Ana,Lee,,901\n2,Bo,Ray,Bay Council,901\n3,Cy,Wu,,904\n")
    batch = _read(tmp_path / "x.csv")
    assert ends(batch, "HOLDS") == {("1", "1/post/901"), ("2", "2/post/901")}
    assert said(batch.notes, "1 row refers to an organisation by an id that is in none of the files")


def test_a_company_lists_contacts_who_name_none_and_adds_nothing_else(tmp_path: Path) -> None:
    batch = _read(_both(tmp_path))
    assert {end for start, end in ends(batch, "HOLDS") if start == "105"} == {"105/post/dock-ltd", "105/post/901"}
    assert {end for start, end in ends(batch, "HOLDS") if start == "102"} == {"102/post/901"}


def test_managers_are_found_by_address_id_and_name(tmp_path: Path) -> None:
    batch = _read(_both(tmp_path))
    assert ends(batch, "REPORTS_TO") == {("101/post/901", "102/post/901"), ("103/post/901", "102/post/901"),
                                         ("104/post/901", "101/post/901")}


def test_a_manager_by_name_is_only_somebody_of_the_same_company(tmp_path: Path) -> None:
    other = CONTACTS.replace("104,Dee,Fox,dee@bay.example,,Intern,,Bay Council,901,901",
                             "104,Dee,Fox,dee@bay.example,,Intern,,Quay,903,903")
    batch = _read(_both(tmp_path, **{"all-contacts": other}))
    assert not [start for start, _ in ends(batch, "REPORTS_TO") if start.startswith("104/")]
    assert said(batch.notes, "1 manager is not among the people of the same organisation")


def test_owners_by_name_or_address_and_the_last_contact_of_their_tie(tmp_path: Path) -> None:
    batch = _read(_both(tmp_path))
    assert ends(batch, "KNOWS") == {("owner-uma-ali", "101"), ("owner-uma@us.example", "102"), ("owner-vic-orr", "103")}
    assert node(batch, "owner-uma@us.example").props["name"] == "Uma"
    last = {t.end: t.props["last_contact"] for t in ties(batch, "KNOWS")}
    assert last == {"hubspot:101": date(2026, 5, 4), "hubspot:102": None, "hubspot:103": None}
    until = {t.start: t.props.get("until") for t in ties(batch, "HOLDS")}
    assert until["hubspot:owner-vic-orr"] == TODAY - timedelta(days=1)
    assert until["hubspot:owner-uma-ali"] is None


def test_an_owner_of_whom_only_the_number_is_known_makes_no_tie(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("hs_object_id,firstname,lastname,email,company,hubspot_owner_id\n"
                                    "1,Ana,Lee,ana@bay.example,Bay Council,4711\n")
    batch = _read(tmp_path / "x.csv")
    assert keys(batch, "Person") == {"1"}
    assert keys(batch, "Organisation") == {"us", "bay-council"}
    assert said(batch.notes, "1 contact has an owner of whom only the id is known")


def test_the_older_and_the_internal_dialect_say_the_same(tmp_path: Path) -> None:
    old = "record id,FIRST NAME,last name,EMAIL,Job title,Contact Owner,Company name"
    new = "hs_object_id,firstname,lastname,email,jobtitle,hubspot_owner_id,company"
    found = []
    for n, text in enumerate((old, new)):
        (tmp_path / f"{n}.csv").write_text(f"{text}\n1,Ana,Lee,a@x.example,Officer,Uma,Bay\n")
        batch = _read(tmp_path / f"{n}.csv")
        found.append(({(n.key, str(n.props)) for n in batch.nodes}, {t.key for t in batch.ties}))
    assert found[0] == found[1]
    assert "hubspot:1/post/bay" in {key for key, _ in found[0][0]}


def test_unknown_columns_are_told_once_and_known_ones_without_use_not_at_all(tmp_path: Path) -> None:
    batch = _read(_both(tmp_path))
    assert [p.message for p in said(batch.notes, "nothing is read from them")] == [
        "Left out, because nothing is read from them: Favourite tea."]
    assert said(batch.notes, "Date of birth (1)")
    assert said(batch.notes, "1 contact has no name")
    assert "Mint" not in repr(batch.facts)
    assert "77" not in keys(batch, "Person")


def test_contacts_without_a_name_are_told_with_where_they_stand(tmp_path: Path) -> None:
    batch = _read(_folder(tmp_path / "h", contacts=(
        "Record ID,First Name,Last Name,Email,Job Title,Company Name\n1,Ana,Bell,,,Northby\n"
        "2,,,tom@n.example,Chair,Northby\n3,,,,,\n4,,,info@n.example,,Northby\n")))
    (told,) = said(batch.notes, "2 contacts have no name; left out: tom@n.example (contacts.csv, line 3).")
    assert told.hint.startswith("Fill in the names")
    assert node(batch, "4").props["address"] == "info@n.example"


def test_two_companies_of_one_name_reject_whom_nobody_can_place(tmp_path: Path) -> None:
    companies = "Record ID,Company name,Company Domain Name\n1,Bay,a.example\n2,Bay,b.example\n"
    contacts = "Record ID,First Name,Last Name,Contact owner,Company name\n7,Ana,Lee,,Bay\n8,Bo,Ray,,Cap\n"
    batch = _read(_folder(tmp_path, a=companies, b=contacts))
    assert {p.line for p in batch.rejected} == {2}
    assert "may be Bay" in batch.rejected[0].message
    assert keys(batch, "Person") == {"8"}


def test_a_later_export_ends_who_is_gone_and_nothing_else(tmp_path: Path) -> None:
    first = _read(_both(tmp_path / "1"))
    shorter = "".join(line for line in CONTACTS.splitlines(keepends=True) if not line.startswith("104"))
    later = _read(_both(tmp_path / "2", **{"all-contacts": shorter}), known=first)
    assert closed(first, later, date(2026, 8, 1)) == {
        "HOLDS:104>104/post/901", "104/post/901", "IN:104/post/901>901", "REPORTS_TO:104/post/901>101/post/901"}
    assert later.colleagues == ()


def test_an_owner_who_has_left_stays_gone_in_a_later_export(tmp_path: Path) -> None:
    first = _read(_both(tmp_path), left=("Uma Ali",))
    later = _read(tmp_path, known=first, as_of=date(2026, 8, 1))
    again = _read(tmp_path, known=first, as_of=date(2026, 8, 1), left=("Uma Ali",))
    last = [t.props["until"] for t in ties(first, "HOLDS") if t.start == "hubspot:owner-uma-ali"]
    assert last == [TODAY - timedelta(days=1)]
    for batch in (later, again):
        assert all(c.doing == "unchanged" for c in compare(stored(first), batch, date(2026, 8, 1)).changes)
    still = _read(_both(tmp_path / "b"))
    gone = _read(tmp_path / "b", known=still, left=("Uma Ali",), as_of=date(2026, 8, 1))
    assert [t.props["until"] for t in ties(gone, "HOLDS") if t.start == "hubspot:owner-uma-ali"] == [date(2026, 7, 31)]


def test_rejected_rows_are_corrected_and_go_back_in(tmp_path: Path) -> None:
    first = _read(_both(tmp_path / "in", **{"all-contacts": CONTACTS.replace("2026-05-04 10:30", "yesterday")}))
    assert {(p.file, p.line, p.column) for p in first.rejected} == {("all-contacts.csv", 2, "Last Contacted")}
    importers.write_rejects(first, tmp_path / "again.csv")
    text = (tmp_path / "again.csv").read_text("utf-8-sig")
    (tmp_path / "again.csv").write_text(text.replace("yesterday", "2026-05-04"))
    later = read(tmp_path / "again.csv", known=first)
    assert (later.source, later.rejects, len(ties(later, "KNOWS"))) == ("hubspot", (), 1)
    assert ties(later, "KNOWS")[0].end == "hubspot:101"


def test_detection_is_sure_of_hubspot_and_leaves_others_alone(tmp_path: Path) -> None:
    def sure(header: str) -> float:
        (tmp_path / "x.csv").write_text(f"{header}\n")
        return float(importers.formats()["hubspot"].detect(Sample(tmp_path / "x.csv")))

    for header in (CONTACTS.splitlines()[0], COMPANIES.splitlines()[0], "firstname,lastname,email,hubspot_owner_id"):
        assert sure(header) == 0.95
        assert importers.recognised(tmp_path / "x.csv").NAME == "hubspot"
    for header in ("id,name,email,organisation", "Id,LastName,FirstName,AccountId,OwnerId", "Contact ID,Contact Type",
                   "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
                   "(Do Not Modify) Contact,Full Name,Company Name"):
        assert sure(header) == 0.0
    assert sure("Record Id,First Name,Last Name,Account Name,Contact Owner") < 0.95
    assert importers.recognised(tmp_path / "x.csv").NAME == "salesforce"


def test_a_file_of_deals_alone_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text("Deal Name,Amount\nX,1\n")
    with pytest.raises(InputError, match="no contacts and no companies of HubSpot"):
        _read(tmp_path / "deals.csv", format="hubspot")


@pytest.mark.parametrize("first", ["Uma Ali", "Uma Ali (uma@us.example)", "Uma Ali <uma@us.example>"])
def test_an_owner_with_an_address_behind_the_name_is_one_colleague(tmp_path: Path, first: str) -> None:
    rows = f"1,Ana,Lee,{first},Bay\n2,Bo,Ray,Uma Ali (uma@us.example),Bay\n3,Cy,Wu,Uma Ali,Bay\n"
    (tmp_path / "c.csv").write_text("Record ID,First Name,Last Name,Contact owner,Associated Company\n" + rows)
    batch = _read(tmp_path / "c.csv")
    owners = [n for n in batch.nodes if n.label == "Person" and "owner" in n.key]
    assert [n.props["name"] for n in owners] == ["Uma Ali"]
    assert {t.end.removeprefix("hubspot:") for t in ties(batch, "KNOWS")} == {"1", "2", "3"}


def test_two_owners_of_one_name_with_addresses_stay_two(tmp_path: Path) -> None:
    rows = "1,Ana,Lee,Uma Ali (uma@us.example),Bay\n2,Bo,Ray,Uma Ali (u.ali@us.example),Bay\n"
    (tmp_path / "c.csv").write_text("Record ID,First Name,Last Name,Contact owner,Associated Company\n" + rows)
    assert len({t.start for t in ties(_read(tmp_path / "c.csv"), "KNOWS")}) == 2


def test_deals_with_contacts_beside_them_are_no_companies(tmp_path: Path) -> None:
    deals = "Record ID,Deal name,Deal stage,Associated Contact IDs,Associated Company IDs\n1,Secret deal,Won,101,901\n"
    batch = _read(_both(tmp_path, deals=deals))
    assert keys(batch, "Organisation") == {"us", "901", "902", "903", "dock-ltd"}
    assert batch.rejects == ()
    assert [p.file for p in said(batch.notes, "1 row of deals and tickets is not read")] == ["deals.csv"]
    assert "Secret" not in repr(batch)


@pytest.mark.parametrize("owners", [("Uma Ali", "uma.ali@us.example"), ("uma.ali@us.example", "Uma Ali"),
                                    ("Uma Ali", "UMA_ALI@us.example")])
def test_an_owner_by_name_and_by_an_address_that_spells_it_is_one_colleague(
        tmp_path: Path, owners: tuple[str, str]) -> None:
    rows = f"1,Ana,Lee,{owners[0]},Bay\n2,Bo,Ray,{owners[1]},Bay\n3,Cy,Wu,u.ali@us.example,Bay\n"
    (tmp_path / "c.csv").write_text("Record ID,First Name,Last Name,Contact owner,Associated Company\n" + rows)
    knows = {end: start for start, end in ends(_read(tmp_path / "c.csv"), "KNOWS")}
    assert knows["1"] == knows["2"] != knows["3"]


def test_two_addresses_that_spell_one_name_are_two_colleagues(tmp_path: Path) -> None:
    rows = "1,Ana,Lee,uma.ali@us.example,Bay\n2,Bo,Ray,uma.ali2@us.example,Bay\n"
    (tmp_path / "c.csv").write_text("Record ID,First Name,Last Name,Contact owner,Associated Company\n" + rows)
    assert len({start for start, _ in ends(_read(tmp_path / "c.csv"), "KNOWS")}) == 2


def test_an_owner_whom_a_later_export_calls_by_an_address_stays_the_same(tmp_path: Path) -> None:
    head = "Record ID,First Name,Last Name,Contact owner,Associated Company\n"
    (tmp_path / "1.csv").write_text(f"{head}1,Ana,Lee,Uma Ali,Bay\n")
    (tmp_path / "2.csv").write_text(f"{head}1,Ana,Lee,uma.ali@us.example,Bay\n")
    first = _read(tmp_path / "1.csv")
    later = _read(tmp_path / "2.csv", known=first, as_of=date(2026, 8, 1))
    assert ends(later, "KNOWS") == ends(first, "KNOWS")
    assert (closed(first, later, date(2026, 8, 1)), later.colleagues) == (set(), ())


def test_a_parent_company_that_only_the_store_knows_stays_the_parent(tmp_path: Path) -> None:
    first = _read(_both(tmp_path / "1"))
    fewer = "".join(line for line in COMPANIES.splitlines(keepends=True) if not line.startswith("901"))
    later = _read(_folder(tmp_path / "2", companies=fewer), known=first, as_of=date(2026, 8, 1))
    assert ends(later, "PART_OF") == {("902", "901")}


@pytest.mark.parametrize("text", [
    "Record ID - Contact,First Name,Last Name,Email,Record ID - Company,Company name,Company Domain Name,Job Title\n"
    "451,Ana,Lima,ana@nb.uk,9001,Northby,nb.uk,Head\n452,Bo,Nkosi,bo@nb.uk,9001,Northby,nb.uk,Officer\n",
    "First Name,Last Name,Email,Company name,Company Domain Name,Job Title\n"
    "Ana,Lima,ana@nb.uk,Northby,nb.uk,Head\nBo,Nkosi,bo@nb.uk,Northby,nb.uk,Officer\n"])
def test_contacts_and_companies_in_one_table(tmp_path: Path, text: str) -> None:
    (tmp_path / "export.csv").write_text(text, "utf-8")
    batch = read(tmp_path / "export.csv", ours=("Us",))
    assert {n.props["name"] for n in batch.nodes if n.label == "Person"} == {"Ana Lima", "Bo Nkosi"}
    assert {n.props["name"] for n in batch.nodes if n.label == "Organisation"} == {"Northby", "Us"}
    assert {n.props["title"] for n in batch.nodes if n.label == "Post"} == {"Head", "Officer"}
    assert len(ends(batch, "IN")) == 2
