"""Coverage, interview, compare and backcheck as people use them, on a real store; and what a store knew when."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from stakeholder_map.cli import options
from stakeholder_map.plan import apply, plan
from stakeholder_map.snapshot import Snapshot
from stakeholder_map.store import Store

from .commands import Run, begun
from .importing import folder, read

SHEETS = {
    "organisations": "id,name,ours\nus,Our Trust,yes\nacme,Acme Foods,no\nbeta,Beta Homes,no\nnew,Newcomers,no\n",
    "posts": "id,title,organisation,level,function,holder,since,until,reports_to\n"
    "h1,Director,us,executive,lead,ana,2020-01-01,,\nh2,Manager,us,senior,lead,bea,2020-01-01,,h1\n"
    "h3,Officer,us,operational,lead,cat,2020-01-01,2025-03-31,h2\n"
    "t1,Chair,acme,executive,board,yve,2021-01-01,,\nt2,Buyer,acme,operational,buying,xan,2021-01-01,,t1\n"
    "b1,Head,beta,senior,homes,zoe,2021-01-01,,\n",
    "people": "id,name,organisation\nana,Ana Silva,us\nbea,Bea Long,us\ncat,Cat Moor,us\n"
    "xan,Xan Abel,acme\nyve,Yve Ober,acme\nzoe,Zoe Pitt,beta\n",
    "partnerships": "id,name,organisations,degree,importance,coordinator\np1,Surplus Food,us;acme,coordination,5,bea\n"
    "p2,Warm Homes,us;beta,networking,2,ana\np3,New Start,us;new,networking,3,bea\n",
    "stakeholders": "partnership,person,current,desired,power,as_of\np1,yve,neutral,supportive,5,2026-01-15\n",
    "ties": "from,to,since,last_contact\nana,xan,2021-05-01,2026-01-20\ncat,zoe,2021-06-01,2025-02-01\nbea,yve,,\n",
}


@pytest.fixture
def run(home: Path, command: Run) -> Run:
    """Calls the command line on a store with the sheets in it as of February 2026."""
    return begun(command, home / "sheets", SHEETS, "--as-of", "2026-02-01")


def rows(run: Run, *words: str) -> Any:
    said = run(*words, "--json")
    assert said.code == 0, said.err
    assert run(*words, "--json").out == said.out, "the same every time"
    return json.loads(said.out)


def test_coverage_shows_levels_and_one_partnership_in_full(run: Run) -> None:
    assert "1 of 1" in run("coverage", "--as-of", "2026-02-01").out
    said = run("coverage", "--partnership", "Surplus Food", "--as-of", "2026-02-01").out
    assert "operational" in said
    assert "Ana Silva" in said
    assert "below what is desired" in said
    found = rows(run, "coverage", "--as-of", "2026-02-01")
    cells = {c["level"]: c["engaged"] for c in found["rows"][0]["cells"]}
    assert (found["schema"], cells) == ("stakeholder-map/coverage/1", {"executive": 1, "operational": 1})
    assert [u["organisation"]["name"] for u in found["unknown"]] == ["Newcomers"]
    assert run("coverage", "--partnership", "nothing").code == 2


def test_backcheck_says_what_was_lost(run: Run) -> None:
    found = rows(run, "backcheck", "--year", "2025", "--as-of", "2026-02-01")
    (case,) = found["rows"]
    assert (case["leaver"]["name"], case["outcome"], found["counts"]["hit"]) == ("Cat Moor", "hit", 1)
    said = run("backcheck", "--as-of", "2026-02-01").out
    assert "Warned, and lost" in said
    assert "before the oldest" in said
    assert "looked back on" in run("backcheck", "--year", "3000").err


def test_interview_asks_and_its_answers_change_the_verdicts(run: Run, home: Path) -> None:
    sheet = home / "answers.csv"
    said = run("interview", "--as-of", "2026-02-01", "--to", sheet)
    assert sheet.stat().st_mode & 0o777 == 0o600
    assert "Bea Long: 2 questions, one minute" in said.out
    assert "Do you still know Yve Ober (Chair, Acme Foods)?" in said.out
    assert run("interview", "--to", sheet, "--as-of", "2026-02-01").code == 2, "never over answers"
    assert "Did you mean Bea Long?" in run("interview", "--for", "Bea Lon").err
    assert "Nobody of ours is called 'zoe'" in run("interview", "--for", "zoe").err
    assert rows(run, "interview", "--for", "bea", "--as-of", "2026-02-01")["rows"][0]["if_yes"] == "pass"
    lines = list(csv.DictReader(sheet.open(encoding="utf-8-sig")))
    assert [line["kind"] for line in lines] == ["still", "who"]
    lines[0] |= {"answer": "Yes", "last_contact": "20 January 2026"}
    lines[1] |= {"answer": "yes", "to": "Nora Quay"}
    fill(sheet, lines)
    told = run("interview", "--answers", sheet, "--as-of", "2026-02-10")
    assert told.code == 0, told.err
    assert "Surplus Food: ○ To be confirmed → ✓ Well held" in told.out
    assert "New Start: ? Not known yet → ✓ One is enough here" in told.out
    again = run("interview", "--answers", sheet, "--as-of", "2026-02-10")
    assert "No verdict changed" in again.out
    assert "No question is open" in run("interview", "--as-of", "2026-02-10").out


def fill(sheet: Path, lines: list[dict[str, str]]) -> None:
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)


def test_answers_that_cannot_be_read_are_explained(run: Run, home: Path) -> None:
    sheet = home / "odd.csv"
    blank = dict.fromkeys(("colleague", "question", "last_contact", "confirmed_on", "until", "since", "organisation",
                           "source", "kind", "others", "partnership"), "")
    ends = {"from": "plain:bea", "to": "plain:yve", "source": "plain", "kind": "still"}
    fill(sheet, [{**blank, **ends, "answer": "perhaps"}, {**blank, **ends, "answer": "yes", "until": "2026-01-01"},
                 {**blank, **ends, "answer": ""}])
    said = run("interview", "--answers", sheet, "--as-of", "2026-02-10")
    assert said.code == 2
    assert "line 2, column answer: “perhaps” is neither yes nor no" in said.err
    assert "line 3" in said.err
    assert "Not answered: 1 row" in said.out
    assert "is no sheet of answers" in run("interview", "--answers", home / "sheets" / "ties.csv").err


def test_a_no_ends_what_was_only_said_and_the_comparison_calls_it_learned(run: Run, home: Path) -> None:
    more = folder(home / "more", ties="from,to\nana,zoe\n", organisations="")
    assert run("import", more, "--as-of", "2026-03-01", "--source", "crm").code == 0
    sheet = home / "no.csv"
    assert run("interview", "--as-of", "2026-03-02", "--to", sheet).code == 0
    (line,) = list(csv.DictReader(sheet.open(encoding="utf-8-sig")))
    assert (line["kind"], line["source"]) == ("still", "crm")
    fill(sheet, [{**line, "answer": "no"}])
    told = run("interview", "--answers", sheet, "--as-of", "2026-03-02").out
    assert "is no longer in contact with Zoe Pitt" in told
    assert "Warm Homes: ○ To be confirmed → ✖ No relationship left" in told
    found = rows(run, "compare", "--from", "2026-03-01", "--to", "2026-03-10")
    (row,) = [r for r in found["rows"] if r["partnership"]["name"] == "Warm Homes"]
    assert (row["reported"]["verdict"], row["before"]["verdict"]) == ("unconfirmed", "severed")
    assert (row["happened"], [e["kind"] for e in row["learned"]]) == ([], ["closed"])
    said = run("compare", "--from", "2026-03-01", "--to", "2026-03-10").out
    assert "Nothing happened: the difference is what we learned." in said
    assert run("compare", "--from", "2026-03-10", "--to", "2026-03-01").code == 2
    assert "cannot be told" in run("compare", "--from", "2025-06-01", "--to", "2026-03-01").out


def facts(snapshot: Snapshot | None) -> list[str]:
    """Everything that a snapshot says, without which import said it last."""
    assert snapshot is not None
    stamps = {"seen", "made"}
    nodes = [str(sorted((k, v) for k, v in d.items() if k not in stamps)) for _, d in snapshot.graph.nodes(data=True)]
    ties = [f"{a} {b} {sorted((k, str(v)) for k, v in d.items() if k not in stamps)}"
            for a, b, d in snapshot.graph.edges(data=True)]
    return sorted(nodes + ties)


def test_what_was_known_on_a_day_is_exactly_what_the_store_held(store: Store, tmp_path: Path) -> None:
    days = [date(2026, 1, 1) + timedelta(30 * n) for n in range(4)]
    sheets = [
        SHEETS,
        {**SHEETS, "ties": "from,to,since,last_contact\nana,xan,2021-05-01,2026-01-25\nbea,yve,,2026-01-30\n"},
        {**SHEETS, "ties": "from,to,since,last_contact\nana,xan,2021-05-01,\nbea,yve,,2026-01-30\ncat,zoe,2021-06,\n",
         "people": SHEETS["people"].replace("Xan Abel", "Xan Abell")},
        {**SHEETS, "posts": SHEETS["posts"].replace("xan,2021-01-01,,", "xan,2021-01-01,2026-02-28,")},
    ]
    held = []
    for number, (day, made) in enumerate(zip(days, sheets, strict=True)):
        batch = read(folder(tmp_path / str(number), **made), as_of=day)
        apply(store, plan(store, batch, as_of=day, closing="close"))
        held.append(facts(Snapshot.read(store, day)))
    now = Snapshot.read(store, days[-1])
    ledger = options.ledger(store, date.min)
    assert len({tuple(one) for one in held}) == 4, "each import changed something"
    for day, one in zip(days, held, strict=True):
        assert facts(ledger.known_on(now, day)) == one
        assert facts(ledger.known_on(now, day + timedelta(29))) == one
    assert ledger.known_on(now, days[0] - timedelta(1)) is None
