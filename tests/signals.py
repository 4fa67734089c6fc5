"""Ctrl-C for child processes of tests, also where the tests themselves run in the background of a script."""

from __future__ import annotations

import signal


def hears_ctrl_c() -> None:
    """For `preexec_fn`: a shell starts background work with Ctrl-C ignored, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
