"""A small portfolio in a real store for the tests of the explorer: one partnership for each verdict."""

from __future__ import annotations

from datetime import date, timedelta

from stakeholder_map.plan import apply, plan
from stakeholder_map.store import Store

from .engines import Engine
from .facts import World
from .hostile import NAMES

TODAY = date.today()
LONG_AGO = TODAY - timedelta(days=1500)
RECENTLY = TODAY - timedelta(days=10)


def world() -> World:
    """Falcon Energy hangs on Omar; Harbour Trust is well held; nobody is left at Quay Homes; the rest is not known."""
    made = World().organisation("us", ours=True)
    for key, name in (("falcon", "Falcon Energy"), ("harbour", "Harbour Trust"), ("quay", "Quay Homes"),
                      ("mill", "Mill School"), ("dune", "Dune Radio")):
        made.node("Organisation", key, name=name, ours=False, kind="company" if key == "falcon" else "charity")
    made.person("Omar Garcia", "us").person("Priya Patel", "us")
    for person, organisation in (("Ada Weber", "falcon"), ("Ben Ito", "falcon"), ("Cy Novak", "harbour"),
                                 ("Di Rossi", "harbour"), ("Ed Sato", "quay"), ("Flo Kaya", "mill"),
                                 ("Gil Hansen", "dune"), ("Hal Xu", "dune")):
        made.person(person, organisation)
    made.met("Omar Garcia", "Ada Weber", RECENTLY).met("Omar Garcia", "Ben Ito", RECENTLY)
    made.met("Omar Garcia", "Cy Novak", RECENTLY).met("Priya Patel", "Di Rossi", RECENTLY)
    made.met("Priya Patel", "Ed Sato", LONG_AGO)
    return made.knows("Omar Garcia", "Gil Hansen").knows("Priya Patel", "Hal Xu")


def hostile(made: World) -> World:
    """Adds people, organisations and a partnership whose names try something."""
    for number, name in enumerate(NAMES):
        made.node("Organisation", f"evil{number}", name=name, ours=False, kind=name)
        made.node("Person", f"mallory{number}", name=name).person(f"mallory{number}", f"evil{number}")
        made.node("Post", f"title{number}", title=name).tie("IN", f"title{number}", f"evil{number}")
        made.tie("HOLDS", f"mallory{number}", f"title{number}").met("Omar Garcia", f"mallory{number}", RECENTLY)
        made.partnership(f"plot{number}", "us", f"evil{number}", degree="coordination")
        made.nodes[f"plot{number}"].props["name"] = name  # type: ignore[index]
    return made


def fill(engine: Engine, made: World) -> None:
    """Makes an engine hold exactly this world."""
    engine.empty()
    with Store.open(engine.place, **engine.account) as store:
        store.prepare()
        apply(store, plan(store, made.batch(), as_of=TODAY))
