"""Two records of one organisation: found by name without legal form, number, website and people; never joined."""

from __future__ import annotations

import random
from typing import Any

import pytest

from stakeholder_map.identity.duplicates.organisations import Record, duplicates, name, records
from stakeholder_map.store import Facts

TIED = ("PART_OF", "Organisation", "b:2", "Organisation", "a:1", {"key": "t"})


def facts(one: dict[str, Any], other: dict[str, Any], *ties: Any, same_list: bool = False) -> Facts:
    second = "a" if same_list else "b"
    nodes = [("Organisation", {"key": "a:1", "source": "a", **one}),
             ("Organisation", {"key": f"{second}:2", "source": second, **other})]
    return Facts(nodes, list(ties))


def score(one: str, other: str, **more: Any) -> float:
    found = duplicates(records(facts({"name": one}, {"name": other}, **more)), least=0)
    return found[0].score if found else 0.0


@pytest.mark.parametrize(("text", "words", "form"), [
    ("Acme plc", "acme", "plc"), ("ACME", "acme", ""), ("Acme CIC", "acme", "cic"), ("Acme CIO.", "acme", "cio"),
    ("Acme Public Limited Company", "acme", "public limited company"),
    ("Acme Limited Company", "acme", "limited company"),
    ("Acme P.L.C.", "acme", "plc"), ("Marks & Co. Ltd", "mark", "and co ltd"), ("Hafen e.V.", "hafen", "ev"),
    ("Werft GmbH & Co. KG", "werft", "gmbh and co kg"), ("The Company Ltd", "company ltd", ""),
    ("St. Mary's Hospital", "saint marys hospital", ""), ("Saint Marys Hospital", "saint marys hospital", ""),
    ("Limited", "limited", ""), ("Society for the Arts CIO", "society arts", "cio"),
])
def test_names_are_compared_without_their_legal_form(text: str, words: str, form: str) -> None:
    found, said = name(text)
    assert said == form
    if "Marks" not in text:
        assert " ".join(found) == words


@pytest.mark.parametrize(("one", "other"), [
    ("Acme plc", "Acme Limited"), ("Acme plc", "ACME"), ("St. Mary's", "Saint Marys"), ("Tide Trust", "The Tide Trust"),
    ("University of Northby", "Northby University"), ("Food Bank", "Foodbank"), ("Harbour Society", "Harbor Society"),
    ("Hafen e. V.", "Hafen"), ("Young & Free CIC", "Young and Free"),
])
def test_names_that_mean_one_are_proposed(one: str, other: str) -> None:
    assert score(one, other) >= 0.5


@pytest.mark.parametrize(("one", "other"), [
    ("Northby Council", "Southby Council"), ("Acme", "Acme Widgets Foundation"), ("Tide Trust", "Pier Trust"),
    ("Royal Society of Arts", "Royal Society of Nursing"), ("AB", "AC"),
])
def test_names_that_share_a_word_are_not(one: str, other: str) -> None:
    assert score(one, other) < 0.5


@pytest.mark.parametrize(("one", "other", "ties", "expected"), [
    ({"identifiers": ["GB-CHC-1"]}, {"identifiers": ["gb-chc-1"]}, (), True),
    ({"identifiers": ["GB-CHC-1"]}, {"identifiers": ["GB-CHC-2"]}, (), False),
    ({"website": "https://www.acme.example/"}, {"website": "acme.example"}, (), True),
    ({"website": "a.example"}, {"website": "b.example"}, (), False),
    ({}, {}, (TIED,), False),
])
def test_numbers_websites_and_what_is_part_of_what(
    one: dict[str, Any], other: dict[str, Any], ties: tuple[Any, ...], expected: bool,
) -> None:
    found = duplicates(records(facts({"name": "Acme", **one}, {"name": "Acme Ltd", **other}, *ties)))
    assert bool(found) == expected


def test_another_name_with_the_same_number_or_people_is_proposed() -> None:
    number = facts({"name": "Acme", "identifiers": ["GB-COH-7"]}, {"name": "Zenith", "identifiers": ["GB-COH-7"]})
    pair, = duplicates(records(number), least=0.4)
    assert pair.reasons == ("the same number in a register",)
    held = [("HOLDS", "Person", f"a:p{n}", "Post", f"a:p{n}/{at}", {"key": f"h{n}{at}"}) for n in (1, 2) for at in "12"]
    inside = [("IN", "Post", f"a:p{n}/{at}", "Organisation", f"{'a' if at == '1' else 'b'}:{at}", {"key": f"i{n}{at}"})
              for n in (1, 2) for at in "12"]
    people = [("Person", {"key": f"a:p{n}", "name": f"Ana {n}", "source": "a"}) for n in (1, 2)]
    posts = [("Post", {"key": f"a:p{n}/{at}", "source": "a"}) for n in (1, 2) for at in "12"]
    base = facts({"name": "Northby Rural Council"}, {"name": "Northby Council"})
    pair, = duplicates(records(Facts([*base.nodes, *people, *posts], [*held, *inside])))
    assert pair.reasons == ("one name is a part of the other", "the same people")


def test_kept_apart_and_merged_ones_are_not_proposed() -> None:
    base = facts({"name": "Acme"}, {"name": "Acme Ltd"})
    assert duplicates(records(base))
    assert not duplicates(records(base), {frozenset(("a:1", "b:2"))})
    same = ("SAME_AS", "Organisation", "b:2", "Organisation", "a:1", {"key": "s"})
    assert not duplicates(records(Facts(base.nodes, [same])))


def damaged(text: str, dice: random.Random) -> str:
    """The name as another list might have it: a legal form, a small word, a slip, another order."""
    words = text.split()
    at = dice.randrange(1, len(text) - 1)
    return dice.choice((f"{text.upper()} {dice.choice(('Ltd', 'Limited', 'plc', 'CIC', 'CIO'))}", f"The {text}",
                        text[:at] + text[at + 1:], " ".join(words[::-1])))


def test_damaged_copies_are_found_and_hardly_anything_else() -> None:
    """2,000 invented names and a damaged copy of every second one: known answers."""
    dice = random.Random(7)
    parts = ("ba", "ko", "mi", "ter", "lan", "do", "ve", "shi", "ra", "pol", "gun", "est")
    stems = ["".join(dice.choices(parts, k=3)).title() for _ in range(900)]
    kinds = ("Council", "Trust", "Hospital", "School", "Housing Association")
    names = sorted({f"{dice.choice(stems)} {dice.choice(stems)} {dice.choice(kinds)}" for _ in range(2000)})

    def record(source: str, number: int, text: str) -> Record:
        words, form = name(text)
        return Record(f"{source}:{number}", text, words, form, sources=frozenset((source,)))

    copies = [record("b", number, damaged(text, dice)) for number, text in enumerate(names) if number % 2]
    found = duplicates([*(record("a", number, text) for number, text in enumerate(names)), *copies])
    right = [pair for pair in found if pair.keep.key[2:] == pair.other.key[2:]]
    assert len(right) >= 0.99 * len(copies)
    assert len(right) >= 0.97 * len(found)
