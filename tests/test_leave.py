"""What follows when people leave: who they are, what breaks, what is left without anybody, who could take over."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_map.analysis.leave import leave, worst_leave
from stakeholder_map.analysis.leave.consequences import Consequence, consequences
from stakeholder_map.analysis.leave.leavers import announced, leaving
from stakeholder_map.analysis.leave.successors import assign
from stakeholder_map.analysis.redundancy import redundancy
from stakeholder_map.errors import InputError
from stakeholder_map.jsonout.form import dumps
from stakeholder_map.jsonout.partnerships import leave_payload
from stakeholder_map.snapshot import Snapshot

from .facts import TODAY, World, two_sides

YESTERDAY, SOON = TODAY - timedelta(days=1), TODAY + timedelta(days=60)


def one(world: World, *gone: str) -> Consequence:
    (row,) = consequences(world.snapshot(), gone)
    return row


def names(people) -> list[str]:
    return [person.name for person in people]


def orphaned(world: World, *gone: str) -> dict[str, list]:
    snapshot = world.snapshot()
    found: dict[str, list] = {}
    for orphan in leave(snapshot, leaving(snapshot, gone)).orphaned:
        found.setdefault(orphan.kind, []).append(orphan)
    return found


def chart() -> World:
    """Ana heads a team with Bea and Cat; Dan is elsewhere; all are ours. Xan, Yves and Zoe are Acme's."""
    world = World().organisation("us", ours=True).organisation("acme").partnership("joint", "us", "acme")
    world.node("Unit", "Division").tie("PART_OF", "Division", "us")
    world.node("Unit", "Team").tie("PART_OF", "Team", "Division")
    for name, unit in (("Ana", "Team"), ("Bea", "Team"), ("Cat", "Team"), ("Dan", "us")):
        world.node("Person", name).node("Post", f"{name}'s", title=f"{name}'s post", level="senior", function="sales")
        world.tie("IN", f"{name}'s", unit).tie("HOLDS", name, f"{name}'s")
    for name in ("Bea", "Cat"):
        world.tie("REPORTS_TO", f"{name}'s", "Ana's", line="solid")
    for name in ("Xan", "Yves", "Zoe"):
        world.node("Person", name).node("Post", f"{name}'s", level="executive").tie("IN", f"{name}'s", "acme")
        world.tie("HOLDS", name, f"{name}'s")
    return world


# Who leaves


def test_people_are_found_by_name_id_and_address() -> None:
    world = two_sides().node("Person", "src:7", name="Dee Long", email="dee@example.org")
    snapshot = world.snapshot()
    for text in ("dee long", "Long, Dee", "src:7", "7", "DEE@example.org"):
        assert leaving(snapshot, [text]).ids == {"src:7"}


def test_an_unknown_or_ambiguous_name_shows_candidates() -> None:
    world = two_sides().node("Person", "p1", name="Jo Park").person("p1", "acme").node("Person", "p2", name="Jo Park")
    world.node("Person", "p3", name="Anabel Lee")
    with pytest.raises(InputError, match="Jo Park") as ambiguous:
        leaving(world.snapshot(), ["Jo Park"])
    assert "p1" in ambiguous.value.message
    assert "p2" in ambiguous.value.message
    for text in ("Lee", "Anabel Le"):
        with pytest.raises(InputError) as unknown:
            leaving(world.snapshot(), [text])
        assert "Anabel Lee" in unknown.value.hint
    with pytest.raises(InputError, match="Nobody At All"):
        leaving(world.snapshot(), ["Nobody At All"])


def test_somebody_who_left_before_is_said_and_changes_nothing() -> None:
    world = two_sides().person("Old", "us", until=YESTERDAY).met("Old", "Xan").met("Ana", "Yves")
    snapshot = world.snapshot()
    found = leaving(snapshot, ["Old"])
    assert [(g.name, g.until) for g in found.gone] == [("Old", YESTERDAY)]
    assert found.leavers == ()
    assert all(row.change == "same" for row in leave(snapshot, found).rows)


def test_a_team_is_everybody_in_it_and_its_parts() -> None:
    snapshot = chart().snapshot()
    assert leaving(snapshot, teams=["division"]).ids == {"Ana", "Bea", "Cat"}
    assert {leaver.why for leaver in leaving(snapshot, teams=["Team"]).leavers} == {"Team"}
    empty = chart().node("Unit", "Nobody's").tie("PART_OF", "Nobody's", "us").snapshot()
    with pytest.raises(InputError, match="Nobody holds a post"):
        leaving(empty, teams=["Nobody's"])


