"""What an import would do, worked out before anything is written; then doing exactly that."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Literal

from .changes import closes
from .comparison import Change, Comparison, Doing, compare
from .errors import ConflictError, ExtractError, InputError
from .ledger import Import, somebody
from .model import NODES, TIES, Batch
from .edits import Edit
from .loading import Load, MovedError, Progress, Row, Rows
from .store import Facts, Store

Closing = Literal["ask", "close", "keep"]
DOINGS: tuple[Doing, ...] = ("created", "changed", "closed", "unchanged")
EXTRACT = 10
"""A file that would close more than one in so many facts of a kind may be an extract."""

MOST = 100_000
"""So many facts go in one transaction."""

TRIES = 8
STATEMENTS: Mapping[int, str] = {id(kind): kind.label.lower() for kind in NODES.values()} | {
    id(kind): kind.name for kind in TIES.values()}


@dataclass(frozen=True)
class Plan:
    """What importing `batch` does to the store as it was at `version` of its ledger.

    Of `withheld` sheets nothing is closed, because rows of them were rejected. `resumes` is the key of an import that
    stopped half way and that this one ends.
    """

    batch: Batch
    as_of: date
    closing: Closing
    version: int
    changes: tuple[Change, ...]
    names: Mapping[str, str]
    withheld: frozenset[str] = frozenset()
    resumes: str | None = None

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """By kind (plural of a label, type of a tie): how many facts are created, changed, closed, unchanged."""
        return counted(self.changes)

    def examples(self, kind: str, doing: Doing, most: int = 3) -> list[Change]:
        """The first few facts of a kind with which this is done."""
        return list(islice((c for c in self.changes if c.doing == doing and c.kind_name == kind), most))

    def name(self, change: Change) -> str:
        """What people call the fact: the name of a thing, the names of both ends of a tie."""
        return " – ".join(self.names.get(key) or key for key in change.ends or (change.key,))


@dataclass(frozen=True, slots=True)
class Summary:
    """What an import did. `entry` is its line in the ledger; of `withheld` sheets nothing was closed."""

    entry: Import
    withheld: frozenset[str] = frozenset()

    @property
    def counts(self) -> Mapping[str, Mapping[str, int]]:
        return self.entry.counts


def plan(store: Store, batch: Batch, *, as_of: date, closing: Closing = "ask", resume: bool = False) -> Plan:
    """Work out what importing `batch` would do on the day `as_of`. Writes nothing.

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
    if found.foreign:
        _check_ends(store, found)
    if any(change.doing == "closed" for change in made.changes):
        _check_order(store, made)
        if closing == "ask":
            _check_extract(made, facts)
    return made


def apply(store: Store, made: Plan, *, sha256: str = "", program: str = "", who: str | None = None,
          progress: Progress | None = None) -> Summary:
    """Do what the plan says, in one transaction with an entry in the ledger; above 100,000 facts in parts.

    When somebody else imported in the meantime the plan is made anew, with the same questions.
    """
    entry = Import(made.batch.source, made.as_of, tuple(sorted(made.batch.sheets)), sha256,
                   who=somebody() if who is None else who, program=program, closing=made.closing)
    _check_same_file(store, made, sha256)
    with store.exclusively():
        for _ in range(TRIES):
            try:
                return _load_parts(store, made, entry, progress)
            except MovedError:
                made = plan(store, made.batch, as_of=made.as_of, closing=made.closing,
                            resume=made.resumes is not None or store.find(entry.key) is not None)
    raise ConflictError("Others keep importing at the same time; nothing was written.", "Try again when they are done.")


def _load_parts(store: Store, made: Plan, entry: Import, progress: Progress | None) -> Summary:
    """Load the changes, at most 100,000 in one transaction, things before ties."""
    slices = [made.changes[start : start + MOST] for start in range(0, len(made.changes), MOST)] or [()]
    first = made.resumes or entry.key
    parts: list[Import] = []
    for number, changes in enumerate(slices, start=1):
        fresh = number == 1 and made.resumes is None
        part = replace(entry, key=entry.key if fresh else Import.new_key(), counts=counted(changes), part=number,
                       parts=len(slices), first=first if len(slices) > 1 or made.resumes else "")
        before = sum(len(done) for done in slices[: number - 1])
        store.load(Load(part, made.version + number - 1, load_rows(changes, part.key), _edits(changes),
                        last=number == len(slices)), _shifted(progress, before, len(made.changes)))
        parts.append(part)
    return Summary(replace(parts[0], counts=made.counts), made.withheld)


def _shifted(progress: Progress | None, before: int, total: int) -> Progress | None:
    return (lambda done, _: progress(before + done, total)) if progress else None


def load_rows(changes: Sequence[Change], seen: str) -> Rows:
    """The rows of every load statement, things before ties; what is unchanged is marked as seen again."""
    rows: dict[str, list[Row]] = {name: [] for name in STATEMENTS.values()}
    for change in changes:
        props = change.after
        if change.doing == "created":
            props = {**props, "seen": seen, "made": seen}
        elif change.doing != "closed":
            props = {**props, "seen": seen}
        row: Row = {"key": change.key, "props": props}
        if change.ends:
            row["start"], row["end"] = change.ends
        rows[STATEMENTS[id(change.kind)]].append(row)
    return {name: part for name, part in rows.items() if part}


