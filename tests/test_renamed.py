"""Organisations that get another name: the same id stays the same one; without an id a note asks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stakeholder_map import importers
from stakeholder_map.batch import Batch
from stakeholder_map.plan.comparison import compare

from . import test_formats_civicrm as civicrm
from . import test_formats_dynamics as dynamics
from . import test_formats_hsds as hsds
from . import test_formats_hubspot as hubspot
from . import test_formats_popolo as popolo
from . import test_formats_salesforce as salesforce
from . import test_formats_three_sixty_giving as grants
from . import test_formats_w3c_org as w3c
from .importing import TODAY, directory, folder, read, said, stored

KUMU = "ID,Label,Type\ne1,Bay Council,Organisation\ne2,Ana Lee,Person\n"
LINES = "From,To,Type\ne2,e1,works at\n"
GRAPHML = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="l" for="node" attr.name="label"
 attr.type="string"/><key id="t" for="node" attr.name="type" attr.type="string"/><graph edgedefault="directed">
 <node id="n1"><data key="l">Bay Council</data><data key="t">Organisation</data></node>
 <node id="n2"><data key="l">Ana Lee</data><data key="t">Person</data></node>
 <edge source="n2" target="n1"/></graph></graphml>"""
FORMATS: dict[str, tuple[dict[str, str], str]] = {
    "hubspot": ({"all-contacts.csv": hubspot.CONTACTS, "all-companies.csv": hubspot.COMPANIES}, "Bay Council"),
    "salesforce": ({"Account.csv": salesforce.ACCOUNTS, "Contact.csv": salesforce.CONTACTS}, "Bay Council"),
    "dynamics": ({"accounts.csv": dynamics.ACCOUNTS, "contacts.csv": dynamics.CONTACTS}, "Bay Council"),
    "civicrm": ({"contacts.csv": civicrm.NEW, "relationships.csv": civicrm.RELATIONS}, "Bay Council"),
    "popolo": ({"people.json": json.dumps(popolo.WHOLE)}, "Northby Council"),
    "hsds": ({"data.json": json.dumps(hsds._nested())}, "Food Bank"),
    "w3c_org": ({"chart.ttl": w3c.CHART}, "Northby Council"),
    "three_sixty_giving": ({"grants.csv": grants.HEADER + grants.ROWS}, "Tide Fund"),
    "kumu": ({"elements.csv": KUMU, "connections.csv": LINES}, "Bay Council"),
    "network": ({"net.graphml": GRAPHML}, "Bay Council"),
    "plain": ({"organisations.csv": "id,name\nb,Bay Council\n", "people.csv": "id,name,organisation\n1,Ana Lee,b\n"},
              "Bay Council"),
}


def take(path: Path, files: dict[str, str], *known: Batch) -> Batch:
    path.mkdir()
    for name, text in files.items():
        (path / name).write_text(text, "utf-8")
    paths = [path] if len(files) > 1 else [path / name for name in files]
    return importers.read(paths, importers.Options(as_of=TODAY, ours=("Us",)), directory(*known))


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_id_with_another_name_is_the_same_organisation(tmp_path: Path, name: str) -> None:
    files, old = FORMATS[name]
    first = take(tmp_path / "first", files)
    (named,) = [n for n in first.nodes if n.label == "Organisation" and n.props["name"] == old]
    renamed = {file: text.replace(old, "Marsh House") for file, text in files.items()}
    later = take(tmp_path / "later", renamed, first)
    (same,) = [n for n in later.nodes if n.label == "Organisation" and n.props["name"] == "Marsh House"]
    assert same.key == named.key
    assert not said(later.problems, "another name")
    doings = {change.doing for change in compare(stored(first), later, TODAY).changes}
    assert doings <= {"changed", "unchanged"}, "nothing is made or ended by it"


OURS = "name,ours\nHarbour Trust,yes\n"
PEOPLE = "name,email,organisation\nAna Bell,ana@x.example,{a}\nCy Dow,cy@x.example,{b}\nDi Eze,di@x.example,{c}\n"


def roster(path: Path, *known: Batch, **where: str) -> Batch:
    names = sorted({*where.values()})
    made = folder(path, organisations=OURS + "".join(f"{name},no\n" for name in names), people=PEOPLE.format(**where))
    return importers.read([made], importers.Options(as_of=TODAY, source="club"), directory(*known))


OLD, NEW = "Northby Council", "North Shore Borough"


@pytest.mark.parametrize(("where", "asked"), [
    ((NEW, NEW, NEW), "3 of 3 people"),
    ((NEW, NEW, "Elsewhere"), "2 of 3 people"),
    ((NEW, "Elsewhere", "Another"), ""),
    ((NEW, NEW, OLD), ""),
    ((OLD, OLD, OLD), ""),
])
def test_a_new_name_with_the_same_people_asks(tmp_path: Path, where: tuple[str, ...], asked: str) -> None:
    first = roster(tmp_path / "a", a=OLD, b=OLD, c=OLD)
    later = roster(tmp_path / "b", first, **dict(zip("abc", where, strict=True)))
    notes = said(later.notes, "under another name")
    assert len(notes) == bool(asked)
    if asked:
        assert f"“{NEW}” is new, and {asked} known at “{OLD}”" in notes[0].message
        assert "organisations merge club:northby-council club:north-shore-borough" in notes[0].hint


def test_the_people_may_be_known_from_another_list(tmp_path: Path) -> None:
    """An organisation that this list took over from another one is asked about too, when this list renames it."""
    people = "id,name,email,organisation\n1,Ana Bell,ana@x.example,{0}\n2,Cy Dow,cy@x.example,{0}\n"
    crm = read(folder(tmp_path / "crm", people=people.format("nb")), source="crm")
    made = folder(tmp_path / "a", organisations=OURS + f"{OLD},no\n", people=people.format(OLD))
    club = importers.read([made], importers.Options(as_of=TODAY, source="club"), directory(crm))
    renamed = folder(tmp_path / "b", organisations=OURS + f"{NEW},no\n", people=people.format(NEW))
    later = importers.read([renamed], importers.Options(as_of=TODAY, source="club"), directory(crm, club))
    assert said(later.notes, "2 of 2 people known at “Northby Council”")
