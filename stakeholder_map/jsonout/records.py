"""What the commands print that bring records in, give them out and look after them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from .form import payload

if TYPE_CHECKING:
    from ..analysis.answers import Redundancy
    from ..analysis.news import News
    from ..batch import Batch
    from ..checks import Check
    from ..identity.duplicates import Pair, Recorded
    from ..importers.answers import Answers
    from ..plan import Plan
    from ..plan.undo import Undone
    from ..store.history import Entry


def import_payload(plan: Plan, batch: Batch, news: News | None = None) -> dict[str, Any]:
    """What `import --json` prints: the problems, by kind how much was created, changed, closed, rejected, and the news.

    `news` is None for the first file of a source.
    """
    counts = {kind: {**found, "rejected": 0} for kind, found in plan.counts.items()}
    for row in batch.rejects:
        kind = rejected_kind(row)
        none = dict.fromkeys(("created", "changed", "closed", "unchanged", "rejected"), 0)
        counts.setdefault(kind, none)["rejected"] += 1
    return payload("import", plan.as_of, batch.problems, (), counts=dict(sorted(counts.items())),
                   proposals=batch.proposals, news=news)


def rejected_kind(row: Mapping[str, str]) -> str:
    """The kind of fact that a rejected row was to state: what its sheet is mainly for."""
    sheet = str(row.get("_sheet") or "")
    kinds = {"ties": "KNOWS", "members": "MEMBER_OF", "representatives": "REPRESENTS", "stakeholders": "ENGAGED_IN"}
    return kinds.get(sheet, sheet)


def answers_payload(
    as_of: date, read: Answers, changed: Sequence[tuple[Redundancy, Redundancy]]
) -> dict[str, Any]:
    """What `interview --answers FILE --json` prints: what each row did, and the verdicts that changed."""
    verdicts = [
        {"partnership": after.partnership, "before": before.verdict, "after": after.verdict, "reason": after.reason}
        for before, after in changed
    ]
    problems = [problem for batch in read.batches for problem in batch.rejected]
    return payload("interview-answers", as_of, read.answers, (), changed=verdicts, problems=problems)


def export_payload(
    day: date, format_: str, to: str, counts: Mapping[str, int], left_out: Mapping[str, int]
) -> dict[str, Any]:
    """What `export --json` prints: how much of each kind was written where, and what was left out."""
    rows = [{"kind": kind, "written": count} for kind, count in counts.items()]
    left = [{"what": what, "count": count} for what, count in left_out.items()]
    return payload("export", day, rows, (), format=format_, to=to, left_out=left)


def duplicates_payload(as_of: date, found: Sequence[Pair[Recorded]], least: float,
                       plural: str = "people") -> dict[str, Any]:
    """What `people duplicates --json` prints, and that of organisations: pairs that may be one, the surest first."""
    def one(record: Recorded) -> dict[str, Any]:
        return {"id": record.key, "name": record.name, "organisations": record.places, "ties": record.ties,
                "sources": sorted(record.sources)}

    rows = [{"score": pair.score, "reasons": pair.reasons, "keep": one(pair.keep), "other": one(pair.other)}
            for pair in found]
    return payload(f"{plural} duplicates", as_of, rows, (), least=least)


def imports_payload(as_of: date, found: Sequence[Entry]) -> dict[str, Any]:
    """What `store imports --json` prints."""
    return payload("store-imports", as_of, found, ())


def undo_payload(as_of: date, undone: Undone) -> dict[str, Any]:
    """What `import --undo --json` prints: the facts that stay, and how many went or are as before."""
    kept = [{"id": key, "name": undone.names.get(key)} for key in undone.kept]
    return payload("import-undo", as_of, kept, (), undone=undone.entry.group, removed=undone.removed,
                   restored=undone.restored)


def checks_payload(command: str, as_of: date, rows: Sequence[Check]) -> dict[str, Any]:
    """What `store status --json` and `doctor --json` print."""
    return payload(command.replace(" ", "-"), as_of, rows, ())
