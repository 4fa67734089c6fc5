"""Proposals: the rows that somebody confirms end exactly the post that was meant, in the list that states it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from stakeholder_map.batch import Batch, Origin, Tie
from stakeholder_map.importers.proposals import ending, successor, write_proposals

from .importing import BOTH, directory, folder, read, ties

AT = Origin("inbox.mbox", 7)
LAST = date(2026, 5, 11)


def _held(batch: Batch) -> Tie:
    return next(tie for tie in ties(batch, "HOLDS") if tie.end.startswith("crm:"))


def test_the_post_ends_in_the_list_that_states_it(tmp_path: Path) -> None:
    listed = "id,name,email,organisation,title,since\np1,Jo Ash,jo@nb.example,nb,Officer,2020\n"
    posts = "id,title,organisation,holder,since\nh1,Officer,nb,p1,2020\n"
    for name, sheets in (("people", {"people": listed}), ("posts", {"people": listed, "posts": posts})):
        first = read(folder(tmp_path / name, organisations=BOTH, **sheets), source="crm")
        known = directory(first)
        (proposal,) = ending(known, known.entries["crm:p1"], LAST, "Jo has left", AT)
        assert (proposal.sheet, proposal.source, proposal.until) == (name, "crm", LAST)
        (path,) = write_proposals([proposal], tmp_path / f"{name}.mbox")
        assert path.name == f"{name}-proposals.csv"
        again = read(path, known=first)
        assert not again.rejected
        assert again.source == "crm"
        assert again.sheets == frozenset(), "it ends nothing that it does not mention"
        before, after = _held(first), _held(again)
        assert (after.key, after.start, after.end) == (before.key, before.start, before.end)
        assert after.props["until"] == LAST
        assert "since" not in after.props, "what the row does not say stays"
        assert {n.key for n in again.nodes} <= {n.key for n in first.nodes}


def test_nothing_is_proposed_for_somebody_without_a_post(tmp_path: Path) -> None:
    first = read(folder(tmp_path, people="id,name,organisation,until\np1,Jo Ash,nb,2025-01-01\np2,Al Fox,\n"))
    known = directory(first)
    assert ending(known, known.entries["plain:p1"], LAST, "", AT) == []
    assert ending(known, known.entries["plain:p2"], LAST, "", AT) == []


def test_rows_of_several_lists_are_written_apart(tmp_path: Path) -> None:
    first = read(folder(tmp_path / "a", people="id,name,organisation\np1,Jo Ash,nb\n"), source="crm")
    known = directory(first)
    found = ending(known, known.entries["crm:p1"], LAST, "Jo has left", AT, "Sam Ray")
    found.append(successor("mail", "Sam Ray", "sam@nb.example", "crm:nb", "Sam comes after Jo", AT))
    paths = write_proposals(found, tmp_path / "inbox.mbox")
    assert [path.name for path in paths] == ["inbox-proposals-crm.csv", "inbox-proposals-mail.csv"]
    new = read(paths[1], known=first)
    assert new.source == "mail"
    assert [(n.label, n.key, n.props.get("name")) for n in new.nodes if n.label == "Person"] == [
        ("Person", "mail:sam@nb.example", "Sam Ray")
    ]
    assert {t.end for t in ties(new, "IN")} == {"crm:nb"}