def test_known_leavers_up_to_a_day() -> None:
    world = two_sides().person("Eve", "us", leaving_on=SOON).person("Fay", "us", until=SOON + timedelta(days=30))
    world.person("Gus", "us", leaving_on=SOON).person("Gus", "acme")
    world.person("Hal", "us", contract_end=SOON)
    world.organisation("beta").person("Ida", "us", until=SOON).node("Post", "new").tie("IN", "new", "us")
    world.tie("HOLDS", "Ida", "new", since=SOON + timedelta(days=1))
    world.person("Kim", "acme", until=SOON + timedelta(days=30)).person("Kim", "beta", since=SOON + timedelta(days=31))
    snapshot = world.snapshot()
    assert leaving(snapshot, on=SOON).ids == {"Eve"}, "Gus and Ida keep a post, a contract may be renewed"
    assert leaving(snapshot, on=SOON - timedelta(days=1)).ids == frozenset()
    assert leaving(snapshot, ["Ana"], on=SOON + timedelta(days=30)).ids == {"Ana", "Eve", "Fay", "Kim"}
    assert announced(snapshot) == {"Eve": SOON, **dict.fromkeys(("Fay", "Kim"), SOON + timedelta(days=30))}
    (eve,) = leaving(snapshot, on=SOON).leavers
    assert (eve.leaving_on, eve.why, eve.side, eve.organisation.name) == (SOON, "announced", "ours", "us")


# What breaks


def test_severed_weakened_and_the_same() -> None:
    world = two_sides().met("Ana", "Xan").met("Bea", "Yves")
    assert (one(world, "Cat").change, one(world, "Cat").after.kappa) == ("same", 2)
    weaker = one(world, "Ana")
    assert (weaker.change, weaker.before.kappa, weaker.after.kappa, weaker.after.verdict) == ("weakened", 2, 1, "fail")
    assert names(weaker.by_partner[0].sole_contacts) == ["Bea", "Yves"]
    gone = one(world, "Ana", "Bea")
    assert (gone.change, gone.after.kappa, gone.after.verdict, gone.together) == ("severed", 0, "severed", True)
    assert "Ana left" in gone.reason


def test_together_only_when_none_alone_would_do() -> None:
    world = two_sides().met("Ana", "Xan").met("Ana", "Yves")
    assert not one(world, "Ana", "Bea").together
    assert one(world, "Xan", "Yves").together


def test_losing_the_confirmed_one_weakens() -> None:
    world = two_sides().met("Ana", "Xan").met("Bea", "Yves").knows("Cat", "Xan")
    row = one(world, "Ana")
    assert (row.before.verdict, row.after.verdict, row.after.kappa) == ("pass", "unconfirmed", 2)
    assert row.change == "weakened"


def test_contacts_and_levels_that_nobody_knows_any_more() -> None:
    world = chart().met("Ana", "Xan").met("Ana", "Yves").met("Bea", "Yves")
    world.node("Post", "Zoe's", level="frontline").met("Ana", "Zoe")
    (found,) = one(world, "Ana").by_partner
    assert names(found.contacts_lost) == ["Xan", "Zoe"]
    assert [(lost.level, names(lost.people)) for lost in found.levels_lost] == [("frontline", ["Zoe"])]
    (theirs,) = one(world, "Yves").by_partner
    assert names(theirs.contacts_lost) == ["Bea"]


def test_a_departure_never_makes_a_verdict_unknown() -> None:
    world = two_sides().met("Ana", "Xan")
    for gone in (["Ana"], ["Xan"], ["Ana", "Xan", "Bea", "Cat", "Yves", "Zoe"]):
        assert one(world, *gone).after.verdict == "severed"
    unknown = one(two_sides(), "Ana", "Xan")
    assert (unknown.before.verdict, unknown.after.verdict, unknown.change) == ("unknown", "unknown", "same")
    assert unknown.before.loss is unknown.after.loss is None


def test_somebody_on_both_sides_goes_from_both() -> None:
    world = two_sides().person("Dee", "us", "acme").met("Ana", "Xan")
    assert (one(world, "Dee").before.kappa, one(world, "Dee").after.kappa) == (2, 1)
    assert one(world, "Dee", "Ana").change == "severed"


