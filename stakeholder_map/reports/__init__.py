"""Reports as files: which formats there are, and writing one so that a reader never finds half a file."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError
from ..whole import write_file

if TYPE_CHECKING:
    from .shapes import Report

FORMATS: Mapping[str, str] = {"html": "html", "md": "markdown", "csv": "csv", "json": "json"}
"""Ending of the file name -> module of this package with `render(report) -> str`."""

ALIASES: Mapping[str, str] = {"htm": "html", "markdown": "md"}


def render(report: Report, format: str) -> str:  # noqa: A002 - the word that people use
    """The report as text in one of FORMATS; raises InputError for any other."""
    name = _known(format, f"'{format}'")
    content: str = import_module(f".{FORMATS[name]}", __package__).render(report)
    return content


def write(report: Report, path: Path | str, format: str | None = None) -> Path:  # noqa: A002 - as above
    """Writes the report to `path`, all or nothing; the format is that of the file's ending unless given.

    Raises InputError when the format is unknown or the file cannot be written. A new file is readable by its owner
    only, because it names people.
    """
    target = Path(path).expanduser()
    name = _known(format or target.suffix.removeprefix("."), f"'{format or target.name}'")
    content = render(report, name)
    try:
        target = target.resolve()
        if target.exists() and not target.is_file():
            kind = "a folder" if target.is_dir() else "not an ordinary file"
            raise InputError(f"{path} is {kind}.", f"Name a file, such as {target / 'report'}.{name}.")
        write_file(target, content.encode("utf-8", errors="backslashreplace"))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        hint = "Choose a file in a folder that exists and that you may write to."
        raise InputError(f"{path} cannot be written: {reason}.", hint) from error
    return target


def _known(name: str, said: str) -> str:
    found = ALIASES.get(name.lower(), name.lower())
    if found not in FORMATS:
        endings = ", ".join(f".{ending}" for ending in FORMATS)
        raise InputError(f"There is no format for {said}.", f"A report can be {endings}.")
    return found
