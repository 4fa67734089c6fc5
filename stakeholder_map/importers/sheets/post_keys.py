"""Keys of posts: the id of the row, else the title and the place, and the holder where several are called the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ...identity.naming import normal, slug
from ..assembly.draft import Draft
from .seats import Holding


def post_keys(draft: Draft, holdings: Sequence[Holding]) -> list[tuple[Holding, str]]:
    """Each row with the key of its post, in the order of the rows."""
    keys: dict[int, str] = {}
    alike: dict[tuple[str, bool], list[Holding]] = defaultdict(list)
    for holding in holdings:
        record = holding.record
        if record.text("id"):
            keys[id(record)] = draft.key("Post", record.text("id"))
        elif before := _held_before(draft, holding):
            keys[id(record)] = before
        else:
            alike[_name(holding), record["kind"] == "job_share"].append(holding)
    taken = set(keys.values())
    for (name, shared), rows in alike.items():
        for holding, code in zip(rows, _codes(draft, name, shared, rows, taken), strict=True):
            keys[id(holding.record)] = draft.key("Post", code)
    return [(holding, keys[id(holding.record)]) for holding in holdings]


def _name(holding: Holding) -> str:
    inside = "/".join(e.id.replace("/", "-") for e in (holding.organisation, holding.unit) if e) or "-"
    return f"{inside}/post/{slug(holding.record.text('title'))}"


def _codes(draft: Draft, name: str, shared: bool, rows: Sequence[Holding], taken: set[str]) -> list[str]:
    """Codes for posts of one title and place: one for a job share, else each with its holder, or a number if vacant."""
    if shared:
        return [f"{name}/job-share"] * len(rows)
    if len(rows) == 1 and draft.key("Post", name) not in taken:
        return [name]
    codes, vacant = [], 0
    for holding in rows:
        if holding.holder:
            codes.append(f"{name}/{holding.holder.id}")
        else:
            vacant += 1
            codes.append(f"{name}/vacant/{vacant}")
    return codes


def _held_before(draft: Draft, holding: Holding) -> str:
    """The post of that title and organisation which the holder already has in the store, from this source."""
    if holding.holder is None:
        return ""
    title = normal(holding.record.text("title"))
    stored = (draft.known.entries.get(key) for key in draft.known.held.get(holding.holder.key, ()))
    found = [entry.key for entry in stored if entry and entry.source == draft.source and normal(entry.name) == title
             and (holding.organisation is None or holding.organisation.key in entry.organisations)]
    return found[0] if len(found) == 1 else ""
