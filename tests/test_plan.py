"""What an import does: new, changed, closed and unchanged facts, spells, contacts, extracts, and races."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from threading import Thread
from typing import Any

import pytest

from stakeholder_map.batch import Batch, Node, Problem, Tie
from stakeholder_map.errors import ExtractError, InputError
from stakeholder_map.plan import Closing, Plan, apply, plan
from stakeholder_map.plan.checks import asks
from stakeholder_map.snapshot import in_force
from stakeholder_map.store import Store

from .lists import crowd, knows, listed, person

ANA, BO, CY = person("ana"), person("bo"), person("cy")
JANUARY, FEBRUARY, MARCH, APRIL = (date(2026, month, 1) for month in (1, 2, 3, 4))
DAY = timedelta(days=1)


def load(store: Store, batch: Batch, as_of: date = JANUARY, closing: Closing = "close") -> Plan:
    made = plan(store, batch, as_of=as_of, closing=closing)
    apply(store, made)
    return made


def done(made: Plan) -> dict[str, int]:
    """How many facts of all kinds are created, changed, closed; zeros left out."""
    total: dict[str, int] = {}
    for counts in made.counts.values():
        for doing, count in counts.items():
            if count:
                total[doing] = total.get(doing, 0) + count
    return total


def spells(store: Store, kind: str = "KNOWS") -> list[dict[str, Any]]:
    found = [props for type_, _, _, _, _, props in store.facts().ties if type_ == kind]
    return sorted(found, key=lambda props: str(props["key"]))


def known_on(store: Store, on: date) -> set[tuple[str, str]]:
    """Pairs of people who know each other on a day."""
    return {(start, end) for kind, _, start, _, end, props in store.facts().ties
            if kind == "KNOWS" and in_force(props, on)}


def test_a_second_import_changes_nothing(store: Store) -> None:
    batch = crowd(20, 60, since=date(2020, 1, 1), partnerships=["crm:x"])
    assert done(load(store, batch)) == {"created": 80}
    before = store.digest()
    shuffled = list(batch.facts)
    random.Random(1).shuffle(shuffled)
    for again in (batch, replace(batch, facts=tuple(shuffled))):
        assert done(load(store, again)) == {"unchanged": 80}
    assert store.digest() == before
    assert len(store.imports()) == 3


def test_seen_is_the_import_that_said_it_last(store: Store) -> None:
    load(store, listed(ANA, BO, CY, knows("ana", "bo"), knows("bo", "cy")))
    load(store, listed(ANA, BO, knows("ana", "bo")), FEBRUARY)
    last, first = (entry.key for entry in store.imports())
    assert [spell["seen"] for spell in spells(store)] == [last, first]
    assert {props["name"]: props["seen"] for _, props in store.facts().nodes} == {"Ana": last, "Bo": last, "Cy": first}


def test_the_plan_says_what_differs_and_the_import_does_exactly_that(store: Store) -> None:
    load(store, listed(person("ana", email="ana@old.example", phone="1"), BO))
    before = store.digest()
    made = plan(store, listed(person("ana", email="ana@new.example", phone=None), BO, CY, knows("ana", "cy")),
                as_of=FEBRUARY)
    assert store.digest() == before
    assert done(made) == {"created": 2, "changed": 1, "unchanged": 1}
    change = made.examples("people", "changed")[0]
    assert made.name(change) == "Ana"
    assert made.name(made.examples("KNOWS", "created")[0]) == "Ana – Cy"
    assert change.before == {"email": "ana@old.example", "phone": "1"}
    assert change.after == {"email": "ana@new.example", "phone": None}
    apply(store, made)
    ana = next(props for _, props in store.facts().nodes if props["name"] == "Ana")
    assert ana["email"] == "ana@new.example"
    assert "phone" not in ana


def test_a_field_without_a_column_is_left_alone(store: Store) -> None:
    load(store, listed(person("ana", email="ana@old.example", languages=["en"])))
    assert done(load(store, listed(ANA), FEBRUARY)) == {"unchanged": 1}
    assert done(load(store, listed(person("ana", languages=[])), FEBRUARY)) == {"changed": 1}
    _, ana = store.facts().nodes[0]
    assert ana["email"] == "ana@old.example"
    assert "languages" not in ana


def test_a_whole_date_takes_the_written_text_of_a_partial_one_away(store: Store) -> None:
    load(store, listed(ANA, BO, knows("ana", "bo", since=date(2015, 1, 1), since_text="2015")))
    load(store, listed(ANA, BO, knows("ana", "bo", since=date(2015, 6, 1))), FEBRUARY)
    assert spells(store)[0]["since"] == date(2015, 6, 1)
    assert "since_text" not in spells(store)[0]


def test_what_the_source_no_longer_says_ends_the_day_before(store: Store) -> None:
    load(store, listed(ANA, BO, CY, knows("ana", "bo"), knows("bo", "cy", until=date(2027, 1, 1), until_text="2027")))
    made = load(store, listed(ANA, BO, knows("ana", "bo")), FEBRUARY)
    assert done(made) == {"closed": 1, "unchanged": 3}
    assert known_on(store, FEBRUARY - DAY) == {("crm:ana", "crm:bo"), ("crm:bo", "crm:cy")}
    assert known_on(store, FEBRUARY) == {("crm:ana", "crm:bo")}
    assert "until_text" not in spells(store)[1]


def test_an_end_that_is_over_stays(store: Store) -> None:
    load(store, listed(ANA, BO, knows("ana", "bo", until=date(2025, 5, 5))))
    assert done(load(store, listed(ANA, BO), FEBRUARY)) == {"unchanged": 2}
    assert spells(store)[0]["until"] == date(2025, 5, 5)


def test_only_the_sheets_of_the_file_and_its_source_are_closed(store: Store) -> None:
    load(store, listed(ANA, BO, knows("ana", "bo")))
    load(store, listed(person("dee", "hr"), person("eve", "hr"), knows("dee", "eve", "hr"), source="hr"))
    load(store, listed(ANA, BO, sheets={"people"}), FEBRUARY)
    load(store, listed(ANA, BO), FEBRUARY, closing="keep")
    assert len(known_on(store, MARCH)) == 2
    load(store, listed(ANA, BO), FEBRUARY)
    assert known_on(store, MARCH) == {("hr:dee", "hr:eve")}


def test_events_people_and_organisations_never_end(store: Store) -> None:
    meeting = Node("Interaction", "crm:m1", {"on": JANUARY}, "interactions")
    there = Tie("TOOK_PART", "crm:TOOK_PART:ana>m1", "Person", "crm:ana", "Interaction", "crm:m1", {}, "interactions")
    acme = Node("Organisation", "crm:acme", {"name": "Acme"}, "organisations")
    sheets = {"people", "organisations", "interactions"}
    load(store, listed(ANA, acme, meeting, there, sheets=sheets))
    assert done(load(store, listed(sheets=sheets), FEBRUARY)) == {}


def test_a_post_ends_and_is_said_again(store: Store) -> None:
    post = Node("Post", "crm:chair", {"title": "Chair"}, "posts")
    load(store, listed(post, sheets={"posts"}))
    load(store, listed(sheets={"posts"}), MARCH)
    assert store.facts().nodes[0][1]["until"] == MARCH - DAY
    load(store, listed(post, sheets={"posts"}), APRIL)
    assert "until" not in store.facts().nodes[0][1]
    assert "absent" not in store.facts().nodes[0][1]


def test_a_partnership_no_longer_said_loses_its_members(store: Store) -> None:
    acme = Node("Organisation", "crm:acme", {"name": "Acme"}, "organisations")
    joint = Node("Partnership", "crm:joint", {"name": "Joint"}, "partnerships")
    member = Tie("MEMBER_OF", "crm:MEMBER_OF:acme>joint", "Organisation", "crm:acme", "Partnership", "crm:joint",
                 {"participation": "core"}, "members")
    load(store, listed(acme, joint, member, sheets={"organisations", "partnerships", "members"}))
    assert done(load(store, listed(acme, sheets={"organisations", "partnerships"}), FEBRUARY)) == {
        "closed": 1, "unchanged": 1}
    assert spells(store, "MEMBER_OF")[0]["until"] == FEBRUARY - DAY


def test_nothing_of_a_sheet_with_rejected_rows_is_closed(store: Store) -> None:
    load(store, listed(ANA, BO, knows("ana", "bo")))
    problem = Problem("no such date", file="contacts of today.xlsx, sheet ties", line=2)
    wrong = replace(listed(ANA, BO), problems=(problem,), rejects=({"from": "ana", "_sheet": "ties"},))
    made = load(store, wrong, FEBRUARY)
    assert (done(made), made.withheld) == ({"unchanged": 2}, frozenset({"ties"}))
    elsewhere = replace(wrong, rejects=({"_sheet": "people"},))
    assert done(plan(store, elsewhere, as_of=FEBRUARY, closing="close")) == {"closed": 1, "unchanged": 2}
    unknown = replace(wrong, rejects=())
    assert load(store, unknown, FEBRUARY).withheld == {"ties"}
    everything = replace(listed(ANA, BO, knows("ana", "bo")), problems=(problem,))
    assert plan(store, everything, as_of=FEBRUARY).withheld == frozenset(), "there is nothing to close"
    note = replace(listed(ANA, BO), problems=(replace(problem, rejected=False),))
    assert done(load(store, note, FEBRUARY)) == {"closed": 1, "unchanged": 2}


# Spells


def test_said_silent_said_again_are_two_spells(store: Store) -> None:
    both = listed(ANA, BO, knows("ana", "bo", since=date(2015, 1, 1), last_contact=date(2025, 12, 1)))
    for as_of, batch in ((JANUARY, both), (FEBRUARY, listed(ANA, BO)), (MARCH, both), (APRIL, both)):
        load(store, batch, as_of)
    assert [(spell["key"], spell["since"], spell.get("until")) for spell in spells(store)] == [
        ("crm:KNOWS:ana>bo", date(2015, 1, 1), FEBRUARY - DAY), ("crm:KNOWS:ana>bo#2", MARCH, None)]
    known = {on: bool(known_on(store, on)) for on in (JANUARY, FEBRUARY - DAY, FEBRUARY, MARCH - DAY, MARCH, APRIL)}
    assert known == {JANUARY: True, FEBRUARY - DAY: True, FEBRUARY: False, MARCH - DAY: False, MARCH: True, APRIL: True}
    assert done(plan(store, both, as_of=APRIL)) == {"unchanged": 3}
    load(store, listed(ANA, BO), APRIL + DAY)
    load(store, both, date(2026, 5, 1))
    assert [spell["key"][-2:] for spell in spells(store)] == ["bo", "#2", "#3"]


def test_a_mistake_of_the_same_day_leaves_no_trace(store: Store) -> None:
    both = listed(ANA, BO, knows("ana", "bo"))
    load(store, both)
    before = store.digest()
    load(store, listed(ANA, BO), FEBRUARY)
    assert done(load(store, both, FEBRUARY)) == {"changed": 1, "unchanged": 2}
    assert store.digest() == before


def test_the_file_says_when_it_began_anew(store: Store) -> None:
    load(store, listed(ANA, BO, knows("ana", "bo")))
    load(store, listed(ANA, BO), FEBRUARY)
    load(store, listed(ANA, BO, knows("ana", "bo")), APRIL)
    load(store, listed(ANA, BO, knows("ana", "bo", since=MARCH)), APRIL)
    assert [(spell.get("since"), spell.get("until")) for spell in spells(store)] == [
        (None, FEBRUARY - DAY), (MARCH, None)]


def test_the_file_says_when_it_really_ended(store: Store) -> None:
    load(store, listed(ANA, BO, knows("ana", "bo", since=None, until=None)))
    load(store, listed(ANA, BO), MARCH)
    ended = listed(ANA, BO, knows("ana", "bo", since=None, until=date(2026, 1, 15)))
    assert done(load(store, ended, APRIL)) == {"changed": 1, "unchanged": 2}
    assert spells(store)[0]["until"] == date(2026, 1, 15)
    assert "absent" not in spells(store)[0]


def test_a_later_beginning_is_another_spell_and_a_corrected_one_is_not(store: Store) -> None:
    load(store, listed(ANA, BO, knows("ana", "bo", since=date(2015, 1, 1), until=date(2018, 1, 1))))
    load(store, listed(ANA, BO, knows("ana", "bo", since=date(2016, 1, 1), until=date(2018, 1, 1))))
    assert [spell["since"].year for spell in spells(store)] == [2016]
    load(store, listed(ANA, BO, knows("ana", "bo", since=date(2020, 1, 1), until=None)), FEBRUARY)
    assert [(spell["since"].year, spell.get("until")) for spell in spells(store)] == [
        (2016, date(2018, 1, 1)), (2020, None)]


def test_two_stated_spells_keep_their_keys_when_one_row_goes(store: Store) -> None:
    first = knows("ana", "bo", since=date(2015, 1, 1), until=date(2018, 1, 1))
    load(store, listed(ANA, BO, first, knows("ana", "bo", key="#2", since=date(2020, 1, 1))))
    before = store.digest()
    assert done(load(store, listed(ANA, BO, knows("ana", "bo", since=date(2020, 1, 1))), FEBRUARY)) == {"unchanged": 3}
    assert store.digest() == before


def test_parallel_ties_keep_apart_when_a_row_goes_or_comes(store: Store) -> None:
    """Two people know each other in two partnerships; the keys shift with the rows, the facts do not."""
    one = knows("ana", "bo", partnerships=["crm:one"], last_contact=JANUARY)
    two = knows("ana", "bo", key="#2", partnerships=["crm:two"], last_contact=date(2025, 5, 5))
    load(store, listed(ANA, BO, one, two))
    alone = knows("ana", "bo", partnerships=["crm:two"], last_contact=date(2025, 5, 5))
    assert done(load(store, listed(ANA, BO, alone), FEBRUARY)) == {"closed": 1, "unchanged": 3}
    assert [(s["partnerships"], s.get("until")) for s in spells(store)] == [
        (["crm:one"], FEBRUARY - DAY), (["crm:two"], None)]
    load(store, listed(ANA, BO, one, two), MARCH)
    assert [(s["partnerships"], s.get("since"), s.get("until")) for s in spells(store)] == [
        (["crm:one"], None, FEBRUARY - DAY), (["crm:two"], None, None), (["crm:one"], MARCH, None)]
    assert done(load(store, listed(ANA, BO, two, one), APRIL)) == {"unchanged": 4}


def test_an_older_file_closes_nothing_that_a_newer_one_says(store: Store) -> None:
    load(store, listed(ANA, BO, CY, knows("ana", "bo")), MARCH)
    with pytest.raises(InputError, match="of 2026-02-01, but one of 2026-03-01") as caught:
        plan(store, listed(ANA, BO, knows("bo", "ana")), as_of=FEBRUARY, closing="close")
    assert "--as-of" in caught.value.hint
    assert done(load(store, listed(ANA, BO), FEBRUARY, "keep")) == {"unchanged": 2}


def test_an_older_file_neither_changes_nor_adds_to_what_a_newer_one_says(store: Store) -> None:
    """Who stands in an older file only has ended since; nobody can tell on which day without reading it first."""
    known = knows("ana", "bo", strength=4, last_contact=JANUARY)
    load(store, listed(ANA, BO, CY, known), MARCH)
    before = store.digest()
    for older, says in (
        ([knows("ana", "bo", strength=2, last_contact=JANUARY)], "would change 1 of the facts"),
        ([known, knows("bo", "cy")], "would add 1 that it no longer has"),
        ([knows("ana", "bo", strength=2, last_contact=JANUARY), knows("bo", "cy")], "change 1 .* and add 1"),
    ):
        with pytest.raises(InputError, match=says) as caught:
            plan(store, listed(ANA, BO, CY, *older), as_of=FEBRUARY, closing="close")
        assert "--undo" in caught.value.hint
    assert store.digest() == before
    more = knows("ana", "bo", strength=4, last_contact=JANUARY, confirmed_on=JANUARY)
    assert done(load(store, listed(ANA, BO, CY, person("dee"), more), FEBRUARY)) == {
        "created": 1, "changed": 1, "unchanged": 3}


def test_an_older_file_does_not_bring_back_what_ended(store: Store) -> None:
    both = listed(ANA, BO, knows("ana", "bo"))
    load(store, both)
    load(store, listed(ANA, BO), MARCH)
    before = store.digest()
    assert done(load(store, both, FEBRUARY)) == {"unchanged": 3}
    assert store.digest() == before


def test_random_files_of_a_source_are_answered_as_they_were_said(store: Store) -> None:
    """Every file's day is answered as that file said it, except for what was only learned of later."""
    names, chance = ("ana", "bo", "cy", "dee"), random.Random(7)
    said: dict[date, set[tuple[str, str]]] = {}
    learned: dict[tuple[str, str], date] = {}
    for week in range(12):
        as_of = JANUARY + timedelta(weeks=week)
        pairs = {(a, b) for a in names for b in names if a < b and chance.random() < 0.5}
        facts = [knows(a, b, since=date(2020, 1, 1), last_contact=as_of) for a, b in pairs]
        load(store, listed(*map(person, names), *facts), as_of)
        said[as_of] = {(f"crm:{a}", f"crm:{b}") for a, b in pairs}
        for pair in said[as_of]:
            learned.setdefault(pair, as_of)
    assert {on: {pair for pair in known_on(store, on) if learned[pair] <= on} for on in said} == said
    assert len(spells(store)) > len(learned) > 3


