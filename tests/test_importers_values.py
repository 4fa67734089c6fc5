"""Cells as values: dates whole and partial, yes and no, numbers, lists, addresses, levels."""

from __future__ import annotations

import contextlib
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_map.importers.cells.dates import Order, order_of, parse_date
from stakeholder_map.importers.cells.levels import parse_level, propose_levels
from stakeholder_map.importers.cells.values import clean, parse_email, parse_integer, parse_list, parse_yes_no
from stakeholder_map.importers.files.tables import Cell


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2024-03-31", date(2024, 3, 31)),
        ("2024-3-1", date(2024, 3, 1)),
        ("2024/03/31", date(2024, 3, 31)),
        ("20240331", date(2024, 3, 31)),
        ("2024-03-31T09:30:00Z", date(2024, 3, 31)),
        ("2024-03-31 09:30", date(2024, 3, 31)),
        ("31/03/2024", date(2024, 3, 31)),
        ("3/4/2024", date(2024, 4, 3)),
        ("31.03.2024", date(2024, 3, 31)),
        ("31-03-2024", date(2024, 3, 31)),
        ("31 March 2024", date(2024, 3, 31)),
        ("March 31, 2024", date(2024, 3, 31)),
        ("31-Mar-2024", date(2024, 3, 31)),
        (45382, date(2024, 3, 31)),
        ("45382", date(2024, 3, 31)),
        (45382.5, None),
        (datetime(2024, 3, 31, 12), date(2024, 3, 31)),
        (date(2024, 3, 31), date(2024, 3, 31)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_whole_dates(cell: Cell, day: date | None) -> None:
    if day is None:
        with pytest.raises(ValueError, match="is not a date"):
            parse_date(cell)
    else:
        assert parse_date(cell) == (day, None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("2015-06", date(2015, 6, 1), date(2015, 6, 30)),
        ("06/2015", date(2015, 6, 1), date(2015, 6, 30)),
        ("February 2024", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_partial_dates_bound_what_they_can_mean_and_keep_their_text(text: str, first: date, last: date) -> None:
    assert parse_date(text) == (first, text)
    assert parse_date(text, last=True) == (last, text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31/03/24", "two digits"),
        ("Mar-24", "two digits"),
        ("2024-02-30", "not a day"),
        ("2024-13", "not a month"),
        ("soon", "not a date"),
        ("31/31/2024", "not a day"),
        ("123", "not a date"),
        ("9999999", "not a date"),
    ],
)
def test_what_is_no_date_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_date(text)


@pytest.mark.parametrize("text", ["", None, "-", "n/a"])
def test_blank_dates(text: Cell) -> None:
    assert parse_date(text) == (None, None)


def test_a_column_is_day_first_unless_a_value_contradicts_it() -> None:
    assert order_of(["01/02/2024", "31/03/2024"]) == Order(ambiguous=True, proof="31/03/2024")
    assert order_of(["01/02/2024", "03/31/2024"]).month_first
    assert order_of(["31/03/2024", "03/31/2024", "01/02/2024"]).mixed
    assert not order_of(["31.03.2024", "01/02/2024"]).month_first
    assert parse_date("01/02/2024", order=order_of(["01/02/2024", "03/31/2024"])) == (date(2024, 1, 2), None)


def test_in_a_mixed_column_only_what_can_be_one_thing_is_read() -> None:
    mixed = order_of(["31/03/2024", "03/31/2024"])
    assert parse_date("31/03/2024", order=mixed) == parse_date("03/31/2024", order=mixed) == (date(2024, 3, 31), None)
    assert parse_date("05/05/2024", order=mixed) == (date(2024, 5, 5), None)
    with pytest.raises(ValueError, match="may be day first or month first"):
        parse_date("01/02/2024", order=mixed)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_every_day_is_read_back_in_each_form(day: date) -> None:
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)
    for cell in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%d %B %Y}", f"{day:%Y%m%d}", serial, str(serial)):
        assert parse_date(cell) == (day, None)


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        day, written = parse_date(text)
        assert day is not None or written is None


def test_yes_and_no() -> None:
    assert [parse_yes_no(t) for t in ("Yes", "y", "TRUE", "1", "x", True, 1)] == [True] * 7
    assert [parse_yes_no(t) for t in ("no", "N", "false", "0", False, 0.0)] == [False] * 6
    assert [parse_yes_no(t) for t in ("WAHR", "ja", "Oui", "VRAI", "Sí")] == [True] * 5
    assert [parse_yes_no(t) for t in ("FALSCH", "nein", "Non", "FAUX", "Falso")] == [False] * 5
    assert parse_yes_no(" ") is None
    with pytest.raises(ValueError, match="neither yes nor no"):
        parse_yes_no("maybe")


def test_whole_numbers() -> None:
    assert [parse_integer(c) for c in ("3", " 3 ", 3, 3.0, "3.0", "1,200", "")] == [3, 3, 3, 3, 3, 1200, None]
    for cell in ("3.5", "three", "1e3", "٣"):
        with pytest.raises(ValueError, match="not a whole number"):
            parse_integer(cell)
    with pytest.raises(ValueError, match="between 1 and 5"):
        parse_integer("6", 1, 5)
    with pytest.raises(ValueError, match="less than 1"):
        parse_integer("0", 1)


def test_lists_keep_their_order_without_blanks_and_repetitions() -> None:
    assert parse_list(" b; a ;;b\n c ") == ["b", "a", "c"]
    assert parse_list("Smith, Jo") == ["Smith, Jo"]
    assert parse_list(None) == []


def test_addresses() -> None:
    assert parse_email("Ana Bell <Ana@x.org>") == "Ana@x.org"
    assert parse_email("mailto:ana@x.org") == "ana@x.org"
    assert parse_email("ana@x.org; bo@y.org") == "ana@x.org"
    assert parse_email("n/a") is None
    with pytest.raises(ValueError, match="not an e-mail address"):
        parse_email("ana at x.org")


def test_text_keeps_everything_but_control_characters() -> None:
    assert clean(" A\x00n\x07a\r\nBell\t‮x ") == "Ana\nBell\t‮x"
    assert clean("Zoë") == "Zoë"
    assert clean("a\ud800b") == "ab"


def test_levels_are_read_from_their_synonyms_only() -> None:
    assert [parse_level(t) for t in ("Executive", "front line", "Senior-Management", "2")] == [
        "executive",
        "frontline",
        "senior",
        "senior",
    ]
    assert parse_level("Grade 7") is None


def test_levels_are_proposed_from_titles() -> None:
    proposed = propose_levels(
        [
            "Chief Executive",
            "PA to the Chief Executive",
            "Deputy Director",
            "Director of Housing",
            "Head of Care",
            "Nurse",
            "Planning Officer",
            "Fellow",
        ]
    )
    assert proposed == {
        "Chief Executive": "executive",
        "PA to the Chief Executive": "operational",
        "Deputy Director": "senior",
        "Director of Housing": "executive",
        "Head of Care": "senior",
        "Nurse": "frontline",
        "Planning Officer": "operational",
        "Fellow": None,
    }
