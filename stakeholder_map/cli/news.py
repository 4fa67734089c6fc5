"""What an import says about people, in a few lines: who left, who came, and what that breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..analysis.news import Handover, Move, News
    from ..plan import Plan
    from ..store import Facts

SHOWN = 5


def of(plan: Plan, facts: Facts) -> News | None:
    """What the plan tells about people, given the facts before it; None for the first file of a source, and
    for what is left of an import that stopped half way.
    """
    source = plan.batch.source
    if plan.resumes or not any(props.get("source") == source for _, props in facts.nodes):
        return None
    from ..analysis.news import news
    from ..plan.after import facts_after
    from ..snapshot import Snapshot

    later = facts_after(facts, plan.changes)
    return news(Snapshot.of_facts(facts.nodes, facts.ties, plan.as_of),
                Snapshot.of_facts(later.nodes, later.ties, plan.as_of))


def lines(found: News) -> Iterator[str]:
    """The news in words, one line for each sort; nothing where there is none."""
    from ..words import count

    if found.left:
        yield f"{count(len(found.left), 'person', 'people')} left: {_some([_move(m, 'now') for m in found.left])}."
    if found.came:
        yield f"{count(len(found.came), 'person', 'people')} came: {_some([_move(m, 'from') for m in found.came])}."
    if found.changed_hands:
        yield (f"{count(len(found.changed_hands), 'post')} changed hands: "
               f"{_some([_handover(h) for h in found.changed_hands])}.")
    if found.vacated:
        yield f"{count(len(found.vacated), 'post')} left vacant: {_some([h.post.name for h in found.vacated])}."
    if found.broken:
        pairs = [f"{b.ours.name} – {b.theirs.name} ({b.organisation.name})" for b in found.broken]
        yield f"That breaks {count(len(pairs), 'relationship')} that counted: {_some(pairs)}."


def _some(texts: Sequence[str]) -> str:
    more = f"; and {len(texts) - SHOWN:,} more" if len(texts) > SHOWN else ""
    return "; ".join(texts[:SHOWN]) + more


def _move(move: Move, word: str) -> str:
    elsewhere = f", {word} {' and '.join(r.name for r in move.elsewhere)}" if move.elsewhere else ""
    return f"{move.person.name} ({move.organisation.name}{elsewhere})"


def _handover(found: Handover) -> str:
    before, after = (" and ".join(r.name for r in side) for side in (found.before, found.after))
    return f"{found.post.name}, {before} → {after}"
