"""Who reports to whom, from the reports_to column of posts; a missing manager never costs a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ..assembly.draft import Draft
from ..cells.record import Record
from .common import loops
from .seats import Post

_LOOP = "Posts that report to themselves, or in a circle; the lines were left out."
_MISSING = "The post reported to is not among the posts; the row was kept without the line."
_UNCLEAR = "It is not clear which post is reported to; the row was kept without the line."


def report(draft: Draft, posts: Sequence[Post]) -> None:
    """REPORTS_TO for all posts; lines that lead back to their own post are left out."""
    by_holder = _by_holder(posts)
    lines = [(post, record, manager) for post in posts for record in (h.record for h in post.holdings)
             if record.text("reports_to") and (manager := _manager(draft, post, record, by_holder))]
    circular = loops({post.key: manager for post, record, manager in lines
                      if record["line"] != "dotted" and not record["line_until"]})
    for post, record, manager in lines:
        line = record["line"] or "solid"
        if manager == post.key or (line == "solid" and post.key in circular):
            draft.log.remark(record, "reports_to", _LOOP, "Correct reports_to.")
        else:
            draft.tie(record, "REPORTS_TO", ("Post", post.key), ("Post", manager),
                      {"line": line, **record.fields(since="line_since", until="line_until")})


def _by_holder(posts: Sequence[Post]) -> dict[str, list[Post]]:
    found: dict[str, list[Post]] = defaultdict(list)
    for post in posts:
        for holder in {holding.holder.key for holding in post.holdings if holding.holder}:
            found[holder].append(post)
    return found


def _manager(draft: Draft, post: Post, record: Record, by_holder: Mapping[str, Sequence[Post]]) -> str | None:
    """The post that a row reports to: by id or title, else by the name of its holder; a missing one is a note."""
    text = record.text("reports_to")
    within = post.organisation.key if post.organisation else ""
    found = draft.finder.find(text, ("Post",), within)
    if found.entry and (found.entry.source == draft.source or within in found.entry.organisations):
        return found.entry.key
    person = draft.finder.find(text, ("Person",), within).entry
    held = by_holder.get(person.key, ()) if person else ()
    here = [p.key for p in held if p.organisation and p.organisation.key == within] or [p.key for p in held]
    if len(here) == 1:
        return here[0]
    missing = (found.unknown or found.entry is not None) and not here
    draft.log.remark(record, "reports_to", _MISSING if missing else _UNCLEAR, "Write the id of a post.")
    return None
