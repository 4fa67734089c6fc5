"""Counted nouns in messages: one of many is one."""

from __future__ import annotations

import pytest

from stakeholder_map.words import tally


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("people have died; left out.", "1 person has died; left out."),
        ("accounts are deleted and were left out.", "1 account is deleted and was left out."),
        ("contacts have an owner of whom only the id is known.",
         "1 contact has an owner of whom only the id is known."),
        ("contacts belong to a household; they were read without it.",
         "1 contact belongs to a household; they were read without it."),
        ("events do not say who accepted; all were", "1 event does not say who accepted; all were"),
        ("columns were left out: who are, have", "1 column was left out: who are, have"),
        ("private events", "1 private event"),
        ("messages of people who are not known", "1 message of people who are not known"),
        ("copies of the same message", "1 copy of the same message"),
        ("meetings of more than 15 people", "1 meeting of more than 15 people"),
        ("rows that do not name anybody were left out", "1 row that does not name anybody was left out"),
        ("lines inside cards could not be read", "1 line inside cards could not be read"),
        ("addresses were left out", "1 address was left out"),
        ("events that keep no time busy", "1 event that keeps no time busy"),
    ],
)
def test_one_of_many_is_one(many: str, one: str) -> None:
    assert tally(1, many) == one
    assert tally(1200, many) == f"1,200 {many}"
    assert tally(0, many) == f"0 {many}"
