"""Popolo: nested and flat objects, partial dates, boards as partnerships, parties left out, and the real files."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stakeholder_map.batch import Batch
from stakeholder_map.errors import InputError
from stakeholder_map.importers import recognised
from stakeholder_map.importers.files.sample import Sample
from stakeholder_map.importers.formats import popolo

from .importing import SHARED, keys, node, read, said, ties
from .same import lines, seats, things

REAL = sorted(SHARED.glob("popolo-australian-councillors/*-popolo.json"))
EXAMPLES = sorted(SHARED.glob("popolo-spec/examples/*.json"))
OUR = ("Harbour Trust",)

WHOLE: dict[str, Any] = {
    "persons": [
        {"id": "ana", "name": "Ana Lima", "email": "ana@nb.uk", "birth_date": "1970", "biography": "Long.",
         "identifiers": [{"scheme": "SIN", "identifier": "046"}],
         "contact_details": [{"type": "cell", "value": "079"}, {"type": "voice", "value": "020"}]},
        {"id": "bo", "given_name": "Bo", "family_name": "Nkosi"},
        {"id": "cy", "name": "Cy Wu"},
    ],
    "organizations": [
        {"id": "nb", "name": "Northby Council", "classification": "council",
         "identifiers": [{"scheme": "GB-LAE", "identifier": "NBY"}],
         "contact_details": [{"type": "email", "value": "mailto:info@nb.uk"}]},
        {"id": "ht", "name": "Harbour Trust", "parent_id": "nowhere"},
        {"id": "board", "name": "Youth Board", "classification": "committee", "founding_date": "2019"},
        {"id": "red", "name": "Red Party", "classification": "party"},
    ],
    "posts": [
        {"id": "p1", "label": "Mayor of Northby", "role": "Mayor", "organization_id": "nb", "start_date": "1950"},
        {"id": "p2", "label": "Clerk", "organization_id": "nb"},
    ],
    "memberships": [
        {"person_id": "ana", "post_id": "p1", "start_date": "2020-05", "end_date": "2024", "on_behalf_of_id": "red"},
        {"person_id": "bo", "organization_id": "nb", "role": "Councillor", "start_date": "2021-05-06"},
        {"person_id": "bo", "organization_id": "board", "on_behalf_of_id": "nb", "role": "Vice-chair",
         "start_date": "2022"},
        {"person_id": "cy", "organization_id": "board", "on_behalf_of_id": "ht", "start_date": "2023"},
        {"person_id": "ana", "organization_id": "red", "role": "Member"},
    ],
}


def _read(path: Path, data: Any, name: str = "people.json", **options: Any) -> Batch:
    file = path / name
    file.write_text(json.dumps(data, indent=1), "utf-8")
    return read(file, **{"ours": OUR, "format": "popolo", **options})


def test_posts_and_roles_become_dated_holdings(tmp_path: Path) -> None:
    batch = _read(tmp_path, WHOLE)
    assert seats(batch, "since", "since_text", "until", "until_text") == {
        ("Ana Lima", "Mayor", "Northby Council", date(2020, 5, 1), "2020-05", date(2024, 12, 31), "2024"),
        ("Bo Nkosi", "Councillor", "Northby Council", date(2021, 5, 6), None, None, None)}
    assert things(batch, "Post", "since_text") == {("Mayor", "1950"), ("Clerk", None), ("Councillor", None)}
    assert batch.rows == 14
    assert "posts" in batch.sheets


def test_contact_details_and_identifiers_are_read_private_ones_counted(tmp_path: Path) -> None:
    batch = _read(tmp_path, WHOLE)
    assert things(batch, "Person", "email", "phone") >= {("Ana Lima", "ana@nb.uk", "020"), ("Bo Nkosi", None, None)}
    assert node(batch, "nb").props["identifiers"] == ["GB-LAE-NBY"]
    assert lines(batch, "SERVES") == {("info@nb.uk", "Northby Council")}
    private = said(batch.problems, "Private")[0].message
    assert "birth_date (1)" in private
    assert "identifiers (1)" in private
    assert "046" not in str(batch)
    assert "biography (1)" in said(batch.problems, "Free text")[0].message


def test_a_board_where_people_sit_for_others_is_a_partnership(tmp_path: Path) -> None:
    batch = _read(tmp_path, WHOLE)
    assert keys(batch, "Partnership") == {"board"}
    assert "Youth Board" not in {name for name, in things(batch, "Organisation")}
    assert lines(batch, "REPRESENTS", "capacity", "on_behalf_of", "since_text") == {
        ("Bo Nkosi", "Youth Board", "chair", "popolo:nb", "2022"),
        ("Cy Wu", "Youth Board", None, "popolo:ht", "2023")}
    assert lines(batch, "MEMBER_OF", "since_text") == {
        ("Northby Council", "Youth Board", "2022"), ("Harbour Trust", "Youth Board", "2023")}


def test_parties_are_left_out_and_counted(tmp_path: Path) -> None:
    batch = _read(tmp_path, WHOLE)
    assert "Red Party" not in str(batch.facts)
    note = said(batch.problems, "political")[0].message
    assert "political organisations (1)" in note
    assert "memberships in political organisations (1)" in note
    assert "on whose behalf somebody sits (1)" in note


@pytest.mark.parametrize("word", ["party", "Political party", "faction", "Parliamentary group", "caucus"])
def test_politics_has_several_names(tmp_path: Path, word: str) -> None:
    *others, party = WHOLE["organizations"]
    data = {**WHOLE, "organizations": [*others, {**party, "classification": word}]}
    assert "Red Party" not in str(_read(tmp_path, data).facts)


def test_a_party_without_classification_and_one_that_is_not_there_make_no_partnership(tmp_path: Path) -> None:
    *others, party = WHOLE["organizations"]
    silent = {**WHOLE, "organizations": [*others, {"id": "red", "name": party["name"]}]}
    absent = {**WHOLE, "organizations": others, "memberships": WHOLE["memberships"][:-1]}
    for data in (silent, absent):
        batch = _read(tmp_path, data)
        assert keys(batch, "Partnership") == {"board"}
        assert "red" not in str(batch.facts).casefold().replace("northby", "")
        assert said(batch.problems, "on whose behalf somebody sits (1)")


def test_halves_of_characters_do_not_get_through(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"persons": [{"id": "\\ud800", "name": "A\\udfff \\ud83d\\ude00 B\\u0000C"}]}')
    batch = read(tmp_path / "a.json", ours=OUR)
    assert str([dict(n.props) for n in batch.nodes]).encode()
    assert "\U0001f600" in str(batch.facts)


def test_nested_objects_say_the_same_as_flat_ones(tmp_path: Path) -> None:
    flat = _read(tmp_path, WHOLE)
    people = [{**p, "memberships": [{k: v for k, v in m.items() if k != "person_id"} for m in WHOLE["memberships"]
                                    if m["person_id"] == p["id"]]} for p in WHOLE["persons"]]
    places = [{**o, "posts": [p for p in WHOLE["posts"] if p["organization_id"] == o["id"]]}
              for o in WHOLE["organizations"]]
    nested = _read(tmp_path, {"persons": people, "organizations": places})
    for kind in ("HOLDS", "REPRESENTS", "MEMBER_OF", "SERVES", "IN"):
        assert lines(nested, kind, "since", "until") == lines(flat, kind, "since", "until")
    assert nested.rows == flat.rows
    inside = _read(tmp_path, {"memberships": [
        {"id": "m", "role": "Clerk", "person": {"id": "ana", "name": "Ana Lima"},
         "organization": {"id": "nb", "name": "Northby Council"}}]})
    assert seats(inside) == {("Ana Lima", "Clerk", "Northby Council")}


def test_terms_of_one_person_in_one_seat_are_one_post(tmp_path: Path) -> None:
    terms = [{"person_id": "bo", "organization_id": "nb", "role": "Councillor", "start_date": f"{year}",
              "end_date": f"{year + 3}"} for year in (2010, 2014)]
    batch = _read(tmp_path, {**WHOLE, "memberships": terms})
    assert len(ties(batch, "HOLDS")) == 2
    assert len({t.end for t in ties(batch, "HOLDS")}) == 1


def test_what_is_unknown_is_rejected_with_its_line(tmp_path: Path) -> None:
    data = {"persons": WHOLE["persons"][:1], "memberships": [{"person_id": "ana", "organization_id": "gone"}]}
    batch = _read(tmp_path, data)
    problem = said(batch.problems, "not a known organisation")[0]
    text = (tmp_path / "people.json").read_text("utf-8").splitlines()
    assert problem.rejected
    assert problem.column == "organization_id"
    assert '"person_id"' in text[problem.line]
    assert "HOLDS" not in {t.type for t in batch.ties}


def test_single_objects_end_nothing(tmp_path: Path) -> None:
    assert not _read(tmp_path, WHOLE["persons"][0]).sheets
    assert not _read(tmp_path, WHOLE["persons"]).sheets


@pytest.mark.parametrize("text", ["", "{", "[1, {}", "nothing", '{"a": ' * 500, "[" * 100_000, "\x00\x01\x02",
                                  '{"persons": 1e99999}x'])
def test_what_is_no_json_is_refused_in_words(tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.json").write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"bad\.json"):
        read(tmp_path / "bad.json", ours=OUR, format="popolo")


@pytest.mark.parametrize("data", [[], {}, 7, "x", {"persons": [1, None, {"id": 3, "name": ["a"]}]},
                                  {"memberships": [{}]}, {"persons": [{"id": "a"}], "memberships": [{"person_id": 1}]},
                                  {"organizations": [{"id": "a", "name": "A", "parent_id": "a", "posts": [{}]}]}])
def test_odd_json_raises_nothing(tmp_path: Path, data: Any) -> None:
    _read(tmp_path, data)


def test_only_popolo_is_recognised(tmp_path: Path) -> None:
    for name, data, sure in (("a", WHOLE, True), ("b", WHOLE["persons"][0], True),
                             ("c", {"elements": [{"label": "A"}], "connections": []}, False),
                             ("d", {"grants": [{"id": "1", "title": "x"}]}, False),
                             ("e", {"id": "1", "name": "x", "contacts": [], "services": []}, False)):
        (tmp_path / f"{name}.json").write_text(json.dumps(data), "utf-8")
        assert (popolo.detect(Sample(tmp_path / f"{name}.json")) > 0.4) is sure
    (tmp_path / "people.csv").write_text("id,name\n1,Ana\n", "utf-8")
    assert popolo.detect(Sample(tmp_path / "people.csv")) == 0.0
    (tmp_path / "a.json").write_text(json.dumps(WHOLE), "utf-8")
    assert recognised(tmp_path / "a.json").NAME == "popolo"


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda p: p.stem)
def test_every_example_of_the_specification_is_read(file: Path) -> None:
    batch = read(file, ours=OUR, format="popolo")
    if file.stem in ("person", "organization", "embedding-membership"):
        assert batch.rows
        assert not any(p.rejected for p in batch.problems)


@pytest.mark.parametrize("file", REAL, ids=lambda p: p.stem)
def test_councillors_are_the_same_as_in_the_csv_of_the_same_data(file: Path) -> None:
    one = read(file, ours=OUR)
    other = read(file.with_name(file.stem.removesuffix("-popolo") + ".csv"), ours=OUR,
                 mapping=Path("australian-councillors"))
    assert things(one, "Person", "email") == things(other, "Person", "email")
    assert things(one, "Organisation", "ours") == things(other, "Organisation", "ours")
    assert seats(one, "since", "until") == seats(other, "since", "until")
    assert len(ties(one, "HOLDS")) == len(ties(other, "HOLDS"))
    assert len(things(one, "Person")) > 200
    assert not any(p.rejected for p in one.problems)


def test_a_seat_without_days_lasts_as_long_as_its_legislative_period(tmp_path: Path) -> None:
    data = {"persons": [{"id": "a", "name": "Ana Lima"}], "organizations": [{"id": "c", "name": "Northby Council"}],
            "memberships": [
                {"person_id": "a", "organization_id": "c", "role": "member", "legislative_period_id": "term/1"},
                {"person_id": "a", "organization_id": "c", "role": "member", "legislative_period_id": "term/2",
                 "start_date": "2016-02-01"}, {"person_id": "a", "organization_id": "c", "role": "chair"}],
            "events": [{"id": "term/1", "start_date": "2011-04-04", "end_date": "2015-03-23"},
                       {"id": "term/2", "start_date": "2015-04-09"}]}
    held = {(t.props["since"], t.props["until"]) for t in ties(_read(tmp_path, data), "HOLDS")}
    assert held == {(date(2011, 4, 4), date(2015, 3, 23)), (date(2016, 2, 1), None), (None, None)}


def test_people_who_have_only_other_names_and_objects_that_redirect(tmp_path: Path) -> None:
    data = {"persons": [
        {"id": "a", "other_names": [{"note": "Alternate", "name": "A. Lima"}, {"note": "Main", "given_name": "Eva",
                                     "family_name": "Old", "end_date": "2001-01-01"},
                                    {"note": "Main", "given_name": "Ana", "family_name": "Lima"}]},
        {"id": "b", "other_names": [{"note": "Main", "honorific_prefix": "Lady", "lordname": "Moor",
                                     "lordofname": "Northby", "given_name": "Bo", "surname": "Nkosi"}]},
        {"id": "c", "redirect": "a"}],
        "organizations": [{"id": "o", "name": "Northby Council"}],
        "memberships": [{"id": "m", "person_id": "a", "organization_id": "o", "role": "Clerk"},
                        {"id": "n", "redirect": "m"}, {"id": "x"}]}
    batch = _read(tmp_path, data)
    assert {n.props["name"] for n in batch.nodes if n.label == "Person"} == {"Ana Lima", "Lady Moor of Northby"}
    assert seats(batch) == {("Ana Lima", "Clerk", "Northby Council")}
    assert len([n for n in batch.nodes if n.label == "Post"]) == 1
    assert not batch.rejected
    assert said(batch.notes, "objects that stand for another one (2)")
    assert said(batch.notes, "memberships of nobody, or nowhere (1)")
