"""The sheet of agreements: what was signed, by whom, until when."""

from __future__ import annotations

from ...identity import Entry
from ..assembly.draft import Draft
from ..cells.columns import Column, Sheet
from ..cells.record import Record
from .common import ID, ref
from .events import event_keys

SHEET = Sheet("agreements", "Memoranda, contracts and other agreements, one row each.", (
    ID,
    Column("partnership", "references", "The partnership it covers: id or name; separated by ;", required=True,
           synonyms=("partnerships", "project", "covers")),
    Column("kind", "text", "Memorandum, contract, data-sharing agreement …",
           synonyms=("type", "agreement", "document")),
    Column("owner", "reference", "Who looks after it: a person.", synonyms=("responsible", "held by", "keeper")),
    Column("signatories", "references", "Who signed; several people are separated by ;",
           synonyms=("signatory", "signed by", "signers")),
    Column("signed", "first", "When it was signed.", synonyms=("signed on", "since", "start", "start date", "date")),
    Column("until", "last", "Last day, included.", synonyms=("end", "end date", "expires", "expiry", "valid until")),
    Column("review_due", "last", "When it is to be reviewed next.", synonyms=("review", "review date", "next review")),
), synonyms=("agreement", "contracts"), spans=(("signed", "until"),))


def build(draft: Draft) -> None:
    """Agreements, the partnerships they cover, their owner and who signed."""
    found: list[tuple[Record, list[Entry], Entry | None, list[Entry]]] = []
    for record in draft.accepted("agreements"):
        covers = draft.find_all(record, "partnership", "Partnership")
        owner = draft.find(record, "owner", "Person")
        signatories = draft.find_all(record, "signatories", "Person")
        if record.ok:
            found.append((record, covers, owner, signatories))
        elif record.text("id"):
            record.key = draft.key("Agreement", record.text("id"))
    event_keys(draft, "Agreement", [(r, [*sorted(e.key for e in c), r.text("kind")]) for r, c, _, _ in found], "signed")
    for record, covers, owner, signatories in found:
        if not draft.first(record, record.key, record.text("id") or record.text("kind")):
            continue
        here = ("Agreement", record.key)
        draft.node(record, *here, record.fields("kind", "signed", "until", "review_due"))
        for entry in covers:
            draft.tie(record, "COVERS", here, ref(entry))
        if owner:
            draft.tie(record, "OWNS", ref(owner), here)
        for entry in signatories:
            draft.tie(record, "SIGNED", ref(entry), here)
