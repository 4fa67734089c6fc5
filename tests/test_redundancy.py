"""Contact redundancy: hand-calculated cases, brute force on small random graphs, and what may never change."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_map.analysis.redundancy import redundancy, summary
from stakeholder_map.snapshot import Snapshot

from .facts import TODAY, World, two_sides


def one(snapshot: Snapshot):
    (row,) = redundancy(snapshot)
    return row


def partner(snapshot: Snapshot):
    (found,) = one(snapshot).by_partner
    return found


def names(people) -> set[str]:
    return {person.name for person in people}


def test_star_hangs_on_their_one_contact() -> None:
    found = partner(Snapshot.of("a1! met b1; a2! met b1; a3! met b1"))
    assert (found.kappa, found.verdict) == (1, "fail")
    assert [(p.name, p.side) for p in found.sole_contacts] == [("b1", "theirs")]
    assert names(found.severing_set) == {"b1"}
    assert "b1" in found.reason


def test_double_star_is_two_although_each_side_has_three() -> None:
    found = partner(Snapshot.of("a1! met b1; a1! met b2; a1! met b3; a2! met b1; a3! met b1"))
    assert (found.kappa, found.people_ours, found.people_theirs, found.ties) == (2, 3, 3, 5)
    assert names(found.severing_set) == {"a1", "b1"}
    assert found.sole_contacts == ()


def test_a_single_tie_names_both_as_sole_contacts() -> None:
    found = partner(Snapshot.of("ana! met bo"))
    assert [(p.name, p.side) for p in found.sole_contacts] == [("ana", "ours"), ("bo", "theirs")]
    assert found.kappa == 1


def test_somebody_on_both_sides_is_a_channel_by_themselves() -> None:
    found = partner(Snapshot.of("dee!@acme; ana! met dee; ana! met bo@acme"))
    assert found.kappa == 2
    assert names(found.severing_set) == {"dee", "ana"}
    alone = partner(Snapshot.of("dee!@acme; ana! met dee@acme"))
    assert (alone.kappa, names(alone.sole_contacts)) == (1, {"dee"})


def test_the_five_verdicts() -> None:
    assert one(Snapshot.of("ana! met bo 421")).verdict == "severed"
    assert one(Snapshot.of("ana! met bo 420")).verdict == "fail"
    assert one(Snapshot.of("ana!; bo@acme")).verdict == "unknown"
    assert one(Snapshot.of("ana! met bo; bea! knows cy")).verdict == "unconfirmed"
    assert one(Snapshot.of("ana! met bo; bea! met cy")).verdict == "pass"


def test_unknown_has_no_number_and_severed_has_nought() -> None:
    unknown, severed = one(Snapshot.of("ana!; bo@acme")), one(Snapshot.of("ana! met bo 900"))
    assert (unknown.kappa, unknown.kappa_confirmed) == (None, None)
    assert (severed.kappa, severed.kappa_confirmed) == (0, 0)
    assert "bo" in unknown.reason
    assert "ana – bo" in severed.reason


def test_departures_never_make_a_verdict_unknown() -> None:
    snapshot = Snapshot.of("ana! met bo")
    for gone in (["ana"], ["bo"], ["ana", "bo"]):
        assert one(snapshot.without(gone)).verdict == "severed"
    dual = Snapshot.of("dee!@acme")
    assert one(dual.without(["dee"])).verdict == "severed"


def test_needed_follows_the_degree_unless_the_partnership_says_it() -> None:
    def needed(**props: object) -> int:
        world = World().organisation("us", ours=True).organisation("acme").partnership("p", "us", "acme", **props)
        return one(world.snapshot()).needed

    assert [needed(degree=d) for d in ("networking", "cooperation")] == [1, 1]
    assert [needed(degree=d) for d in ("coordination", "coalition", "collaboration", "integration")] == [2] * 4
    assert needed() == 2
    assert needed(degree="networking", needed=3) == 3


def test_a_partner_too_small_is_asked_for_a_fallback() -> None:
    world = World().organisation("us", ours=True).organisation("solo", size=1).person("Ana", "us").person("Xan", "solo")
    world.partnership("p", "us", "solo").met("Ana", "Xan")
    found = partner(world.snapshot())
    assert found.verdict == "fail"
    assert "agree a fallback" in found.reason


def test_a_partner_too_small_cannot_pass_even_where_more_people_are_known() -> None:
    world = two_sides().met("Ana", "Xan").met("Bea", "Yves").organisation("acme", size=1)
    found = partner(world.snapshot())
    assert (found.kappa, found.verdict) == (2, "fail")
    assert "correct the size" in found.reason


def test_two_people_of_one_name_are_both_named() -> None:
    world = World().organisation("us", ours=True).organisation("acme").partnership("p", "us", "acme", needed=3)
    for contact in ("s1", "s2"):
        world.node("Person", contact, name="Sam Hill").person(contact, "acme")
        for colleague in ("Ana", "Bea", "Cat"):
            world.person(colleague, *(["us"] if contact == "s1" else [])).met(colleague, contact)
    found = partner(world.snapshot())
    assert (found.verdict, found.kappa) == ("fail", 2)
    assert found.reason.count("Sam Hill") == 2


def test_what_serves_another_partnership_is_not_called_unrecorded() -> None:
    world = World().organisation("us", ours=True).organisation("acme").organisation("beta")
    world.person("Ana", "us").person("Xan", "acme")
    world.partnership("p", "us", "acme").partnership("q", "us", "beta").knows("Ana", "Xan", partnerships=["q"])
    (found,) = next(row for row in redundancy(world.snapshot()) if row.partnership.id == "p").by_partner
    assert found.verdict == "unknown"
    assert "not for this partnership" in found.reason


def test_only_core_members_decide() -> None:
    world = two_sides().organisation("beta").organisation("gamma").person("Olga", "beta").person("Pia", "gamma")
    world.tie("MEMBER_OF", "beta", "joint", participation="as_needed").tie(
        "MEMBER_OF", "gamma", "joint", participation="observer"
    )
    world.met("Ana", "Xan").met("Bea", "Yves").met("Cat", "Olga")
    row = one(world.snapshot())
    assert (row.verdict, row.kappa) == ("pass", 2)
    assert {(p.organisation.id, p.verdict) for p in row.by_partner} == {
        ("acme", "pass"),
        ("beta", "fail"),
        ("gamma", "unknown"),
    }


def test_a_partnership_has_the_worst_verdict_and_the_smallest_number_that_is_known() -> None:
    world = two_sides().organisation("beta").person("Olga", "beta").tie("MEMBER_OF", "beta", "joint")
    world.met("Ana", "Xan").met("Bea", "Yves")
    row = one(world.snapshot())
    assert (row.verdict, row.kappa) == ("unknown", 2)
    row = one(world.met("Cat", "Olga").snapshot())
    assert (row.verdict, row.kappa) == ("fail", 1)


def test_an_organisation_in_no_partnership_gets_an_implied_one() -> None:
    world = two_sides().organisation("beta").person("Olga", "beta").met("Cat", "Olga").organisation("empty")
    rows = {row.partnership.id: row.partnership for row in redundancy(world.snapshot())}
    assert set(rows) == {"joint", "implied:beta"}
    assert rows["implied:beta"].implied
    assert not rows["joint"].implied


def test_parts_of_a_member_get_no_implied_partnership_but_their_people_count() -> None:
    world = two_sides().organisation("branch", part_of="acme").person("Olga", "branch").met("Cat", "Olga")
    row = one(world.snapshot())
    assert row.partnership.id == "joint"
    assert row.kappa == 1


def test_parts_of_ours_are_ours() -> None:
    world = two_sides().organisation("arm", part_of="us").person("Dan", "arm").met("Dan", "Xan").met("Ana", "Yves")
    assert one(world.snapshot()).kappa == 2


def test_our_people_are_not_the_people_of_a_federation_that_we_are_part_of() -> None:
    world = World().organisation("federation").organisation("us", ours=True, part_of="federation")
    world.person("Ana", "us").person("Fay", "federation").met("Ana", "Fay").partnership("p", "us", "federation")
    assert one(world.snapshot()).kappa == 1


def test_a_tie_that_names_a_partnership_counts_only_there() -> None:
    world = two_sides().partnership("other", "us", "acme").met("Ana", "Xan", partnerships=["joint"])
    rows = {row.partnership.id: row for row in redundancy(world.snapshot())}
    assert rows["joint"].kappa == 1
    assert (rows["other"].kappa, rows["other"].verdict) == (None, "unknown")


def test_a_tie_of_a_representative_counts_where_they_represent() -> None:
    world = two_sides().partnership("other", "us", "acme").met("Ana", "Xan").tie("REPRESENTS", "Xan", "other")
    rows = {row.partnership.id: row for row in redundancy(world.snapshot())}
    assert rows["other"].kappa == 1
    assert rows["other"].by_partner[0].shared == 0
    assert rows["joint"].verdict == "unknown"


def test_a_tie_that_serves_several_partnerships_is_shared_and_confirmed_for_none() -> None:
    world = two_sides().partnership("other", "us", "acme").met("Ana", "Xan").met("Bea", "Yves")
    for row in redundancy(world.snapshot()):
        assert (row.verdict, row.kappa, row.kappa_confirmed, row.by_partner[0].shared) == ("unconfirmed", 2, 0, 2)


def test_representatives_stand_on_their_side_without_a_post() -> None:
    world = (
        two_sides().node("Person", "Olga").tie("REPRESENTS", "Olga", "joint", on_behalf_of="acme").met("Ana", "Olga")
    )
    assert one(world.snapshot()).kappa == 1
    ended = (
        two_sides()
        .node("Person", "Olga")
        .tie("REPRESENTS", "Olga", "joint", on_behalf_of="acme", until=TODAY - timedelta(1))
        .met("Ana", "Olga")
    )
    assert one(ended.snapshot()).verdict == "severed"


def test_kappa_over_representatives() -> None:
    world = two_sides().met("Ana", "Xan").met("Bea", "Yves")
    assert one(world.snapshot()).kappa_representatives is None
    world.tie("REPRESENTS", "Ana", "joint", on_behalf_of="us").tie("REPRESENTS", "Xan", "joint", on_behalf_of="acme")
    assert one(world.snapshot()).kappa_representatives == 1


def test_two_representatives_are_not_a_tie() -> None:
    world = two_sides().tie("REPRESENTS", "Ana", "joint").tie("REPRESENTS", "Xan", "joint")
    assert one(world.snapshot()).verdict == "unknown"


def test_a_contact_who_moves_takes_the_tie_along() -> None:
    world = World().organisation("us", ours=True).organisation("acme").organisation("beta").person("Ana", "us")
    world.person("Xan", "acme", until=date(2026, 3, 31)).person("Xan", "beta", since=date(2026, 4, 1)).met("Ana", "Xan")
    found = {row.partnership.name: row for row in redundancy(world.snapshot())}
    assert found["acme"].verdict == "severed"
    assert found["beta"].kappa == 1
    before = {row.partnership.name: row for row in redundancy(world.snapshot(date(2026, 3, 31)))}
    assert set(before) == {"acme"}


@pytest.mark.parametrize(("until", "there"), [(TODAY, True), (TODAY - timedelta(1), False)])
def test_the_last_day_counts(until: date, there: bool) -> None:
    world = (
        World()
        .organisation("us", ours=True)
        .organisation("acme")
        .person("Ana", "us")
        .person("Xan", "acme", until=until)
    )
    assert one(world.met("Ana", "Xan", TODAY - timedelta(9)).snapshot()).kappa == (1 if there else 0)


def test_what_happens_after_the_day_is_not_seen() -> None:
    world = two_sides().met("Ana", "Xan", TODAY + timedelta(1))
    row = one(world.snapshot())
    assert (row.kappa, row.kappa_confirmed) == (1, 0)
    assert one(two_sides().knows("Ana", "Xan", since=TODAY + timedelta(1)).snapshot()).verdict == "unknown"
    meeting = two_sides().interaction("m", TODAY + timedelta(1), "Ana", "Xan")
    assert one(meeting.snapshot()).verdict == "unknown"


def test_mailboxes_and_go_betweens_are_other_numbers() -> None:
    world = two_sides().met("Ana", "Xan").node("Mailbox", "box").tie("SERVES", "box", "acme")
    world.tie("MEMBER_OF", "Yves", "box").tie("WRITES_TO", "Bea", "box", last_contact=TODAY)
    found = partner(world.snapshot())
    assert (found.kappa, found.kappa_any) == (1, 2)
    third = (
        two_sides().organisation("third").person("Gus", "third").met("Ana", "Xan").met("Bea", "Gus").met("Gus", "Yves")
    )
    found = next(r for r in redundancy(third.snapshot()) if r.partnership.id == "joint").by_partner[0]
    assert (found.kappa, found.kappa_indirect) == (1, 2)


def test_published_mailbox_cases() -> None:
    def world() -> World:
        made = World().organisation("us", ours=True).organisation("acme")
        for key in ("a1", "a2"):
            made.person(key, "us")
        for key in ("b1", "b2", "b3"):
            made.person(key, "acme")
        made.node("Mailbox", "ours").tie("SERVES", "ours", "us").tie("MEMBER_OF", "a1", "ours").tie(
            "MEMBER_OF", "a2", "ours"
        )
        return made.node("Mailbox", "theirs").tie("SERVES", "theirs", "acme")

    both = world()
    for key in ("b1", "b2", "b3"):
        both.tie("MEMBER_OF", key, "theirs")
    both.tie("WRITES_TO", "ours", "theirs", last_contact=TODAY)
    assert partner(both.snapshot()).kappa_any == 2
    one_box = world().met("a1", "b1").tie("WRITES_TO", "b1", "ours", last_contact=TODAY)
    assert partner(one_box.snapshot()).kappa_any == 1


def test_summary_counts_partnerships_on_one_person() -> None:
    rows = redundancy(Snapshot.of("ana! met bo@x; ana! met cy@y; bea! met di@y; eve@z"))
    assert summary(rows) == "1 of 3 partnerships hangs on one person"
    assert summary([]) == "0 of 0 partnerships hang on one person"
    nothing = summary(redundancy(Snapshot.of("ana!; eve@z; fay@y")))
    assert nothing == "0 of 2 partnerships hang on one person, as far as is known: nobody has recorded who knows whom"


def test_worst_first_then_by_id() -> None:
    rows = redundancy(
        Snapshot.of(
            "ana! met bo@b 900; ana! met cy@a; eve@c; bea! knows al@d; ana! met al2@d; ana! met bo2@e; bea! met cy2@e"
        )
    )
    assert [(r.partnership.name, r.verdict) for r in rows] == [
        ("b", "severed"),
        ("a", "fail"),
        ("c", "unknown"),
        ("d", "unconfirmed"),
        ("e", "pass"),
    ]


OURS, THEIRS, BOTH = ["a1", "a2", "a3", "a4"], ["b1", "b2", "b3", "b4"], ["d1", "d2"]
edges = st.sets(
    st.tuples(st.sampled_from(OURS + BOTH), st.sampled_from(THEIRS + BOTH)).filter(lambda e: e[0] != e[1]), max_size=12
)


def random_world(ties: set[tuple[str, str]], dual: int) -> World:
    world = World().organisation("us", ours=True).organisation("acme").partnership("p", "us", "acme", needed=2)
    for key in OURS:
        world.person(key, "us")
    for key in THEIRS:
        world.person(key, "acme")
    for number, key in enumerate(BOTH):
        world.person(key, "us")
        if number < dual:
            world.person(key, "acme")
    for a, b in sorted(ties):
        world.met(a, b)
    return world


def cut(ties: set[tuple[str, str]], dual: list[str], gone: tuple[str, ...]) -> bool:
    """By definition: is nobody left on one side who knows, or is, somebody on the other?"""
    alive = [(a, b) for a, b in ties if b in THEIRS + dual and not {a, b} & set(gone)]
    return not alive and not set(dual) - set(gone)


@given(edges, st.integers(0, 2))
def test_kappa_is_the_fewest_departures_that_cut_everything(ties: set[tuple[str, str]], dual: int) -> None:
    found = partner(random_world(ties, dual).snapshot())
    both = BOTH[:dual]
    fewest = next(
        size
        for size in range(len(OURS + THEIRS + BOTH) + 1)
        if any(cut(ties, both, gone) for gone in combinations(OURS + THEIRS + BOTH, size))
    )
    assert (found.kappa or 0) == fewest
    severing = tuple(p.id for p in found.severing_set)
    assert len(severing) == fewest
    assert cut(ties, both, severing)
    assert {p.id for p in found.sole_contacts} == {p for p in OURS + THEIRS + BOTH if fewest and cut(ties, both, (p,))}


@given(edges, st.integers(0, 2), st.tuples(st.sampled_from(OURS), st.sampled_from(THEIRS)))
def test_one_more_tie_never_lowers_it(ties: set[tuple[str, str]], dual: int, extra: tuple[str, str]) -> None:
    before = partner(random_world(ties, dual).snapshot())
    after = partner(random_world(ties | {extra}, dual).snapshot())
    assert (before.kappa or 0) <= after.kappa <= (before.kappa or 0) + 1


@given(edges, st.integers(0, 2))
def test_names_do_not_matter(ties: set[tuple[str, str]], dual: int) -> None:
    other = {"a1": "a4", "a4": "a1", "b2": "b3", "b3": "b2"}
    renamed = {(other.get(a, a), other.get(b, b)) for a, b in ties}
    one_way, other_way = partner(random_world(ties, dual).snapshot()), partner(random_world(renamed, dual).snapshot())
    assert (one_way.kappa, one_way.verdict) == (other_way.kappa, other_way.verdict)


@given(edges, st.integers(0, 2))
def test_removing_the_severing_set_leaves_nothing(ties: set[tuple[str, str]], dual: int) -> None:
    snapshot = random_world(ties, dual).snapshot()
    found = partner(snapshot)
    after = partner(snapshot.without(p.id for p in found.severing_set))
    assert after.kappa == (None if found.kappa is None else 0)


@given(edges, st.integers(0, 2), st.sampled_from([("a1", "a2"), ("b1", "b2")]))
def test_merging_two_records_of_one_person_never_raises_it(
    ties: set[tuple[str, str]], dual: int, double: tuple[str, str]
) -> None:
    """Whoever stands twice in the records fakes a second channel."""
    keep, gone = double
    merged = {(keep if a == gone else a, keep if b == gone else b) for a, b in ties}
    before, after = partner(random_world(ties, dual).snapshot()), partner(random_world(merged, dual).snapshot())
    assert (after.kappa or 0) <= (before.kappa or 0) <= (after.kappa or 0) + 1
    assert (after.kappa_confirmed or 0) <= (before.kappa_confirmed or 0)
