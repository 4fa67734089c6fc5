"""The store and the answers about it, kept between visits for as long as the store does not change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from ..analysis.answers import Redundancy
from ..analysis.redundancy import redundancy
from ..analysis.ties import TieState, ties
from ..maps.composing import scene
from ..maps.layout import Point
from ..maps.scene import Scene
from ..maps.view import View, shown
from ..settings import load
from ..snapshot import Snapshot
from ..store import Answer, Store
from ..store.ledger import Import


@dataclass(frozen=True)
class Answers:
    """What the analysis says about one store on one day. Shared by all visitors: never change it."""

    snapshot: Snapshot
    redundancy: tuple[Redundancy, ...]
    ties: tuple[TieState, ...]
    scene: Scene


def answers(on: date) -> Answers:
    """The answers on a day, worked out once for each state of the store. Raises StoreError when it does not answer."""
    place, version = _state()
    return _answers(place, version, on, load().values.half_life)


def anchors(on: date) -> dict[str, Point]:
    """Where organisations and our people stand when everything is drawn, so that filters do not reshuffle them."""
    place, version = _state()
    return _anchors(place, version, on, load().values.half_life)


def snapshot(on: date) -> Snapshot:
    """Everything that is stored and may be seen, on a day."""
    return _snapshot(*_state()).at(on)


def asked(name: str, values: Mapping[str, object]) -> Answer:
    """The answer to a question of the library. Raises StakeholderMapError."""
    return _asked(*_state(), name, tuple(sorted(values.items())), False)


def asked_freely(typed: str, values: Mapping[str, object]) -> Answer:
    """The answer to a free question. Raises StakeholderMapError."""
    return _asked(*_state(), typed, tuple(sorted(values.items())), True)


def unfinished() -> Import | None:
    """The import that stopped half way, if there is one: the store holds only some of its facts."""
    return _chosen().unfinished()


def _state() -> tuple[str, int]:
    """The place of the store and the version of its ledger: together they name what it holds."""
    store = _chosen()
    return store.place, store.version()


def _chosen() -> Store:
    values = load().values
    return _store(values.store, values.user, values.database)


# Everything that a result depends on is an argument without a leading underscore and so part of its key.


@st.cache_resource(show_spinner="Opening the store…")
def _store(place: str, user: str | None, database: str | None) -> Store:
    return Store.open(place, user=user, password=load().password(), database=database)


@st.cache_resource(max_entries=2, show_spinner="Reading the store…")
def _snapshot(place: str, version: int) -> Snapshot:  # noqa: ARG001 - they are the key
    return Snapshot.read(_chosen(), date.today())


@st.cache_resource(max_entries=6, show_spinner="Working out who knows whom…")
def _answers(place: str, version: int, on: date, half_life: float) -> Answers:
    snapshot = _snapshot(place, version).at(on)
    judged, known = redundancy(snapshot, half_life), ties(snapshot, half_life)
    return Answers(snapshot, tuple(judged), tuple(known), scene(snapshot, known, judged))


@st.cache_data(max_entries=6, show_spinner="Arranging the map…")
def _anchors(place: str, version: int, on: date, half_life: float) -> dict[str, Point]:
    from ..maps.drawing import place as arrange  # pyvis takes long to import, and only the map needs it

    return arrange(shown(_answers(place, version, on, half_life).scene, View()).scene)


@st.cache_data(max_entries=20, ttl=600, show_spinner="Looking for the answer…")
def _asked(  # the place and the version are there to be remembered by
    place: str,  # noqa: ARG001 - see above
    version: int,  # noqa: ARG001 - see above
    question: str,
    values: tuple[tuple[str, object], ...],
    free: bool,
) -> Answer:
    store = _chosen()
    return store.ask(question, None, **dict(values)) if free else store.run(question, None, **dict(values))