def test_loss_before_and_after() -> None:
    world = World().organisation("us", ours=True).organisation("acme").partnership("joint", "us", "acme")
    for name in ("a1", "a2"):
        world.person(name, "us")
    for name in ("b1", "b2"):
        world.person(name, "acme")
    bare = one(world.met("a1", "b1").met("a2", "b2"), "a1")
    assert bare.after.loss == pytest.approx(1 - 0.82**2)
    hosted = one(world.met("a1", "b2").met("a2", "b1"), "a1")
    assert hosted.after.loss == pytest.approx(0.251, abs=5e-4)
    assert hosted.before.loss == pytest.approx(0.165, abs=5e-4)
    assert one(world, "a1", "a2").after.loss == 1


def test_other_members_do_not_decide() -> None:
    world = two_sides().organisation("beta").person("Olga", "beta").met("Ana", "Olga").met("Bea", "Xan")
    world.tie("MEMBER_OF", "beta", "joint", participation="as_needed")
    row = one(world, "Ana")
    assert row.change == "same"
    assert {p.organisation.id: p.change for p in row.by_partner} == {"acme": "same", "beta": "severed"}


edges = st.sets(st.tuples(st.sampled_from(["Ana", "Bea", "Cat"]), st.sampled_from(["Xan", "Yves", "Zoe"])), max_size=7)


@given(edges, st.sets(st.sampled_from(["Ana", "Bea", "Cat", "Xan", "Yves", "Zoe"])))
def test_afterwards_is_what_the_records_without_them_say(ties: set[tuple[str, str]], gone: set[str]) -> None:
    world, left = two_sides(), two_sides()
    for a, b in sorted(ties):
        world.met(a, b)
        left.met(a, b) if not {a, b} & gone else None
    row = one(world, *gone)
    (expected,) = redundancy(left.snapshot())
    assert (row.after.kappa or 0) == (expected.kappa or 0)
    assert (row.after.kappa or 0) <= (row.before.kappa or 0)
    assert (row.change == "severed") == bool(row.before.kappa and not row.after.kappa)
    if row.before.loss is not None:
        assert row.after.loss >= row.before.loss - 1e-9


@given(edges)
def test_the_severing_set_severs(ties: set[tuple[str, str]]) -> None:
    world = two_sides()
    for a, b in sorted(ties):
        world.met(a, b)
    (before,) = redundancy(world.snapshot())
    row = one(world, *(p.id for p in before.by_partner[0].severing_set))
    assert row.change == ("severed" if ties else "same")
    assert not row.after.kappa


# What is left without anybody


def test_seats_of_the_partnership() -> None:
    world = two_sides().tie("COORDINATES", "Ana", "joint").tie("REPRESENTS", "Ana", "joint", capacity="lead",
                                                               on_behalf_of="us")
    world.tie("REPRESENTS", "Ana", "joint", capacity="deputy", on_behalf_of="us")
    world.tie("REPRESENTS", "Bea", "joint", capacity="deputy", on_behalf_of="us")
    world.tie("REPRESENTS", "Xan", "joint", capacity="lead", on_behalf_of="acme")
    found = orphaned(world, "Ana")
    assert [o.partnership.name for o in found["coordinator"]] == ["joint"]
    assert [o.subject for o in found["seat"]] == ["lead for us"]
    assert [o.subject for o in orphaned(world, "Xan")["seat"]] == ["lead for acme"]
    assert "coordinator" not in orphaned(world.tie("COORDINATES", "Bea", "joint"), "Ana")


def test_agreements_in_force() -> None:
    world = two_sides()
    for key, until in (("paper", SOON), ("over", YESTERDAY)):
        world.node("Agreement", key, kind=key, signed=date(2025, 1, 1), until=until).tie("COVERS", key, "joint")
        world.tie("OWNS", "Ana", key).tie("SIGNED", "Bea", key).tie("SIGNED", "Xan", key)
    found = orphaned(world, "Ana", "Bea")
    assert [(o.subject, o.due, o.partnership.name) for o in found["owner"]] == [("paper", SOON, "joint")]
    assert [(o.subject, names(o.leavers), names(o.remaining)) for o in found["signatory"]] == [
        ("paper", ["Bea"], ["Xan"])]


