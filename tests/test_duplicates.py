"""Pairs of records that may be one person: what speaks for it, what against it, and how good that is on known truth."""

from __future__ import annotations

import csv
import random
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_map.identity.duplicates import LEAST, Record, compare, duplicates, records
from stakeholder_map.identity.duplicates.names import likeness, name
from stakeholder_map.identity.duplicates.records import digits
from stakeholder_map.store import Facts

from .importing import SHARED

FEBRL = SHARED / "dedupe-febrl" / "dataset1.csv"


def record(key: str, called: str, email: str = "", phone: str = "", at: str = "", before: str = "",
           source: str = "") -> Record:
    def some(text: str) -> frozenset[str]:
        return frozenset([text] if text else [])

    return Record(key, called, (called,) if called else (), some(email), some(digits(phone)), some(at), some(before),
                  some(source or key))


@pytest.mark.parametrize(("one", "other", "reason"), [
    ("Ana Bell", "BELL, Ana", "the same name"),
    ("Zoë Núñez", "Zoe Nunez", "the same name"),
    ("Cllr Ana Bell MBE", "Ana Bell", "the same name"),
    ("Ana Bell", "Bell Ana", "the same name in another order"),
    ("Ana Bell", "А​na Веll", "the same name in letters that only look the same"),
    ("Mary-Ann Fox", "Maryann Fox", "the same name, written apart or together"),
    ("A. Bell", "Ana Bell", "the same name with an initial"),
    ("Bob Quill", "Robert Quill", "a short form of the name"),
    ("Liz Quill", "Betty Quill", "a short form of the name"),
    ("Ana Maria Bell", "Ana Bell", "the same name with a further one"),
    ("Stephen Marsh", "Stehpen Marsh", "nearly the same spelling"),
    ("Catherine Marsh", "Cathrine March", "nearly the same spelling"),
    ("Ana Bell", "Ana Carter", "the same first name"),
    ("Ana Bell", "Zed Bell", ""),
    ("Ana Bell", "Zed Quill", ""),
    ("Joanne Blake", "John Baker", ""),
    ("John Marsh", "Jane Marsh", ""),
])
def test_in_which_way_names_are_alike(one: str, other: str, reason: str) -> None:
    assert likeness(name(one), name(other)).reason == reason
    assert likeness(name(other), name(one)) == likeness(name(one), name(other))


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_names_can_be_compared_in_either_order(one: str, other: str) -> None:
    found = likeness(name(one), name(other))
    assert found == likeness(name(other), name(one))
    assert -4.0 <= found.weight <= 4.0
    assert likeness(name(one), name(one)).weight >= found.weight


BELL = "ana.bell@nb.example"
PROPOSED = [
    (record("a", "Ana Bell", at="nb"), record("b", "Ana Bell", at="nb")),
    (record("a", "Ana Bell", at="nb"), record("b", "A. Bell", at="nb")),
    (record("a", "Ana Bell", at="nb"), record("b", "Ana Carter", BELL, at="nb")),
    (record("a", "Ana Bell", BELL, at="nb"), record("b", "Ana Carter", BELL)),
    (record("a", "Ana Bell", "info2@nb.example", at="nb"), record("b", "Zed Quill", "info2@nb.example", at="nb")),
    (record("a", "Ana Bell", before="nb"), record("b", "Ana Bell", at="su")),
    (record("a", "Ana Bell", phone="+44 1632 960 001", at="nb"),
     record("b", "Ana Carter", phone="01632 960001", at="nb")),
    (record("a", "Bob Quill", at="nb"), record("b", "Robert Quill", at="nb")),
    (record("a", "Аna Bell", at="nb"), record("b", "Ana Bell", at="nb")),
    (record("a", "Zebedee Quill", at="nb"), record("b", "Zebedee Quill", at="su")),
]
LEFT = [
    (record("a", "Ana Bell", BELL, at="nb"), record("b", "Ana Carter", "ana.carter@nb.example", at="nb")),
    (record("a", "Ana Bell", at="nb"), record("b", "Ana Carter", at="nb")),
    (record("a", "Ana Bell", at="nb"), record("b", "Zed Bell", at="nb")),
    (record("a", "Ana Bell", phone="01632 960001", at="nb"),
     record("b", "Zed Bell", phone="01632 960001", at="nb")),
    (record("a", "Ana Bell", BELL, at="nb"), record("b", "Zed Quill", "zed.quill@nb.example", at="nb")),
]
CROWD = [record(f"x{n}", text, at=f"o{n}") for n, text in enumerate(("Ana Able", "Ana Ash", "Ed Bell", "Di Bell"))]
"""Others of the same names, so that these are not rare."""


@pytest.mark.parametrize("pair", PROPOSED, ids=lambda pair: f"{pair[0].name} and {pair[1].name}")
def test_proposed(pair: tuple[Record, Record]) -> None:
    found = duplicates([*pair, *CROWD])
    assert [{p.keep.key, p.other.key} for p in found] == [{"a", "b"}]
    assert found[0].reasons


