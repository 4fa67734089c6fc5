"""`stakeholder-map store`: is it running, start it, stop it, what was imported; and its backups."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from . import backups, options

if TYPE_CHECKING:
    from ..checks import Check


def register(app: typer.Typer) -> None:
    group = typer.Typer(
        help="The store: whether it runs, what it holds; its imports; backups and copies.", no_args_is_help=True
    )
    for command in (status, start, stop, imports, backups.backup, backups.verify, backups.restore, backups.copy):
        group.command()(command)
    app.add_typer(group, name="store")


def status(json: options.Json = False) -> None:
    """Says whether the store runs and what it holds; starts nothing."""
    from .. import checks

    show("store status", checks.store(options.settings()), json)


def start() -> None:
    """Starts the engine of the store, or finds it running."""
    from . import screen

    with screen.waiting("Starting the engine"), options.open_store() as store:
        store.prepare()
        screen.say(f"The store {store.place} is running ({store.engine}).")


def stop() -> None:
    """Stops the engine of the store now."""
    from .. import embedded
    from ..errors import InputError
    from ..store.driver import address
    from . import screen

    place = options.settings().values.store
    if address(place):
        raise InputError(f"{place} is not started by this program.", "Stop that Neo4j where it runs.")
    stopped = embedded.stop(Path(place).expanduser().absolute())
    screen.say(f"The engine of {place} has stopped." if stopped else f"No engine was running for {place}.")


def imports(json: options.Json = False) -> None:
    """Lists the imports, the last one first, with the ID that `import --undo` takes."""
    from ..jsonout.form import dumps
    from ..jsonout.records import imports_payload
    from ..store.history import groups
    from . import screen

    with options.open_store() as store:
        half = store.unfinished()
        found = groups(store.imports(), half.group if half else None)
    if json:
        typer.echo(dumps(imports_payload(options.day(None), found)), nl=False)
        return
    screen.table(
        ("ID", "When (UTC)", "Source", ""),
        [(g.id, g.when[:16].replace("T", " "), g.source, g.says) for g in found],
    )
    if not found:
        screen.say("Nothing was imported yet.")


def show(command: str, rows: list[Check], json: bool) -> None:
    """Checks as a table or as JSON; exit 3 when one of them says that the store cannot be used."""
    from ..jsonout.form import dumps
    from ..jsonout.records import checks_payload
    from . import screen

    if json:
        typer.echo(dumps(checks_payload(command, options.day(None), rows)), nl=False)
    else:
        screen.table(("", "", "", ""), [("✓" if c.ok else "✖", c.name, c.value, c.hint) for c in rows])
    if not all(check.ok for check in rows):
        raise typer.Exit(3)