# Days of contact


def contacts(store: Store) -> list[int]:
    return [day.day for day in spells(store)[0].get("contacts", [])]


def test_days_of_contact_are_kept_until_they_are_corrected(store: Store) -> None:
    def said(last: int | None, confirmed: int | None = None) -> list[int]:
        days: dict[str, Any] = {
            "last_contact": last and date(2026, 1, last),
            "confirmed_on": confirmed and date(2026, 1, confirmed),
        }
        load(store, listed(ANA, BO, knows("ana", "bo", **days)), FEBRUARY)
        return contacts(store)

    assert said(5) == [5]
    assert said(9) == [5, 9]
    assert said(9, 12) == [5, 9, 12]
    assert said(20, 12) == [5, 9, 12, 20]
    assert said(10, 12) == [5, 9, 10, 12]
    assert said(10, 12) == [5, 9, 10, 12]
    assert said(10, 3) == [3, 5, 9, 10]
    assert said(None, 3) == [3]
    load(store, listed(ANA, BO, knows("ana", "bo", strength=4)), FEBRUARY)
    assert contacts(store) == [3]
    assert said(None) == []
    assert said(7) == [7]
    assert said(9) == [7, 9]
    assert said(None) == [7]


# Questions and refusals


def test_more_than_a_tenth_asks_whether_it_is_an_extract(store: Store) -> None:
    load(store, crowd(20, 20))
    nearly = crowd(20, 20)
    assert done(plan(store, replace(nearly, facts=nearly.facts[:-2]), as_of=FEBRUARY)) == {"closed": 2, "unchanged": 38}
    with pytest.raises(ExtractError, match="3 of the 20 relationships that 'crm' stated before") as caught:
        plan(store, replace(nearly, facts=nearly.facts[:-3]), as_of=FEBRUARY)
    assert "Person 17 – Person 18" in caught.value.message
    assert all(option in caught.value.hint for option in ("--close", "--keep", "--source"))
    assert done(plan(store, replace(nearly, facts=nearly.facts[:-3]), as_of=FEBRUARY, closing="keep")) == {
        "unchanged": 37}


