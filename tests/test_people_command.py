"""`stakeholder-map people`: proposals, merges after showing both, taking apart, and keeping apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .commands import Run, begun
from .test_merge import CRM, MINUTES


@pytest.fixture
def run(home: Path, command: Run) -> Run:
    """Two lists with Ana Bell, and with Cy Dow, whom the second import recognises."""
    people = MINUTES["people"].replace("A. Carter,carter@nb", "Anna Bell,annabell@home")
    hidden = CRM["people"] + "h,Hal Ide,,nb,,yes\n"
    begun(command, home / "crm", {**CRM, "people": hidden}, "--source", "crm")
    return begun(command, home / "minutes", {**MINUTES, "people": people}, "--source", "minutes")


def proposed(run: Run) -> int:
    return len(json.loads(run("people", "duplicates", "--json").out)["rows"])


def test_proposals_name_reasons_and_the_command(run: Run) -> None:
    said = run("people", "duplicates")
    assert "Anna Bell (minutes:7, Northby Council) – Ana Bell (crm:a, Northby Council)" in said.out
    assert "nearly the same spelling and the same organisation." in said.out
    assert "stakeholder-map people merge minutes:7 crm:a" in said.out
    answer = json.loads(run("people", "duplicates", "--json").out)
    assert answer["schema"] == "stakeholder-map/people duplicates/1"
    row, = answer["rows"]
    assert row["reasons"] == ["nearly the same spelling", "the same organisation"]
    assert {row["keep"]["id"], row["other"]["id"]} == {"minutes:7", "crm:a"}
    assert json.loads(run("people", "duplicates", "--least", "0.99", "--json").out)["rows"] == []
    assert "No two records look like one person." in run("people", "duplicates", "--least", "0.99").out


def test_a_merge_shows_both_first_and_asks(run: Run) -> None:
    said = run("people", "merge", "Ana Bell", "Anna Bell")
    assert said.code == 2
    assert "crm:a, Ana Bell, ana@nb.example" in said.out
    assert "minutes:7, Anna Bell, annabell@home.example" in said.out
    assert "Head, Northby Council" in said.out
    assert "Nothing was merged: nobody is there to say yes. " in said.err.replace("\n", " ")
    assert proposed(run) == 1


def test_merged_and_taken_apart(run: Run) -> None:
    assert "Take it back with: stakeholder-map people unmerge minutes:7" in run(
        "people", "merge", "Ana Bell", "Anna Bell", "--yes").out
    shown = run("people", "show", "Anna Bell").out
    assert shown.startswith("Ana Bell\n")
    assert "minutes:7, Anna Bell, annabell@home.example" in shown
    assert proposed(run) == 0
    assert "two records made one" in run("store", "imports").out
    assert "one and the same record" in run("people", "merge", "crm:a", "minutes:7", "--yes").err
    said = run("people", "unmerge", "Ana Bell")
    assert "Anna Bell (minutes:7) is a person again, apart from Ana Bell (crm:a)" in said.out
    assert proposed(run) == 1
    assert "is not joined with anybody" in run("people", "unmerge", "Ana Bell").err


def test_people_at_different_organisations_are_said_to_be(run: Run) -> None:
    said = run("people", "merge", "Bo Lee", "Dee Fox")
    assert "They stand at different organisations" in said.out


def test_somebody_who_is_restricted_is_known_by_id_only(run: Run) -> None:
    assert "is not a known person" in run("people", "show", "Hal Ide").err
    said = run("people", "show", "crm:h")
    assert "The record is restricted." in said.out
    assert "Hal" not in said.out


def test_a_name_that_may_mean_two_is_not_guessed(run: Run) -> None:
    assert run("people", "show", "Nobody").code == 2
    said = run("people", "unmerge", "Cy Dow")
    assert "Cy Dow (minutes:8) is a person again" in said.out, "an import had taken him for the one it knew"
    said = run("people", "merge", "Cy Dow", "Bo Lee", "--yes")
    assert said.code == 2
    assert "“Cy Dow” may be Cy Dow (crm:c, Harbour Trust) or Cy Dow (minutes:8" in said.err
    assert run("people", "merge", "crm:c", "minutes:8", "--yes").code == 0


def test_kept_apart_they_are_not_proposed_again(run: Run) -> None:
    assert "are two people" in run("people", "apart", "Ana Bell", "Anna Bell").out
    assert proposed(run) == 0


def test_organisations_are_proposed_merged_and_taken_apart(run: Run, home: Path) -> None:
    """The same commands for organisations."""
    sheets = {"organisations": "id,name,ours\n1,Harbour Trust,yes\n2,Northby Council Ltd,no\n3,Harbour Trust CIO,no\n"}
    begun(run, home / "hub", sheets, "--source", "hub")
    said = run("organisations", "duplicates").out
    assert "Northby Council (crm:nb) – Northby Council Ltd (hub:2)" in said
    answer = json.loads(run("organisations", "duplicates", "--json").out)
    assert answer["schema"] == "stakeholder-map/organisations duplicates/1"
    assert [row["reasons"] for row in answer["rows"]] == [["the same name"], ["the same name"]]
    assert run("organisations", "merge", "crm:nb", "hub:2").code == 2, "nobody is there to say yes"
    assert "organisations unmerge hub:2" in run("organisations", "merge", "crm:nb", "hub:2", "--yes").out
    shown = run("organisations", "show", "Northby Council Ltd").out
    assert shown.startswith("Northby Council\n")
    assert "hub:2, Northby Council Ltd" in shown
    assert "is an organisation by itself again" in run("organisations", "unmerge", "Northby Council Ltd").out
    assert "is not merged with any other" in run("organisations", "unmerge", "crm:nb").err
    assert "One of them is ours" in run("organisations", "merge", "crm:us", "hub:3", "--yes").out
    assert "are two organisations" in run("organisations", "apart", "crm:nb", "hub:2").out
    assert "No two records look like one organisation." in run("organisations", "duplicates").out
