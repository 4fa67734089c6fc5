"""What an import would do, worked out before anything is written; then doing exactly that."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from datetime import date

from ..batch import Batch
from ..custom import dumps
from ..errors import ConflictError, InputError
from ..store import Store
from ..store.facts import Facts, name_of, names_of
from ..store.ledger import FILLING, Import, half, somebody
from ..store.loading import Load, MovedError, Progress
from .checks import check_ends, check_extract, check_order, check_same_file
from .comparison import compare
from .planned import Closing, Plan, Summary, counted, edits, joined, load_rows, said_before

__all__ = ["MOST", "Closing", "Plan", "Summary", "apply", "joined", "load_rows", "plan"]

MOST = 100_000
"""So many facts go in one transaction; more go in parts of half of that, which needs less memory of the engine."""

TRIES = 50
"""Who loses a race plans anew; with many at once, everybody gets a turn long before this."""


def plan(store: Store, batch: Batch, *, as_of: date, closing: Closing = "ask", resume: bool = False,
         coming: Set[tuple[str, str]] = frozenset()) -> Plan:
    """Work out what importing `batch` would do on the day `as_of`. Writes nothing.

    `coming` are things (label, key) that are loaded before it.

    `resume` goes on with an import that stopped half way, as of its own day. Raises ExtractError when more than a
    tenth of a kind would be closed and `closing` is "ask"; InputError when a later file of the same source would be
    contradicted, or a tie leads to something that is not in the store.
    """
    facts = _settled(store, batch.source, resume)
    if resume:
        as_of, closing = _stopped(store, batch, facts.unfinished)
    found = compare(facts, batch, as_of, close=closing != "keep")
    made = Plan(batch, as_of, closing, facts.version, tuple(found.changes), _names(facts, batch), found.withheld,
                facts.unfinished)
    if found.foreign.keys() - coming:
        check_ends(store, found, coming)
    if closing != "keep":
        check_order(store, made)
    if closing == "ask":
        check_extract(made, facts)
    return made


def apply(store: Store, made: Plan, *, sha256: str = "", program: str = "", who: str | None = None,
          progress: Progress | None = None) -> Summary:
    """Do what the plan says, in one transaction with an entry in the ledger; above 100,000 facts in parts.

    When somebody else imported in the meantime the plan is made anew, with the same questions.
    """
    entry = Import(made.batch.source, made.as_of, tuple(sorted(made.batch.sheets)), sha256,
                   who=somebody() if who is None else who, program=program, closing=made.closing,
                   fields=tuple(dumps(made.batch.fields)))
    check_same_file(store, made, sha256)
    with store.exclusively():
        for _ in range(TRIES):
            try:
                return _load_parts(store, made, entry, progress)
            except MovedError:
                made = plan(store, made.batch, as_of=made.as_of, closing=made.closing,
                            resume=made.resumes is not None or store.find(entry.key) is not None)
    raise ConflictError("Others keep importing at the same time; nothing was written.", "Try again when they are done.")


def _load_parts(store: Store, made: Plan, entry: Import, progress: Progress | None) -> Summary:
    """Load the changes, things before ties: in one transaction, or one after the other in parts."""
    size = MOST if len(made.changes) <= MOST else MOST // 2
    slices = [made.changes[start : start + size] for start in range(0, len(made.changes), size)] or [()]
    first = made.resumes or entry.key
    parts: list[Import] = []
    for number, changes in enumerate(slices, start=1):
        fresh = number == 1 and made.resumes is None
        saw, others = said_before(changes)
        part = replace(entry, key=entry.key if fresh else Import.new_key(), counts=counted(changes), part=number,
                       saw=saw, parts=len(slices), first=first if len(slices) > 1 or made.resumes else "")
        before = sum(len(done) for done in slices[: number - 1])
        load = Load(part, made.version + number - 1, load_rows(changes, part.key), [*edits(changes), *others],
                    last=number == len(slices))
        store.load(load, _shifted(progress, before, len(made.changes)))
        parts.append(part)
    return Summary(replace(parts[0], counts=made.counts), made.withheld)


def _shifted(progress: Progress | None, before: int, total: int) -> Progress | None:
    return (lambda done, _: progress(before + done, total)) if progress else None


def _settled(store: Store, source: str, resume: bool) -> Facts:
    """The facts of a source in a store that holds no half import, unless that is to be resumed."""
    facts = store.facts(source)
    while facts.unfinished and not resume:
        store.wait_for_others()  # it may only be in the middle of one
        mark, facts = facts.unfinished, store.facts(source)
        stopped = store.find(mark) if facts.unfinished == mark else None
        if stopped:
            raise ConflictError(*half(stopped))
    return facts


def _stopped(store: Store, batch: Batch, key: str | None) -> tuple[date, Closing]:
    """The day of the import that stopped half way, and what it does with what the file leaves out."""
    stopped = store.find(key) if key else None
    if stopped is None:
        raise InputError("There is no half import to go on with.", "Import without --resume.")
    if stopped.status == FILLING:
        raise InputError(*half(stopped))
    if stopped.source != batch.source:
        raise InputError(f"The import that stopped half way was one of '{stopped.source}', not of '{batch.source}'.",
                         "Give the same files and --source again.")
    return stopped.as_of, "keep" if stopped.closing == "keep" else "close"


def _names(facts: Facts, batch: Batch) -> dict[str, str]:
    return names_of(facts) | {node.key: name_of(node.label, node.props) for node in batch.nodes}
