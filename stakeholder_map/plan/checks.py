"""What stops an import before anything is written: loose ends, an older file, a file that may be an extract."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Set
from typing import Any

from ..errors import ExtractError, InputError
from ..model import NODES, STATED, TIES, NodeKind, TieKind
from ..store import Store
from ..store.facts import Facts
from ..words import KINDS
from .changes import HISTORY, Change, closes
from .comparison import Comparison
from .planned import Plan
from .spells import UNTIL

EXTRACT = 10
"""A file that would close more than one in so many facts of a kind may be an extract."""


def check_ends(store: Store, found: Comparison, coming: Set[tuple[str, str]] = frozenset()) -> None:
    """Ends that this source does not state must be stated by another one, or be `coming` before this."""
    stored = {(label, props["key"]) for label, props in store.facts().nodes} | coming
    for end, tie in found.foreign.items():
        if end not in stored:
            where = tie.origin
            raise InputError(f"A tie {tie.type} leads to '{end[1]}', which is not in the store.",
                             f"See {where.file}, line {where.line}." if where.file else "Import that first.")


def check_order(store: Store, made: Plan) -> None:
    """An old file must not end, change or add to what a newer one of the same source states.

    What it has more has ended since, and what it has otherwise has changed since: nobody can tell when.
    """
    against = Counter(doing for change in made.changes if (doing := _against(change, made.batch.sheets)))
    newer = [entry.as_of for entry in store.imports(made.batch.source)
             if entry.status == "done" and made.batch.sheets & set(entry.sheets)] if against else []
    if newer and max(newer) > made.as_of:
        ends = " and ".join(f"{word} {against[doing]}" for doing, word in (("closed", "close"), ("changed", "change"))
                            if against[doing])
        more = f"add {against['created']} that it no longer has" if against["created"] else ""
        does = " and ".join(text for text in (ends and f"{ends} of the facts that it stated", more) if text)
        raise InputError(f"This file is of {made.as_of}, but one of {max(newer)} from '{made.batch.source}' is in the "
                         f"store already, and this one would {does}.",
                         "Give the day of the file with --as-of. If it really is older, take the newer one back "
                         "(--undo), import this one, then that; --keep if it is only a part of the list.")


def _against(change: Change, sheets: Set[str]) -> str:
    """How a change of an older file contradicts a newer one, '' where it does not."""
    if change.doing == "changed":
        told = change.after.keys() - {*STATED, HISTORY}
        return "changed" if any(change.before.get(name) is not None for name in told) else ""
    if change.doing == "created":
        lasts = closes(change.kind) and change.after.get(UNTIL) is None and change.after.get("sheet") in sheets
        return "created" if lasts else ""
    return "closed" if change.doing == "closed" else ""


def check_extract(made: Plan, facts: Facts) -> None:
    """Stop when more than a tenth of the open facts of a kind would close."""
    closing: dict[int, list[Change]] = defaultdict(list)
    for change in made.changes:
        if change.doing == "closed":
            closing[id(change.kind)].append(change)
    open_before = _open(facts, made)
    for kind, closed in closing.items():
        if asks(len(closed), open_before[kind]):
            some = ", ".join(made.name(change) for change in closed[:3])
            raise ExtractError(
                f"This file no longer mentions {len(closed)} of the {open_before[kind]} {_called(closed[0])} that "
                f"'{made.batch.source}' stated before, for example {some}. Is it only a part of the list?",
                "Use --close if they have ended, --keep if the file is a part, --source NAME if it is another list.")


def asks(closed: int, before: int) -> bool:
    """Whether so many endings, of so many facts of a kind, may mean that a file is an extract.

    In a list of fewer than ten a single ending is more than a tenth, and the most usual news of all: it asks only where
    it is half of the list or more.
    """
    return closed * EXTRACT > before and (closed > 1 or closed * 2 >= before)


def _called(change: Change) -> str:
    """What people call the kind of a fact, in the plural."""
    return KINDS.get(change.kind_name, change.kind_name)


def _open(facts: Facts, made: Plan) -> Counter[int]:
    """By kind: how many facts that can end were open on the day of the file."""
    stored: list[tuple[NodeKind | TieKind, Mapping[str, Any]]] = [(NODES[label], props) for label, props in facts.nodes]
    stored += [(TIES[kind, a, b], props) for kind, a, _, b, _, props in facts.ties]
    return Counter(id(kind) for kind, props in stored
                   if closes(kind) and (props.get("until") is None or props["until"] >= made.as_of)
                   and props.get("sheet") in made.batch.sheets)


def check_same_file(store: Store, made: Plan, sha256: str) -> None:
    """An import that stopped half way is finished with the same files."""
    half = store.find(made.resumes) if made.resumes else None
    if half and half.sha256 and sha256 and half.sha256 != sha256:
        raise InputError("These are not the files of the import that stopped half way, or not its options.",
                         f"Give the same, or take it back: `stakeholder-map import --undo {half.group}`.")
