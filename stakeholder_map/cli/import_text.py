"""What `import` says: what would change or was loaded, what is wrong, and what is to be confirmed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from ..analysis.news import News
    from ..batch import Batch
    from ..plan import Plan

ROWS_SHOWN = 20


def propose(batch: Batch, paths: list[Path], *, json: bool, dry_run: bool) -> None:
    """What the files suggest and nobody has confirmed, and where it was written down to be checked."""
    from ..importers.proposals import write_proposals
    from . import screen

    screen.say("To be confirmed:", json=json)
    for proposal in batch.proposals[:ROWS_SHOWN]:
        at = proposal.origin
        screen.say(f"  {proposal.what} ({at.file} line {at.line})", json=json)
    if len(batch.proposals) > ROWS_SHOWN:
        screen.say(f"  … and {len(batch.proposals) - ROWS_SHOWN} more like these.", json=json)
    for file in [] if dry_run else write_proposals(batch.proposals, paths[0].absolute()):
        screen.say(f"They are in {file}; take out what is wrong, and import that file.", json=json)


def report(plan: Plan, batch: Batch, told: News | None, *, json: bool, dry_run: bool, kept: Path | None) -> None:
    from ..jsonout.form import dumps
    from ..jsonout.records import import_payload
    from ..words import KINDS, count
    from . import news, screen

    problems(batch)
    if json:
        typer.echo(dumps(import_payload(plan, batch, told)), nl=False)
    else:
        screen.table(
            ("Kind", "New", "Changed", "Closed", "Unchanged"),
            [
                (
                    KINDS.get(kind, kind),
                    *(counts[doing] or "" for doing in ("created", "changed", "closed", "unchanged")),
                )
                for kind, counts in plan.counts.items()
            ],
        )
        if dry_run:
            _changes(plan)
    if plan.withheld:
        screen.say(
            f"Nothing was closed in {', '.join(sorted(plan.withheld))}: rows of those sheets were rejected, and what "
            "is missing may stand there. Correct them in the whole file and import that again: the file of rejected "
            "rows by itself never ends anything.",
            json=json,
        )
    totals = {
        doing: sum(c[doing] for c in plan.counts.values()) for doing in ("created", "changed", "closed", "unchanged")
    }
    done = "Would write" if dry_run else "Loaded"
    screen.say(
        f"{done} {totals['created']:,} new, {totals['changed']:,} changed, {totals['closed']:,} closed; "
        f"{totals['unchanged']:,} unchanged; {count(len(batch.rejects), 'row')} rejected.",
        json=json,
    )
    for line in news.lines(told) if told else ():
        screen.say(line, json=json)
    if kept:
        screen.say(f"The rejected rows are in {kept}; correct them there and import that file.", json=json)


def _changes(plan: Plan) -> None:
    """The difference that a dry run shows: a few of each kind, before and after."""
    from ..words import KINDS
    from . import screen

    for kind in plan.counts:
        for doing in ("created", "changed", "closed"):
            for change in plan.examples(kind, doing):
                fields = ", ".join(
                    f"{name}: {_shown(change.before.get(name))} → {_shown(value)}"
                    for name, value in change.after.items()
                    if name not in ("source", "sheet", "absent")
                )
                said = f"  {doing}: {KINDS.get(kind, kind)}: {plan.name(change)}"
                screen.say(said if doing == "created" else f"{said} ({fields})")


def _shown(value: object) -> str:
    """A value of a fact as people read it."""
    if value is None:
        return "–"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def problems(batch: Batch) -> None:
    """What was rejected and what was noted, each with file, line and column; on standard error."""
    from . import screen

    for group, word in ((batch.rejected, "Rejected"), (batch.notes, "Note")):
        for problem in group[:ROWS_SHOWN]:
            screen.problem(word, problem)
        if len(group) > ROWS_SHOWN:
            screen.say(f"… and {len(group) - ROWS_SHOWN} more like these.", json=True)
