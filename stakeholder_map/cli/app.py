"""The Typer application: global options, and every command found in its own file."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated

import typer

from . import options

COMMANDS = (
    "template",
    "demo",
    "import_",
    "explore",
    "report",
    "export",
    "redundancy",
    "risk",
    "keystones",
    "ties",
    "coverage",
    "leave",
    "introduce",
    "interview",
    "survey",
    "compare",
    "backcheck",
    "ask",
    "people",
    "organisations",
    "store",
    "doctor",
)
"""Files of this package in the order in which help lists their commands."""

app = typer.Typer(
    name="stakeholder-map",
    help="Shows which partnerships hang on one person, why, and what would fix it.",
    epilog="Start with: stakeholder-map demo",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import PackageNotFoundError, version

        from .. import __version__
        from ..store import SCHEMA

        try:
            engine = f"arcadedb-embedded {version('arcadedb-embedded')}"
        except PackageNotFoundError:
            engine = "no embedded engine"
        typer.echo(f"stakeholder-map {__version__}, schema {SCHEMA}, {engine}")
        raise typer.Exit


@app.callback()
def everywhere(
    store: Annotated[
        str | None, typer.Option(help="Folder or address (bolt://…) of the store.", metavar="PLACE")
    ] = None,
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show versions and stop.")
    ] = False,
) -> None:
    """Shows which partnerships hang on one person, why, and what would fix it."""
    options.flags["store"] = store


for name in COMMANDS:
    import_module(f".{name}", __package__).register(app)
