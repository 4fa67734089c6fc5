"""A proposed mapping as TOML: each line with its reason as a comment, and what no line reads below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .columns import LEFT_OUT, Column
from .entries import Target, label, quoted, shown

if TYPE_CHECKING:
    from . import TableGuess

_HEAD = """\
# A mapping proposed from headers and values. Check every line; delete those that are wrong. Then run
#   stakeholder-map import FILE --mapping THIS_FILE.toml --ours "NAME OF YOUR ORGANISATION"
# --dry-run shows first what it would do. docs/import.md says what can stand here.
"""


def written(source: str, tables: Sequence[TableGuess]) -> str:
    """The text of the mapping file."""
    parts = [_HEAD, f"source = {quoted(source)}  # the name of this list: the next file of it continues this one\n"]
    for table in tables:
        parts.append("\n" + _table(table))
    return "".join(parts)


def _table(table: TableGuess) -> str:
    lines = [f"# ---- {shown(table.file)}" + (f", sheet {shown(table.page)}" if table.page else "")]
    lines += [f"# {shown_note}" for note in table.notes if (shown_note := " ".join(note.split()))]
    if not table.targets:
        lines.append("# Nothing is proposed here: no column was recognised as names of people or organisations.")
    for target in table.targets:
        lines += ["", *_target(target, table)]
    aside = [_said(column, LEFT_OUT[column.role]) for column in table.left_out]
    if aside:
        lines += ["", "# Left out:", *aside]
    if table.open:
        lines += ["", "# Not read by any line above, for you to decide:",
                  *(_said(column, column.why) for column in table.open)]
    return "\n".join(lines) + "\n"


def _target(target: Target, table: TableGuess) -> list[str]:
    lines = [f"[[{target.sheet}]]", f"file = {quoted(table.file)}"]
    if table.page:
        lines.append(f"sheet = {quoted(table.page)}")
    entries = [(f"{entry.name} = {entry.toml}", entry.why) for entry in target.entries]
    width = min(60, max((len(text) for text, why in entries if why), default=0))
    return lines + [f"{text:<{width}}  # {shown_why}" if (shown_why := shown_long(why)) else text
                    for text, why in entries]


def _said(column: Column, why: str) -> str:
    return f"#   {label(column)}: {shown_long(why)}"


def shown_long(text: str) -> str:
    """A reason as it may stand in a comment."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
