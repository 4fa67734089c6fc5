"""Looking back on a year: each outcome by hand, what cannot be told, and that the numbers add up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_map.analysis.backcheck import backcheck
from stakeholder_map.analysis.backcheck.outcomes import GRACE, OUTCOMES, Backcheck
from stakeholder_map.analysis.compare.recorded import Import, Ledger
from stakeholder_map.errors import InputError
from stakeholder_map.jsonout.partnerships import backcheck_payload
from stakeholder_map.reports.backcheck import interval, summary

from .facts import World

LAST = date(2025, 3, 31)
TODAY = date(2026, 6, 30)
SOON, LATER = LAST - timedelta(20), LAST + timedelta(60)


def world(**ends: date) -> World:
    """Ana and Bea of ours, Xan and Yves of Acme; some of them leave on a day."""
    made = World().organisation("us", ours=True).organisation("acme").partnership("joint", "us", "acme")
    for name, place in (("Ana", "us"), ("Bea", "us"), ("Xan", "acme"), ("Yves", "acme")):
        made.person(name, place, **({"until": ends[name]} if name in ends else {}))
    return made


def look(made: World, ledger: Ledger | None = None, today: date = TODAY) -> Backcheck:
    return backcheck(made.snapshot(today), 2025, ledger=ledger)


def outcome(made: World) -> str:
    (case,) = look(made).cases
    return case.outcome


def test_a_warning_that_came_true() -> None:
    found = look(world(Ana=LAST).met("Ana", "Xan", SOON))
    (case,) = found.cases
    assert (case.outcome, case.kappa, case.kappa_without, case.kappa_after) == ("hit", 1, 0, 0)
    assert "without them nobody would know anybody at acme" in case.text
    assert "Nothing was recorded after they left" in case.text
    assert "1 came true, 0 did not" in " ".join(summary(found))
    assert [(f.verdict, f.organisations, f.lost) for f in found.fates] == [("fail", 1, 1)]


def test_a_warning_that_was_heeded_looks_like_a_false_alarm() -> None:
    found = look(world(Ana=LAST).met("Ana", "Xan", SOON).met("Bea", "Yves", LATER))
    # The relationship without a beginning is there from the start: a dated one is new.
    assert found.cases[0].warned is False
    made = world(Ana=LAST).met("Ana", "Xan", SOON).met("Bea", "Yves", LATER, since=LATER)
    (case,) = look(made).cases
    assert (case.outcome, case.kappa_after) == ("false_alarm", 1)
    assert "new contact took over: Bea – Yves" in case.text


def test_contact_kept_without_a_warning_and_contact_lost_without_one() -> None:
    kept = world(Ana=LAST).met("Ana", "Xan", SOON).met("Bea", "Yves", SOON)
    assert outcome(kept) == "right"
    missed = world(Ana=LAST, Yves=LATER).met("Ana", "Xan", SOON).met("Bea", "Yves", SOON)
    assert outcome(missed) == "miss"


def test_too_early_and_ended_prove_nothing() -> None:
    made = world(Ana=LAST).met("Ana", "Xan", SOON)
    early = look(made, today=LAST + timedelta(GRACE - 1))
    assert [case.outcome for case in early.cases] == ["too_early"]
    assert "None of them" in " ".join(summary(early))
    made.ties[:] = [t for t in made.ties if t.type != "MEMBER_OF"]
    made.tie("MEMBER_OF", "acme", "joint", participation="core", until=LATER)
    made.tie("MEMBER_OF", "us", "joint", until=LATER)
    assert outcome(made) == "ended"


def test_who_had_nothing_on_record_is_named() -> None:
    found = look(world(Ana=LAST))
    assert (found.cases, [s.leaver.id for s in found.silent], found.leavers) == ((), ["Ana"], 1)
    assert backcheck_payload(TODAY, found)["unknown"][0]["last_day"] == "2025-03-31"


def test_a_change_of_post_or_a_short_absence_is_no_leaving() -> None:
    back = world(Ana=LAST).tie("HOLDS", "Ana", "Bea@us", since=LAST + timedelta(20)).met("Ana", "Xan", SOON)
    assert look(back).leavers == 0
    later = world(Ana=LAST).tie("HOLDS", "Ana", "Bea@us", since=LAST + timedelta(200)).met("Ana", "Xan", SOON)
    assert look(later).leavers == 1


def test_what_was_lost_otherwise_is_told() -> None:
    found = look(world(Xan=LAST).met("Ana", "Xan", SOON, since=date(2024, 1, 1)))
    (lost,) = found.otherwise
    assert (lost.organisation.id, lost.verdict_before) == ("acme", "fail")
    assert "Xan left" in lost.reason
    assert [(f.organisations, f.lost) for f in found.fates] == [(1, 1)]


def test_the_report_is_judged_by_what_was_known_then() -> None:
    made = world(Ana=LAST).met("Ana", "Xan", SOON, made="old").knows("Bea", "Yves", made="late", contacts=[SOON])
    for fact in (*made.nodes.values(), *made.ties):
        fact.props.setdefault("made", "old")  # type: ignore[attr-defined]
    ledger = Ledger((Import("old", date(2025, 1, 1)), Import("late", date(2025, 8, 1))))
    (then,), (now,) = look(made, ledger).cases, look(made).cases
    assert (then.warned, then.outcome) == (True, "false_alarm")
    assert (now.warned, now.outcome) == (False, "right")
    assert (look(made, ledger).known_then, look(made).known_then) == (1, 0)


def test_several_leavers_between_two_imports_are_each_seen_on_their_day() -> None:
    days = {"Ana": LAST, "Cat": LAST + timedelta(10), "Dan": LATER, "Eve": LATER + timedelta(5)}
    made = world(Ana=LAST)
    for name in ("Cat", "Dan", "Eve"):
        made.person(name, "us", until=days[name])
    for name in days:
        made.met(name, "Xan", SOON)
    made.met("Bea", "Xan", SOON, made="late")
    for fact in (*made.nodes.values(), *made.ties):
        fact.props.setdefault("made", "old")  # type: ignore[attr-defined]
    ledger = Ledger((Import("old", date(2025, 1, 1)), Import("late", LAST + timedelta(30))))
    without = {case.leaver.id: (case.last_day, case.kappa_without) for case in look(made, ledger).cases}
    # One after the other leaves; what Bea holds is only known to the later two.
    assert without == {"Ana": (LAST, 1), "Cat": (days["Cat"], 1), "Dan": (LATER, 1), "Eve": (days["Eve"], 1)}
    warned = {case.leaver.id: case.warned for case in look(made, Ledger((Import("old", date(2025, 1, 1)),))).cases}
    assert warned == dict.fromkeys(days, False)
    del made.ties[-1]
    alone = {case.leaver.id: case.warned for case in look(made, ledger).cases}
    assert alone == {"Ana": False, "Cat": False, "Dan": False, "Eve": True}


def test_intervals_are_wide_for_few_cases() -> None:
    assert interval(0, 0) == (0, 1)
    assert interval(1, 2) == pytest.approx((0.0945, 0.9055), abs=1e-4)
    assert interval(2, 3) == pytest.approx((0.2077, 0.9385), abs=1e-4)


@pytest.mark.parametrize("year", [2027, 1700])
def test_years_that_cannot_be_looked_back_on(year: int) -> None:
    with pytest.raises(InputError, match="looked back on"):
        backcheck(world().snapshot(TODAY), year)


days = st.sampled_from([None, date(2024, 6, 1), date(2025, 2, 1), LATER, date(2026, 1, 1)])
ties = st.lists(st.tuples(st.sampled_from(["Ana", "Bea"]), st.sampled_from(["Xan", "Yves"]), days, days), max_size=4)


@given(ties, st.sampled_from([{}, {"Ana": LAST}, {"Ana": LAST, "Bea": LATER}, {"Ana": LAST, "Xan": LAST}]))
def test_numbers_add_up_and_a_warning_means_nobody_else(made: list[tuple[str, str, date | None, date | None]],
                                                       ends: dict[str, date]) -> None:
    one = world(**ends)
    for ours, theirs, since, contact in made:
        one.knows(ours, theirs, **{k: v for k, v in (("since", since), ("last_contact", contact)) if v})
    found = look(one)
    assert sum(found.number(o) for o in OUTCOMES) == len(found.cases)
    for case in found.cases:
        assert case.kappa - 1 <= case.kappa_without <= case.kappa
        assert case.warned == (case.kappa_without == 0)
        assert (case.outcome in ("hit", "miss")) == (case.kappa_after == 0)
    assert len({case.leaver.id for case in found.cases}) + len(found.silent) == found.leavers
