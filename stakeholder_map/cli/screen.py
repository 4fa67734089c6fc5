"""What the command line shows: tables and sentences on standard output, complaints on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from ..spreadsheet import words

if TYPE_CHECKING:
    from ..batch import Problem
    from ..errors import StakeholderMapError

out = Console(soft_wrap=False)
err = Console(stderr=True)


def say(text: str, *, json: bool = False) -> None:
    """A sentence for people; on standard error when standard output carries JSON."""
    (err if json else out).print(escape(text), highlight=False, soft_wrap=True)


def complain(error: StakeholderMapError) -> None:
    """The message and the hint of an error, on standard error."""
    err.print(f"[bold red]Error:[/] {escape(error.message)}", highlight=False, soft_wrap=True)
    if error.hint:
        err.print(escape(error.hint), highlight=False, soft_wrap=True)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], fixed: Collection[str] = ()) -> None:
    """Rows under headings; plain text when the output is piped. Nothing in a cell is read as markup.

    Columns in `fixed` are never broken into several lines; the others share what is left of the width.
    """
    grid = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        grid.add_column(column, overflow="fold", no_wrap=column in fixed)
    for row in rows:
        grid.add_row(*(escape(words(cell)) for cell in row))
    out.print(grid)


def item(sign: str, name: str, fact: str, text: str) -> None:
    """One entry of a list: a line with its sign, name and fact, and its explanation below."""
    out.print(f"{escape(sign):<24} [bold]{escape(name)}[/]  [dim]{escape(fact)}[/]", highlight=False)
    out.print(Padding(escape(text), (0, 0, 0, 4)), highlight=False)


def entry(name: str, *lines: str) -> None:
    """One entry of a list without a sign: its name, and what is to be said below."""
    out.print(f"[bold]{escape(name)}[/]", highlight=False)
    for line in lines:
        out.print(Padding(escape(line), (0, 0, 0, 4)), highlight=False)


def section(heading: str, lines: Sequence[str]) -> None:
    """A heading with a line for each entry below; nothing at all when there is none."""
    if lines:
        entry(heading, *lines)


def problem(word: str, found: Problem) -> None:
    """A problem with a file: where, what is wrong, what to do; on standard error."""
    where = found.file
    where += f" line {found.line}" if found.line else ""
    where += f", column {found.column}" if found.column else ""
    ends = found.message.rpartition(" (")[0] if found.message.endswith(")") else found.message
    said = found.message if ends.endswith((".", "?", "!", "…")) else f"{found.message}."
    text = f"{word}: {where}: {said}" if where else f"{word}: {said}"
    err.print(escape(f"{text} {found.hint}".rstrip()), highlight=False, soft_wrap=True)


@contextmanager
def waiting(text: str) -> Iterator[None]:
    """Says that something takes a while; silent when nobody watches."""
    if not err.is_terminal:
        yield
        return
    with err.status(f"{text} …"):
        yield


@contextmanager
def quiet() -> Iterator[None]:
    """Keeps off standard output what a library in C writes there on its own, past Python."""
    try:
        kept = os.dup(1)
    except OSError:  # no standard output at all
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    sys.stdout.flush()
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


@contextmanager
def progress(text: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error; gives the function that moves it to (done, total)."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )
    with bar:
        task = bar.add_task(text, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def choose(question: str, names: Sequence[str]) -> tuple[str, ...]:
    """Which of the names somebody at the terminal picks; none where nobody is there to answer."""
    if not (sys.stdin.isatty() and err.is_terminal):
        return ()
    err.print(escape(question), highlight=False)
    for number, name in enumerate(names, start=1):
        err.print(f"  {number}  {escape(name)}", highlight=False)
    while True:
        answer = err.input("Numbers, separated by spaces (Enter for none): ").replace(",", " ").split()
        if all(text.isdecimal() and 1 <= int(text) <= len(names) for text in answer):
            return tuple(names[int(text) - 1] for text in dict.fromkeys(answer))
        err.print(f"Please give numbers from 1 to {len(names)}.", highlight=False)
