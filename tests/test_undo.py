"""Large imports in parts, going on with one that stopped half way, and taking imports back."""

from __future__ import annotations

import itertools
import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholder_map import plan as planning
from stakeholder_map.batch import Batch
from stakeholder_map.errors import ConflictError, InputError
from stakeholder_map.plan import Closing, Plan, apply, plan
from stakeholder_map.plan.undo import undo
from stakeholder_map.store import Store
from stakeholder_map.store.edits import Edit

from .lists import crowd, knows, listed, person
from .thorough import examples

JANUARY, FEBRUARY, MARCH = (date(2026, month, 1) for month in (1, 2, 3))
ANA, BO, CY = person("ana"), person("bo"), person("cy")


def load(store: Store, batch: Batch, as_of: date = JANUARY, closing: Closing = "close") -> Plan:
    made = plan(store, batch, as_of=as_of, closing=closing)
    apply(store, made)
    return made


class StoppedError(Exception):
    """Stands for anything that ends the program in the middle."""


def stop_after(store: Store, batch: Batch, facts: int, as_of: date = JANUARY) -> None:
    """Import until so many facts are written."""
    def stop(done: int, total: int) -> None:
        if done > facts:
            raise StoppedError

    with pytest.raises(StoppedError):
        apply(store, plan(store, batch, as_of=as_of, closing="close"), sha256="abc", progress=stop)


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of fifty facts instead of 50,000."""
    monkeypatch.setattr(planning, "MOST", 100)


def test_a_large_import_goes_in_parts_and_is_the_same(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = crowd(60, 100)
    monkeypatch.setattr(planning, "MOST", 160)
    load(store, batch)
    assert len(store.imports()) == 1
    whole = store.digest()
    undo(store)
    monkeypatch.setattr(planning, "MOST", 100)
    told: list[tuple[int, int]] = []
    summary = apply(store, plan(store, batch, as_of=JANUARY), progress=lambda *at: told.append(at))
    assert store.digest() == whole
    assert summary.counts["KNOWS"]["created"] == 100
    assert told == [(50, 160), (60, 160), (100, 160), (150, 160), (160, 160)]
    entries = [entry for entry in store.imports() if entry.status == "done"]
    assert [(entry.part, entry.parts) for entry in entries] == [(4, 4), (3, 4), (2, 4), (1, 4)]
    assert {entry.group for entry in entries} == {summary.entry.key}
    assert store.unfinished() is None


def test_half_an_import_is_said_and_can_be_finished(store: Store, small_parts: None) -> None:
    batch = crowd(60, 100)
    load(store, batch)
    whole = store.digest()
    undo(store)
    stop_after(store, batch, 100)
    assert store.counts() == {"KNOWS": 40, "Person": 60}
    half = store.unfinished()
    assert half is not None
    assert (half.source, half.part, half.parts) == ("crm", 1, 4)
    with pytest.raises(ConflictError, match="half an import of 'crm' of 2026-01-01") as caught:
        plan(store, listed(person("dee", "hr"), source="hr"), as_of=FEBRUARY)
    assert "--resume" in caught.value.hint
    made = plan(store, batch, as_of=MARCH, resume=True)
    assert made.as_of == JANUARY
    with pytest.raises(InputError, match="not the files"):
        apply(store, made, sha256="another")
    apply(store, made, sha256="abc")
    assert store.unfinished() is None
    assert store.digest() == whole


def test_closings_of_half_an_import_are_finished_too(store: Store, small_parts: None) -> None:
    """Half of what changed, ended and began again is in the store; going on gives what one go would have given."""
    files = [crowd(60, 100), crowd(60, 20, strength=2), crowd(60, 100, strength=4)]
    days = (JANUARY, FEBRUARY, MARCH)
    for batch, day in zip(files, days, strict=True):
        load(store, batch, day)
    whole = store.digest()
    for _ in files:
        undo(store)
    assert store.counts() == {}
    for batch, day in zip(files, days, strict=True):
        stop_after(store, batch, 60, day)
        apply(store, plan(store, batch, as_of=day, resume=True))
    assert store.digest() == whole


def test_half_an_import_can_be_taken_back(store: Store, small_parts: None) -> None:
    load(store, listed(person("person 1", phone="1"), person("zoe")))
    before = store.digest()
    stop_after(store, crowd(60, 100), 100, FEBRUARY)
    assert store.digest() != before
    undone = undo(store)
    assert (undone.removed, undone.kept) == (99, ())
    assert store.digest() == before
    assert store.unfinished() is None


def test_taking_back_half_an_import_can_itself_stop_half_way(store: Store, small_parts: None) -> None:
    load(store, crowd(60, 100))
    whole = store.digest()
    load(store, crowd(60, 100, strength=4), FEBRUARY)

    def stop(done: int, total: int) -> None:
        if len(store.imports()) > 9:
            raise StoppedError

    with pytest.raises(StoppedError):
        undo(store, progress=stop)
    assert store.unfinished() is not None
    undo(store)
    assert store.digest() == whole


def test_only_half_an_import_of_the_same_source_is_resumed(store: Store, small_parts: None) -> None:
    with pytest.raises(InputError, match="no half import"):
        plan(store, listed(ANA), as_of=JANUARY, resume=True)
    stop_after(store, crowd(60, 100), 100)
    with pytest.raises(InputError, match="one of 'crm', not of 'hr'"):
        plan(store, listed(person("dee", "hr"), source="hr"), as_of=JANUARY, resume=True)


def test_an_import_is_taken_back_with_what_it_changed_and_closed(store: Store) -> None:
    first = listed(person("ana", email="a@old.example"), BO, CY, knows("ana", "bo", strength=2), knows("bo", "cy"))
    load(store, first)
    before = store.digest()
    second = listed(person("ana", email="a@new.example", phone="1"), BO, person("dee"),
                    knows("ana", "bo", strength=None), knows("ana", "dee"))
    load(store, second, FEBRUARY)
    after = store.digest()
    undone = undo(store, who="somebody")
    assert (undone.removed, undone.restored, undone.kept) == (2, 3, ())
    assert store.digest() == before
    entry = store.imports()[0]
    assert (entry.status, entry.who, entry.undoes) == ("undo", "somebody", undone.entry.key)
    load(store, second, FEBRUARY)
    assert store.digest() == after


def test_imports_are_taken_back_one_after_the_other(store: Store) -> None:
    digests = [store.digest()]
    for number, as_of in enumerate((JANUARY, FEBRUARY, MARCH)):
        load(store, listed(person("ana", phone=str(number)), person(f"person {number}"), BO, knows("ana", "bo")), as_of)
        digests.append(store.digest())
    for digest in reversed(digests[:-1]):
        undo(store)
        assert store.digest() == digest
    with pytest.raises(InputError, match="no import that can be taken back"):
        undo(store)


def test_what_an_import_between_states_stays_when_those_around_it_are_taken_back(store: Store) -> None:
    """The last import to state a fact is taken back, then the one that made it: a third one still states it."""
    batch = listed(ANA, BO, knows("ana", "bo"))
    for as_of in (JANUARY, FEBRUARY, MARCH):
        load(store, batch, as_of)
    whole = store.digest()
    third, second, first = (entry.key for entry in store.imports())
    assert undo(store, third).kept == ()
    assert undo(store, first).kept == ("crm:KNOWS:ana>bo", "crm:ana", "crm:bo")
    assert store.digest() == whole
    assert undo(store, second).removed == 3
    assert store.counts() == {}


NAMES = ("ana", "bo", "cy")
LISTS = st.lists(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["1", "2", None]), max_size=3), min_size=2,
                 max_size=4)


@given(lists=LISTS, dice=st.randoms(use_true_random=False))
@settings(max_examples=examples(15))
def test_imports_taken_back_in_any_order_leave_what_was_there_before(
    store: Store, lists: list[dict[str, str | None]], dice: random.Random
) -> None:
    stay = dice.randrange(len(lists))
    _taken_back(store, lists, dice.sample(range(stay, len(lists)), len(lists) - stay))


@pytest.mark.parametrize(("lists", "order"), [
    ([{"ana": "1", "cy": "1"}, {"bo": "1"}, {"ana": "1", "bo": "1", "cy": "1"}], [2, 1]),  # one of them stays
    ([{"cy": "1"}, {"cy": "2", "ana": "1"}, {"cy": "2"}, {"cy": "2"}], [3, 1, 2]),  # a change waits for the last to go
])
def test_imports_taken_back_in_orders_that_once_went_wrong(
    store: Store, lists: list[dict[str, str | None]], order: list[int]
) -> None:
    _taken_back(store, lists, order)


def _taken_back(store: Store, lists: list[dict[str, str | None]], order: list[int]) -> None:
    """Import lists one after the other, take the last of them back in an order, and compare with what was there."""
    while store.counts():
        undo(store)
    digests, keys = [store.digest()], []
    for number, said in enumerate(lists):
        facts = [person(name, phone=phone) for name, phone in said.items()]
        ties = [knows(a, b, strength=2) for a, b in itertools.combinations(sorted(said), 2)]
        load(store, listed(*facts, *ties), JANUARY + timedelta(days=number))
        digests.append(store.digest())
        keys.append(store.imports()[0].key)
    for number in order:
        undo(store, keys[number])
    assert store.digest() == digests[min(order)]


def test_what_others_built_on_stays_and_is_named(store: Store) -> None:
    load(store, listed(ANA, person("bo", phone="1"), CY))
    load(store, listed(person("ana", phone="2"), person("bo", phone="2"), CY, person("dee"), person("eve")), FEBRUARY)
    second = store.imports()[0].key
    load(store, listed(person("ana", phone="3"), person("bo", phone="2"), person("dee"), sheets={"people"}), MARCH)
    load(store, listed(person("zoe", "hr"), knows("zoe", "zoe", "hr"), source="hr"))
    undone = undo(store, second)
    assert undone.kept == ("crm:ana", "crm:bo", "crm:dee")
    assert (undone.removed, undone.restored) == (1, 0)
    assert {props["key"]: props.get("phone") for _, props in store.facts("crm").nodes} == {
        "crm:ana": "3", "crm:bo": "2", "crm:cy": None, "crm:dee": None}


def test_what_was_edited_since_stays_and_is_named(store: Store) -> None:
    load(store, listed(ANA, person("cy", phone="1")))
    load(store, listed(ANA, BO, person("cy", phone="2"), person("dee")), FEBRUARY)
    store.edit(Edit("changed", "person", "crm:bo", {"phone": None}, {"phone": "5"}))
    store.edit(Edit("changed", "person", "crm:cy", {"phone": "2"}, {"phone": "6"}))
    undone = undo(store)
    assert undone.kept == ("crm:bo", "crm:cy")
    assert (undone.names["crm:bo"], undone.removed) == ("Bo", 1)
    assert {props["key"]: props.get("phone") for _, props in store.facts().nodes} == {
        "crm:ana": None, "crm:bo": "5", "crm:cy": "6"}


def test_a_person_to_whom_another_source_leads_stays(store: Store) -> None:
    load(store, listed(ANA, BO))
    tie = knows("ana", "bo")
    load(store, Batch("hr", (tie,), frozenset({"ties"})))
    undone = undo(store, store.imports("crm")[0].key)
    assert undone.kept == ("crm:ana", "crm:bo")
    assert store.counts() == {"KNOWS": 1, "Person": 2}


def test_only_an_import_can_be_taken_back(store: Store) -> None:
    load(store, listed(ANA))
    undo(store)
    for key, why in (("nothing", "no import with the ID"), (store.imports()[0].key, "no import that can be taken back"),
                     (store.imports()[1].key, "taken back already")):
        with pytest.raises(InputError, match=why):
            undo(store, key)