def test_mailboxes_left_with_fewer_than_two() -> None:
    world = two_sides().node("Mailbox", "box").tie("SERVES", "box", "us")
    for name in ("Ana", "Bea", "Cat"):
        world.tie("MEMBER_OF", name, "box")
    assert "mailbox" not in orphaned(world, "Ana")
    (found,) = orphaned(world, "Ana", "Bea")["mailbox"]
    assert (names(found.remaining), "only Cat" in found.todo) == (["Cat"], True)
    assert "nobody would read it" in orphaned(world, "Ana", "Bea", "Cat")["mailbox"][0].todo


def test_meetings_that_come_again() -> None:
    world = two_sides()
    for number in range(4):
        day = TODAY - timedelta(days=30 * number + 5)
        ours = ["Ana", "Bea"] if number else ["Ana"]
        world.interaction(f"m{number}", day, *ours, "Xan", about="joint", channel="meeting")
    assert names(orphaned(world, "Ana")["meetings"][0].remaining) == ["Bea"]
    assert "nobody usual" in orphaned(world, "Xan")["meetings"][0].todo
    assert "meetings" not in orphaned(world, "Cat")
    seldom = two_sides().interaction("m", YESTERDAY, "Ana", "Xan", about="joint", channel="meeting")
    assert "meetings" not in orphaned(seldom, "Ana")


def test_planned_meetings() -> None:
    world = two_sides().interaction("m", SOON, "Ana", "Xan", about="joint", channel="meeting", purpose="Review")
    world.interaction("mail", SOON, "Ana", "Xan", about="joint", channel="email")
    (found,) = orphaned(world, "Ana")["planned meeting"]
    assert (found.subject, found.due, found.partnership.name) == ("Review", SOON, "joint")


def test_posts_become_vacant_with_who_reports_to_whom() -> None:
    (found,) = orphaned(chart(), "Ana")["post"]
    assert found.subject == "Ana's post"
    assert "Bea and Cat would report to nobody" in found.todo
    assert "ask Ana" in orphaned(chart(), "Bea")["post"][0].todo
    shared = chart().tie("HOLDS", "Dan", "Bea's")
    assert "post" not in orphaned(shared, "Bea")
    cycle = chart().tie("REPORTS_TO", "Ana's", "Bea's", line="solid")
    assert len(orphaned(cycle, "Ana", "Bea")["post"]) == 2


# Who takes over


def taking_over(world: World, *gone: str) -> dict[str, tuple]:
    snapshot = world.snapshot()
    found = leave(snapshot, leaving(snapshot, gone))
    return {s.contact.name: (s.successor and s.successor.name, *s.reasons) for s in found.successors}


def test_the_hand_over_list_starts_with_contacts_nobody_else_knows() -> None:
    world = two_sides().met("Ana", "Xan").met("Bea", "Xan").met("Ana", "Yves", YESTERDAY).met("Ana", "Zoe")
    snapshot = world.snapshot()
    rows = leave(snapshot, leaving(snapshot, ["Ana"])).handover
    assert [(row.contact.name, names(row.also)) for row in rows] == [("Zoe", []), ("Yves", []), ("Xan", ["Bea"])]
    (theirs,) = leave(snapshot, leaving(snapshot, ["Yves"])).handover
    assert (names(theirs.leavers), theirs.contact.name, theirs.contact.side) == (["Yves"], "Ana", "ours")
    assert leave(snapshot, leaving(snapshot, ["Yves"])).successors == ()


def test_rules_in_their_order() -> None:
    world = chart().met("Ana", "Xan").met("Dan", "Xan").met("Cat", "Yves")
    assert taking_over(world, "Ana")["Xan"][:2] == ("Dan", "knows Xan already")
    world = chart().met("Ana", "Xan").met("Dan", "Yves")
    assert taking_over(world, "Ana")["Xan"][:2] == ("Dan", "knows Yves there")
    world = chart().met("Bea", "Xan")
    assert taking_over(world, "Bea")["Xan"][:2] == ("Ana", "manages Bea")
    assert taking_over(world, "Bea", "Ana")["Xan"][:2] == ("Cat", "same manager")
    assert "same function (sales)" in taking_over(world, "Bea")["Xan"]
    assert "level near that of Xan" in taking_over(world, "Bea")["Xan"]


