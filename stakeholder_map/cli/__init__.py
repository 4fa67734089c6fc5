"""The command line: one command per file, and the one place where an error becomes a sentence and an exit code."""

from __future__ import annotations

import sys

INTERRUPTED = 130


def main() -> None:
    """Runs the command line and ends the process with the documented exit code."""
    from ..errors import StakeholderMapError
    from . import lean
    from .app import app

    lean.collect_rarely()
    try:
        app()
    except StakeholderMapError as error:
        from .screen import complain

        complain(error)
        sys.exit(error.exit_code)
    except OSError as error:
        from ..errors import InputError
        from .screen import complain

        where = f"{error.filename}: " if error.filename else ""
        complain(InputError(f"{where}{error.strerror or error}", "Check the place, who may use it, and its room."))
        sys.exit(InputError.exit_code)
    except SystemExit as stop:
        if stop.code == INTERRUPTED:
            from .options import half_written

            sys.stderr.write(f"Interrupted; {half_written or 'nothing was half-written.'}\n")
        raise
