"""What a merge does to the numbers: never a higher redundancy for two who stand at the same organisations.

Two things may rise, and rightly: what the records of one person say adds up (two old meetings with one person, where
each record had one), and a representative whose relationships stood on the other record has them.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholder_map.analysis.redundancy import redundancy
from stakeholder_map.plan.joining import join, part
from stakeholder_map.snapshot import Snapshot
from stakeholder_map.store import Facts
from stakeholder_map.store.edits import Edit

from .facts import TODAY, two_sides
from .thorough import examples

OURS, THEIRS = ("Ana", "Bea", "Cat"), ("Xan", "Yves", "Zoe")
PAIRS = [(a, b) for a in OURS for b in THEIRS] + [("Xan", "Yves"), ("Ana", "Bea"), ("Xan", "Zoe")]


def facts_of(pairs: list[tuple[str, str]], days: list[int], representatives: list[str]) -> Facts:
    """Two sides of three, with relationships of different ages, and who represents them."""
    world = two_sides()
    for (a, b), age in zip(pairs, days, strict=False):
        world.met(a, b, TODAY - timedelta(days=age)) if age else world.knows(a, b)
    for who in representatives:
        world.tie("REPRESENTS", who, "joint", on_behalf_of="us" if who in OURS else "acme")
    batch = world.batch()
    return Facts([(n.label, {**n.props, "key": n.key, "source": "test"}) for n in batch.nodes],
                 [(t.type, t.start_label, t.start, t.end_label, t.end, {**t.props, "key": t.key, "source": "test"})
                  for t in batch.ties])


def after(facts: Facts, keep: str, other: str) -> tuple[Facts, list[Edit]]:
    """The facts as a merge leaves them: all ties of the one who goes are taken out, those of `rows` written."""
    work = join(facts, keep, other)
    nodes = [(label, props) for label, props in facts.nodes if props["key"] != other]
    nodes += [("Alias", row["props"]) for row in work.rows["alias"]]
    ends = {tie[5]["key"]: (tie[0], tie[1], tie[3]) for tie in facts.ties}
    ties = [tie for tie in facts.ties if other not in (tie[2], tie[4])]
    for name, rows in work.rows.items():
        for row in rows if name != "alias" else ():
            kind, a, b = ends.get(row["key"], ("SAME_AS", "Alias", "Person"))
            ties.append((kind, a, row["start"], b, row["end"], row["props"]))
    return Facts(nodes, ties), work.edits


def numbers(facts: Facts, on: date = TODAY) -> list[tuple[int, int]]:
    rows = redundancy(Snapshot.of_facts(facts.nodes, facts.ties, on))
    return [(row.kappa or 0, row.kappa_confirmed or 0) for row in rows]


def by_key(facts: Facts) -> dict[tuple[str, str], tuple[str, str, dict[str, Any]]]:
    return {(tie[0], tie[5]["key"]): (tie[2], tie[4], tie[5]) for tie in facts.ties}


worlds = st.builds(
    facts_of, st.lists(st.sampled_from(PAIRS), unique=True, max_size=9),
    st.lists(st.sampled_from([0, 1, 200, 700]), min_size=9, max_size=9),
    st.lists(st.sampled_from(OURS + THEIRS), unique=True, max_size=3))


@settings(max_examples=examples(150))
@given(worlds, st.sampled_from([("Xan", "Yves"), ("Zoe", "Xan"), ("Ana", "Bea"), ("Cat", "Ana")]))
def test_a_merge_never_raises_the_redundancy(facts: Facts, pair: tuple[str, str]) -> None:
    joined, _ = after(facts, *pair)
    for before, now in zip(numbers(facts), numbers(joined), strict=True):
        assert all(a >= b for a, b in zip(before, now, strict=True)), (before, now)


@settings(max_examples=examples(150))
@given(worlds, st.sampled_from([("Xan", "Yves"), ("Ana", "Bea"), ("Ana", "Xan")]))
def test_taking_apart_gives_the_same_facts_again(facts: Facts, pair: tuple[str, str]) -> None:
    keep, other = pair
    joined, record = after(facts, keep, other)
    work = part(joined, other, record)
    gone = {(kind, key) for (_, kind), keys in work.cut.items() for key in keys}
    gone |= {("SAME_AS", f"test:SAME_AS:{other}>{keep}")}
    ties = {at: tie for at, tie in by_key(joined).items() if at not in gone}
    kinds = {tie[5]["key"]: tie[0] for tie in facts.ties}
    for name, rows in work.rows.items():
        ties.update({(kinds[row["key"]], row["key"]): (row["start"], row["end"], row["props"])
                     for row in rows if name != "person"})
    assert ties == by_key(facts)
    assert work.rows["person"][0]["props"] == next(props for _, props in facts.nodes if props["key"] == other)


def test_a_second_record_is_a_second_channel_until_it_is_merged() -> None:
    facts = facts_of([("Ana", "Xan"), ("Bea", "Yves")], [1, 1], [])
    assert numbers(facts)[0][0] == 2
    assert numbers(after(facts, "Xan", "Yves")[0])[0][0] == 1


def test_what_two_records_of_one_person_say_adds_up() -> None:
    """Each of two meetings is too old to count; two meetings with one person are not."""
    facts = facts_of([("Ana", "Xan"), ("Ana", "Yves")], [450, 470], [])
    assert numbers(facts)[0][0] == 0
    assert numbers(after(facts, "Xan", "Yves")[0])[0][0] == 1