def _edits(changes: Sequence[Change]) -> list[Edit]:
    return [Edit(change.doing, STATEMENTS[id(change.kind)], change.key, change.before, change.after, change.ends or ())
            for change in changes if change.doing in ("changed", "closed")]


def counted(changes: Iterable[Change]) -> dict[str, dict[str, int]]:
    """By kind (plural of a label, type of a tie): how many facts are created, changed, closed, unchanged."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(DOINGS, 0))
    for (kind, doing), count in Counter((change.kind_name, change.doing) for change in changes).items():
        counts[kind][doing] = count
    return dict(sorted(counts.items()))


def _settled(store: Store, source: str, resume: bool) -> Facts:
    """The facts of a source in a store that holds no half import, unless that is to be resumed."""
    facts = store.facts(source)
    if facts.unfinished and not resume:
        with store.exclusively():  # it may only be in the middle of one
            facts = store.facts(source)
        half = store.find(facts.unfinished) if facts.unfinished else None
        if half:
            raise ConflictError(f"The store holds half an import of '{half.source}' of {half.as_of}.",
                                "Finish it with `stakeholder-map import --resume` and the same files, or take it back "
                                "with `stakeholder-map import --undo`.")
    return facts


def _stopped(store: Store, batch: Batch, key: str | None) -> tuple[date, Closing]:
    """The day of the import that stopped half way, and what it does with what the file leaves out."""
    half = store.find(key) if key else None
    if half is None:
        raise InputError("There is no half import to go on with.", "Import without --resume.")
    if half.source != batch.source:
        raise InputError(f"The import that stopped half way was one of '{half.source}', not of '{batch.source}'.",
                         "Give the same files and --source again.")
    return half.as_of, "keep" if half.closing == "keep" else "close"


def _check_same_file(store: Store, made: Plan, sha256: str) -> None:
    half = store.find(made.resumes) if made.resumes else None
    if half and half.sha256 and sha256 and half.sha256 != sha256:
        raise InputError("These are not the files of the import that stopped half way.",
                         "Give the same files, or take that import back with --undo first.")


def _names(facts: Facts, batch: Batch) -> dict[str, str]:
    pairs = [(props["key"], props) for _, props in facts.nodes] + [(node.key, node.props) for node in batch.nodes]
    return {key: str(props.get("name") or props.get("title") or props.get("address") or "") for key, props in pairs}


def _check_ends(store: Store, found: Comparison) -> None:
    """Ends that this source does not state must be stated by another one."""
    stored = {(label, props["key"]) for label, props in store.facts().nodes}
    for end, tie in found.foreign.items():
        if end not in stored:
            where = tie.origin
            raise InputError(f"A tie {tie.type} leads to '{end[1]}', which is not in the store.",
                             f"See {where.file}, line {where.line}." if where.file else "Import that first.")


def _check_order(store: Store, made: Plan) -> None:
    """An old file must not close what a newer one of the same source states."""
    newer = [entry.as_of for entry in store.imports(made.batch.source)
             if entry.status == "done" and made.batch.sheets & set(entry.sheets)]
    if newer and max(newer) > made.as_of:
        count = sum(change.doing == "closed" for change in made.changes)
        raise InputError(f"This file is of {made.as_of}, but one of {max(newer)} from '{made.batch.source}' is in the "
                         f"store already, and this one would close {count} of the facts that it stated.",
                         "Give the day of the file with --as-of, or --keep to close nothing.")


def _check_extract(made: Plan, facts: Facts) -> None:
    """Stop when more than a tenth of the open facts of a kind would close."""
    closing: dict[int, list[Change]] = defaultdict(list)
    for change in made.changes:
        if change.doing == "closed":
            closing[id(change.kind)].append(change)
    open_before = _open(facts, made)
    for kind, closed in closing.items():
        if len(closed) * EXTRACT > open_before[kind]:
            some = ", ".join(made.name(change) for change in closed[:3])
            raise ExtractError(
                f"This file no longer mentions {len(closed)} of the {open_before[kind]} {closed[0].kind_name} that "
                f"'{made.batch.source}' stated before, for example {some}. Is it only a part of the list?",
                "Use --close if they have ended, --keep if the file is a part, --source NAME if it is another list.")


def _open(facts: Facts, made: Plan) -> Counter[int]:
    """By kind: how many facts that can end were open on the day of the file."""
    stored = [(NODES[label], props) for label, props in facts.nodes]
    stored += [(TIES[kind, a, b], props) for kind, a, _, b, _, props in facts.ties]  # type: ignore[misc]
    return Counter(id(kind) for kind, props in stored
                   if closes(kind) and (props.get("until") is None or props["until"] >= made.as_of)
                   and props.get("sheet") in made.batch.sheets)
