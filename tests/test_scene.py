"""The scene, the view of it, and the places: what the map can show, without drawing anything."""

from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import combinations

import pytest

from stakeholder_map.analysis.redundancy import redundancy
from stakeholder_map.analysis.ties import ties
from stakeholder_map.maps.composing import scene
from stakeholder_map.maps.details import details
from stakeholder_map.maps.drawing import place
from stakeholder_map.maps.layout import FLATNESS, LONE
from stakeholder_map.maps.scene import Scene
from stakeholder_map.maps.twin import item_rows, link_rows
from stakeholder_map.maps.view import View, shown
from stakeholder_map.snapshot import Snapshot
from stakeholder_map.ui.portfolio import Row, enough, portfolio

from .facts import TODAY, World

LONG_AGO = TODAY - timedelta(days=1500)


def seen(snapshot: Snapshot) -> Scene:
    return scene(snapshot, ties(snapshot), redundancy(snapshot))


def rows(snapshot: Snapshot) -> dict[str, Row]:
    return {row.name: row for row in portfolio(redundancy(snapshot), ties(snapshot))}


def town() -> World:
    """Us and three partners: acme hangs on Ana, bay is well held, cove is not known."""
    world = World().organisation("us", ours=True)
    for organisation in ("acme", "bay", "cove"):
        world.organisation(organisation, kind="charity" if organisation == "bay" else "company")
    for name in ("Ana", "Bea"):
        world.person(name, "us")
    for name, organisation in (("Xan", "acme"), ("Yves", "acme"), ("Zoe", "bay"), ("Will", "bay"), ("Vi", "cove")):
        world.person(name, organisation)
    return world.met("Ana", "Xan").met("Ana", "Yves", LONG_AGO).met("Ana", "Zoe").met("Bea", "Will")


def keys(part: Scene) -> set[str]:
    return set(part.items)


def test_every_item_has_its_kind_home_and_verdict() -> None:
    found = seen(town().snapshot()).items

    assert {key: item.kind for key, item in found.items()} == {
        "us": "ours", "acme": "organisation", "bay": "organisation", "cove": "organisation", "Ana": "colleague",
        "Bea": "colleague", "Xan": "contact", "Yves": "contact", "Zoe": "contact", "Will": "contact", "Vi": "contact",
    }
    assert {key: found[key].verdict for key in ("acme", "bay", "cove")} == {
        "acme": "fail", "bay": "pass", "cove": "unknown",
    }
    assert found["Xan"].home == "acme"
    assert found["Ana"].sole
    assert not found["Bea"].sole


def test_a_relationship_keeps_its_best_state_and_who_left_comes_only_on_demand() -> None:
    world = town().person("Ugo", "bay", until=TODAY - timedelta(days=9)).met("Bea", "Ugo", TODAY - timedelta(days=20))
    found = seen(world.snapshot())

    states = {(link.start, link.end): link.state for link in found.links if link.relation == "knows"}
    assert states["Ana", "Xan"] == "live"
    assert states["Ana", "Yves"] == "lapsed"
    assert states["Bea", "Ugo"] == "ended"
    assert "Ugo" not in keys(shown(found, View()).scene)
    assert "Ugo" in keys(shown(found, View(ended=True)).scene)


def test_restricted_people_are_nowhere() -> None:
    world = town().node("Person", "Rex", restricted=True).person("Rex", "acme").met("Bea", "Rex")
    found = seen(world.snapshot())

    assert "Rex" not in keys(found)
    assert all("Rex" not in (link.start, link.end) for link in found.links)


def test_somebody_who_only_represents_stands_at_that_organisation() -> None:
    world = town().node("Person", "Pia").partnership("joint", "us", "cove")
    world.tie("REPRESENTS", "Pia", "joint", on_behalf_of="cove")

    assert seen(world.snapshot()).items["Pia"].home == "cove"


def test_a_unit_and_a_title_are_told() -> None:
    world = town().node("Unit", "Gifts").tie("PART_OF", "Gifts", "bay").node("Post", "head", title="Head of Gifts")
    world.tie("IN", "head", "Gifts").node("Person", "Hal").tie("HOLDS", "Hal", "head")
    snapshot = world.snapshot()
    about = details(seen(snapshot), snapshot, redundancy(snapshot), "Hal")

    assert about.caption == "Contact · bay"
    assert about.lists[0] == ("Posts", (("Head of Gifts", "Gifts, bay"),))


def test_the_details_of_an_organisation_name_who_knows_whom() -> None:
    snapshot = town().snapshot()
    about = details(seen(snapshot), snapshot, redundancy(snapshot), "acme")

    assert (about.verdict, about.kappa) == ("fail", 1)
    assert "Ana" in about.paragraphs[0]
    known = dict(about.lists)["Who knows whom (2)"]
    assert known[0] == ("Ana – Xan", "━ In touch, last contact 30 June 2026")
    assert known[1][0] == "Ana – Yves"


def test_filters_keep_the_colleagues_who_belong_to_what_is_left() -> None:
    found = seen(town().snapshot())

    assert keys(shown(found, View(sectors=frozenset({"charity"}))).scene) == {"bay", "Zoe", "Will", "Ana", "Bea"}
    assert keys(shown(found, View(verdicts=frozenset({"fail"}))).scene) == {"acme", "Xan", "Yves", "Ana"}
    assert keys(shown(found, View(verdicts=frozenset({"severed"}))).scene) == set()


