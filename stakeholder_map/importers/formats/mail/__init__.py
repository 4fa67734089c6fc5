"""Mail (mbox, .eml, .msg, folders of them): who wrote to whom and who answered, from headers alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ....batch import Batch, Origin, Problem
from ....errors import InputError
from ....identity import Directory
from ...assembly import assemble
from ...common.correspondents import Correspondents
from ...common.made import MadeRows
from ...common.meetings import left_out
from ...files.sample import Sample
from ...options import Options
from .message import read_message
from .notices import Notices
from .stream import ENDINGS, is_mail, is_notice, mail_files, messages, passed_over
from .threads import Threads

NAME = "mail"
HELP = "Mail (mbox, .eml, .msg or a folder): who wrote to whom, from headers alone"
_MAILDIR = frozenset({"cur", "new"})


def detect(sample: Sample) -> float:
    """How surely files are mail, from 0 to 1."""
    if any(is_mail(text.encode("utf-8", "replace")) for text in sample.texts.values()):
        return 0.95
    if sample.endings & ENDINGS or sample.folders & _MAILDIR:
        return 0.9
    return 0.0


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """The messages between us and others as interactions, one for each thread and day."""
    made = MadeRows()
    people = Correspondents(made, options, known)
    threads = Threads(people, made, options.day)
    notices = Notices(people, known, options.source or NAME, options.day)
    notes: list[Problem] = []
    files = [file for path in paths for file in mail_files(path)]
    if not files:
        raise InputError(f"{', '.join(str(path) for path in paths)}: there is no mail",
                         "Name .mbox, .eml or .msg files, or a folder of them.")
    if left := [name for path in paths for name in passed_over(path, set(files))]:
        shown = ", ".join(left[:5]) + (" and others" if len(left) > 5 else "")
        notes.append(Problem(f"Files that are empty or no mail were left out ({len(left):,}): {shown}.",
                             "Save or export these messages again.", rejected=False))
    for file in files:
        try:
            for raw in messages(file):
                at, message = Origin(raw.file, raw.line), read_message(raw)
                threads.add(at, message)
                notices.wrote(message)
                if is_notice(raw.head):
                    notices.add(at, message, raw)
        except InputError as error:
            if len(files) == 1:
                raise
            notes.append(Problem(error.message, error.hint, file.name, rejected=False))
    threads.state()
    proposals, still = notices.proposals()
    notes += [*left_out(threads.left_out), *people.notes(), *still]
    return assemble(made.tables(), options, known, options.source or NAME, notes, closing=False, rows=threads.read,
                    proposals=proposals)