def test_what_ended_long_ago_does_not_count_for_the_tenth(store: Store) -> None:
    over = [knows(f"person {n}", f"person {n + 2}", until=date(2020, 1, 1)) for n in range(15)]
    crowded = crowd(20, 9)
    load(store, replace(crowded, facts=(*crowded.facts, *over)))
    with pytest.raises(ExtractError, match="2 of the 9 relationships"):
        plan(store, replace(crowded, facts=crowded.facts[:-2]), as_of=FEBRUARY)


def test_one_ending_in_a_short_list_does_not_ask(store: Store) -> None:
    short = crowd(20, 9)
    load(store, short)
    assert done(plan(store, replace(short, facts=short.facts[:-1]), as_of=FEBRUARY))["closed"] == 1


@pytest.mark.parametrize("before", range(1, 60))
def test_a_list_that_lost_half_asks_and_one_of_ten_or_more_asks_above_a_tenth(before: int) -> None:
    for closed in range(1, before + 1):
        if closed * 2 >= before:
            assert asks(closed, before)
        if before >= 10:
            assert asks(closed, before) == (closed > before / 10)
        elif closed > 1:
            assert asks(closed, before)
    assert asks(1, before) == (before < 3)


@pytest.mark.parametrize(("facts", "says"), [
    ([ANA, knows("ana", "bo")], "leads to 'crm:bo', which is not in the store"),
    ([ANA, person("ana", email="a@b.example"), person("ana", email="c@d.example")], "different values of 'email'"),
    ([replace(ANA, props={"name": "Ana", "n}) DETACH DELETE n //": 1})], "does not have"),
    ([replace(ANA, label="Person {x: 1}")], "of a kind that the store does not hold"),
    ([person("a" * 2000)], "An id is too long"),
])
def test_a_batch_that_does_not_fit_is_refused(store: Store, facts: list[Any], says: str) -> None:
    with pytest.raises(InputError, match=says):
        plan(store, listed(*facts), as_of=JANUARY)


