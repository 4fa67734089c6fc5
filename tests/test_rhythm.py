"""What is worth noticing about a relationship that counts: nobody answers, a rhythm broke off; neither costs it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from stakeholder_map.analysis.redundancy import redundancy
from stakeholder_map.analysis.ties import ties

from .facts import TODAY, World, two_sides


def found(world: World) -> tuple[str, ...]:
    (tie,) = ties(world.snapshot())
    return tie.findings


def meetings(*days_ago: int) -> World:
    world = two_sides()
    for number, days in enumerate(days_ago):
        world.interaction(f"m{number}", TODAY - timedelta(days=days), "Ana", "Xan", channel="meeting")
    return world


def weekly(silence: int, number: int = 6, gap: int = 7) -> World:
    return meetings(*(silence + gap * n for n in range(number)))


@pytest.mark.parametrize(("silence", "broken"), [(56, False), (57, True)])
def test_weekly_contact_and_then_more_than_eight_weeks_of_silence(silence: int, broken: bool) -> None:
    assert found(weekly(silence)) == (("rhythm-broken",) if broken else ())
    (row,) = redundancy(weekly(silence).snapshot())
    assert (row.kappa, row.kappa_confirmed) == (1, 1)


def test_five_contacts_are_no_rhythm_and_a_busy_fortnight_neither() -> None:
    assert found(weekly(200, number=5)) == ()
    assert found(weekly(200, number=12, gap=2)) == ()


def test_contacts_on_one_day_count_once() -> None:
    assert found(meetings(200, 200, 200, 207, 207, 214)) == ()


def mails(*sent: tuple[int, str], channel: str = "email") -> World:
    world = two_sides().knows("Ana", "Xan")
    for number, (days, direction) in enumerate(sent):
        on = TODAY - timedelta(days=days)
        world.interaction(f"m{number}", on, "Ana", "Xan", channel=channel, direction=direction)
    return world


@pytest.mark.parametrize(("sent", "expected"), [
    ([(10, "out"), (40, "out")], True),
    ([(10, "in")], True),
    ([(10, "out"), (40, "in")], False),
    ([(10, "out"), (400, "in")], False),
    ([(10, "out"), (500, "in")], True),
    ([(10, "both")], False),
    ([(10, "")], False),
    ([(500, "out")], False),
    ([], False),
])
def test_messages_that_nobody_answered(sent: list[tuple[int, str]], expected: bool) -> None:
    assert found(mails(*sent)) == (("one-way",) if expected else ())


def test_a_meeting_or_a_last_contact_is_an_answer() -> None:
    assert found(mails((10, "out")).interaction("met", TODAY - timedelta(days=300), "Ana", "Xan")) == ()
    world = two_sides().met("Ana", "Xan", TODAY - timedelta(days=300))
    assert found(world.interaction("m", TODAY, "Ana", "Xan", channel="email", direction="out")) == ()


def test_nothing_is_said_about_what_no_longer_counts() -> None:
    assert found(meetings(*(1000 + 7 * n for n in range(6)))) == ()