@pytest.mark.parametrize(("centre", "steps", "expected"), [
    ("acme", 1, {"acme", "Xan", "Yves"}),
    ("acme", 2, {"acme", "Xan", "Yves", "Ana"}),
    ("Bea", 1, {"Bea", "Will"}),
    ("Bea", 2, {"Bea", "Will", "bay"}),
    ("cove", 3, {"cove", "Vi"}),
])
def test_surroundings_are_counted_in_steps(centre: str, steps: int, expected: set[str]) -> None:
    assert keys(shown(seen(town().snapshot()), View(around=centre, steps=steps)).scene) == expected


def test_too_much_is_folded_into_organisations_and_nothing_is_lost() -> None:
    found = seen(town().snapshot())
    all_of_it, folded, bare = shown(found, View()), shown(found, View(), most=7), shown(found, View(), most=4)

    assert (all_of_it.level, folded.level, bare.level) == ("everybody", "folded", "organisations")
    assert keys(folded.scene) == {"us", "acme", "bay", "cove", "Ana", "Bea"}
    assert folded.hidden == 5
    assert keys(bare.scene) == {"us", "acme", "bay", "cove"}
    assert bare.hidden == 7
    for part in (all_of_it, folded, bare):
        assert sum(link.count for link in part.scene.links if link.relation == "knows") == 4
    assert "5 people are folded" in folded.status
    assert shown(found, View(), most=2).left_out == 2


def test_the_table_twin_holds_exactly_what_is_drawn() -> None:
    part = shown(seen(town().snapshot()), View(verdicts=frozenset({"fail"}))).scene

    assert [key for key, _ in item_rows(part)] == ["Ana", "Xan", "Yves", "acme"]
    assert [key for key, _ in item_rows(part, first=["Yves"])][:3] == ["Yves", "Ana", "acme"]
    assert ("Ana", "Xan", "acme", "In touch", TODAY) in link_rows(part)
    assert ("Colleague", "Contact", "acme", "In touch", TODAY) in link_rows(part, hide_names=True)


def test_places_keep_people_apart_and_are_the_same_every_time() -> None:
    world = World().organisation("us", ours=True)
    for number in range(20):
        world.person(f"ours{number}", "us")
    for number in range(20):
        world.organisation(f"o{number}")
        for person in range(number):
            name = f"p{number}.{person}"
            world.person(name, f"o{number}").met(f"ours{(number * 7 + person) % 20}", name)
    found = seen(world.snapshot())
    places = place(found)

    assert place(found) == places
    closest = min(math.hypot(a[0] - b[0], (a[1] - b[1]) / FLATNESS) for a, b in combinations(places.values(), 2))
    assert closest > LONE


def test_a_part_of_the_map_keeps_its_arrangement() -> None:
    world = World().organisation("us", ours=True)
    for number in range(12):
        world.person(f"ours{number}", "us")
    for number in range(12):
        world.organisation(f"o{number}").person(f"p{number}", f"o{number}")
        world.met(f"ours{number}", f"p{number}").met(f"ours{(number + 1) % 12}", f"p{number}")
    found = seen(world.snapshot())
    everything = place(found)
    part = found.only({"o1", "o4", "o8", "p1", "p4", "p8"})
    there = place(part, everything)

    assert place(found, everything) == everything
    for one, other in combinations(("o1", "o4", "o8"), 2):
        before, after = (
            math.atan2((where[other][1] - where[one][1]) / FLATNESS, where[other][0] - where[one][0])
            for where in (everything, there)
        )
        assert math.cos(before - after) > 0.9


def test_the_list_says_why_through_whom_and_since_when() -> None:
    acme = rows(town().snapshot())["acme"]

    assert acme.word.label == "Hangs on one person"
    assert acme.sole == ("Ana (our side)", "Xan (acme)")
    assert acme.last_contact == TODAY
    assert not acme.by_leavers
    assert rows(town().snapshot())["cove"].last_contact is None


def test_the_last_contact_is_with_the_organisation_that_decides() -> None:
    world = World().organisation("us", ours=True).organisation("acme").organisation("bay")
    world.person("Ana", "us").person("Bea", "us").person("Xan", "acme").person("Yves", "acme").person("Zoe", "bay")
    world.met("Ana", "Xan").met("Bea", "Yves").met("Ana", "Zoe", TODAY - timedelta(days=100))
    row = rows(world.partnership("joint", "us", "acme", "bay", needed=2).snapshot())["joint"]

    assert row.verdict == "fail"
    assert row.focus == "bay"
    assert row.last_contact == TODAY - timedelta(days=100)
    assert row.sole == ("Ana (our side)", "Zoe (bay)")


def test_one_person_who_is_enough_is_said_to_be_enough() -> None:
    world = town().partnership("loose", "us", "acme", degree="networking")
    found = rows(world.snapshot())

    assert found["loose"].word.label == "One is enough here"
    assert enough(list(found.values())) == "For 1 of them one is enough."
    assert enough([]) == ""


def test_nothing_gives_nothing() -> None:
    found = seen(World().snapshot(date(2026, 1, 1)))

    assert shown(found, View()).status == "0 organisations, 0 relationships."
    assert place(found) == {}