def test_the_same_fact_twice_is_one(store: Store) -> None:
    load(store, listed(person("ana", email="a@b.example"), person("ana", phone="1"), BO, knows("ana", "bo"),
                       knows("ana", "bo", strength=4)))
    assert store.counts() == {"KNOWS": 1, "Person": 2}
    assert store.facts().nodes[0][1].items() >= {"email": "a@b.example", "phone": "1"}.items() or \
        store.facts().nodes[1][1].items() >= {"email": "a@b.example", "phone": "1"}.items()


def test_a_tie_may_lead_to_what_another_source_states(store: Store) -> None:
    load(store, listed(person("dee", "hr"), source="hr"))
    load(store, listed(ANA, Tie("KNOWS", "crm:KNOWS:ana>hr:dee", "Person", "crm:ana", "Person", "hr:dee", {}, "ties")))
    assert known_on(store, JANUARY) == {("crm:ana", "hr:dee")}


def test_a_thing_stays_with_the_sheet_that_says_it(store: Store) -> None:
    """A file with fewer sheets mentions a unit; that does not make the unit end when the mention goes."""
    unit = Node("Unit", "crm:field", {"name": "Field"}, "units")
    load(store, listed(ANA, unit, sheets={"people", "units"}))
    load(store, listed(ANA, replace(unit, sheet="people"), sheets={"people"}), FEBRUARY)
    assert done(load(store, listed(ANA, sheets={"people"}), MARCH)) == {"unchanged": 1}


# Races


def test_a_plan_made_before_somebody_elses_import_is_made_again(store: Store) -> None:
    mine = plan(store, listed(ANA, BO, knows("ana", "bo")), as_of=JANUARY)
    load(store, listed(ANA, CY, knows("ana", "cy")), closing="keep")
    summary = apply(store, replace(mine, closing="keep"))
    assert summary.counts["people"] == {"created": 1, "changed": 0, "closed": 0, "unchanged": 1}
    assert store.counts() == {"KNOWS": 2, "Person": 3}


def test_imports_at_the_same_time_wait_for_each_other(store: Store) -> None:
    """Eight importers of overlapping lists: every fact once, every import in the ledger, no error."""
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            names = [f"person {n}" for n in range(number, number + 30)]
            batch = listed(*map(person, names), *(knows(a, b) for a, b in pairwise(names)))
            load(store, batch, closing="keep")
        except BaseException as error:
            failures.append(error)

    threads = [Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert store.counts() == {"KNOWS": 36, "Person": 37}
    assert [entry.number for entry in store.imports()] == list(range(8, 0, -1))