@pytest.mark.parametrize("pair", LEFT, ids=lambda pair: f"{pair[0].name} and {pair[1].name}")
def test_not_proposed(pair: tuple[Record, Record]) -> None:
    assert duplicates([*pair, *CROWD]) == []


def test_a_common_name_at_two_organisations_is_two_people_and_a_rare_one_may_be_one() -> None:
    pair = (record("a", "Ana Bell", at="nb"), record("b", "Ana Bell", at="su"))
    assert duplicates([*pair, *CROWD]) == []
    assert duplicates(pair)[0].reasons == ("the same name, and a rare one",)


def test_more_that_agrees_never_lowers_and_more_that_differs_never_raises_a_score() -> None:
    one, other = record("a", "Ana Bell", at="nb"), record("b", "A Bell", at="nb")
    plain, _ = compare(one, other)
    same = {"emails": frozenset({"x@nb.example"}), "phones": frozenset({"632960001"})}
    for field, value in same.items():
        assert compare(replace(one, **{field: value}), replace(other, **{field: value}))[0] > plain
    assert compare(one, replace(other, here=frozenset({"su"})))[0] < plain
    assert compare(one, replace(other, sources=one.sources))[0] < plain
    addressed = [replace(who, emails=frozenset({f"{local}@nb.example"})) for who, local in ((one, "q"), (other, "w"))]
    assert compare(*addressed)[0] < plain


def test_pairs_that_somebody_kept_apart_are_not_proposed() -> None:
    pair = PROPOSED[0]
    assert duplicates(pair, {frozenset({"a", "b"})}) == []
    assert duplicates(pair, {frozenset({"a", "c"})})


def test_the_record_on_which_more_hangs_is_kept() -> None:
    one, other = PROPOSED[0]
    assert duplicates([one, replace(other, ties=3)])[0].keep.key == "b"


def test_what_many_share_tells_nobody_apart_and_restricted_people_are_not_compared() -> None:
    nodes = [("Person", {"key": f"s:{n}", "name": f"Somebody {n}", "phone": "01632 960000",
                         "email": "desk@nb.example"}) for n in range(5)]
    nodes += [("Person", {"key": "s:r", "name": "Ana Bell", "restricted": True}),
              ("Alias", {"key": "t:q", "name": "A"}),
              ("Alias", {"key": "t:h", "name": "Ana", "restricted": True}), ("Person", {"key": "s:h", "name": "Ana B"})]
    ties = [("SAME_AS", "Alias", "t:q", "Person", "s:0", {"key": "x"}),
            ("SAME_AS", "Alias", "t:h", "Person", "s:h", {"key": "y"})]
    found = records(Facts(nodes, ties))
    assert [person.key for person in found] == [f"s:{n}" for n in range(5)]
    assert found[0].names == ("Somebody 0", "A")
    assert {person.phones | person.emails for person in found} == {frozenset()}


def test_ten_thousand_people_take_seconds() -> None:
    dice = random.Random(7)
    syllables = ["ba", "ne", "ti", "ro", "lu", "ka", "me", "si", "do", "fa", "ger", "lin", "mor", "wes", "tan"]

    def word(most: int) -> str:
        return "".join(dice.choices(syllables, k=dice.randint(2, most))).title()

    given, family = [word(3) for _ in range(400)], [word(4) for _ in range(3000)]
    people = [record(f"p{n}", f"{dice.choice(given)} {dice.choice(family)}", at=f"o{dice.randrange(500)}", source="s")
              for n in range(10_000)]
    twins = [replace(p, key=f"t{n}", names=(p.name[0] + p.name[p.name.index(" "):],), sources=frozenset({"t"}))
             for n, p in enumerate(people[:200])]
    start = time.process_time()
    found = duplicates([*people, *twins])
    assert time.process_time() - start < 30
    right = sum({p.keep.key[1:], p.other.key[1:]} == {p.keep.key[1:]} for p in found)
    assert right >= 190
    assert len(found) < 500


@pytest.mark.skipif(not FEBRL.exists(), reason="the public test data are not here")
def test_how_many_are_found_and_right_on_data_of_which_the_truth_is_known() -> None:
    """Febrl 1: 500 people and one damaged copy of each; in many copies a name was replaced by another one."""
    with FEBRL.open(encoding="utf-8", newline="") as file:
        rows = [{str(name).strip(): str(value or "").strip() for name, value in row.items()}
                for row in csv.DictReader(file)]
    people = [record(row["rec_id"], f"{row['given_name']} {row['surname']}".strip(), phone=row["soc_sec_id"],
                     at=row["suburb"], source=row["rec_id"]) for row in rows]
    found = duplicates(people)
    right = sum(pair.keep.key.split("-")[1] == pair.other.key.split("-")[1] for pair in found)
    assert len(people) == 1000
    assert right / len(found) >= 0.99
    assert right / 500 >= 0.84
    assert all(pair.score >= LEAST for pair in found)
