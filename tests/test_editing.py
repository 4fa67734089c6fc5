"""Edits by hand on every engine: nothing is overwritten unseen, and the loser is shown both versions."""

from __future__ import annotations

from datetime import date

import pytest

from stakeholder_map import queries
from stakeholder_map.batch import Batch
from stakeholder_map.errors import ConflictError, InputError
from stakeholder_map.model import NODES, TIES
from stakeholder_map.plan import apply, load_rows, plan
from stakeholder_map.plan.undo import undo
from stakeholder_map.store import Store
from stakeholder_map.store.editing import EditedError
from stakeholder_map.store.edits import Edit
from stakeholder_map.store.loading import MovedError

from .editing import contest, edit
from .engines import Engine
from .lists import knows, listed, person

DAY = date(2026, 1, 1)
ANA = "crm:ana"


@pytest.fixture
def filled(store: Store) -> Store:
    """Ana, Bo, and that they know each other."""
    load(store, listed(person("ana"), person("bo"), knows("ana", "bo")))
    return store


def load(store: Store, batch: Batch) -> None:
    apply(store, plan(store, batch, as_of=DAY), who="importer")


def stored(store: Store, key: str) -> dict[str, object]:
    facts = store.facts()
    return next(p for p in [*(props for _, props in facts.nodes), *(tie[5] for tie in facts.ties)] if p["key"] == key)


def test_an_edit_is_stored_with_who_when_and_what(filled: Store) -> None:
    version = filled.version()
    entry = filled.edit(edit(ANA, None, "01632 960001"), who="Cy")
    assert stored(filled, ANA)["phone"] == "01632 960001"
    assert stored(filled, ANA)["seen"] == entry.key
    assert "lock" not in stored(filled, ANA)
    assert filled.version() == version + 1
    latest = filled.imports()[0]
    assert (latest.key, latest.who, latest.status, latest.source) == (entry.key, "Cy", "edit", "crm")
    assert [(e.before, e.after) for e in filled.edits(entry.key)] == [({"phone": None}, {"phone": "01632 960001"})]


def test_a_tie_is_edited_too(filled: Store) -> None:
    tie = next(t for t in filled.facts().ties if t[0] == "KNOWS")
    filled.edit(Edit("changed", "knows-person-person", tie[5]["key"], {"strength": None, "last_contact": None},
                     {"strength": 4, "last_contact": DAY}, (tie[2], tie[4])))
    assert stored(filled, tie[5]["key"])["strength"] == 4
    assert stored(filled, tie[5]["key"])["last_contact"] == DAY


def test_the_loser_sees_both_versions(filled: Store) -> None:
    filled.edit(edit(ANA, None, "1"), who="Cy")
    with pytest.raises(EditedError) as caught:
        filled.edit(edit(ANA, None, "2"), who="Di")
    error, = [caught.value]
    assert [(d.field, d.seen, d.now, d.wanted) for d in error.differences] == [("phone", None, "1", "2")]
    assert error.who == "Cy"
    assert error.when.startswith(f"{date.today():%Y-}")
    assert error.message.startswith("This was changed by Cy at ")
    assert "phone was empty when you looked, is '1' now, and you wanted '2'. Nothing was written." in error.message
    assert stored(filled, ANA)["phone"] == "1"
    assert len([entry for entry in filled.imports() if entry.status == "edit"]) == 1
    assert isinstance(error, ConflictError)


def test_edits_of_different_fields_follow_one_another(filled: Store) -> None:
    filled.edit(edit(ANA, None, "1"))
    filled.edit(Edit("changed", "person", ANA, {"email": None}, {"email": "ana@crm.example"}))
    assert (stored(filled, ANA)["phone"], stored(filled, ANA)["email"]) == ("1", "ana@crm.example")
    filled.edit(Edit("changed", "person", ANA, {"phone": "1"}, {"phone": None}))
    assert "phone" not in stored(filled, ANA)


def test_an_import_that_was_planned_before_does_not_overwrite_an_edit(filled: Store) -> None:
    made = plan(filled, listed(person("ana", phone="from the file")), as_of=DAY, closing="keep")
    rows = load_rows(made.changes, "x")
    filled.edit(edit(ANA, None, "by hand"))
    from stakeholder_map.store.ledger import Import
    from stakeholder_map.store.loading import Load

    with pytest.raises(MovedError):
        filled.load(Load(Import("crm", DAY, ()), made.version, rows))
    assert stored(filled, ANA)["phone"] == "by hand"


def test_taking_an_import_back_keeps_what_was_edited_since(filled: Store) -> None:
    load(filled, listed(person("ana", email="ana@crm.example"), person("bo"), knows("ana", "bo")))
    filled.edit(Edit("changed", "person", ANA, {"email": "ana@crm.example"}, {"email": "archer@crm.example"}))
    undo(filled)
    assert stored(filled, ANA)["email"] == "archer@crm.example"


@pytest.mark.parametrize(("wrong", "says"), [
    (Edit("changed", "robot", ANA, {}, {"name": "x"}), "nothing that can be changed"),
    (Edit("changed", "person", ANA, {"shoe": 1}, {"shoe": 2}), "'shoe' of 'person' cannot be changed"),
    (Edit("changed", "person", ANA, {}, {"name": "x"}), "'name' of 'person' cannot be changed"),
    (Edit("changed", "person", ANA, {"name": "Ana"}, {"name": 5}), "takes no int"),
    (Edit("changed", "person", ANA, {"key": ANA}, {"key": "crm:bo"}), "'key' of 'person' cannot be changed"),
])
def test_what_cannot_be_edited_is_refused(filled: Store, wrong: Edit, says: str) -> None:
    before = filled.digest()
    with pytest.raises(InputError, match=says):
        filled.edit(wrong)
    assert filled.digest() == before


def test_what_is_gone_is_not_made_anew(filled: Store) -> None:
    before = filled.digest()
    with pytest.raises(ConflictError, match="no longer in the store"):
        filled.edit(edit("crm:nobody", None, "1"))
    assert filled.digest() == before


def test_every_kind_of_fact_has_its_lock() -> None:
    kinds = {kind.label.lower() for kind in NODES.values()} | {kind.name for kind in TIES.values()}
    assert {query.name for query in queries.catalogue("edit")} == kinds


def test_editors_at_the_same_time_lose_nothing(filled: Store, engine: Engine) -> None:
    def opened() -> Store:
        return Store.open(engine.place, **engine.account)

    found = contest(opened, [ANA, "crm:bo"], editors=4, edits=15)
    assert found.acknowledged + found.conflicts == 60
    assert found.acknowledged == found.stored
    assert found.conflicts > 0
    assert found.broken == 0
