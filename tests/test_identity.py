"""Names, addresses and ids as they are compared, and the directory of what a store knows."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_map.identity import Directory, Entry
from stakeholder_map.identity.index import Index
from stakeholder_map.identity.naming import (
    address,
    clean_id,
    is_role_address,
    is_team_name,
    normal,
    normal_person,
    slug,
)
from stakeholder_map.importers.assembly.finder import Finder

from .importing import directory, folder, read


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Beverley Warmington", "Warmington, Beverley"),
        ("José  Núñez", "jose nunez"),
        (unicodedata.normalize("NFC", "Zoë"), unicodedata.normalize("NFD", "Zoë")),
        ("Łukasz Øster", "lukasz oster"),
        ("O'Brien, Máire", "Maire O’Brien"),
        ("Ana​ Bell", "Ana Bell"),
        ("Ana Bell (she/her)", "ANA BELL"),
    ],
)
def test_names_are_compared_without_case_accents_order_and_spaces(one: str, other: str) -> None:
    assert normal_person(one) == normal_person(other)


@pytest.mark.parametrize(("one", "other"), [("Ana Bell", "Anna Bell"), ("Аna Bell", "Ana Bell"), ("Jo Wu", "Wu")])
def test_names_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert normal_person(one) != normal_person(other)


def test_organisations_keep_their_order_and_know_the_ampersand() -> None:
    assert normal("Marks & Co") == normal("MARKS and CO.")
    assert normal("Leeds, City of") != normal("City of Leeds")


def test_slug_of_a_name_without_letters_is_stable_and_its_own() -> None:
    assert slug("!!!") == slug("!!!") != slug("???")
    assert slug("Ana Bell") == "ana-bell"
    assert len(slug("x" * 900)) < 200
    assert slug("x" * 900) != slug("x" * 901)


@given(st.text(max_size=60))
def test_a_clean_id_is_stable_and_has_no_control_characters(text: str) -> None:
    cleaned = clean_id(text)
    assert clean_id(cleaned) == cleaned
    assert not any(unicodedata.category(c) in ("Cc", "Cf") for c in cleaned)


@pytest.mark.parametrize("email", ["info@x.org", "CSR@x.org", "press.office@x.org", "partnerships-team@x.org"])
def test_role_addresses(email: str) -> None:
    assert is_role_address(email)


@pytest.mark.parametrize("email", ["ana@x.org", "infante@x.org", "h.rosen@x.org", "mailer@x.org"])
def test_addresses_of_people(email: str) -> None:
    assert not is_role_address(email)


def test_names_of_teams_and_of_people() -> None:
    assert all(map(is_team_name, ["CSR team", "info@x.org", "Press Office", "General enquiries", "IT Helpdesk"]))
    assert not any(map(is_team_name, ["Ana Teamer", "Ana Bell (CSR team)", "Desk Wu", "Inés Office-Smith"]))


def test_address_is_found_in_what_mail_programs_write() -> None:
    assert address('"Bell, Ana" <Ana.Bell@X.org>') == "ana.bell@x.org"
    assert address("mailto:ana@x.org") == "ana@x.org"
    assert address("no address here") == ""


def _finder(*entries: Entry, known: Directory | None = None) -> Finder:
    finder = Finder("own", known or Directory())
    for entry in entries:
        finder.add(entry)
    return finder


def _stored(*entries: Entry) -> Directory:
    known = Directory()
    for entry in entries:
        known.add(entry)
    return known


def test_own_id_comes_before_an_id_of_another_source() -> None:
    finder = _finder(Entry("Person", "own:7", "Ana"), known=_stored(Entry("Person", "crm:7", "Bo")))
    assert finder.find("7", ("Person",)).entry == Entry("Person", "own:7", "Ana")


def test_an_id_of_any_source_is_found_when_it_is_the_only_one() -> None:
    finder = _finder(
        known=_stored(Entry("Person", "crm:7", "Bo"), Entry("Person", "hr:8", "Cy"), Entry("Person", "crm:8"))
    )
    assert finder.find("7", ("Person",)).entry == Entry("Person", "crm:7", "Bo")
    assert finder.find("8", ("Person",)).entry is None


def test_an_address_comes_before_a_name_and_never_a_role_address() -> None:
    finder = _finder(
        Entry("Person", "own:1", "Ana Bell", "ana@x.org"), Entry("Person", "own:2", "Bo Lee", "info@x.org")
    )
    assert finder.find("ANA@x.org", ("Person",)).entry == Entry("Person", "own:1", "Ana Bell", "ana@x.org")
    assert finder.find("info@x.org", ("Person",)).entry is None


def test_an_ambiguous_name_names_the_candidates() -> None:
    acme = Entry("Organisation", "own:acme", "Acme")
    finder = _finder(
        acme,
        Entry("Person", "own:1", "Ana Bell", organisations=frozenset(("own:acme",))),
        Entry("Person", "own:2", "Bell, Ana"),
    )
    found = finder.find("ana bell", ("Person",))
    assert found.entry is None
    assert "Ana Bell (1, Acme)" in found.reason
    assert "Bell, Ana (2)" in found.reason
    within = finder.find("ana bell", ("Person",), "own:acme").entry
    assert within is not None
    assert within.key == "own:1"


def test_an_unknown_name_suggests_close_ones() -> None:
    found = _finder(Entry("Person", "own:1", "Ana Bell")).find("Anna Bell", ("Person",))
    assert found.unknown
    assert "Ana Bell" in found.hint


def test_directory_of_a_store_knows_places_sides_and_seats(tmp_path: Path) -> None:
    batch = read(
        folder(
            tmp_path,
            people="id,name,email,organisation\np1,Ana Bell,ana@x.org,us\np2,Bo Lee,,nb\n",
            units="id,name,organisation\nu1,Housing,nb\n",
            posts="id,title,unit,holder\nh1,Officer,u1,p2\n",
            ties="from,to\np1,p2\n",
        )
    )
    known = directory(batch)
    assert known.ours == {"plain:us"}
    assert known.entries["plain:p1"].organisations == {"plain:us"}
    assert known.entries["plain:p2"].organisations == {"plain:nb"}
    assert known.seats == {("plain:p2", "plain:nb", "plain")}
    assert known.ends == {("plain", "plain:p1", "plain:p2")}
    assert [e.key for e in known.by_email("Person", "ana@x.org")] == ["plain:p1"]


STEPS = st.lists(st.tuples(st.booleans(), st.sampled_from(("Post", "Person")), st.sampled_from("ab"),
                           st.sampled_from("123")))


@given(STEPS)
def test_an_index_gives_each_key_once_in_order_and_forgets(steps: list[tuple[bool, str, str, str]]) -> None:
    index, plain = Index(), dict[tuple[str, str], list[str]]()
    for adds, label, text, key in steps:
        kept = [k for k in plain.get((label, text), []) if k != key or adds]
        plain[label, text] = kept + [key] * (adds and key not in kept)
        (index.add if adds else index.remove)(label, text, key)
    for (label, text), keys in plain.items():
        assert list(index.get(label, text)) == keys
    assert not index.get("Unit", "a")


@pytest.mark.parametrize(("one", "other", "same"), [
    ("José Núñez", "Jose Nunez", True), ("Łódź", "LODZ", True), ("שָׁלוֹם", "שלום", True), ("مُحَمَّد", "محمد", True),
    ("O’Neil", "O'Neil", True), ("Ana\u200b Bell", "Ana Bell", True), ("Ann-Marie", "ann marie", True),
    ("ガス", "カス", False), ("राम", "रोम", False), ("กา", "กี", False), ("한국", "한굑", False),
])
def test_accents_and_points_make_no_other_name_and_other_syllables_do(one: str, other: str, same: bool) -> None:
    assert (normal(one) == normal(other)) is same
    assert (slug(one) == slug(other)) is same
