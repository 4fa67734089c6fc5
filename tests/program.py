"""Calls the command line as the shell would, in this process or, where it is to be killed, in another one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from stakeholder_map.cli import main, options

from .commands import wide
from .engines import Engine
from .signals import hears_ctrl_c

SMALL_PARTS = "from stakeholder_map import plan; plan.MOST = 400; from stakeholder_map.cli import main; main()"
"""The program, with imports in parts of two hundred facts instead of fifty thousand."""

COMPLETE = "from stakeholder_map.cli import main; main()"


class Said(NamedTuple):
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str


class Commands:
    """The command line for one store."""

    def __init__(self, engine: Engine, patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._patch, self._capsys = patch, capsys
        variables = {"STORE": str(engine.place), **{name.upper(): value for name, value in engine.account.items()}}
        for name, value in variables.items():
            patch.setenv(f"STAKEHOLDER_MAP_{name}", value)
        wide(patch, 160)

    def __call__(self, *words: object) -> Said:
        options.flags.clear()
        self._patch.setattr(sys, "argv", ["stakeholder-map", *map(str, words)])
        with pytest.raises(SystemExit) as stop:
            main()
        said = self._capsys.readouterr()
        assert "Traceback" not in said.err
        return Said(int(stop.value.code or 0), said.out, said.err)

    def start(self, *words: object, program: str = COMPLETE) -> subprocess.Popen[str]:
        """The command in a process of its own."""
        return subprocess.Popen(
            [sys.executable, "-c", program, *map(str, words)], cwd=Path(__file__).parent.parent, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ}, preexec_fn=hears_ctrl_c)
