"""Is a recorded chart a proper one? A check of the data: what is odd, and which posts it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import networkx as nx

from ...snapshot import Snapshot
from ..answers import Ref
from ..ground.seats import Seat
from .krackhardt import connectedness, efficiency, hierarchy, least_upper_bounds

Oddity = Literal["no_lines", "cut_off", "loop", "two_superiors", "several_tops"]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something odd in a chart, in words, with the posts that it is about."""

    kind: Oddity
    text: str
    posts: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """How much the lines of an organisation's open posts are a tree (Krackhardt): 1 each for a proper chart.

    All None where no line is recorded. Dotted lines are left out. `common_superior` is None also for a chart that
    is too large and too tangled.
    """

    posts: int
    lines: int
    connectedness: float | None
    hierarchy: float | None
    efficiency: float | None
    common_superior: float | None
    remarks: tuple[Remark, ...]


def chart(snapshot: Snapshot, places: Sequence[Seat]) -> Chart:
    """The quality of the chart that these seats make up."""
    lines = _lines(snapshot, places)
    if not lines.number_of_edges():
        said = (Remark("no_lines", "No reporting line is recorded.", ()),) if len(places) > 1 else ()
        return Chart(len(places), 0, None, None, None, None, said)
    return Chart(
        posts=len(lines),
        lines=lines.number_of_edges(),
        connectedness=connectedness(lines),
        hierarchy=hierarchy(lines),
        efficiency=efficiency(lines),
        common_superior=least_upper_bounds(lines),
        remarks=tuple(_remarks(snapshot, lines, {seat.post: seat for seat in places})),
    )


def _lines(snapshot: Snapshot, places: Sequence[Seat]) -> nx.DiGraph[str]:
    lines: nx.DiGraph[str] = nx.DiGraph()
    lines.add_nodes_from(seat.post for seat in places)
    for post in list(lines):
        for _, above, data in snapshot.graph.out_edges(post, data=True):
            counts = data["type"] == "REPORTS_TO" and data.get("line") != "dotted" and snapshot.in_force(data)
            if counts and above in lines and above != post:
                lines.add_edge(above, post)
    return lines


def _remarks(snapshot: Snapshot, lines: nx.DiGraph[str], seats: dict[str, Seat]) -> Iterator[Remark]:
    def remark(kind: Oddity, text: str, posts: Sequence[str]) -> Remark:
        return Remark(kind, text, tuple(_post(snapshot, seats[post]) for post in sorted(posts)))

    parts = sorted(nx.weakly_connected_components(lines), key=lambda part: (-len(part), min(part)))
    apart = [post for part in parts[1:] for post in part]
    if apart:
        yield remark("cut_off", "No line connects these with the rest of the chart.", apart)
    for loop in sorted(nx.strongly_connected_components(lines), key=min):
        if len(loop) > 1:
            yield remark("loop", "These report to each other in a circle.", list(loop))
    doubled = [post for post, degree in lines.in_degree() if degree > 1]
    if doubled:
        yield remark("two_superiors", "These report to more than one post; is one of the lines dotted?", doubled)
    for part in parts:
        tops = [post for post in part if not lines.in_degree(post)]
        if len(tops) > 1:
            yield remark("several_tops", "Nobody stands above these, although they are in one chart.", tops)


def _post(snapshot: Snapshot, seat: Seat) -> Ref:
    """A post with its holders' names, because titles repeat."""
    held = ", ".join(sorted(snapshot.name(who) for who in seat.holders)) or "vacant"
    title = snapshot.graph.nodes[seat.post].get("title")
    return Ref(seat.post, f"{title} ({held})" if title else held)
