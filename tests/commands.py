"""Calls the command line in this process, as the shell would, and gives what it said."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from stakeholder_map.cli import main, options, screen

from .importing import folder


class Said(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Said]


def wide(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """Make the screen so wide, whatever the width was when it was first used."""
    monkeypatch.setenv("COLUMNS", str(columns))
    for console in (screen.out, screen.err):
        monkeypatch.setattr(console, "_width", columns)


def caller(store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """A function that takes the words of a command and runs it on the store in a folder."""
    monkeypatch.setenv("STAKEHOLDER_MAP_STORE", str(store))
    wide(monkeypatch, 120)

    def call(*words: object) -> Said:
        options.flags.clear()
        monkeypatch.setattr(sys, "argv", ["stakeholder-map", *map(str, words)])
        with pytest.raises(SystemExit) as stop:
            main()
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Said(int(stop.value.code or 0), said.out, said.err)

    return call


def begun(run: Run, sheets: Path, texts: Mapping[str, str], *words: str) -> Run:
    """Import these sheets unless an earlier test of the file has; the same caller, to go on with."""
    if not sheets.exists():
        assert run("import", folder(sheets, **texts), *words).code == 0
    return run