def test_confirmed_before_unconfirmed_and_little_load_last() -> None:
    world = two_sides().met("Ana", "Xan").knows("Bea", "Xan").met("Cat", "Xan")
    assert taking_over(world, "Ana")["Xan"][0] == "Cat"
    assert taking_over(world, "Ana", "Cat")["Xan"][:2] == ("Bea", "knows Xan already (not confirmed)")
    world = two_sides().organisation("beta").person("Olga", "beta").met("Ana", "Xan").met("Bea", "Olga")
    assert taking_over(world, "Ana")["Xan"][0] == "Cat"


def test_leavers_are_not_successors_and_nobody_left_is_said() -> None:
    world = two_sides().met("Ana", "Xan").met("Bea", "Xan").person("Bea2", "us", leaving_on=SOON).met("Bea2", "Xan")
    assert taking_over(world, "Ana", "Bea")["Xan"][0] == "Cat"
    assert taking_over(world, "Ana", "Bea", "Cat")["Xan"] == (None,)
    quiet = two_sides().node("Person", "Xan", name="Xan", do_not_contact=True).met("Ana", "Xan").met("Ana", "Yves")
    assert taking_over(quiet, "Ana")["Xan"] == (None, "asked not to be contacted")
    assert taking_over(quiet, "Ana")["Yves"][0] == "Bea"


def test_nobody_gets_everything_while_others_are_free() -> None:
    world = chart()
    for number in range(5):
        world.person(f"c{number}", "acme").met("Ana", f"c{number}")
    world.met("Bea", "Xan")
    found = [row[0] for row in taking_over(world, "Ana").values()]
    assert found.count("Bea") == 3
    assert len(found) == 5


orders = st.lists(st.permutations(["x", "y", "z"]).map(lambda p: p), min_size=1, max_size=4)


@given(orders, st.integers(1, 2))
def test_as_few_second_choices_as_possible(preferences: list[list[str]], capacity: int) -> None:
    chosen = assign(preferences, capacity)
    size = max(capacity, -(-len(preferences) // 3))
    places = [sum(p.index(who) for p, who in zip(preferences, seats, strict=False))
              for seats in set(permutations(["x", "y", "z"] * size, len(preferences)))]
    assert sum(p.index(who) for p, who in zip(preferences, chosen, strict=True)) == min(places)
    assert all(chosen.count(who) <= size for who in chosen)


# As a whole


def test_the_worst_with_everything_that_follows() -> None:
    world = two_sides().partnership("second", "us", "acme", importance=5).met("Ana", "Xan", partnerships=["joint"])
    world.met("Bea", "Yves", partnerships=["second"])
    found = worst_leave(world.snapshot(), 1)
    assert names(found.leave.leavers) == ["Bea"]
    assert (found.weight, found.total, found.exact, found.truck_factor) == (5, 8, True, 1)
    assert [(p.people, p.weight, p.share) for p in found.curve] == [(1, 5, 0.625)]
    assert [row.change for row in found.leave.rows] == ["severed", "same"]


def test_json_has_what_the_interface_says() -> None:
    world = two_sides().met("Ana", "Xan").organisation("beta").person("Olga", "beta")
    snapshot = world.snapshot()
    found = leave_payload(snapshot.date, leave(snapshot, leaving(snapshot, ["Ana"])))
    assert found["schema"] == "stakeholder-map/leave/1"
    assert set(found) == {
        "schema", "as_of", "rows", "unknown", "leavers", "gone", "orphaned", "handover", "successors"}
    assert {"partnership", "before", "after", "change"} <= set(found["rows"][0])
    assert [u["organisation"]["name"] for u in found["unknown"]] == ["beta"]
    assert dumps(found) == dumps(leave_payload(snapshot.date, leave(snapshot, leaving(snapshot, ["Ana"]))))
    worst = leave_payload(snapshot.date, worst_leave(snapshot, 2))
    assert {"weight", "exact", "total", "by_greed", "curve", "truck_factor"} <= set(worst)


def test_one_partnership_only() -> None:
    world = two_sides().met("Ana", "Xan").organisation("beta").person("Olga", "beta")
    snapshot = world.snapshot()
    rows = leave(snapshot, leaving(snapshot, ["Ana"]), partnership="JOINT").rows
    assert [row.partnership.name for row in rows] == ["joint"]


def test_a_tiny_graph_from_words() -> None:
    snapshot = Snapshot.of("ana! met bo; bea! met cy")
    assert [row.change for row in leave(snapshot, leaving(snapshot, ["ana", "cy"])).rows] == ["severed"]
