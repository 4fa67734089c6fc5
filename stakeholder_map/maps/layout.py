"""Where things stand on the map: organisations as islands, their people on rings around them, colleagues between."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Point = tuple[float, float]
Points = NDArray[np.float64]

FIRST_RING = 164.0
"""Pixels from the middle of an organisation to its first people, sideways."""
RING_GAP = 78.0
"""Pixels between two rings, sideways."""
PERSON_GAP = 92.0
"""Pixels along a ring between two people."""
BOX = 116.0
"""Radius kept free around an organisation without people."""
LONE = 58.0
"""Radius kept free around a person who stands alone."""
FLATNESS = 0.66
"""Names are wide and screens are too, so that everything is this much flatter than it is wide."""
MARGIN = 16.0
MOST_FORCED = 700
"""Up to here the islands are placed by forces; more of them stand in rows."""


def islands(
    people: Mapping[str, str],
    links: Iterable[tuple[str, str]],
    organisations: Sequence[str],
    alone: Sequence[str] = (),
    anchors: Mapping[str, Point] | None = None,
) -> dict[str, Point]:
    """Positions without overlap, the same on every run.

    `people` maps a person to the organisation they stand around; `alone` are people who stand between those.
    `anchors` are places of organisations and people alone to keep to: the same arrangement, pulled together.
    """
    centres = [*organisations, *alone]
    members: defaultdict[str, list[str]] = defaultdict(list)
    for person, centre in people.items():
        members[centre].append(person)
    rings = {centre: _rings(members[centre], BOX) for centre in organisations} | {key: ({}, LONE) for key in alone}
    radii = np.array([radius for _, radius in rings.values()])
    between = _between(people, links, centres)
    middle = _keep(centres, anchors, radii) if anchors else _place(between, radii)
    places = {centre: (float(x), float(y)) for centre, (x, y) in zip(centres, middle, strict=True)}
    for centre, (offsets, _) in rings.items():
        x, y = places[centre]
        places.update((person, (x + dx, y + dy)) for person, (dx, dy) in offsets.items())
    return {key: (x, y * FLATNESS) for key, (x, y) in places.items()}


def _rings(people: Sequence[str], least: float) -> tuple[dict[str, Point], float]:
    """Offsets of people around their centre, first ones innermost, and the radius they take up."""
    offsets: dict[str, Point] = {}
    radius, done = FIRST_RING, 0
    while done < len(people):
        here = people[done : done + int(2 * math.pi * radius / PERSON_GAP)]
        for index, person in enumerate(here):
            angle = 2 * math.pi * (index + 0.5) / len(here)
            offsets[person] = (radius * math.cos(angle), radius * math.sin(angle))
        done, radius = done + len(here), radius + RING_GAP
    return offsets, (radius - RING_GAP / 3 if people else least)


def _between(people: Mapping[str, str], links: Iterable[tuple[str, str]], centres: Sequence[str]) -> nx.Graph[str]:
    """The graph of centres, weighted by the number of links between their people."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(centres)
    for start, end in links:
        one, other = people.get(start, start), people.get(end, end)
        if one != other:
            weight = graph.get_edge_data(one, other, {"weight": 0})["weight"]
            graph.add_edge(one, other, weight=weight + 1)
    return graph


def _place(graph: nx.Graph[str], radii: Points) -> Points:
    """Linked centres by forces, those without any link in rows underneath."""
    linked = np.array([graph.degree(node) > 0 for node in graph], dtype=bool)
    if linked.sum() > MOST_FORCED:
        linked[:] = False
    places = np.zeros((len(graph), 2))
    if linked.any():
        chosen = [node for node, keep in zip(graph, linked, strict=True) if keep]
        found = nx.spring_layout(graph.subgraph(chosen), seed=1, iterations=80, method="force")
        spread = math.sqrt(float((radii[linked] ** 2).sum()) * math.pi)
        wide = np.array([found[node] for node in chosen]) * spread
        places[linked] = _apart(wide - wide.mean(0), radii[linked] + MARGIN)
    places[~linked] = _rows(radii[~linked], places[linked], radii[linked])
    return places


def _rows(radii: Points, above: Points, above_radii: Points) -> Points:
    """Discs side by side in rows, as wide as what stands above them."""
    if not len(radii):
        return np.zeros((0, 2))
    width = max(float(np.ptp(above[:, 0])) if len(above) else 0.0, 1.6 * math.sqrt(float((4 * radii**2).sum())))
    top = float((above[:, 1] + above_radii).max()) + 60 if len(above) else 0.0
    places, start, x, height = np.zeros((len(radii), 2)), 0, 0.0, 0.0
    for index, radius in enumerate(radii):
        if x and x + 2 * radius > width:
            places[start:index, 0] -= x / 2
            top, start, x, height = top + height + 2 * MARGIN, index, 0.0, 0.0
        places[index] = (x + radius, top + radius)
        x, height = x + 2 * radius + 2 * MARGIN, max(height, 2 * radius)
    places[start:, 0] -= x / 2
    return places


def _keep(centres: Sequence[str], anchors: Mapping[str, Point], radii: Points) -> Points:
    """The given places, drawn together until the islands nearly touch."""
    places = np.array([anchors.get(centre, (0.0, 0.0)) for centre in centres]).reshape(len(centres), 2)
    places = places / np.array([1.0, FLATNESS])
    if len(places) < 2:
        return np.zeros_like(places)
    near, distance = _neighbours(places)
    reach = radii[near[:, 0]] + radii[near[:, 1]] + 2 * MARGIN
    shrink = min(1.0, float(np.quantile(reach / distance, 0.98)))
    return _apart((places - places.mean(0)) * shrink, radii + MARGIN)


def _neighbours(places: Points) -> tuple[NDArray[np.intp], Points]:
    """Pairs of each place with its nearest ones, and how far those are."""
    found = cKDTree(places).query(places, k=min(len(places), 7))
    distance, index = np.asarray(found[0])[:, 1:], np.asarray(found[1])[:, 1:]
    start = np.repeat(np.arange(len(places)), index.shape[1])
    return np.column_stack((start, index.ravel())), np.maximum(distance.ravel(), 1e-6)


def _apart(places: Points, radii: Points, rounds: int = 300) -> Points:
    """Pushes overlapping discs apart."""
    places = places + np.arange(len(places))[:, None] * np.array([1e-3, -1e-3])
    for _ in range(rounds):
        pairs = cKDTree(places).query_pairs(2 * float(radii.max()), output_type="ndarray")
        gap = places[pairs[:, 0]] - places[pairs[:, 1]]
        distance = np.maximum(np.hypot(gap[:, 0], gap[:, 1]), 1e-6)
        overlap = radii[pairs].sum(1) - distance
        if overlap.max(initial=0) < 0.5:
            break
        push = gap / distance[:, None] * (np.clip(overlap, 0, None) * 0.3)[:, None]
        np.add.at(places, pairs[:, 0], push)
        np.add.at(places, pairs[:, 1], -push)
    return places
