"""Break files of the open-data and network formats at random: whatever comes of it, nothing but InputError is raised.

    python bench/broken_files.py --seconds 60 --seed 1
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
from rdflib import Graph

from stakeholder_map import importers
from stakeholder_map.errors import InputError
from stakeholder_map.identity import Directory

PIECES = (b'"', b"<", b">", b"[", b"]", b"{", b"}", b"\n", b"\0", b"\xff", b"0", b"-1", b"9" * 50, b"*", b"&", b";",
          b",", b"id", b" ", b"\\", b"\\ud800", b"nan", b"\xed\xa0\x80")
CHART = """@prefix org: <http://www.w3.org/ns/org#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix x: <https://example.org/> .
x:nb a org:Organization ; rdfs:label "Northby" ; org:hasUnit x:care . x:care rdfs:label "Care" .
x:head a org:Post ; rdfs:label "Head" ; org:postIn x:care ; org:heldBy x:ana ; org:reportsTo x:head .
x:ana a foaf:Person ; foaf:name "Ana Lima"@en ; foaf:mbox <mailto:ana@nb.uk> ; foaf:knows x:bo .
x:seat a org:Membership ; org:member x:bo ; org:organization x:nb ; org:role [ rdfs:label "Clerk" ] .
x:bo a foaf:Person ; foaf:name "Bo" .
x:joined a org:ChangeEvent ; org:originalOrganization x:nb ; org:resultingOrganization x:care ;
  <http://www.w3.org/ns/prov#atTime> "2024-09-01" ."""
OPEN = {
    "popolo": {"persons": [{"id": "a", "name": "Ana"}], "organizations": [{"id": "n", "name": "Northby"}],
               "memberships": [{"person_id": "a", "organization_id": "n", "role": "Mayor", "start_date": "2020-05"}]},
    "hsds": [{"id": "o", "name": "Food Bank", "email": "info@fb.org", "contacts": [{"id": "c", "name": "Ana"}]}],
    "three-sixty-giving": {"grants": [{"id": "1", "awardDate": "2020-01-01", "fundingOrganization": [{"name": "Tide"}],
                                       "recipientOrganization": [{"id": "GB-1", "name": "Harbour Trust"}]}]},
    "kumu": {"elements": [{"label": "Ana", "type": "Person"}, {"label": "Northby", "type": "Council"}],
             "connections": [{"from": "Ana", "to": "Northby|Ana", "strength": 4}]},
}


def _seeds(folder: Path) -> Iterator[tuple[Path, str]]:
    """A good file of each form, with the format it is of."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("Ana Lima", "Bo", weight=2.0)
    graph.add_edge("Bo", "Cy", weight=4.0, since="2020")
    for ending, write in (("graphml", nx.write_graphml), ("gexf", nx.write_gexf), ("gml", nx.write_gml),
                          ("net", nx.write_pajek)):
        write(graph, folder / f"network.{ending}")
        yield folder / f"network.{ending}", "network"
    for ending, form in (("nt", "nt"), ("rdf", "xml"), ("ttl", "turtle"), ("jsonld", "json-ld")):
        Graph().parse(data=CHART, format="turtle").serialize(folder / f"chart.{ending}", format=form, encoding="utf-8")
        yield folder / f"chart.{ending}", "w3c-org"
    for name, data in {**OPEN, "network": nx.node_link_data(graph, edges="links")}.items():
        (folder / f"{name}.json").write_text(json.dumps(data, indent=1), "utf-8")
        yield folder / f"{name}.json", name


def _broken(raw: bytearray, chance: random.Random) -> bytes:
    """The bytes with some replaced, left out, repeated or put in."""
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        at, doing = chance.randrange(len(raw) + 1), chance.random()
        if doing < 0.4:
            raw[at:at + chance.randrange(1, 6)] = chance.choice(PIECES)
        elif doing < 0.6:
            del raw[at:at + chance.randrange(1, 40)]
        elif doing < 0.8:
            start = chance.randrange(len(raw) + 1)
            raw[at:at] = raw[start:start + chance.randrange(1, 60)]
        else:
            raw[at:at] = chance.choice(PIECES)
    return bytes(raw)


def main(seconds: float, seed: int) -> int:
    """Run for so long; returns how many files were met with anything but a batch or an InputError."""
    chance, end, read, refused, bad = random.Random(seed), time.monotonic() + seconds, 0, 0, 0
    options = importers.Options(ours=("Harbour Trust",))
    with tempfile.TemporaryDirectory() as name:
        seeds = list(_seeds(Path(name)))
        while time.monotonic() < end:
            good, format_ = chance.choice(seeds)
            file = good.with_stem("broken")
            file.write_bytes(_broken(bytearray(good.read_bytes()), chance))
            try:
                importers.formats()[format_].read([file], options, Directory())
                read += 1
            except InputError:
                refused += 1
            except Exception:  # this is what is looked for
                bad += 1
                print(f"{good.name} as {format_}:\n{file.read_bytes()!r}\n{traceback.format_exc(limit=-4)}")
    print(f"{read:,} broken files were read, {refused:,} refused, {bad:,} raised something else (seed {seed}).")
    return bad


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--seconds", type=float, default=60.0)
    words.add_argument("--seed", type=int, default=1)
    chosen = words.parse_args()
    sys.exit(1 if main(chosen.seconds, chosen.seed) else 0)
