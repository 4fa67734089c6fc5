"""People of the plain folder: their keys, their own posts, mailboxes among them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from stakeholder_map import importers

from .importing import TODAY, closed, directory, ends, folder, keys, node, read, said, ties

PEOPLE = "id,name,email,organisation\np1,Ana Bell,ana@x.org,us\np2,Bo Lee,bo@y.org,Northby Council\n"


def test_people_without_id_are_known_by_address_then_by_name(tmp_path: Path) -> None:
    batch = read(
        folder(
            tmp_path,
            people='name,email,organisation\nAna Bell,Ana@X.org,us\n"Lee, Bo",,nb\n'
            "Cy,info@x.org,us\nDee,team@x.org,us\nEf,shared@x.org,us\nGi,shared@x.org,nb\n",
        )
    )
    assert keys(batch, "Person") == {"ana@x.org", "bo-lee", "cy", "dee", "ef", "gi"}
    assert node(batch, "ana@x.org").props["email"] == "Ana@X.org"


def test_people_with_nothing_but_the_same_name_are_never_merged(tmp_path: Path) -> None:
    batch = read(
        folder(
            tmp_path,
            people="name,organisation,title\nJo Wu,us,Lead\nJo Wu,us,Head\nJo Wu,nb,Head\n",
            ties="from,to\nJo Wu,Jo Wu\n",
        )
    )
    assert keys(batch, "Person") == {"jo-wu--nb"}
    assert [p.line for p in batch.rejected] == [2, 3, 2]
    assert "Lines 2 and 3" in batch.rejected[0].message


def test_equal_names_at_different_organisations_are_two_people(tmp_path: Path) -> None:
    path = folder(tmp_path, people="name,organisation\nJo Wu,us\nJo Wu,nb\nAna,us\n", ties="from,to\nAna,Jo Wu\n")
    batch = read(path)
    assert keys(batch, "Person") == {"jo-wu--us", "jo-wu--nb", "ana"}
    assert "Jo Wu (jo-wu--us, Harbour Trust) or Jo Wu (jo-wu--nb, Northby Council)" in batch.rejected[0].message


def test_a_name_keeps_the_key_under_which_it_is_stored(tmp_path: Path) -> None:
    before = read(folder(tmp_path / "a", people="name,organisation\nJo Wu,us\n"))
    after = read(folder(tmp_path / "b", people="name,organisation\nJo Wu,us\nJo Wu,nb\n"), known=before)
    assert keys(before, "Person") == {"jo-wu"}
    assert keys(after, "Person") == {"jo-wu", "jo-wu--nb"}
    moved = read(folder(tmp_path / "c", people="name,organisation\nJo Wu,nb\n"), known=before)
    assert keys(moved, "Person") == {"jo-wu"}
    assert said(moved.notes, "taken for the same people who moved")


def test_ids_that_things_of_two_kinds_share_stay_apart_also_later(tmp_path: Path) -> None:
    both = {"organisations": "id,name,ours\n1,Us,yes\n2,Them,no\n", "people": "id,name,organisation\n1,Ana,1\n3,Bo,2\n"}
    batch = read(folder(tmp_path / "a", **both, ties="from,to\n1,3\n"))
    assert keys(batch, "Organisation") == {"1", "2"}
    assert keys(batch, "Person") == {"person/1", "3"}
    assert ends(batch, "KNOWS") == {("person/1", "3")}
    later = read(folder(tmp_path / "b", organisations="", people="id,name\n1,Ana\n2,Cy\n3,Bo\n"), known=batch)
    assert keys(later, "Person") == {"person/1", "person/2", "3"}


def test_own_posts_of_people_without_a_row_of_posts(tmp_path: Path) -> None:
    batch = read(
        folder(
            tmp_path,
            people="id,name,organisation,title,level,since,confirmed_on\np1,Ana,us,Lead,senior,2020,2026-01-02\n"
            "p2,Bo,nb,,,,2026-02-03\np3,Cy,nb,Clerk,,2021,\np4,Dee,,Nurse,,,\n",
            posts="id,title,organisation,holder,reports_to\nh1,Officer,nb,p2,\nh2,Head,us,p3,\n",
        )
    )
    assert keys(batch, "Post") == {"h1", "h2", "p1/post/us", "p3/post/nb"}
    assert node(batch, "p1/post/us").props == {"title": "Lead", "level": "senior"}
    assert ends(batch, "HOLDS") == {("p1", "p1/post/us"), ("p2", "h1"), ("p3", "h2"), ("p3", "p3/post/nb")}
    held = {t.end.partition(":")[2]: t.props for t in ties(batch, "HOLDS")}
    assert held["h1"]["confirmed_on"] == date(2026, 2, 3)
    assert held["p3/post/nb"]["since"] == date(2021, 1, 1)
    assert said(batch.notes, "Titles of people without an organisation")


CASED = "id,name,ours\nus,Harbour Trust,yes\n001AbCdEf,Northby Council,no\n001aBcDeF,Southby Council,no\n"


def test_ids_that_differ_in_capitals_only_lead_to_two_posts(tmp_path: Path) -> None:
    """Who moves between two such organisations leaves one post and takes another; coming back it is the first again."""
    people = "id,name,organisation\n1,Ana,{at}\n"
    batches = [read(folder(tmp_path / "0", organisations=CASED, people=people.format(at="001AbCdEf")), source="crm")]
    for number, at in enumerate(("001aBcDeF", "001aBcDeF", "001AbCdEf"), start=1):
        path = folder(tmp_path / str(number), organisations=CASED, people=people.format(at=at))
        options = importers.Options(as_of=TODAY, source="crm")
        batches.append(importers.read([path], options, directory(*batches)))
    first, moved, again, back = ([t.end for t in ties(batch, "HOLDS")] for batch in batches)
    assert first == back == ["crm:1/post/001abcdef"]
    assert moved == again
    assert moved[0].startswith("crm:1/post/001abcdef-")


def test_two_of_one_name_at_organisations_whose_ids_differ_in_capitals_are_two(tmp_path: Path) -> None:
    people = "name,organisation\nAna Bell,001AbCdEf\nAna Bell,001aBcDeF\n"
    batch = read(folder(tmp_path / "a", organisations=CASED, people=people))
    assert not batch.rejected
    assert len(keys(batch, "Person")) == 2
    later = read(folder(tmp_path / "b", organisations=CASED, people=people), known=batch)
    assert keys(later, "Person") == keys(batch, "Person")


def test_who_has_a_stored_post_needs_none_of_their_own(tmp_path: Path) -> None:
    before = read(folder(tmp_path / "a", people=PEOPLE, posts="id,title,organisation,holder\nh1,Officer,nb,p2\n"))
    batch = read(folder(tmp_path / "b", people=PEOPLE), known=before)
    assert keys(batch, "Post") == {"p1/post/us"}


def test_mailboxes_among_the_people(tmp_path: Path) -> None:
    batch = read(
        folder(
            tmp_path,
            people="name,email,organisation\nCSR team,csr@y.org,nb\ninfo@y.org,,nb\n,contact@y.org,nb\n"
            "Ana Bell,info@x.org,us\nDesk Team,,nb\n",
            mailboxes="address,organisation\ncsr@y.org,nb\n",
            ties="from,to\nAna Bell,CSR team\nAna Bell,info@y.org\n",
        )
    )
    assert keys(batch, "Mailbox") == {"csr@y.org", "info@y.org", "contact@y.org", "desk-team"}
    assert keys(batch, "Person") == {"ana-bell"}
    assert node(batch, "csr@y.org").props == {"address": "csr@y.org", "name": "CSR team"}
    assert node(batch, "ana-bell").props["email"] == "info@x.org"
    assert "4 rows" in said(batch.notes, "Read as a mailbox")[0].message
    assert batch.rejected == ()


def test_a_long_id_is_refused_and_a_hidden_character_in_one_does_no_harm(tmp_path: Path) -> None:
    batch = read(folder(tmp_path, people=f"id,name\n{'x' * 400},Ana\np​1,Bo\n", ties="from,to\np1,p1\n"))
    assert "400 characters" in batch.rejected[0].message
    assert keys(batch, "Person") == {"p1"}


def test_an_organisation_without_id_is_the_one_that_another_source_has(tmp_path: Path) -> None:
    crm = read(folder(tmp_path / "a"), source="crm")
    batch = read(
        folder(
            tmp_path / "b",
            organisations="name,kind\nNorthby Council,council\nNew Trust,trust\n",
            people="name,organisation\nAna,NORTHBY council\n",
        ),
        known=crm,
    )
    assert keys(batch, "Organisation") == {"new-trust"}
    assert {t.end for t in ties(batch, "IN")} == {"crm:nb"}
    assert said(batch.notes, "another source has stored already")
    ours = read(folder(tmp_path / "c", organisations="name,ours\nNorthby Council,yes\n"), known=crm)
    assert "not marked as ours there" in ours.rejected[0].message


CRM = "id,name,identifiers,website\nus,Us,,\nnb,Northby Council,GB-LAE-NBY,https://www.northby.example/home\n"


@pytest.mark.parametrize(("row", "same"), [
    ("x,Northby Council,,", True),
    ("x,NORTHBY council,gb-lae-nby,", True),
    ("x,Northby Borough Council,GB-LAE-NBY;GB-CHC-7,", True),
    ("x,Northby Council,GB-CHC-7,northby.example", True),
    ("x,Northby Council,GB-LAE-NBX,", False),
    ("x,Northby Council,,https://northby-parish.example", False),
    ("x,Northby Borough Council,,", False),
    ("x,Northby Council,,\ny,Northby Council,,", False),
])
def test_an_organisation_with_an_id_is_recognised_unless_something_speaks_against_it(
        tmp_path: Path, row: str, same: bool) -> None:
    crm = read(folder(tmp_path / "a", organisations=CRM), source="crm", ours=("Us",))
    batch = read(folder(tmp_path / "b", organisations=f"id,name,identifiers,website\n{row}\n",
                        people="id,name,organisation\na,Ana Bell,x\n"), known=crm, source="erp")
    assert {t.end for t in ties(batch, "IN")} == {"crm:nb" if same else "erp:x"}
    assert bool(said(batch.notes, "another source has stored already")) is same
    assert not batch.rejected


def test_an_organisation_that_a_list_had_before_stays_its_own(tmp_path: Path) -> None:
    erp = read(folder(tmp_path / "b", organisations="id,name,ours\nx,Northby Council,\nu,Us,yes\n"), source="erp")
    crm = read(folder(tmp_path / "a", organisations=CRM), source="crm", known=erp)
    assert keys(crm, "Organisation") == set()
    again = read(folder(tmp_path / "c", organisations="id,name,ours\nx,Northby Council,\nu,Us,yes\n"), source="erp",
                 known=erp)
    assert keys(again, "Organisation") == {"x", "u"}


def _lines(path: Path, people: str, **sheets: str) -> set[tuple[str, str]]:
    return ends(read(folder(path, people=people, **sheets)), "REPORTS_TO")


def test_a_manager_is_found_by_id_address_and_name_inside_the_organisation(tmp_path: Path) -> None:
    head = "id,name,email,organisation,manager\n"
    boss = 'a,"Bell, Ana",ana@x.org,us,\no,Ana Bell,,nb,\n'
    for n, text in enumerate(("a", "ana@x.org", "Ana Bell", "ana bell")):
        assert _lines(tmp_path / str(n), head + boss + f"b,Bo,,us,{text}\n") == {("b/post/us", "a/post/us")}


def test_a_manager_who_is_unclear_elsewhere_or_unknown_costs_only_the_line(tmp_path: Path) -> None:
    people = (
        "id,name,organisation,reports_to\na,Jo Wu,us,\nb,Jo Wu,us,\nc,Cy,us,Jo Wu\nd,Dee,nb,\ne,Ed,us,Dee\n"
        "f,Flo,us,Nobody\ng,Gus,us,Gus\nh,Hal,us,i\ni,Ida,us,h\n"
    )
    batch = read(folder(tmp_path, people=people))
    assert batch.rejected == ()
    assert ends(batch, "REPORTS_TO") == set()
    assert len(keys(batch, "Person")) == 9
    assert said(batch.notes, "not clear who the manager")[0].line == 4
    assert "2 rows, first: line 6, 7" in said(batch.notes, "not among the people of the same")[0].message
    assert "3 rows, first: line 8, 9, 10" in said(batch.notes, "in a circle")[0].message


def test_lines_of_people_lead_to_the_posts_that_a_sheet_lists(tmp_path: Path) -> None:
    people = "id,name,organisation,manager\na,Ana,us,\nb,Bo,us,Ana\n"
    one = "id,title,organisation,holder\np1,Lead,us,a\n"
    assert _lines(tmp_path / "1", people, posts=one) == {("b/post/us", "p1")}
    two = one + "p2,Chair,us,a\n"
    batch = read(folder(tmp_path / "2", people=people, posts=two))
    assert ends(batch, "REPORTS_TO") == set()
    assert said(batch.notes, "holds several posts")


def test_a_manager_of_an_earlier_import_is_found(tmp_path: Path) -> None:
    before = read(folder(tmp_path / "1", people="id,name,organisation\na,Ana,us\n"))
    later = folder(tmp_path / "2", people="id,name,organisation,manager\nb,Bo,us,Ana\n")
    assert ends(read(later, known=before), "REPORTS_TO") == {("b/post/us", "a/post/us")}


def test_a_unit_that_only_people_name_stays_in_a_later_file(tmp_path: Path) -> None:
    people = "id,name,organisation,unit\n1,Ana,us,Ports\n2,Bo,us,Piers\n"
    first = read(folder(tmp_path / "a", people=people))
    later = read(folder(tmp_path / "b", people=people.replace("Piers", "Ports")), known=first)
    assert closed(first, later, date(2026, 7, 1)) == {"us/piers", "PART_OF:us/piers>us", "IN:2/post/us>us/piers"}


def test_names_such_as_vacant_are_nobody(tmp_path: Path) -> None:
    batch = read(folder(tmp_path, people="id,name,organisation,title\nv,Vacant,nb,Head\nn,N/D,nb,\nb,Bo Lee,us,\n",
                        posts="id,title,organisation,holder\np1,Head,nb,v\np2,Clerk,us,b\n",
                        ties="from,to\nb,v\n"))
    assert keys(batch, "Person") == {"b"}
    assert ends(batch, "HOLDS") == {("b", "p2")}
    assert "p1" in keys(batch, "Post"), "the post is vacant"
    assert "names nobody" in batch.rejected[0].message
    assert len(batch.rejected) == 1
    assert said(batch.notes, "are no people")


def test_a_unit_that_two_lists_state_is_not_ambiguous(tmp_path: Path) -> None:
    people = "id,name,organisation,unit\n"
    units = "id,name,organisation\n"
    first = read(folder(tmp_path / "a", units=units + "h,Housing,nb\n", people=people + "1,Ana,nb,Housing\n"),
                 source="a")
    second = read(folder(tmp_path / "b", organisations="", units=units + "x,Housing,Northby Council\n",
                         people=people + "2,Bo,Northby Council,Housing\n"), source="b", known=first)
    both = directory(first, second)
    for source, number, inside in (("a", "1", {"a:h"}), ("b", "2", {"b:x"}), ("c", "3", {"a:h", "a:nb"})):
        rows = {"organisations": "", "people": people + f"{number},Name {number},Northby Council,Housing\n"}
        options = importers.Options(as_of=TODAY, source=source)
        batch = importers.read([folder(tmp_path / f"{source}2", **rows)], options, both)
        assert batch.rejected == ()
        assert {t.end for t in ties(batch, "IN")} == inside
    twice = units + "h,Housing,nb\ni,Housing,nb\n"
    batch = read(folder(tmp_path / "d", units=twice, people=people + "1,Ana,nb,Housing\n"), source="d")
    assert said(batch.rejected, "“Housing” may be")


@pytest.mark.parametrize(
    ("cell", "wanted", "notes"),
    [
        ("parks@x.example; ana@x.example", "ana@x.example", 1),
        ("info@x.example, bell.a@x.example", "bell.a@x.example", 1),
        ("info@x.example / someone@x.example", "someone@x.example", 1),
        ("info@x.example info@x.example", "info@x.example", 0),
        ("Ana <a@x.example>; a@", "a@x.example", 0),
        ("first@x.example\nsecond@x.example", "first@x.example", 1),
    ],
)
def test_of_several_addresses_in_a_cell_that_of_the_name_is_taken(
    tmp_path: Path, cell: str, wanted: str, notes: int
) -> None:
    batch = read(folder(tmp_path, people=f'name,organisation,email\nAna Bell,nb,"{cell}"\n'), ours=("us",))
    assert [n.props["email"] for n in batch.nodes if n.label == "Person"] == [wanted]
    assert len(said(batch.notes, "several e-mail addresses")) == notes


HEAD = "name,email,organisation,title\n"


@pytest.mark.parametrize("before", ["fay@nb.uk", ""])
def test_a_new_address_is_that_of_the_person_known_by_the_name_there(tmp_path: Path, before: str) -> None:
    first = read(folder(tmp_path / "a", people=f"{HEAD}Fay Gray,{before},nb,Clerk\nGus Hill,gus@nb.uk,nb,Chair\n"))
    later = read(folder(tmp_path / "b", people=f"{HEAD}Fay Gray,f.gray@nb.gov,nb,Clerk\nGus Hill,gus@nb.uk,nb,Chair\n"),
                 known=first)
    assert keys(later, "Person") == keys(first, "Person")
    assert node(later, before or "fay-gray").props["email"] == "f.gray@nb.gov"
    assert closed(first, later, TODAY) == set()
    assert said(later.notes, "taken for those of the same name whom this list had there")
    again = read(tmp_path / "b", known=later)
    assert keys(again, "Person") == keys(first, "Person")
    assert not said(again.notes, "address")


@pytest.mark.parametrize("rows", [
    "Fay Gray,fay@nb.uk,nb,Clerk\nFay Gray,f.gray@nb.uk,nb,Lead\n",  # the one known before is still there
    "Fay Gray,f.gray@nb.uk,nb,Clerk\nFay Gray,gray@nb.uk,nb,Lead\n",  # either may be the one known before
    "Fay Gray,f.gray@us.uk,us,Clerk\n",  # somebody of that name elsewhere
])
def test_a_new_address_is_somebody_else_where_that_may_be(tmp_path: Path, rows: str) -> None:
    first = read(folder(tmp_path / "a", people=HEAD + "Fay Gray,fay@nb.uk,nb,Clerk\n"))
    later = read(folder(tmp_path / "b", people=HEAD + rows), known=first)
    assert keys(later, "Person") == {row.split(",")[1] for row in rows.splitlines()}
    assert later.rejects == ()
    assert bool(said(later.notes, "had before with another address; read as other people")) == ("fay@nb.uk" not in rows)


def test_a_namesake_may_have_the_former_address(tmp_path: Path) -> None:
    first = read(folder(tmp_path / "a", people=HEAD + "Fay Gray,fay@nb.uk,nb,Clerk\n"))
    second = read(folder(tmp_path / "b", people=HEAD + "Fay Gray,f.gray@nb.uk,nb,Clerk\n"), known=first)
    both = HEAD + "Fay Gray,f.gray@nb.uk,nb,Clerk\nFay Gray,fay@nb.uk,nb,Lead\n"
    third = read(folder(tmp_path / "c", people=both), known=second)
    assert third.rejects == ()
    assert keys(third, "Person") == {"fay@nb.uk", "fay@nb.uk--fay-gray"}
    assert keys(read(tmp_path / "c", known=third), "Person") == keys(third, "Person")


def test_a_former_address_that_somebody_else_has_now_leads_to_them(tmp_path: Path) -> None:
    first = read(folder(tmp_path / "a", people=HEAD + "Fay Gray,fay@nb.uk,nb,Clerk\nGus Hill,gus@nb.uk,nb,\n"))
    people = HEAD + "Fay Gray,f.gray@nb.uk,nb,Clerk\nKit Moss,fay@nb.uk,nb,Lead\nGus Hill,gus@nb.uk,nb,\n"
    later = read(folder(tmp_path / "b", people=people, ties="from,to\nfay@nb.uk,gus@nb.uk\n"), known=first)
    assert node(later, "fay@nb.uk").props["email"] == "f.gray@nb.uk"
    assert ends(later, "KNOWS") == {("fay@nb.uk--kit-moss", "gus@nb.uk")}


def test_a_name_without_an_address_beside_one_with_a_new_address_costs_no_row(tmp_path: Path) -> None:
    first = read(folder(tmp_path / "a", people=HEAD + "Fay Gray,fay@nb.uk,nb,Clerk\n"))
    people = HEAD + "Fay Gray,f.gray@nb.uk,nb,Clerk\nFay Gray,,us,Lead\n"
    later = read(folder(tmp_path / "b", people=people), known=first)
    assert later.rejects == ()
    assert keys(later, "Person") == {"f.gray@nb.uk", "fay@nb.uk"}


def test_a_name_alone_is_not_somebody_whom_the_file_knows_by_their_address(tmp_path: Path) -> None:
    first = read(folder(tmp_path / "a", people=HEAD + "Fay Gray,fay@nb.uk,nb,Clerk\n"))
    later = read(folder(tmp_path / "b", people=HEAD + "Fay Gray,fay@nb.uk,nb,Clerk\nFay Gray,,us,Lead\n"), known=first)
    assert later.rejects == ()
    assert keys(later, "Person") == {"fay@nb.uk", "fay-gray"}


def test_a_row_that_is_rejected_still_has_its_address(tmp_path: Path) -> None:
    first = read(folder(tmp_path / "a", people=HEAD + "Fay Gray,fay@nb.uk,nb,Clerk\n"))
    people = "name,email,organisation,title,since\nFay Gray,fay@nb.uk,nb,Clerk,soon\nFay Gray,f.gray@nb.uk,nb,Lead,\n"
    later = read(folder(tmp_path / "b", people=people), known=first)
    assert keys(later, "Person") == {"f.gray@nb.uk"}


def test_who_takes_over_an_address_is_not_who_had_it(tmp_path: Path) -> None:
    first = read(folder(tmp_path / "a", people=HEAD + "Gus Hill,elm@mail.example,nb,Chair\nEve Ford,eve@nb.uk,nb,\n",
                        ties="from,to\nGus Hill,Eve Ford\n"))
    path = folder(tmp_path / "b", people=HEAD + "Ian Jones,elm@mail.example,nb,Chair\nEve Marsh,eve@nb.uk,nb,\n",
                  ties="from,to\nelm@mail.example,eve@nb.uk\n")
    later = read(path, known=first)
    assert ends(later, "KNOWS") == {("elm@mail.example--ian-jones", "eve@nb.uk")}
    assert keys(later, "Person") == {"elm@mail.example--ian-jones", "eve@nb.uk"}
    assert node(later, "eve@nb.uk").props["name"] == "Eve Marsh"
    assert said(later.notes, "that somebody of quite another name had before")
    assert "elm@mail.example/post/nb" in closed(first, later, TODAY)
    again = read(path, known=later)
    assert keys(again, "Person") == keys(later, "Person")
    assert not said(again.notes, "had before")
    both = importers.read([path], importers.Options(as_of=TODAY), directory(first, later))
    assert keys(both, "Person") == keys(later, "Person")
    assert not said(both.notes, "had before")
