"""Makes one record of several: what only one of them says is filled in, and ties lead to the one that stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .things import Node, Tie, days, overlap, source_of

Props = Mapping[str, Any]
_ENDS = ("until", "leaving_on", "contract_end")
_STAMPS = ("key", "source", "sheet", "seen", "made", "also_made")


def contracted(nodes: Sequence[Node], ties: Sequence[Tie], same: Mapping[str, str]) -> tuple[list[Node], list[Tie]]:
    """The facts with `same` (key -> key of the record that stays) put into effect; ties to itself are left out."""
    said: defaultdict[str, list[Props]] = defaultdict(list)
    for _, props in sorted((node for node in nodes if node[1]["key"] in same), key=lambda node: str(node[1]["key"])):
        said[same[props["key"]]].append(props)
    whole = [(label, _whole(props, said.get(props["key"], ()))) for label, props in nodes if props["key"] not in same]
    lives = {props["key"]: props for label, props in nodes if label == "Post" and (props.get("since") or
             props.get("until")) and (props["key"] in same or props["key"] in said)}
    led = (_led(_within(tie, lives), same) for tie in ties)
    return whole, _announced([tie for tie in led if tie[2] != tie[4]], {*same.values()})


def _within(tie: Tie, lives: Mapping[str, Props]) -> Tie:
    """A holding on the days of its own post: that another list's goes on makes nobody hold it longer."""
    life = lives.get(tie[4]) if tie[0] == "HOLDS" else None
    if life is None:
        return tie
    ends = {"since": [day for one in (tie[5], life) if (day := one.get("since"))],
            "until": [day for one in (tie[5], life) if (day := one.get("until"))]}
    more = {"since": max(ends["since"], default=None), "until": min(ends["until"], default=None)}
    return (*tie[:5], {**tie[5], **{name: day for name, day in more.items() if day}})


def _led(tie: Tie, same: Mapping[str, str]) -> Tie:
    kind, a, start, b, end, props = tie
    behind = str(props.get("on_behalf_of") or "")
    if start not in same and end not in same and behind not in same:
        return tie
    props = {**props, "on_behalf_of": same[behind]} if behind in same else props
    return kind, a, same.get(start, start), b, same.get(end, end), props


def _whole(props: Props, others: Sequence[Props]) -> Props:
    """What all records say: the one that stays first; it lasts as long as any of them, and is ours if any is."""
    if not others:
        return props
    everything = [props, *others]
    more = {name: value for one in reversed(others) for name, value in one.items()
            if name not in _STAMPS and value is not None}
    whole = {**more, **{name: value for name, value in props.items() if value is not None}}
    for name, choose in (("since", min), ("until", max)):
        ends = [day for one in everything if (day := one.get(name))]
        whole[name] = choose(ends) if len(ends) == len(everything) else None
    whole["ours"] = any(one.get("ours") for one in everything)
    whole["identifiers"] = sorted({text for one in everything for text in one.get("identifiers") or ()})
    made = [made for one in others for made in (one.get("made"), *one.get("also_made", ())) if made]
    return {name: value for name, value in {**whole, "also_made": (*props.get("also_made", ()), *made)}.items()
            if value not in (None, (), []) and (value is not False or name in props)}


def _announced(ties: Sequence[Tie], seats: Iterable[str]) -> list[Tie]:
    """The ties, where holdings of one seat by one person share the end that only one list announces."""
    seats = {*seats}
    both: defaultdict[tuple[str, str], list[Props]] = defaultdict(list)
    for kind, _, person, _, post, props in ties:
        if kind == "HOLDS" and post in seats:
            both[person, post].append(props)
    ending = {at: held for at, held in both.items()
              if len(held) > 1 and any(props.get(end) for props in held for end in _ENDS)}
    return [(*tie[:5], _told(tie[5], ending[tie[2], tie[4]])) if tie[0] == "HOLDS" and (tie[2], tie[4]) in ending
            else tie for tie in ties] if ending else list(ties)


def _told(props: Props, held: Sequence[Props]) -> Props:
    """A holding without an end, with the last day and the end of the contract that another list announces."""
    others = [] if props.get("until") else [
        other for other in _latest(held) if other is not props and overlap(props, other)]
    last = [day for other in others if (day := other.get("leaving_on") or (
        None if other.get("absent") else other.get("until")))]
    ends = [day for other in others if (day := other.get("contract_end"))]
    told = {"leaving_on": min(last, default=None), "contract_end": min(ends, default=None)}
    more = {name: day for name, day in told.items() if day and not props.get(name)}
    return {**props, **more} if more else props


def _latest(held: Sequence[Props]) -> list[Props]:
    """The last of the holdings that each list states."""
    last = {source_of(str(props["key"])): props for props in sorted(held, key=lambda props: days(props)[::-1])}
    return list(last.values())
