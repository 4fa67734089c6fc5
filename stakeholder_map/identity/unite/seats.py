"""Which posts of several lists are one seat: one person, one title, one organisation, at one time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from ..naming import normal
from .things import Groups, Node, Tie, days, homes, overlap, source_of


@dataclass(frozen=True, slots=True)
class _Held:
    """A post that somebody holds, with the days of the holding."""

    post: str
    title: str
    held: Mapping[str, Any]

    @property
    def order(self) -> tuple[date, date, str]:
        """Where it comes among the posts of a person in one list, the last one last."""
        since, until = days(self.held)
        return until, since, self.post


def same_seats(nodes: Sequence[Node], ties: Sequence[Tie]) -> dict[str, str]:
    """Key of a post -> key of the post of another list that is the same seat.

    Two posts are one seat when one person holds both at one time, at the same nearest organisation, with the same
    title; or without one in the one list, unless the other ended earlier. Of each list the last post counts, and two
    of one list are never made one, unless nobody but one person each ever held them: then a post that both share says
    that they are one.
    """
    posts = {str(props["key"]): props for label, props in nodes if label == "Post"}
    held, holders = _holdings(ties, posts)
    several = {person: found for person, found in held.items() if len({source_of(h.post) for h in found}) > 1}
    places = homes(ties, sorted({h.post for found in several.values() for h in found}))

    def agree(group: Sequence[str]) -> bool:
        lists = Counter(source_of(post) for post in group)
        twice = [post for post in group if lists[source_of(post)] > 1]
        each = Counter((source_of(post), who) for post in twice for who in holders[post])
        return all(len(holders[post]) == 1 for post in twice) and max(each.values(), default=1) == 1

    groups = Groups(agree)
    for one, other in sorted(link for found in several.values() for link in _links(found, places)):
        groups.join(one[-1], other[-1])
    return groups.leading_to(lambda key: (posts[key].get("sheet") == "people", not posts[key].get("title")))


def _holdings(ties: Sequence[Tie], posts: Mapping[str, Mapping[str, Any]]) -> tuple[
        dict[str, list[_Held]], dict[str, set[str]]]:
    """What everybody holds, and who ever held each post."""
    held: defaultdict[str, list[_Held]] = defaultdict(list)
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for kind, _, person, _, post, props in ties:
        if kind == "HOLDS" and post in posts:
            held[person].append(_Held(post, normal(str(posts[post].get("title") or "")), props))
            holders[post].add(person)
    return held, holders


_Link = tuple[tuple[bool, bool, str], tuple[str]]


def _links(found: Sequence[_Held], places: Mapping[str, frozenset[str]]) -> Iterator[_Link]:
    """Pairs of posts that one person holds in two lists; those with the same title and without an end come first."""
    last: dict[tuple[frozenset[str], str, str], _Held] = {}
    for holding in sorted(found, key=lambda h: h.order):
        if places[holding.post]:
            last[places[holding.post], holding.title, source_of(holding.post)] = holding
    for (at, one), (where, other) in combinations(((at[0], h) for at, h in sorted(last.items(), key=_key)), 2):
        if at == where and source_of(one.post) != source_of(other.post) and _one_seat(one, other):
            ended = bool(one.held.get("until") or other.held.get("until"))
            yield (one.title != other.title, ended, one.post), (other.post,)


def _key(item: tuple[tuple[frozenset[str], str, str], _Held]) -> str:
    return item[1].post


def _one_seat(one: _Held, other: _Held) -> bool:
    if one.post == other.post or not overlap(one.held, other.held):
        return False
    if one.title == other.title:
        return True
    titled, bare = (one, other) if one.title else (other, one)
    return not bare.title and days(titled.held)[1] >= days(bare.held)[1]
