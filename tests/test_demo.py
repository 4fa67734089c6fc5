"""The demo: a plain folder that reads without a flaw, never ages, and shows every verdict and state of a tie."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from stakeholder_map import demo, importers
from stakeholder_map.analysis.redundancy import redundancy
from stakeholder_map.analysis.ties import ties
from stakeholder_map.batch import Batch
from stakeholder_map.demo.sheets import COLUMNS
from stakeholder_map.identity import Directory
from stakeholder_map.snapshot import Snapshot

TODAY = date(2026, 6, 30)
ROOT = Path(__file__).parents[1]

Row = dict[str, str]
Sheets = dict[str, list[Row]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("demo")
    demo.write(place, TODAY)
    return place


@pytest.fixture(scope="module")
def sheets(folder: Path) -> Sheets:
    return {name: list(csv.DictReader((folder / f"{name}.csv").open(encoding="utf-8"))) for name in COLUMNS}


@cache
def batch(folder: Path, today: date = TODAY) -> Batch:
    return importers.read([folder], importers.Options(source=demo.SOURCE, as_of=today), Directory())


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def words(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]


def test_it_has_the_size_of_a_real_portfolio(sheets: Sheets) -> None:
    assert 24 <= len(sheets["organisations"]) <= 30
    assert 235 <= len(sheets["people"]) <= 265
    assert len(sheets["partnerships"]) == 24
    assert len(sheets["interactions"]) > 400
    all_days = [date.fromisoformat(row["on"]) for row in sheets["interactions"]]
    days = [day for day in all_days if day <= TODAY]
    assert 0 < len(all_days) - len(days) < 5, "few meetings are planned"
    assert max(all_days) < TODAY + timedelta(days=60)
    assert TODAY - timedelta(days=60) < max(days), "the latest contact is recent"
    assert TODAY - timedelta(days=5 * 365) < min(days) < TODAY - timedelta(days=3.5 * 365), "four years of history"


def test_the_same_seed_and_day_give_the_same_bytes_in_any_process(folder: Path, tmp_path: Path) -> None:
    program = ("import sys; from datetime import date; from pathlib import Path; from stakeholder_map import demo; "
               "demo.write(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))")
    for hashing in ("0", "77"):
        place = tmp_path / hashing
        subprocess.run([sys.executable, "-c", program, str(place), str(TODAY)], check=True, cwd=ROOT,
                       env={**os.environ, "PYTHONHASHSEED": hashing})
        assert content(place) == content(folder)


def test_another_seed_gives_other_people(folder: Path, tmp_path: Path) -> None:
    demo.write(tmp_path, TODAY, seed=demo.SEED + 1)
    assert content(tmp_path)["people.csv"] != content(folder)["people.csv"]


def test_ids_are_unique_and_references_resolve(sheets: Sheets) -> None:
    for name in ("organisations", "people", "units", "partnerships", "interactions", "agreements", "changes"):
        ids = [row["id"] for row in sheets[name]]
        assert len(set(ids)) == len(ids), name
    known = {name: {row["id"] for row in sheets[name]} for name in COLUMNS if "id" in COLUMNS[name]}
    known["people"] |= {row["address"] for row in sheets["mailboxes"]}
    targets = {
        "organisation": "organisations", "organisations": "organisations", "on_behalf_of": "organisations",
        "unit": "units", "host_unit": "units", "reports_to": "posts", "partnership": "partnerships",
        **dict.fromkeys(("holder", "members", "from", "to", "person", "people", "absent", "sponsor", "coordinator",
                         "owner", "signatories"), "people"),
    }
    for name, rows in sheets.items():
        for row in rows:
            for column, target in targets.items():
                assert set(words(row.get(column, ""))) <= known[target], (name, column, row)


def test_nobody_can_be_reached_for_real(sheets: Sheets) -> None:
    for person in sheets["people"]:
        assert re.fullmatch(r"|[a-z.-]+@[a-z-]+\.example\.org", person["email"])
        assert re.fullmatch(r"|01632 960\d{3}|07700 900\d{3}", person["phone"])
    for row in sheets["organisations"]:
        assert row["website"].endswith(".example.org")


def test_everybody_present_held_a_post_on_that_day(folder: Path, sheets: Sheets) -> None:
    spells = [(tie.start.partition(":")[2], tie.props) for tie in batch(folder).ties
              if tie.type in ("HOLDS", "REPRESENTS")]
    for row in sheets["interactions"]:
        day = date.fromisoformat(row["on"])
        there = {who for who, span in spells
                 if (span.get("since") or date.min) <= day <= (span.get("until") or date.max)}
        assert {who for who in words(row["people"]) if "@" not in who} <= there, row


def test_every_kind_of_thing_occurs(sheets: Sheets) -> None:
    def values(sheet: str, column: str) -> set[str]:
        return {row[column] for row in sheets[sheet]} - {""}

    assert values("interactions", "channel") == {"meeting", "call", "video", "email", "event"}
    assert values("interactions", "direction") == {"both", "out"}
    assert values("posts", "kind") == {"substantive", "acting", "job_share", "secondment"}
    assert values("posts", "level") == {"executive", "senior", "operational", "frontline"}
    assert values("members", "participation") == {"core", "as_needed", "observer"}
    assert values("representatives", "capacity") == {"lead", "deputy", "sponsor", "chair", "observer"}
    assert values("changes", "kind") == {"restructure", "leave", "merger", "other"}
    assert values("agreements", "kind") == {
        "MoU", "partnership agreement", "SLA", "contract", "data-sharing agreement", "terms of reference"}
    for column in ("leaving_on", "contract_end", "post_since", "post_until", "reports_to"):
        assert values("posts", column), column
    assert any(len(words(row["people"])) > 15 for row in sheets["interactions"])
    assert any(row["absent"] for row in sheets["interactions"])
    assert {row["since"][4:] for row in sheets["posts"]} >= {""}, "some dates are a year only"
    assert any("@" in row["to"] for row in sheets["ties"])
    assert any(not row["partnership"] for row in sheets["ties"])


def test_seats_tell_of_vacancies_restructures_and_people_on_both_sides(sheets: Sheets) -> None:
    closed = [row for row in sheets["posts"] if row["post_until"]]
    vacant = [row for row in sheets["posts"] if not row["holder"]]
    held_before = {row["id"] for row in sheets["posts"] if row["until"]}
    assert len(closed) >= 5
    assert not {row["id"] for row in closed} & {row["id"] for row in vacant}, "an abolished seat is not vacant"
    assert any(row["id"] in held_before for row in vacant)
    assert any(row["id"] not in held_before for row in vacant), "and one that nobody ever held"
    ours = {row["id"] for row in sheets["organisations"] if row["ours"] == "yes" or row["part_of"] == "o-01"}
    open_posts = [row for row in sheets["posts"] if row["holder"] and not row["until"]]
    ours_now = {row["holder"] for row in open_posts if row["organisation"] in ours}
    theirs_now = {row["holder"] for row in open_posts if row["organisation"] not in ours}
    assert len(ours_now & theirs_now) == 1
    untitled = [row for row in sheets["people"] if row["organisation"] == "o-23" and not row["title"]]
    assert untitled


def test_it_imports_without_a_rejected_row(folder: Path, sheets: Sheets) -> None:
    read = batch(folder)
    assert [problem.message for problem in read.rejected] == []
    assert read.rows == sum(len(rows) for rows in sheets.values())
    labels = Counter(node.label for node in read.nodes)
    assert labels["Person"] == len(sheets["people"])
    assert labels["Mailbox"] == len(sheets["mailboxes"])


def test_every_verdict_and_every_state_occurs(folder: Path) -> None:
    snapshot = Snapshot.of_batch(batch(folder), TODAY)
    answers = redundancy(snapshot)
    verdicts = Counter(answer.verdict for answer in answers)
    assert verdicts == {"severed": 2, "fail": 6, "unknown": 4, "unconfirmed": 4, "pass": 10}
    assert sum(answer.kappa == 1 for answer in answers) == 7
    assert sum(answer.partnership.implied for answer in answers) == 2
    states = Counter(tie.state for tie in ties(snapshot))
    assert set(states) == {"live", "cooling", "asserted", "lapsed", "ended"}
    assert states["live"] > sum(states.values()) / 2


DESIGNED = {
    "ps-01": 3, "ps-02": 1, "ps-03": 6, "ps-04": 1, "ps-05": 0, "ps-06": 3, "ps-07": 2, "ps-08": 4, "ps-09": 2,
    "ps-10": 2, "ps-11": 1, "ps-12": 1, "ps-13": 1, "ps-14": 0, "ps-15": 2, "ps-16": 1, "ps-17": 2, "ps-18": 2,
    "ps-19": None, "ps-20": 2, "ps-21": 2, "ps-22": 2, "ps-23": None, "ps-24": 2, "o-27": None, "o-28": 1,
}
"""Contact redundancy of each partnership, counted by hand in its story."""


@pytest.mark.parametrize(("today", "seed"), [
    (TODAY, demo.SEED), (date(2024, 2, 29), demo.SEED), (date(2027, 1, 1), demo.SEED), (date(2031, 12, 28), 11)])
def test_the_stories_hold_on_any_day_and_with_any_seed(today: date, seed: int, tmp_path: Path) -> None:
    demo.write(tmp_path, today, seed)
    read = batch(tmp_path, today)
    assert not read.rejected
    answers = redundancy(Snapshot.of_batch(read, today))
    found = {answer.partnership.id.rpartition(":")[2]: answer.kappa for answer in answers}
    assert found == DESIGNED


def test_particular_stories(folder: Path) -> None:
    answers = {answer.partnership.id.rpartition(":")[2]: answer
               for answer in redundancy(Snapshot.of_batch(batch(folder), TODAY))}
    police = next(part for part in answers["ps-02"].by_partner if part.organisation.name == "Ellershire Police")
    assert [person.side for person in police.sole_contacts] == ["theirs"]
    assert police.people_ours == 3
    assert [person.side for person in answers["ps-16"].by_partner[0].sole_contacts] == ["ours"]
    assert answers["ps-10"].by_partner[0].shared == answers["ps-10"].by_partner[0].ties, "all ties are shared"
    assert answers["ps-14"].by_partner[0].kappa_any == 1, "the port's team mailbox still answers"
    marlpit = next(part for part in answers["ps-05"].by_partner if part.organisation.name == "Marlpit Foods")
    assert (marlpit.kappa, marlpit.kappa_any, marlpit.kappa_indirect) == (0, 0, 1), "a mailbox that nobody reads"
    assert answers["ps-19"].by_partner[0].kappa_indirect == 1, "the university knows the district council"
    assert "fallback" in answers["ps-13"].reason
    assert answers["ps-22"].needed == 3
