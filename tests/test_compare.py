"""Two days compared: events by hand, what happened apart from what we learned, and that nothing goes unexplained."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_map.analysis.compare import compare
from stakeholder_map.analysis.compare.changed import Change, figures
from stakeholder_map.analysis.compare.events import Between
from stakeholder_map.analysis.compare.recorded import Edit, Import, Ledger, hindsight
from stakeholder_map.analysis.compare.views import View
from stakeholder_map.errors import InputError

from .facts import World, two_sides

EARLIER, LATER = date(2026, 1, 1), date(2026, 7, 1)
BETWEEN = date(2026, 3, 31)
OLD = Ledger((Import("old", date(2025, 12, 1)),))
SURVEY = Ledger((Import("old", date(2025, 12, 1)), Import("survey", date(2026, 6, 1))))


def one(world: World, ledger: Ledger | None = None, since: date = EARLIER, until: date = LATER) -> Change:
    changes = compare(world.snapshot(until), since, until, ledger=ledger).changes
    return next(change for change in changes if change.partnership.id == "joint")


def kappas(change: Change) -> tuple[int | None, ...]:
    return tuple(None if s is None else s.kappa for s in (change.reported, change.before, change.after))


def kinds(change: Change) -> tuple[list[str], list[str]]:
    return [e.kind for e in change.happened], [e.kind for e in change.learned]


def stamp(world: World, made: str = "old") -> World:
    """Marks every fact that says nothing else as made by an import."""
    for fact in (*world.nodes.values(), *world.ties):
        fact.props.setdefault("made", made)  # type: ignore[attr-defined]
    return world


def held(**spans: dict[str, Any]) -> World:
    """Two sides whose people hold their posts for the given spans."""
    world = World().organisation("us", ours=True).organisation("acme").partnership("joint", "us", "acme", needed=2)
    for name, place in (("Ana", "us"), ("Bea", "us"), ("Xan", "acme"), ("Yves", "acme")):
        world.person(name, place, **spans.get(name, {}))
    return world


def test_a_leaver_takes_ties_along_and_the_seat_is_told() -> None:
    world = held(Ana={"until": BETWEEN}).met("Ana", "Xan", EARLIER).met("Ana", "Yves", EARLIER)
    world.met("Bea", "Xan", EARLIER).tie("HOLDS", "Bea", "Ana@us", since=BETWEEN + timedelta(1))
    change = one(world)
    assert (kappas(change)[1:], kinds(change), change.direction) == ((2, 1), (["left"], []), "worse")
    (event,) = change.happened
    assert event.on == BETWEEN + timedelta(1)
    assert {("Ana", "Xan"), ("Ana", "Yves")} == set(event.ties)
    assert "Ana left our side (last day 31 March 2026), who knew Xan and Yves." in event.text
    assert "went to Bea, who is in contact here" in event.text


def mover() -> World:
    """Xan, whom Ana met, goes from Acme to Beta between the two days."""
    world = held(Xan={"until": BETWEEN}).organisation("beta").partnership("second", "us", "beta", needed=1)
    return world.person("Xan", "beta", since=BETWEEN + timedelta(1)).met("Ana", "Xan", EARLIER)


def test_somebody_who_moves_takes_the_relationship_along() -> None:
    world = mover()
    (left,) = one(world).happened
    assert left.text.startswith("Xan left acme (last day 31 March 2026), who knew Ana. Xan moved to beta, where Ana "
                                "still knows them.")
    changes = compare(world.snapshot(LATER), EARLIER, LATER).changes
    (came,) = next(change for change in changes if change.partnership.id == "second").happened
    assert (came.kind, came.text) == ("joined", "Xan (from acme) came: Ana – Xan knew each other already.")
    assert "moved" not in one(held(Xan={"until": BETWEEN}).met("Ana", "Xan", EARLIER)).happened[0].text


def test_both_leaving_is_one_event_and_an_empty_seat_is_vacant() -> None:
    gone = {"until": BETWEEN}
    change = one(held(Ana=gone, Xan=gone).met("Ana", "Xan", EARLIER))
    (event,) = change.happened
    assert "Xan left too" in event.text
    assert "vacant" in event.text
    assert change.after is not None
    assert change.after.verdict == "severed"


def test_silence_lapses_on_the_day_it_stopped_counting() -> None:
    change = one(held().met("Ana", "Xan", LATER - timedelta(421)))
    assert kinds(change) == (["lapsed"], [])
    assert change.happened[0].on == LATER
    assert "no contact since" in change.happened[0].text


def test_new_contact_happened_and_contact_again_is_told_apart() -> None:
    change = one(held().met("Ana", "Xan", EARLIER).interaction("m", BETWEEN, "Bea", "Yves"))
    assert (kinds(change), change.happened[0].on) == ((["met"], []), BETWEEN)
    again = held().knows("Ana", "Xan", contacts=[date(2023, 1, 1), BETWEEN])
    assert kinds(one(again)) == (["again"], [])


def test_a_survey_that_finds_old_ties_did_not_halve_the_risk() -> None:
    world = stamp(held().met("Ana", "Xan", EARLIER))
    world.met("Bea", "Yves", EARLIER - timedelta(60), since=date(2024, 5, 1), made="survey")
    change = one(world, SURVEY)
    assert kappas(change) == (1, 2, 2)
    assert (kinds(change), change.direction) == (([], ["met"]), "same")
    assert change.changed
    assert change.learned[0].on == date(2026, 6, 1)
    assert "knew each other already" in change.learned[0].text


def test_a_confirmation_is_learned_whatever_the_ledger_says() -> None:
    world = held().met("Ana", "Xan", EARLIER).knows("Bea", "Yves", confirmed_on=date(2026, 6, 1))
    change = one(world)
    assert change.before is not None
    assert (change.before.verdict, kinds(change), change.direction) == ("pass", ([], ["confirmed"]), "same")
    lapsed = held().knows("Ana", "Xan", contacts=[date(2023, 1, 1)], confirmed_on=date(2026, 6, 1))
    assert kinds(one(lapsed)) == ([], ["again"])
    new = held().knows("Ana", "Xan", since=BETWEEN, confirmed_on=date(2026, 6, 1))
    assert kinds(one(new)) == (["met"], []), "what began in between is no old tie"


def test_a_wrong_record_that_is_withdrawn_is_no_loss() -> None:
    world = held().met("Ana", "Xan", EARLIER).knows("Bea", "Yves", until=date(2026, 5, 31))
    change = one(world)
    assert (kappas(change)[1:], kinds(change), change.direction) == ((1, 1), ([], ["closed"]), "same")
    left = held(Bea={"until": BETWEEN}).met("Ana", "Xan", EARLIER).knows("Bea", "Yves", until=BETWEEN)
    assert kinds(one(left)) == (["left"], []), "who leaves takes real ties along"


def test_a_departure_recorded_late_is_learned() -> None:
    gone = EARLIER - timedelta(30)
    world = stamp(held(Ana={"until": gone}).met("Ana", "Xan", gone).met("Bea", "Yves", EARLIER))
    tie = next(t for t in world.ties if t.type == "HOLDS" and t.start == "Ana")
    ledger = Ledger((*OLD.imports, Import("late", date(2026, 2, 1), (
        Edit(tie.key, (tie.start, tie.end), {"until": None}, {"until": gone}),))))
    change = one(world, ledger)
    assert (kappas(change), kinds(change)) == ((2, 1, 1), ([], ["left"]))


def test_what_was_known_is_rebuilt_from_the_ledger() -> None:
    world = stamp(held().met("Ana", "Xan", date(2026, 6, 1)))
    tie = next(t for t in world.ties if t.type == "KNOWS")
    ledger = Ledger((*OLD.imports, Import("b", date(2026, 2, 1), (
        Edit(tie.key, (tie.start, tie.end), {"last_contact": date(2025, 9, 1)}, {"last_contact": date(2026, 1, 20)}),
    )), Import("c", date(2026, 6, 2), (
        Edit(tie.key, (tie.start, tie.end), {"last_contact": date(2026, 1, 20)}, {"last_contact": date(2026, 6, 1)}),
    ))))

    def last(day: date) -> Any:
        known = ledger.known_on(world.snapshot(LATER), day)
        return known and next(data["last_contact"] for *_, data in known.ties("KNOWS"))

    assert last(date(2025, 11, 30)) is None
    assert [last(d) for d in (EARLIER, date(2026, 2, 1), LATER)] == [date(2025, 9, 1), date(2026, 1, 20),
                                                                     date(2026, 6, 1)]


def test_before_the_first_record_is_unknown() -> None:
    change = one(held().met("Ana", "Xan", BETWEEN, since=date(2026, 2, 1)))
    assert change.before is not None
    assert (change.before.verdict, change.before.kappa, change.direction) == ("unknown", None, "unclear")
    undated = stamp(held().knows("Ana", "Xan", made="survey"))
    change = one(undated, SURVEY)
    assert change.before is not None
    assert (change.before.verdict, kinds(change)) == ("unknown", ([], ["record"]))
    assert change.reported is not None
    assert change.reported.verdict == "unknown"


def test_members_and_partnerships_come_and_go() -> None:
    world = held().met("Ana", "Xan", EARLIER).organisation("beta").person("Olga", "beta").met("Bea", "Olga", EARLIER)
    world.tie("MEMBER_OF", "beta", "joint", participation="core", since=BETWEEN)
    change = one(world)
    assert kinds(change)[0] == ["member_joined"]
    assert change.happened[0].ties == (("Bea", "Olga"),)
    begun = held().partnership("new", "us", "acme", started=BETWEEN)
    found = {c.partnership.id: c for c in compare(begun.snapshot(LATER), EARLIER, LATER).changes}
    assert (found["new"].before, [e.kind for e in found["new"].happened]) == (None, ["began"])


def test_the_earlier_day_comes_first() -> None:
    with pytest.raises(InputError, match="is not before"):
        compare(held().snapshot(), LATER, EARLIER)


days = st.sampled_from([None, date(2023, 1, 1), date(2025, 11, 1), EARLIER, BETWEEN, LATER])
ties = st.lists(st.fixed_dictionaries({
    "ours": st.sampled_from(["Ana", "Bea"]), "theirs": st.sampled_from(["Xan", "Yves"]),
    "since": days, "until": days, "last_contact": days, "confirmed_on": days}), max_size=4)
ends = st.sampled_from([None, None, date(2025, 12, 1), BETWEEN])


@given(ties, ends, ends, st.booleans())
def test_every_change_is_explained_and_every_tie_stands_in_one_event(
    made: list[dict[str, Any]], ana: date | None, xan: date | None, other: bool
) -> None:
    world = held(Ana={"until": ana} if ana else {}, Xan={"until": xan} if xan else {})
    if other:
        world.partnership("other", "us", "acme", started=BETWEEN)
    for row in made:
        props = {k: v for k, v in row.items() if v is not None and k not in ("ours", "theirs")}
        world.knows(row["ours"], row["theirs"], **props)
    snapshot = world.snapshot(LATER)
    change = one(world)
    if change.before is None or change.after is None:
        return
    if figures(change.before) != figures(change.after):
        assert change.happened or change.learned
    assert "record" not in [event.kind for event in change.happened]
    a, b = View(hindsight(snapshot, EARLIER, LATER), 210), View(snapshot, 210)
    told = Counter(t for e in Between(a, b, "joint").events() if e.kind not in ("confirmed", "unclear") for t in e.ties)
    before, after = a.part("joint", "acme").bonds.keys(), b.part("joint", "acme").bonds.keys()
    assert set(told) >= before ^ after
    assert set(told.values()) <= {1}


@given(ties)
def test_records_that_did_not_change_teach_nothing(made: list[dict[str, Any]]) -> None:
    world = two_sides()
    for row in made:
        props = {k: v for k, v in row.items() if v is not None and k in ("since", "last_contact")}
        world.knows(row["ours"], row["theirs"], **props)
    assert one(stamp(world), OLD).learned == ()
