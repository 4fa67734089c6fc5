"""What to find out next: cases by hand, and by trying every set of answers that the proposed one is the smallest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from itertools import combinations, product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_map.analysis.ground import ground
from stakeholder_map.analysis.questions import questions
from stakeholder_map.analysis.questions.inquiries import Inquiry
from stakeholder_map.analysis.redundancy import redundancy
from stakeholder_map.reports.interview import cards, lines

from .facts import TODAY, World, two_sides

Ends = tuple[str, str]
DAY = timedelta(1)


def one(world: World) -> Inquiry | None:
    """The inquiry about the partnership `joint`."""
    found = {inquiry.partnership.id: inquiry for inquiry in questions(world.snapshot())}
    return found.get("joint")


def asked(inquiry: Inquiry | None) -> list[tuple[str, str, str | None]]:
    assert inquiry is not None
    return [(q.kind, q.ask.id, q.about.id if q.about else None) for q in inquiry.questions]


def verdict(world: World) -> str:
    return next(row.verdict for row in redundancy(world.snapshot()) if row.partnership.id == "joint")


def answered(build: Mapping[Ends, int | None], says: Mapping[Ends, bool], *, shared: bool = False) -> World:
    """A world with these ties (days since the last contact, None: only said) after these answers."""
    world = two_sides()
    if shared:
        world.partnership("other", "us", "acme")
    for (ours, theirs), days in build.items():
        props: dict[str, object] = {} if days is None else {"last_contact": TODAY - timedelta(days)}
        yes = says.get((ours, theirs))
        if yes is True:
            props |= {"confirmed_on": TODAY} | ({"partnerships": ["joint"]} if shared else {})
        elif yes is False:
            props |= {"partnerships": ["other"]} if shared and days is not None else {"until": TODAY - DAY}
        world.knows(ours, theirs, **props)
    return world


def test_an_unconfirmed_tie_is_asked_of_the_colleague_who_has_it() -> None:
    inquiry = one(two_sides().met("Ana", "Xan").knows("Bea", "Yves"))
    assert asked(inquiry) == [("still", "Bea", "Yves")]
    assert inquiry is not None
    assert (inquiry.verdict, inquiry.if_yes, inquiry.chance) == ("unconfirmed", "pass", 1.0)
    assert inquiry.questions[0].if_no == "fail"


def test_no_more_questions_than_can_change_the_verdict() -> None:
    world = two_sides().met("Ana", "Xan").knows("Bea", "Yves").knows("Cat", "Zoe", strength=5).knows("Bea", "Zoe")
    inquiry = one(world)
    assert asked(inquiry) == [("still", "Cat", "Zoe")], "the likeliest of those that do"
    assert inquiry is not None
    assert inquiry.questions[0].if_no is None
    assert inquiry.chance == pytest.approx(0.7)


@pytest.mark.parametrize(
    "world",
    [
        two_sides().met("Ana", "Xan").met("Bea", "Yves"),
        two_sides().knows("Ana", "Xan"),
        two_sides().met("Ana", "Xan", TODAY - timedelta(900)),
    ],
    ids=["pass", "fail", "severed"],
)
def test_nothing_is_asked_where_no_answer_helps(world: World) -> None:
    assert one(world) is None


def test_a_failing_member_makes_questions_about_the_other_pointless() -> None:
    world = two_sides().organisation("beta").person("Olga", "beta")
    world.tie("MEMBER_OF", "beta", "joint", participation="core")
    world.knows("Ana", "Xan").knows("Bea", "Yves").met("Cat", "Olga")
    assert verdict(world) == "fail"
    assert one(world) is None


def test_a_shared_tie_is_asked_which_and_names_the_others() -> None:
    world = two_sides().partnership("other", "us", "acme").met("Ana", "Xan").met("Bea", "Yves", partnerships=["joint"])
    inquiry = one(world)
    assert asked(inquiry) == [("which", "Ana", "Xan")]
    assert inquiry is not None
    assert [other.id for other in inquiry.questions[0].others] == ["other"]
    both = one(two_sides().partnership("other", "us", "acme").knows("Ana", "Xan").knows("Bea", "Yves"))
    assert {kind for kind, *_ in asked(both)} == {"still which"}


def test_who_to_ask_where_nothing_is_known() -> None:
    world = two_sides()
    inquiry = one(world)
    assert inquiry is not None
    assert (asked(inquiry), [o.id for o in inquiry.unanswerable], inquiry.value) == ([], ["acme"], 0)
    world.interaction("m", TODAY, "Cat", about="joint")
    assert asked(one(world)) == [("who", "Cat", None)]
    world.tie("REPRESENTS", "Bea", "joint", capacity="deputy").tie("REPRESENTS", "Ana", "joint", capacity="lead")
    assert asked(one(world)) == [("who", "Ana", None)]
    world.tie("COORDINATES", "Bea", "joint")
    assert asked(one(world)) == [("who", "Bea", None)]
    world.partnership("other", "us", "acme").met("Cat", "Xan", partnerships=["other"])
    assert asked(one(world)) == [("who", "Cat", None)], "who knows somebody there already"


def test_what_is_important_and_open_comes_first() -> None:
    world = two_sides().organisation("beta").person("Olga", "beta").partnership("vital", "us", "beta", importance=5,
                                                                               degree="networking")
    world.met("Ana", "Xan").knows("Bea", "Yves").knows("Cat", "Olga")
    found = questions(world.snapshot())
    assert [(i.partnership.id, i.value) for i in found] == [("vital", 5.0), ("joint", 3.0)]
    made = cards(world.snapshot(), found)
    assert [card.colleague.id for card in made] == ["Cat", "Bea"]
    assert "Do you still know Olga at beta?" in "\n".join(lines(made[0]))


def test_one_answer_for_two_partnerships_is_asked_once_and_a_card_takes_a_minute() -> None:
    world = two_sides().partnership("other", "us", "acme", degree="networking").knows("Ana", "Xan",
                                                                                      partnerships=["joint", "other"])
    world.met("Bea", "Yves", partnerships=["joint"])
    (card,) = cards(world.snapshot(), questions(world.snapshot()))
    assert [p.id for p in card.items[0].partnerships] == ["joint", "other"]
    world = World().organisation("us", ours=True).person("Ana", "us")
    for number in range(7):
        world.organisation(f"o{number}").person(f"p{number}", f"o{number}")
        world.partnership(f"s{number}", "us", f"o{number}", needed=1).knows("Ana", f"p{number}")
    (card,) = cards(world.snapshot(), questions(world.snapshot()))
    assert (len(card.items), card.waiting) == (5, 2)


ours, theirs = st.sampled_from(["Ana", "Bea", "Cat"]), st.sampled_from(["Xan", "Yves", "Zoe"])
worlds = st.dictionaries(st.tuples(ours, theirs), st.sampled_from([None, None, 0, 200, 900]), max_size=6)


@given(worlds, st.booleans())
def test_the_proposed_questions_settle_the_verdict_and_no_fewer_do(build: dict[Ends, int | None], shared: bool) -> None:
    world = answered(build, {}, shared=shared)
    inquiry = one(world)
    if verdict(world) not in ("unconfirmed", "unknown"):
        assert inquiry is None
        return
    assert inquiry is not None
    if inquiry.verdict == "unknown":
        return
    chosen = [(q.ask.id, q.about.id) for q in inquiry.questions if q.about]
    assert verdict(answered(build, dict.fromkeys(chosen, True), shared=shared)) == "pass" == inquiry.if_yes
    base = ground(world.snapshot())
    at = next(p for p in base.partnerships if p.key == "joint")
    open_ = [(b.ours, b.theirs) for b in base.bonds(at, at.partners[0]) if not b.confirmed]
    for size in range(len(chosen)):
        for fewer in combinations(open_, size):
            assert verdict(answered(build, dict.fromkeys(fewer, True), shared=shared)) != "pass"
    by_ends = {(q.ask.id, q.about.id): q for q in inquiry.questions if q.about}
    for ends, question in by_ends.items():
        after = verdict(answered(build, {ends: False}, shared=shared))
        assert after == (question.if_no or "unconfirmed")
    chance = sum(
        prod(by_ends[e].chance if yes else 1 - by_ends[e].chance for e, yes in zip(chosen, says, strict=True))
        for says in product((True, False), repeat=len(chosen))
        if verdict(answered(build, dict(zip(chosen, says, strict=True)), shared=shared)) != "unconfirmed"
    )
    assert inquiry.chance == pytest.approx(chance)
