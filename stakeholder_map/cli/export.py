"""`stakeholder-map export`: the portfolio, or its contacts, for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import options

if TYPE_CHECKING:
    from ..exports import Written

HELP_TO = "A folder of CSV files, or a file: .graphml, .gexf, .json, .vcf, .popolo or .xlsx (Kumu)."


def register(app: typer.Typer) -> None:
    app.command()(export)


def export(
    to: Annotated[Path, typer.Option(help=HELP_TO, metavar="FILE|FOLDER")],
    format_: Annotated[
        str, typer.Option("--format", help="csv, graphml, gexf, json, vcard, kumu, popolo.", metavar="NAME")
    ] = "",
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="Only what was in force on this day; else all that is stored.", metavar="DATE"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over an earlier export.")] = False,
    json: options.Json = False,
) -> None:
    """Writes what is stored for other programs, or as CSV files that can be imported again."""
    from .. import exports

    on = options.day(as_of)
    with options.open_store() as store:
        what = exports.cut(store.facts(), on, dated=as_of is not None, fields=store.fields())
    done = exports.export(what, to, format_, force=force)
    if json:
        from ..jsonout.form import dumps
        from ..jsonout.records import export_payload

        typer.echo(dumps(export_payload(done.day, done.format, str(done.to), done.counts, done.left_out)), nl=False)
    else:
        _say(done)


def _say(done: Written) -> None:
    from ..words import KINDS, enumeration, tally
    from . import screen

    written = [tally(count, KINDS.get(kind, kind)) for kind, count in done.counts.items()]
    screen.say(f"Wrote {enumeration(written) or 'nothing'} to {done.to}.")
    for what, count in done.left_out.items():
        screen.say(f"Left out: {tally(count, what)}.")
    for note in done.notes:
        screen.say(note)
