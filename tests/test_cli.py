"""The command line as people use it: what it prints, what it writes, and its exit codes, on the embedded engine."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from stakeholder_map import embedded
from stakeholder_map.cli import options
from stakeholder_map.errors import InputError
from stakeholder_map.snapshot import Snapshot

from .commands import Run, begun, caller, wide
from .engines import Engine
from .facts import two_sides
from .signals import hears_ctrl_c

SHEETS = {
    "organisations": "id,name,ours\nus,Our Trust,yes\nacme,Acme Foods,no\nbeta,Beta Homes,no\n",
    "people": "id,name,email,organisation,title\n"
    "ana,Ana Silva,ana@example.org,us,Director\nbea,Bea Long,bea@example.org,us,Manager\n"
    "xan,Xan Abel,xan@acme.example,acme,Buyer\nyve,Yve Ober,yve@acme.example,acme,Chair\n"
    "zoe,Zoe Pitt,zoe@beta.example,beta,Head\n",
    "partnerships": "id,name,organisations,degree\n"
    "p1,Surplus Food,us;acme,coordination\np2,Warm Homes,us;beta,networking\n",
    "ties": "from,to,last_contact\nana,xan,2026-05-01\nbea,xan,2026-04-01\n",
}


@pytest.fixture
def run(command: Run) -> Run:
    """Calls the command line with words, as the shell would, on one store for all tests of this file."""
    return command


def folder(at: Path, **sheets: str) -> Path:
    """A plain folder with these sheets."""
    at.mkdir(parents=True, exist_ok=True)
    for name, text in sheets.items():
        (at / f"{name}.csv").write_text(text, encoding="utf-8")
    return at


def live(run: Run, on: str) -> set[tuple[str, str]]:
    """Who is in touch with whom on a day."""
    rows = json.loads(run("ties", "--as-of", on, "--json").out)["rows"]
    return {(r["ours"]["name"], r["theirs"]["name"]) for r in rows if r["state"] == "live"}


@pytest.fixture
def loaded(run: Run, home: Path) -> Path:
    """The sheets, imported; a test that changes what they say imports them again at its end."""
    begun(run, home / "sheets", SHEETS, "--as-of", "2026-06-30")
    return home / "sheets"


def test_redundancy_says_what_hangs_on_whom(run: Run, loaded: Path) -> None:
    said = run("redundancy", "--as-of", "2026-06-30")
    assert said.code == 0
    assert "1 of 2 partnerships hangs on one person (as of 2026-06-30)." in said.out
    assert "Xan Abel" in said.out


def test_json_is_one_object_and_the_same_every_time(run: Run, loaded: Path) -> None:
    first, second = (run("redundancy", "--as-of", "2026-06-30", "--json") for _ in range(2))
    assert first.out == second.out
    found = json.loads(first.out)
    assert (found["schema"], found["as_of"]) == ("stakeholder-map/redundancy/1", "2026-06-30")
    assert [(r["partnership"]["name"], r["verdict"], r["kappa"]) for r in found["rows"]] == [
        ("Surplus Food", "fail", 1),
        ("Warm Homes", "unknown", None),
    ]
    (partner,) = found["rows"][0]["by_partner"]
    assert partner["sole_contacts"] == [{"id": "plain:xan", "name": "Xan Abel", "side": "theirs"}]
    assert [u["partnership"]["name"] for u in found["unknown"]] == ["Warm Homes"]


def test_ties_as_json(run: Run, loaded: Path) -> None:
    rows = json.loads(run("ties", "--as-of", "2026-06-30", "--json").out)["rows"]
    assert [(r["ours"]["name"], r["theirs"]["name"], r["state"], r["last_contact"]) for r in rows] == [
        ("Ana Silva", "Xan Abel", "live", "2026-05-01"),
        ("Bea Long", "Xan Abel", "live", "2026-04-01"),
    ]


def test_leave_says_what_breaks_and_who_takes_over(run: Run, loaded: Path) -> None:
    said = run("leave", "xan abel", "--as-of", "2026-06-30")
    assert said.code == 0
    assert "1 partnership would have no relationship left" in said.out
    assert "Ana Silva" in said.out
    found = json.loads(run("leave", "Ana Silva", "Xan Abel", "--as-of", "2026-06-30", "--json").out)
    assert (found["schema"], [leaver["name"] for leaver in found["leavers"]]) == (
        "stakeholder-map/leave/1", ["Ana Silva", "Xan Abel"])
    assert [(r["partnership"]["name"], r["change"]) for r in found["rows"]] == [
        ("Surplus Food", "severed"), ("Warm Homes", "same")]
    told = run("leave", "--worst", "1", "--either-side", "--as-of", "2026-06-30", "--json")
    (worst,) = json.loads(told.out)["leavers"]
    assert worst["name"] == "Xan Abel"
    assert "No other choice would cut more" in run("leave", "--worst", "2", "--as-of", "2026-06-30").out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Nobody was named"),
        (("Nobody Known",), "No person is called"),
        (("Silva",), "Ana Silva"),
        (("Ana Silva", "--worst", "2"), "--worst"),
        (("Ana Silva", "--either-side"), "--either-side"),
        (("--team", "Nowhere"), "No team is called"),
        (("--on", "2020-01-01"), "2020-01-01"),
        (("Ana Silva", "--partnership", "Nope"), "Nope"),
    ],
)
def test_leave_explains_what_it_cannot_do(run: Run, loaded: Path, words: tuple[str, ...], told: str) -> None:
    said = run("leave", *words)
    assert (said.code, said.out) == (2, "")
    assert told in said.err


def test_introduce_proposes_and_asks(run: Run, loaded: Path) -> None:
    said = run("introduce", "--as-of", "2026-06-30")
    assert said.code == 0
    assert "Yve Ober" in said.out
    assert "Find out who knows whom" in said.out
    found = json.loads(run("introduce", "--as-of", "2026-06-30", "--json").out)
    assert found["schema"] == "stakeholder-map/introduce/1"
    (row,) = found["rows"]
    assert (row["theirs"]["name"], row["partnership"]["name"]) == ("Yve Ober", "Surplus Food")
    assert [u["partnership"]["name"] for u in found["unknown"]] == ["Warm Homes"]
    assert json.loads(run("introduce", "--risk", "0.2", "--as-of", "2026-06-30", "--json").out)["risk"] == 0.2
    for wrong in (("--risk", "2"), ("--risk", "0.1", "--redundancy", "2"), ("--partnership", "Nope")):
        assert run("introduce", *wrong).code == 2


def test_a_day_older_than_all_records_is_said_to_be_so(run: Run, loaded: Path) -> None:
    said = run("redundancy", "--as-of", "2020-01-01")
    assert "Nothing on record is as old as 1 January 2020: the oldest day is 1 April 2026." in said.out
    assert "Nothing on record" in run("redundancy", "--as-of", "2020-01-01", "--json").err
    assert "Nothing on record" not in run("redundancy", "--as-of", "2026-04-01").out


def test_a_day_on_which_nothing_is_on_record_is_no_good_news(capsys: pytest.CaptureFixture[str]) -> None:
    assert options.nothing_on(Snapshot.of("ana!", date(1990, 1, 1)))
    assert capsys.readouterr().out == "No partnership is on record for 1990-01-01. Name another day with --as-of.\n"
    assert options.nothing_on(Snapshot.of_facts([], [], date(1990, 1, 1)))
    assert "The store is empty: import something first." in capsys.readouterr().out
    assert not options.nothing_on(Snapshot.of("ana! knows bo"))
    assert capsys.readouterr().out == ""


def test_a_partnership_that_was_not_under_way_is_not_called_unknown() -> None:
    world = two_sides().partnership("later", "us", "acme", started=date(2026, 1, 1)).snapshot(date(2025, 1, 1))
    with pytest.raises(InputError, match="'Later' was not under way on 2025-01-01"):
        options.check_partnership(world, "Later")
    with pytest.raises(InputError, match="No partnership is called 'never'"):
        options.check_partnership(world, "never")
    options.check_partnership(world.at(date(2026, 1, 1)), "Later")


def test_risk_says_how_likely_contact_is_lost(run: Run, loaded: Path) -> None:
    said = run("risk", "--as-of", "2026-06-30", "--departure", "0.18", "--correlation", "0")
    assert said.code == 0
    row = next(line for line in said.out.splitlines() if "Surplus Food" in line)
    assert "21%" in row  # of Xan, or of Ana and Bea both: 1 - .82 x (1 - .18 x .18)
    assert "not known" in next(line for line in said.out.splitlines() if "Warm Homes" in line)
    assert "no prediction about any person" in " ".join(said.out.split())
    told = run("risk", "--as-of", "2026-06-30", "--partnership", "surplus food", "--departure", "0.18")
    assert "if Xan Abel (Acme Foods) goes: 100%; if they stay: 9%" in told.out
    found = json.loads(run("risk", "--as-of", "2026-06-30", "--departure", "0.18", "--json").out)
    assert found["schema"] == "stakeholder-map/risk/1"
    assert found["rows"][0]["loss_independent"] == pytest.approx(1 - 0.82 * (1 - 0.18**2))
    assert [u["partnership"]["name"] for u in found["unknown"]] == ["Warm Homes"]
    assert (found["total"]["partnerships"], found["total"]["left_out"]) == (1, 1)


def test_risk_takes_a_chance_for_one_person_and_fits_a_narrow_screen(
    run: Run, loaded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = run("risk", "--as-of", "2026-06-30", "--partnership", "surplus food", "--chance", "xan abel=0.5")
    assert "For Xan Abel a chance of 50 in 100 to leave within 12 months, as you said." in told.out
    assert "lies outside that range" not in told.out
    assert "lies outside that range" in run("risk", "--as-of", "2026-06-30", "--departure", "0.6").out
    found = json.loads(run("risk", "--as-of", "2026-06-30", "--chance", "Xan Abel=1", "--json").out)
    assert list(found["assumptions"]["chances"].values()) == [1]
    assert found["rows"][0]["loss_correlated"] == pytest.approx(1)
    event = run("risk", "--as-of", "2026-06-30", "--restructure", "acme foods=0.3:0.5", "--json")
    assert json.loads(event.out)["assumptions"]["restructures"][0]["happens"] == 0.3
    wide(monkeypatch, 80)
    said = run("risk", "--as-of", "2026-06-30")
    lines = said.out.splitlines()[:3]
    assert max(map(len, lines)) <= 80
    assert [line[0] for line in lines[1:]] == ["▲", "?"]
    assert "▲ Held by too few   ? Not known yet" in said.out
    wide(monkeypatch, 120)
    broad = run("risk", "--as-of", "2026-06-30").out.splitlines()
    assert max(map(len, broad[:3])) <= 120
    assert broad[1].startswith("▲ Hangs on one person  Surplus Food")


@pytest.mark.parametrize("wrong", [("--departure", "18"), ("--chance", "Nobody Knows=0.5"), ("--chance", "0.5"),
                                   ("--chance", "Xan Abel=much"), ("--chance", "Xan Abel=2"), ("--correlation", "1"),
                                   ("--restructure", "Acme Foods=0.5"), ("--restructure", "Nowhere=0.5:0.5"),
                                   ("--restructure", "Acme Foods=0.5:7"),
                                   ("--correlation", "-0.5"),
                                   ("--horizon", "0"), ("--horizon", "-3"), ("--departure", "nan"),
                                   ("--partnership", "Nobody Knows"), ("--as-of", "soon")])
def test_risk_refuses_assumptions_that_make_no_sense(run: Run, loaded: Path, wrong: tuple[str, str]) -> None:
    said = run("risk", *wrong)
    assert said.code == 2
    assert said.err.startswith("Error:")
    assert not said.out


def test_redundancy_says_how_far_half_lives_matter(run: Run, loaded: Path) -> None:
    said = run("redundancy", "--as-of", "2026-06-30")
    assert "with a half-life of 90 days 1 of 2 would hang on one person" in " ".join(said.out.split())
    found = json.loads(run("redundancy", "--as-of", "2026-06-30", "--json").out)["sensitivity"]
    assert [h["half_life_days"] for h in found["headlines"]] == [90, 210, 365]


def test_keystones_say_on_whom_several_partnerships_hang(run: Run, loaded: Path) -> None:
    said = run("keystones", "--as-of", "2026-06-30")
    assert said.code == 0
    assert "Nobody is the sole contact in more than one partnership." in said.out
    assert "of 2 people 0 have a recorded relationship" in said.out
    found = json.loads(run("keystones", "--as-of", "2026-06-30", "--json").out)
    assert (found["schema"], found["rows"], found["inside"]["people"]) == ("stakeholder-map/keystones/1", [], 2)


def test_one_partnership_by_name_and_a_wrong_name(run: Run, loaded: Path) -> None:
    assert len(json.loads(run("redundancy", "--partnership", "surplus food", "--json").out)["rows"]) == 1
    said = run("redundancy", "--partnership", "Nobody Knows")
    assert said.code == 2
    assert "Nobody Knows" in said.err


def test_the_second_import_changes_nothing(run: Run, loaded: Path) -> None:
    said = run("import", loaded, "--as-of", "2026-06-30", "--json")
    counts = json.loads(said.out)["counts"]
    assert said.code == 0
    assert {
        doing: sum(c[doing] for c in counts.values()) for doing in ("created", "changed", "closed", "rejected")
    } == {"created": 0, "changed": 0, "closed": 0, "rejected": 0}
    assert sum(c["unchanged"] for c in counts.values()) > 20


def test_a_dry_run_shows_and_changes_nothing(run: Run, loaded: Path, home: Path) -> None:
    more = folder(home / "more", ties=SHEETS["ties"] + "ana,yve,2026-06-01\n")
    before = live(run, "2026-06-30")
    assert "1 new" in run("import", more, "--dry-run", "--as-of", "2026-06-30").out
    assert live(run, "2026-06-30") == before


def test_rejected_rows_are_named_kept_and_loaded_once_corrected(run: Run, loaded: Path, home: Path) -> None:
    wrong = folder(home / "wrong", ties=SHEETS["ties"] + "ana,nobody,2026-06-01\nana,yve,31/31/2026\n")
    said = run("import", wrong, "--as-of", "2026-06-30", "--rejects", home / "rejects.csv")
    assert said.code == 2
    assert "ties.csv line 4, column to" in said.err
    assert "ties.csv line 5, column last_contact" in said.err
    kept = (home / "rejects.csv").read_text(encoding="utf-8-sig")
    (home / "rejects.csv").write_text(
        kept.replace("nobody", "zoe").replace("31/31/2026", "2026-06-02"), encoding="utf-8"
    )
    assert run("import", home / "rejects.csv", "--as-of", "2026-06-30").code == 0
    found = json.loads(run("redundancy", "--as-of", "2026-06-30", "--json").out)["rows"]
    assert {r["partnership"]["name"]: r["kappa"] for r in found} == {"Surplus Food": 2, "Warm Homes": 1}
    assert run("import", loaded, "--as-of", "2026-06-30", "--close").code == 0


def test_rejected_rows_that_cannot_be_kept_stop_the_import_before_it_begins(
    run: Run, loaded: Path, home: Path
) -> None:
    wrong = folder(home / "unkept", people=SHEETS["people"] + "dee,Dee Poe,,us,\n,,,us,\n")
    before = run("store", "imports", "--json").out
    other = home / "other.csv"
    other.write_text("mine\n", encoding="utf-8")
    for place, why in ((home / "no" / "x.csv", "No such file"), (home, "a folder"), (other, "something else"),
                       (wrong / "people.csv", "something else")):
        said = run("import", wrong, "--rejects", place)
        assert (said.code, "nothing was loaded" in said.err, why in said.err) == (2, True, True), said.err
    assert run("store", "imports", "--json").out == before
    assert other.read_text(encoding="utf-8") == "mine\n"


def test_rejected_rows_that_wait_to_be_corrected_are_not_written_over(run: Run, loaded: Path, home: Path) -> None:
    wrong = folder(home / "waiting", ties=SHEETS["ties"] + "ana,nobody,2026-06-01\n")
    assert run("import", wrong, "--as-of", "2026-06-30").code == 2
    kept = home / "waiting-rejected.csv"
    corrected = kept.read_text(encoding="utf-8-sig").replace("nobody", "Yve Ober")
    kept.write_text(corrected, encoding="utf-8")
    for _ in range(2):
        assert run("import", wrong, "--as-of", "2026-06-30").code == 2
    assert kept.read_text(encoding="utf-8") == corrected
    assert sorted(path.name for path in home.glob("waiting-*")) == ["waiting-rejected-2.csv", "waiting-rejected.csv"]


def test_atomic_loads_nothing_when_a_row_is_wrong(run: Run, loaded: Path, home: Path) -> None:
    wrong = folder(home / "atomic", ties=SHEETS["ties"] + "ana,nobody,2026-06-01\nana,yve,2026-06-01\n")
    said = run("import", wrong, "--atomic", "--as-of", "2026-06-30")
    assert said.code == 2
    assert "nothing was loaded" in said.err
    assert live(run, "2026-06-30") == {("Ana Silva", "Xan Abel"), ("Bea Long", "Xan Abel")}


def test_a_file_that_would_close_much_asks_first(run: Run, loaded: Path, home: Path) -> None:
    short = folder(home / "short", ties="from,to,last_contact\nana,xan,2026-05-01\n")
    said = run("import", short, "--as-of", "2026-07-31")
    assert said.code == 2
    assert "--close" in said.err
    assert "--keep" in said.err
    assert "1 of the 2 relationships that" in said.err
    assert run("import", short, "--as-of", "2026-07-31", "--keep").code == 0
    both = {("Ana Silva", "Xan Abel"), ("Bea Long", "Xan Abel")}
    assert live(run, "2026-07-31") == both
    assert run("import", short, "--as-of", "2026-07-31", "--close").code == 0
    assert live(run, "2026-07-31") == {("Ana Silva", "Xan Abel")}
    assert live(run, "2026-07-30") == both
    assert run("import", loaded, "--as-of", "2026-06-30").code == 0


@pytest.mark.parametrize("ending", ["html", "md", "csv", "json"])
def test_the_report_in_every_format(run: Run, loaded: Path, home: Path, ending: str) -> None:
    target = home / f"report.{ending}"
    said = run("report", "--to", target, "--as-of", "2026-06-30")
    assert said.code == 0
    assert "Xan Abel" in target.read_text(encoding="utf-8-sig")


def test_a_report_of_no_known_format(run: Run, loaded: Path, home: Path) -> None:
    said = run("report", "--to", home / "report.odt")
    assert said.code == 2
    assert ".html" in said.err


def test_ask_lists_shows_and_answers(run: Run, loaded: Path) -> None:
    assert "who-knows-whom" in run("ask").out
    assert "// name: who-knows-whom" in run("ask", "who-knows-whom", "--show").out
    found = json.loads(run("ask", "who-knows-whom", "--organisation", "Acme Foods", "--json").out)
    assert "Ana Silva" in found["rows"][0] + found["rows"][-1]
    assert len(found["columns"]) == len(found["rows"][0])
    wrong = run("ask", "who-knows-whom")
    assert wrong.code == 2
    assert "organisation" in wrong.err
    assert run("ask", "who-knows-whome").code == 2


def test_a_free_question_is_asked(run: Run, loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = "MATCH (p:Person) WHERE p.name STARTS WITH $start RETURN p.name AS name ORDER BY name"
    found = json.loads(run("ask", "--cypher", typed, "--param", "start=A", "--json").out)
    assert (found["columns"], found["rows"], found["cut"]) == (["name"], [["Ana Silva"]], None)
    file = tmp_path / "question.cypher"
    file.write_text("// all\nMATCH (p:Person) RETURN p.name AS name, '=1' AS f, p ORDER BY name;\n", encoding="utf-8")
    cut = run("ask", "--cypher", file, "--csv", "--limit", "1")
    assert cut.out.splitlines() == ["name,f,p", "Ana Silva,'=1,Ana Silva"]
    assert "Cut: this is the first 1 row of more." in cut.err
    monkeypatch.setattr(sys, "stdin", io.StringIO("MATCH (p:Person)\nDETACH DELETE p"))
    refused = run("ask", "--cypher", "-")
    assert refused.code == 2
    assert "line 2, column 1: DETACH changes the store" in refused.err
    for words in (["x", "--cypher", "RETURN 1 AS n"], ["--cypher", "RETURN $n AS n"], ["--param", "n=1"],
                  ["--cypher", "nothing.cypher"], ["--cypher", "RETURN 1 AS n", "--param", "n"],
                  ["--cypher", "RETURN 1/0 AS n"], ["--cypher", "MATCH (n) RETURN m"]):
        wrong = run("ask", *words)
        assert wrong.code == 2
        assert "Error: " in wrong.err
        assert "Traceback" not in wrong.err


def test_store_status_doctor_and_version(run: Run, loaded: Path) -> None:
    found = json.loads(run("store", "status", "--json").out)
    assert found["schema"] == "stakeholder-map/store-status/1"
    assert all(row["ok"] for row in found["rows"])
    told = run("doctor")
    assert told.code == 0
    assert "STAKEHOLDER_MAP_STORE" in told.out
    assert "schema" in run("--version").out


@pytest.mark.thorough
def test_an_engine_comes_back_after_it_was_killed_or_stopped(
    place: Path, loaded: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = caller(place, capsys, monkeypatch)
    assert run("import", loaded, "--as-of", "2026-06-30").code == 0
    before = run("redundancy", "--json").out
    running = embedded.status(place)
    assert running is not None
    os.kill(running.pid, signal.SIGKILL)
    assert run("redundancy", "--json").out == before
    assert "has stopped" in run("store", "stop").out
    assert "No engine was running" in run("store", "stop").out
    assert "not running" in run("store", "status").out
    assert "is running" in run("store", "start").out
    assert run("redundancy", "--json").out == before


def test_template_is_a_workbook_that_imports(run: Run, home: Path) -> None:
    target = home / "template.xlsx"
    assert run("template", "--to", target).code == 0
    assert run("template", "--to", target).code == 2
    assert target.stat().st_size > 5000


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ({"people": "id,title\n1,Director\n"}, "name"),
        ({"organisations": "id,name\nx,X\n"}, "ours"),
        ({}, "organisations.csv"),
    ],
)
def test_files_that_cannot_be_read_are_explained(
    run: Run, second: Engine, tmp_path: Path, sheets: dict[str, str], said: str
) -> None:
    told = run("--store", second.place, "import", folder(tmp_path / "sheets", **sheets))
    assert told.code == 2
    assert said in told.err


def test_an_unreachable_neo4j_is_said_at_once(run: Run) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    start = time.monotonic()
    said = run("--store", f"bolt://127.0.0.1:{port}", "redundancy")
    assert said.code == 3
    assert f"127.0.0.1:{port}" in said.err
    assert time.monotonic() - start < 10


def test_a_port_in_use_is_a_sentence(run: Run, loaded: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = run("explore", "--port", taken.getsockname()[1], "--no-browser")
    assert said.code == 2
    assert "in use" in said.err


def test_wrong_dates_and_settings(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "no date" in run("redundancy", "--as-of", "yesterday").err
    monkeypatch.setenv("STAKEHOLDER_MAP_HALF_LIFE", "long")
    said = run("redundancy")
    assert said.code == 2
    assert "STAKEHOLDER_MAP_HALF_LIFE" in said.err


def test_the_demo_says_what_it_found_and_writes_its_report(
    run: Run, loaded: Path, own: Engine, second: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))  # where nothing is yet
    first = run("--store", second.place, "demo", "--no-explore")
    again = run("--store", second.place, "demo", "--no-explore", "--to", tmp_path / "again.html")
    written = tmp_path / "data" / "stakeholder-map" / "demo-report.html"
    assert first.code == again.code == 0
    assert first.out.split(".")[0] == again.out.split(".")[0] == "7 of 26 partnerships hang on one person"
    assert str(written) in first.out.replace("\n", "")
    assert "7 of 26 partnerships" in written.read_text(encoding="utf-8")
    own = run("--store", own.place, "demo", "--no-explore")
    assert (own.code, "holds data of your own" in own.err) == (2, True)


def test_interrupting_an_import_leaves_nothing(tmp_path: Path) -> None:
    rows = "".join(f"p{n},Person {n},us\n" for n in range(40_000))
    made = folder(tmp_path / "big", organisations="id,name,ours\nus,Us,yes\n", people="id,name,organisation\n" + rows)
    environment = {**os.environ, "STAKEHOLDER_MAP_STORE": str(tmp_path / "store")}
    command = [sys.executable, "-m", "stakeholder_map", "import", str(made)]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
                               preexec_fn=hears_ctrl_c)
    until = time.monotonic() + 60
    while embedded.status(tmp_path / "store") is None and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    try:
        assert process.returncode == 130
        assert "Interrupted" in told
        assert "Traceback" not in told
        counted = subprocess.run(
            [*command[:3], "store", "status", "--json"], env=environment, capture_output=True, text=True, check=False
        )
        assert {r["name"]: r["value"] for r in json.loads(counted.stdout)["rows"]}["facts"] == "0"
    finally:
        embedded.stop(tmp_path / "store")


def test_help_starts_no_engine_and_imports_little() -> None:
    probe = (
        "import sys; sys.argv = ['x', '--help']\n"
        "from stakeholder_map.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(sorted({'neo4j', 'networkx', 'scipy', 'streamlit', 'jpype', 'pandas', 'pydantic'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert said.stdout.rstrip().endswith("[]")


def test_taking_back_cannot_be_tried_out(run: Run, loaded: Path) -> None:
    before = json.loads(run("store", "imports", "--json").out)
    refused = run("import", "--undo", "last", "--dry-run")
    assert refused.code == 2
    assert "nothing was taken back" in refused.err
    assert json.loads(run("store", "imports", "--json").out) == before


def test_an_answer_without_rows_is_a_sentence(run: Run, loaded: Path) -> None:
    assert "Nothing that is stored fits" in run("ask", "who-knows-whom", "--organisation", "Nowhere").out
    assert "Nothing" not in run("ask", "who-knows-whom", "--organisation", "Acme Foods").out
    assert "Nothing" not in run("ask", "who-knows-whom", "--organisation", "Nowhere", "--csv").out


def test_a_preview_calls_what_another_list_has_by_its_name(run: Run, loaded: Path, home: Path) -> None:
    (home / "second").mkdir()
    (home / "second" / "ties.csv").write_text("from,to,last_contact\nAna Silva,Yve Ober,2026-06-01\n")
    said = run("import", home / "second", "--source", "second", "--dry-run", "--as-of", "2026-06-30")
    assert "relationships: Ana Silva – Yve Ober" in said.out, said


def test_what_is_wrong_and_what_to_do_are_two_sentences(run: Run, loaded: Path, home: Path) -> None:
    wrong = folder(home / "stops", ties=SHEETS["ties"] + "ana,nobody,2026-06-01\n")
    said = run("import", wrong, "--atomic", "--as-of", "2026-06-30")
    assert "“nobody” is not a known person. Correct it" in said.err, said.err
