"""The words of docs/interfaces.md: one small folder for each sentence, then random folders against a second opinion.

Every folder is written as CSV, read by the importer and answered by the analysis; what it must say is worked out by
hand here, and by `oracle.py`, which reads the same rows and shares no code with the program. `STAKEHOLDER_MAP_LONG=1`
tries thousands of random folders.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from stakeholder_map.analysis.answers import PartnerRedundancy, Redundancy
from stakeholder_map.analysis.redundancy import redundancy
from stakeholder_map.analysis.ties import ties
from stakeholder_map.batch import Batch
from stakeholder_map.errors import InputError
from stakeholder_map.identity import Directory
from stakeholder_map.importers import Options, read
from stakeholder_map.snapshot import Snapshot

from .oracle import HALF_LIFE, Folder, Oracle, Row, day
from .thorough import examples

TODAY = date(2026, 6, 30)
DAY = timedelta(1)
EXAMPLES = 5000 if os.environ.get("STAKEHOLDER_MAP_LONG") else examples(150)

Said = dict[tuple[str, ...], Any]
PARTNERSHIP = ("kappa", "kappa_confirmed", "kappa_representatives", "needed", "verdict")
PARTNER = ("participation", "kappa", "kappa_confirmed", "verdict", "people_ours", "people_theirs", "ties", "shared",
           "asserted", "kappa_any", "kappa_indirect")


# From rows to answers.

def folder(text: str) -> Folder:
    """Sheets written one under the other, with a blank line between them: name, header, rows."""
    found: Folder = {}
    for block in text.strip().split("\n\n"):
        name, *lines = [line.strip() for line in block.strip().splitlines()]
        found[name] = list(csv.DictReader(lines, skipinitialspace=True))
    return found


def batch_of(rows: Folder) -> Batch:
    """What the importer makes of a folder; a row that it rejects is a mistake of the test."""
    with TemporaryDirectory() as place:
        for sheet, lines in rows.items():
            if lines:
                with (Path(place) / f"{sheet}.csv").open("w", newline="", encoding="utf-8") as file:
                    writer = csv.DictWriter(file, list(lines[0]))
                    writer.writeheader()
                    writer.writerows(lines)
        batch = read([Path(place)], Options(as_of=TODAY), Directory())
    assert not batch.rejected, batch.rejected
    return batch


def snapshot_of(text: str, on: date = TODAY) -> Snapshot:
    return Snapshot.of_batch(batch_of(folder(text)), on)


def said(snapshot: Snapshot, half_life: float) -> Said:
    """What the program answers, flat, by the names of partnerships, organisations and people."""
    found: Said = {}
    for row in redundancy(snapshot, half_life):
        name = row.partnership.name
        if row.partnership.implied:
            name = Oracle.implied(row.by_partner[0].organisation.name)
        found |= {(name, field): getattr(row, field) for field in PARTNERSHIP}
        for partner in row.by_partner:
            at = (name, partner.organisation.name)
            found |= {(*at, field): getattr(partner, field) for field in PARTNER}
            found[*at, "severing"] = len(partner.severing_set)
            found[*at, "sole_contacts"] = frozenset(person.name for person in partner.sole_contacts)
    for tie in ties(snapshot, half_life):
        key = ("tie", tie.ours.name, tie.theirs.name, tie.organisation.name)
        assert key not in found
        found[key] = (tie.state, tie.last_contact, tie.strength and round(tie.strength, 6))
    return found


def meant(oracle: Oracle) -> Said:
    """What the oracle answers, in the same shape."""
    found: Said = {}
    for name, answer in oracle.redundancy().items():
        found |= {(name, field): getattr(answer, field) for field in PARTNERSHIP}
        for organisation, partner in answer.by_partner.items():
            fields = (*PARTNER, "severing", "sole_contacts")
            found |= {(name, organisation, field): getattr(partner, field) for field in fields}
    for pair, tie in oracle.ties().items():
        found["tie", *pair] = (tie.state, tie.last_contact, tie.strength and round(tie.strength, 6))
    return found


def differences(rows: Folder, on: date, half_life: float = HALF_LIFE) -> dict[tuple[str, ...], tuple[Any, Any]]:
    """Where program and oracle differ: what the program says, what it must say."""
    program = said(Snapshot.of_batch(batch_of(rows), on), half_life)
    oracle = meant(Oracle(rows, on, half_life))
    return {key: (program.get(key, "nothing"), oracle.get(key, "nothing")) for key in sorted({*program, *oracle})
            if program.get(key, "nothing") != oracle.get(key, "nothing")}


def rows_of(text: str, on: date = TODAY, half_life: float = HALF_LIFE) -> dict[str, Redundancy]:
    """Answers by the name of the partnership; the oracle must agree."""
    assert differences(folder(text), on, half_life) == {}
    return {row.partnership.name: row for row in redundancy(snapshot_of(text, on), half_life)}


def acme(text: str, on: date = TODAY, half_life: float = HALF_LIFE) -> PartnerRedundancy:
    """The answer about Acme in the only partnership of a folder."""
    (row,) = rows_of(text, on, half_life).values()
    return next(partner for partner in row.by_partner if partner.organisation.name == "Acme")


def state(text: str, on: date = TODAY) -> str | None:
    """The state of the only tie of a folder."""
    assert differences(folder(text), on) == {}
    found = ties(snapshot_of(text, on))
    assert len(found) < 2
    return found[0].state if found else None


def days(count: int) -> date:
    return TODAY - count * DAY


ORGANISATIONS = """
organisations
name, ours, part_of, size
Us, yes, ,
Acme, , ,
"""
PEOPLE = ORGANISATIONS + """
people
name, organisation
Ana, Us
Ben, Us
Xia, Acme
Yan, Acme
"""
JOINT = PEOPLE + """
partnerships
name, organisations
Joint, Us; Acme
"""


# Dates.

@pytest.mark.parametrize(("on", "verdict"), [
    ("2026-02-28", "unknown"), ("2026-03-01", "fail"), ("2026-03-31", "fail"), ("2026-04-01", "severed")])
def test_since_is_the_first_day_and_until_the_last_both_inclusive(on: str, verdict: str) -> None:
    text = JOINT + "\nties\nfrom, to, since, until\nAna, Xia, 2026-03-01, 2026-03-31\n"
    assert acme(text, date.fromisoformat(on)).verdict == verdict


@pytest.mark.parametrize(("on", "kappa"), [
    ("2024-12-31", None), ("2025-01-01", 1), ("2025-06-30", 1), ("2025-07-01", 0)])
def test_a_partial_date_is_the_first_or_the_last_day_that_it_can_mean(on: str, kappa: int | None) -> None:
    text = JOINT + "\nties\nfrom, to, since, until\nAna, Xia, 2025, 2025-06\n"
    assert acme(text, date.fromisoformat(on)).kappa == kappa


def test_undated_is_open() -> None:
    text = JOINT + "\nties\nfrom, to\nAna, Xia\n"
    assert [state(text, on) for on in (date(1950, 1, 1), TODAY, date(2100, 1, 1))] == ["asserted"] * 3


def test_everything_as_of_a_day_ignores_interactions_last_contact_and_confirmations_after_it() -> None:
    text = PEOPLE + """
        ties
        from, to, last_contact, confirmed_on
        Ana, Xia, 2026-03-01,
        Ana, Yan, , 2026-03-01

        interactions
        id, on, people
        m, 2026-03-01, Ben; Xia
    """
    assert (acme(text, date(2026, 2, 28)).ties, acme(text, date(2026, 2, 28)).asserted) == (2, 2)
    assert (acme(text, date(2026, 3, 1)).ties, acme(text, date(2026, 3, 1)).asserted) == (3, 0)


# Identity.

def test_every_fact_carries_a_unique_key_never_its_dates() -> None:
    text = JOINT + "\nties\nfrom, to, since, last_contact\nAna, Xia, {since}, {contact}\n"
    one, other = (batch_of(folder(text.format(since=since, contact=contact)))
                  for since, contact in (("2024-01-01", "2025-01-01"), ("2025", "2026-01-01")))
    keys = [fact.key for fact in one.facts]
    assert len(set(keys)) == len(keys)
    assert [fact.key for fact in other.facts] == keys


# Sides.

def test_ours_are_people_in_an_organisation_marked_ours_in_its_units_and_its_parts() -> None:
    text = """
        organisations
        name, ours, part_of
        Us, yes,
        Branch, , Us
        Acme, ,

        units
        id, name, organisation, part_of
        u, Division, Us,
        v, Team, , u

        people
        name, organisation
        Ana, Us
        Ben, Branch
        Cat,
        Xia, Acme

        posts
        id, title, unit, holder
        p, Officer, v, Cat

        ties
        from, to
        Ana, Xia
        Ben, Xia
        Cat, Xia
    """
    assert (acme(text).people_ours, acme(text).kappa) == (3, 1)


def test_theirs_are_the_same_for_another_member_organisation() -> None:
    text = """
        organisations
        name, ours, part_of
        Us, yes,
        Acme, ,
        Acme North, , Acme

        units
        id, name, organisation
        u, Team, Acme North

        people
        name, organisation, unit
        Ana, Us,
        Xia, Acme North,
        Yan, Acme North, u

        partnerships
        name, organisations
        Joint, Us; Acme

        ties
        from, to
        Ana, Xia
        Ana, Yan
    """
    assert (acme(text).people_theirs, acme(text).kappa) == (2, 1)


def test_our_people_are_not_the_people_of_a_federation_that_we_are_part_of() -> None:
    text = """
        organisations
        name, ours, part_of
        Us, yes, Acme
        Acme, ,

        people
        name, organisation
        Ana, Us

        partnerships
        name, organisations
        Joint, Us; Acme
    """
    assert acme(text).verdict == "unknown"


@pytest.mark.parametrize("behalf", ["Acme", "Acme North"])
def test_an_open_representative_stands_on_the_side_of_on_behalf_of_even_without_a_post(behalf: str) -> None:
    text = """
        organisations
        name, ours, part_of
        Us, yes,
        Acme, ,
        Acme North, , Acme

        people
        name, organisation
        Ana, Us
        Zoe,

        partnerships
        name, organisations
        Joint, Us; Acme
        Other, Us; Acme

        representatives
        partnership, person, on_behalf_of, until
        Joint, Zoe, {behalf}, 2026-06-30

        ties
        from, to
        Ana, Zoe
    """
    found = rows_of(text.format(behalf=behalf))
    assert (found["Joint"].kappa, found["Other"].verdict) == (1, "unknown")
    assert rows_of(text.format(behalf=behalf), TODAY + DAY)["Joint"].verdict == "severed"


def test_an_organisation_with_people_that_stands_in_no_stored_partnership_gets_an_implied_one() -> None:
    text = """
        organisations
        name, ours, part_of
        Us, yes,
        Acme, ,
        Acme North, , Acme
        Beta, ,
        Empty, ,

        people
        name, organisation
        Ana, Us
        Xia, Acme North
        Bea, Beta

        partnerships
        name, organisations, started
        Joint, Us; Acme, 2026-01-01
    """
    assert {name: row.partnership.implied for name, row in rows_of(text).items()} == {"Joint": False, "Beta": True}
    assert set(rows_of(text, date(2025, 12, 31))) == {"Acme North", "Beta"}


def test_a_person_on_both_sides_is_a_channel_by_themselves() -> None:
    text = JOINT + """
        posts
        id, title, organisation, holder
        p, Visitor, Acme, Ana

        ties
        from, to
        Ana, Xia
        Ben, Xia
        Ben, Ana
    """
    found = acme(text)
    assert (found.kappa, found.kappa_confirmed, len(found.severing_set)) == (2, 1, 2)
    without_ben = text.replace("Ben, Xia", "").replace("Ben, Ana", "")
    assert [person.name for person in acme(without_ben).sole_contacts] == ["Ana"]


def test_a_tie_of_a_person_on_both_sides_is_not_over() -> None:
    text = JOINT.replace("Yan, Acme\n", "") + """
        posts
        id, title, organisation, holder
        p, Visitor, Acme, Ana

        ties
        from, to, last_contact
        Ana, Xia, 2026-06-29
    """
    assert state(text) == "live"


# Contact.

def test_since_and_strength_are_no_evidence_of_contact() -> None:
    assert state(JOINT + "\nties\nfrom, to, since, strength\nAna, Xia, 2026-06-01, 5\n") == "asserted"


@pytest.mark.parametrize("evidence", [
    "ties\nfrom, to, last_contact\nAna, Xia, 2026-06-01", "ties\nfrom, to, confirmed_on\nAna, Xia, 2026-06-01",
    "interactions\nid, on, channel, people\nm, 2026-06-01, meeting, Ana; Xia"])
def test_evidence_of_contact_is_an_interaction_a_last_contact_or_a_confirmation(evidence: str) -> None:
    assert state(JOINT + "\n" + evidence + "\n") == "live"


@pytest.mark.parametrize(("guests", "kappa"), [(11, 2), (12, None)])
def test_an_interaction_with_at_most_fifteen_people_present_is_a_contact_of_each_pair(
    guests: int, kappa: int | None
) -> None:
    names = [f"Guest {n:02}" for n in range(guests)]
    text = PEOPLE + "".join(f"{name},\n" for name in (*names, "Absent One", "Absent Two")) + f"""
        partnerships
        name, organisations
        Joint, Us; Acme

        interactions
        id, on, people, absent
        m, 2026-06-01, {"; ".join(("Ana", "Ben", "Xia", "Yan", *names))}, Absent One; Absent Two
    """
    assert acme(text).kappa == kappa


def test_somebody_who_was_absent_had_no_contact() -> None:
    text = JOINT + "\ninteractions\nid, on, people, absent\nm, 2026-06-01, Ana; Xia, Ben; Yan\n"
    assert (acme(text).ties, acme(text).people_ours) == (1, 1)


def test_two_representatives_of_one_partnership_are_not_a_tie() -> None:
    text = JOINT + "\nrepresentatives\npartnership, person\nJoint, Ana\nJoint, Xia\n"
    assert acme(text).verdict == "unknown"


# State of a tie.

@pytest.mark.parametrize(("age", "expected"), [(0, "live"), (210, "live"), (211, "cooling"), (420, "cooling"),
                                               (421, "lapsed")])
def test_live_then_cooling_below_twice_the_threshold_then_lapsed(age: int, expected: str) -> None:
    assert state(JOINT + f"\nties\nfrom, to, last_contact\nAna, Xia, {days(age)}\n") == expected


@pytest.mark.parametrize(("channel", "direction", "lasts"), [
    ("meeting", "", 420), ("call", "", 352), ("event", "", 55), ("email", "both", 55)])
def test_each_kind_of_contact_lasts_as_long_as_it_weighs(channel: str, direction: str, lasts: int) -> None:
    head = JOINT + "\ninteractions\nid, channel, direction, people, on\n" + f"m, {channel}, {direction}, Ana; Xia, "
    assert state(f"{head}{days(lasts)}\n") == "cooling"
    assert state(f"{head}{days(lasts + 1)}\n") == "lapsed"


def test_contacts_add_up_to_two_and_no_further() -> None:
    meetings = "\n".join(f"m{n}, {days(630)}, Ana; Xia" for n in range(5))
    assert state(JOINT + f"\ninteractions\nid, on, people\n{meetings}\n") == "cooling"
    assert state(JOINT + f"\ninteractions\nid, on, people\n{meetings}\n", TODAY + DAY) == "lapsed"


def test_a_tie_ends_when_it_is_closed_or_when_one_of_the_two_leaves_that_side() -> None:
    closed = JOINT + "\nties\nfrom, to, until\nAna, Xia, 2026-06-29\n"
    assert (state(closed, days(1)), state(closed)) == ("asserted", "ended")
    left = (JOINT + "\nties\nfrom, to, last_contact\nAna, Xia, 2026-06-01\n").replace(
        "name, organisation\nAna, Us\n", "name, organisation, until\nAna, Us, 2026-06-29\n")
    assert (state(left, days(1)), state(left)) == ("live", "ended")


def test_one_way_mail_neither_makes_nor_ends_a_tie() -> None:
    mail = f"\ninteractions\nid, on, channel, direction, people\nm, {days(300)}, email, out, Ana; Xia\n"
    assert state(JOINT + mail) is None
    assert state(JOINT + "\nties\nfrom, to\nAna, Xia\n" + mail) == "asserted"


def test_a_closed_tie_lives_on_by_contacts_after_the_closing() -> None:
    text = JOINT + "\nties\nfrom, to, until, last_contact\nAna, Xia, 2026-01-31, 2026-01-31\n"
    assert state(text) == "ended"
    assert state(text + "\ninteractions\nid, on, people\nm, 2026-01-31, Ana; Xia\n") == "ended"
    assert state(text + "\ninteractions\nid, on, people\nm, 2026-02-01, Ana; Xia\n") == "live"


@pytest.mark.parametrize("age", [1, 209, 421, 3000])
def test_one_more_contact_in_the_past_never_lowers_a_tie_with_evidence(age: int) -> None:
    text = JOINT + f"\ninteractions\nid, on, people\nm, {days(200)}, Ana; Xia\n"
    before, after = (ties(snapshot_of(it))[0].strength for it in (text, text + f"n, {days(age)}, Ana; Xia\n"))
    assert before is not None
    assert after is not None
    assert after >= before


# Confirmed.

@pytest.mark.parametrize(("age", "confirmed"), [(420, 1), (421, 0)])
def test_confirmed_rests_on_evidence_that_is_not_too_old(age: int, confirmed: int) -> None:
    assert acme(JOINT + f"\nties\nfrom, to, last_contact\nAna, Xia, {days(age)}\n").kappa_confirmed == confirmed


def test_a_tie_read_from_an_owner_column_is_asserted_until_somebody_confirms_it() -> None:
    text = JOINT + "\nties\nfrom, to, asserted_by, confirmed_on\nAna, Xia, CRM, 2026-06-30\n"
    assert (state(text, days(1)), acme(text, days(1)).kappa_confirmed) == ("asserted", 0)
    assert (state(text), acme(text).kappa_confirmed) == ("live", 1)


def test_an_agreed_cadence_lets_a_tie_last_longer() -> None:
    text = (JOINT + f"\nties\nfrom, to, last_contact\nAna, Xia, {days(500)}\n")
    slower = text.replace("name, organisations\nJoint, Us; Acme",
                          "name, organisations, cadence_days\nJoint, Us; Acme, 400")
    assert (state(text), state(slower)) == ("lapsed", "cooling")


# Which partnership a tie serves.

TWO = PEOPLE + """
partnerships
name, organisations
Joint, Us; Acme
Other, Us; Acme
"""


def test_a_tie_that_names_partnerships_counts_only_there() -> None:
    found = rows_of(TWO + "\nties\nfrom, to, last_contact, partnership\nAna, Xia, 2026-06-01, Joint\n")
    assert [(found[name].kappa, found[name].kappa_confirmed) for name in ("Joint", "Other")] == [(1, 1), (None, None)]


def test_otherwise_it_counts_in_those_that_either_of_the_two_represents() -> None:
    text = TWO + """
        representatives
        partnership, person
        Other, Xia

        ties
        from, to, last_contact
        Ana, Xia, 2026-06-01
    """
    found = rows_of(text)
    assert [(found[name].kappa, found[name].kappa_confirmed) for name in ("Joint", "Other")] == [(None, None), (1, 1)]


def test_otherwise_it_counts_in_each_and_is_shared_and_never_confirmed() -> None:
    found = rows_of(TWO + "\nties\nfrom, to, last_contact\nAna, Xia, 2026-06-01\n")
    assert [(row.kappa, row.kappa_confirmed, row.by_partner[0].shared) for row in found.values()] == [(1, 0, 1)] * 2


def test_contacts_without_a_recorded_tie_name_partnerships_only_if_each_says_what_it_was_about() -> None:
    text = TWO + "\ninteractions\nid, on, people, partnership\nm, 2026-06-01, Ana; Xia, Joint\n"
    assert [rows_of(text)[name].kappa_confirmed for name in ("Joint", "Other")] == [1, None]
    text += "n, 2026-06-02, Ana; Xia,\n"
    assert [rows_of(text)[name].kappa_confirmed for name in ("Joint", "Other")] == [0, 0]


# Redundancy.

def test_redundancy_is_the_largest_number_of_ties_no_two_of_which_share_a_person() -> None:
    star = acme(JOINT + "\nties\nfrom, to\nAna, Xia\nBen, Xia\n")
    assert star.kappa == 1
    assert [p.name for p in star.severing_set] == [p.name for p in star.sole_contacts] == ["Xia"]
    zigzag = acme(JOINT + "\nties\nfrom, to\nAna, Xia\nBen, Xia\nBen, Yan\n")
    assert (zigzag.kappa, len(zigzag.severing_set), zigzag.sole_contacts) == (2, 2, ())


def test_redundancy_by_representatives_is_null_where_either_side_named_none() -> None:
    text = JOINT + "\nties\nfrom, to\nAna, Xia\nBen, Yan\n\nrepresentatives\npartnership, person\nJoint, Ana\n"
    assert rows_of(text)["Joint"].kappa_representatives is None
    assert rows_of(text + "Joint, Yan\n")["Joint"].kappa_representatives == 0
    assert rows_of(text + "Joint, Xia\n")["Joint"].kappa_representatives == 1


def test_redundancy_with_mailboxes() -> None:
    text = JOINT + """
        mailboxes
        address, organisation, members
        team@us.org, Us, Ana; Ben
        team@acme.org, Acme, {readers}

        ties
        from, to
        Ana, Xia
        {one}, {other}
    """
    both = text.format(readers="Xia; Yan", one="team@us.org", other="team@acme.org")
    assert (acme(both).kappa, acme(both).kappa_any) == (1, 2)
    narrow = text.format(readers="Xia; Yan", one="team@us.org", other="Xia")
    assert acme(narrow).kappa_any == 1
    nobody = text.format(readers="", one="Ben", other="team@acme.org")
    assert acme(nobody).kappa_any == 1


def test_redundancy_through_one_go_between_who_is_on_neither_side_and_has_not_left() -> None:
    text = JOINT.replace("name, organisation\n", "name, organisation, until\nMid, Third, {until}\n").replace(
        "Acme, , ,\n", "Acme, , ,\nThird, , ,\n")
    text += "\nties\nfrom, to, last_contact\nAna, Xia,\nBen, Mid,\nMid, Yan, {met}\n"

    def kappas(until: object = "", met: object = "", half_life: float = HALF_LIFE) -> tuple[int | None, int | None]:
        found = rows_of(text.format(until=until, met=met), half_life=half_life)["Joint"].by_partner[0]
        return found.kappa, found.kappa_indirect

    assert kappas() == (1, 2)
    assert kappas(until=days(1)) == (1, 1)
    assert kappas(met=days(400)) == (1, 2)
    assert kappas(met=days(400), half_life=90) == (1, 1)


def test_a_go_between_whose_seat_was_abolished_has_left() -> None:
    text = JOINT.replace("Yan, Acme\n", "Yan, Acme\nMid,\n") + """
        posts
        id, title, organisation, holder, post_until
        p, Officer, Us, Mid, 2026-06-29

        ties
        from, to
        Ana, Mid
        Mid, Xia
    """
    assert (acme(text, days(1)).kappa, acme(text).kappa, acme(text).kappa_indirect) == (1, 0, 0)


MEMBERS = """
organisations
name, ours
Us, yes
Acme,
Beta,
Ceres,

people
name, organisation
Ana, Us
Ben, Us
Xia, Acme
Yan, Acme
Bea, Beta

partnerships
name
Joint

ties
from, to, last_contact
Ana, Xia, 2026-06-01
Ben, Yan, 2026-06-01
Ana, Bea, 2026-06-01

members
partnership, organisation, participation
Joint, Us, core
Joint, Acme, core
"""


def test_a_partnership_has_the_smallest_of_its_core_members_and_their_worst_verdict() -> None:
    def joint(more: str) -> Redundancy:
        return rows_of(MEMBERS + more)["Joint"]

    assert (joint("").kappa, joint("").verdict) == (2, "pass")
    assert (joint("Joint, Beta, core\n").kappa, joint("Joint, Beta, core\n").verdict) == (1, "fail")
    assert (joint("Joint, Ceres, core\n").kappa, joint("Joint, Ceres, core\n").verdict) == (2, "unknown")


@pytest.mark.parametrize("participation", ["as_needed", "observer"])
def test_as_needed_members_and_observers_are_listed_and_do_not_decide(participation: str) -> None:
    row = rows_of(MEMBERS + f"Joint, Beta, {participation}\n")["Joint"]
    assert (row.kappa, row.verdict) == (2, "pass")
    assert {p.organisation.name: (p.kappa, p.verdict) for p in row.by_partner} == {
        "Acme": (2, "pass"), "Beta": (1, "fail")}


# Needed.

@pytest.mark.parametrize(("degree", "own", "expected"), [
    ("networking", "", 1), ("cooperation", "", 1), ("coordination", "", 2), ("integration", "", 2), ("", "", 2),
    ("networking", "3", 3), ("integration", "1", 1)])
def test_needed_is_the_own_number_else_one_at_the_loosest_degrees_else_two(
    degree: str, own: str, expected: int
) -> None:
    text = JOINT.replace("name, organisations\nJoint, Us; Acme",
                         f"name, organisations, degree, needed\nJoint, Us; Acme, {degree}, {own}")
    assert rows_of(text)["Joint"].needed == expected


def test_the_advice_to_a_partner_smaller_than_needed_is_to_agree_a_fallback() -> None:
    text = JOINT + "\nties\nfrom, to, last_contact\nAna, Xia, 2026-06-01\n"
    assert "fallback" not in acme(text).reason
    small = acme(text.replace("Acme, , ,\n", "Acme, , , 1\n"))
    assert small.verdict == "fail"
    assert "fallback" in small.reason


# Verdict.

@pytest.mark.parametrize(("rows", "verdict", "kappa", "named"), [
    ("Ana, Xia, 2020-01-01", "severed", 0, "Ana Xia"),
    ("Ana, Xia, 2026-06-01", "fail", 1, "Ana Xia"),
    ("Ana, Xia, 2026-06-01\nBen, Xia, 2026-06-01", "fail", 1, "Xia"),
    ("", "unknown", None, "Xia Yan"),
    ("Ana, Xia, 2026-06-01\nBen, Yan,", "unconfirmed", 2, "Ben Yan"),
    ("Ana, Xia, 2026-06-01\nBen, Yan, 2026-06-01", "pass", 2, "Ana Ben Xia Yan")])
def test_every_verdict_has_a_reason_that_names_the_people(
    rows: str, verdict: str, kappa: int | None, named: str
) -> None:
    found = acme(JOINT + f"\nties\nfrom, to, last_contact\n{rows}\n")
    assert (found.verdict, found.kappa) == (verdict, kappa)
    assert all(name in found.reason for name in named.split())


def test_unknown_where_nobody_was_ever_known_on_one_side() -> None:
    text = JOINT.replace("Xia, Acme\nYan, Acme\n", "") + "\nties\nfrom, to, last_contact\nAna, Ben, 2026-06-01\n"
    assert (acme(text).verdict, acme(text).kappa, acme(text).kappa_confirmed) == ("unknown", None, None)


MOVED = ORGANISATIONS + """
people
name, organisation, since
Ana, Us,
Xia, Acme, 2026-06-01

interactions
id, on, people
m, 2026-05-01, Ana; Xia
"""


def test_a_tie_made_before_somebody_moved_serves_the_new_side_and_is_listed() -> None:
    assert (acme(MOVED).kappa, state(MOVED)) == (1, "live")
    lapsed = date(2026, 5, 1) + 421 * DAY
    assert (acme(MOVED, lapsed).verdict, state(MOVED, lapsed)) == ("severed", "lapsed")


@pytest.mark.parametrize("text", [
    MOVED, JOINT + "\nties\nfrom, to\nAna, Xia\n", TWO + "\nrepresentatives\npartnership, person\nJoint, Xia\n"
    "\nties\nfrom, to\nAna, Xia\n", JOINT + "\nposts\nid, title, organisation, holder\np, Visitor, Acme, Ana\n"])
def test_simulated_departures_never_turn_a_verdict_into_unknown_nor_out_of_it(text: str) -> None:
    snapshot = snapshot_of(text)
    before = {row.partnership.name: row.verdict for row in redundancy(snapshot)}
    for person, _ in snapshot.nodes("Person"):
        after = {row.partnership.name: row.verdict for row in redundancy(snapshot.without({person}))}
        assert {name: verdict == "unknown" for name, verdict in after.items()} == {
            name: verdict == "unknown" for name, verdict in before.items()}


def test_a_tie_is_recorded_for_a_partner_by_its_own_days_and_its_own_partnerships() -> None:
    text = ORGANISATIONS + """
        people
        name, organisation, until
        Ana, Us,
        Xia, Acme, 2025-12-31

        partnerships
        name, organisations
        Joint, Us; Acme
        Other, Us; Acme

        ties
        from, to, since, partnership
        Ana, Xia, , Other
        Ana, Xia, 2026-02-01,
    """
    assert {name: row.verdict for name, row in rows_of(text).items()} == {"Joint": "unknown", "Other": "severed"}


def test_a_closed_tie_that_lives_on_serves_what_each_of_its_rows_says() -> None:
    text = ORGANISATIONS + """
        people
        name, organisation
        Ana, Us
        Xia, Acme

        partnerships
        name, organisations
        Joint, Us; Acme
        Other, Us; Acme

        ties
        from, to, until, partnership
        Ana, Xia, 2026-01-31, Other
        Ana, Xia, 2026-02-28,

        interactions
        id, on, people
        m, 2026-05-01, Ana; Xia
    """
    assert {name: row.kappa for name, row in rows_of(text).items()} == {"Joint": 1, "Other": 1}


# Random folders.

DATES = ("since", "until", "last_contact", "confirmed_on")
AGES = (0, 1, 2, 30, 90, 209, 210, 211, 300, 419, 420, 421, 500, 800, 1300)
NAMES = ("Ana Ash", "Bo Birch", "Cy Cole", "Di Dale", "Ed Elm", "Fay Fox", "Gus Gale", "Hal Hill", "Ida Inch")


class Dice(Random):
    """Makes small folders in which everything that the words speak of can happen."""

    def one_in(self, times: int) -> bool:
        return self.randrange(times) == 0

    def some(self, things: list[str], most: int) -> list[str]:
        return self.sample(things, min(len(things), self.randint(0, most)))

    def when(self) -> date:
        return TODAY + self.choice((1, 40, 400)) * DAY if self.one_in(12) else days(self.choice(AGES))

    def written(self, often: int = 1) -> str:
        """A day as people write it, or nothing but one time in `often`."""
        if not self.one_in(often):
            return ""
        return self.when().strftime(self.choice(("%Y-%m-%d",) * 17 + ("%Y-%m", "%Y-%m", "%Y")))

    def span(self, since: int, until: int) -> Row:
        first, last = sorted((self.when(), self.when()))
        return {"since": first.isoformat()[:self.choice((10, 10, 7))] if self.one_in(since) else "",
                "until": last.isoformat()[:self.choice((10, 10, 7))] if self.one_in(until) else ""}

    def folder(self) -> Folder:
        rows: Folder = {"organisations": self.organisations()}
        rows["units"] = self.units([row["id"] for row in rows["organisations"]])
        rows["people"] = self.people(rows)
        organisations, people = ([row["id"] for row in rows[sheet]] for sheet in ("organisations", "people"))
        rows["posts"] = self.posts(rows, organisations, people)
        rows["mailboxes"] = [{"address": f"team{n}@box.org", "organisation": self.choice(organisations),
                              "members": ";".join(self.some(people, 3))} for n in range(self.choice((0, 0, 1, 2)))]
        ends = people + [row["address"] for row in rows["mailboxes"]]
        rows["partnerships"] = [self.partnership(n, organisations) for n in range(self.choice((0, 1, 1, 2, 2, 3)))]
        partnerships = [row["id"] for row in rows["partnerships"]]
        rows["members"] = [{"partnership": partnership, "organisation": organisation,
                            "participation": self.choice(("", "core", "core", "as_needed", "observer")),
                            **self.span(6, 6)}
                           for partnership in partnerships for organisation in self.some(organisations, 3)]
        rows["representatives"] = self.representatives(partnerships, people, organisations)
        rows["ties"] = self.ties(ends, partnerships)
        rows["interactions"] = [self.interaction(n, ends, partnerships) for n in range(self.randint(0, 6))]
        if self.one_in(6):
            self.crowd(rows)
        return rows

    def organisations(self) -> list[Row]:
        rows = [{"id": "us", "name": "Us", "ours": "yes", "part_of": "", "size": ""}]
        for name in ("Acme", "Beta", "Coop")[:self.randint(1, 3)]:
            size = self.choice(("", "9", "1"))
            rows.append({"id": name.lower(), "name": name, "ours": "", "part_of": "", "size": size})
        if self.one_in(3) and len(rows) > 2:
            rows[2]["part_of"] = "acme"
        if self.one_in(6) and len(rows) > 3:
            rows[3]["part_of"] = self.choice(("us", "acme", "beta"))
        if self.one_in(6) and rows[-1]["part_of"] != "us":
            rows[0]["part_of"] = rows[-1]["id"]
        return rows

    def units(self, organisations: list[str]) -> list[Row]:
        rows = [{"id": f"u{n}", "name": f"Unit {n}", "organisation": self.choice(organisations), "part_of": ""}
                for n in range(self.choice((0, 0, 1, 2)))]
        if len(rows) > 1 and self.one_in(2):
            rows[1] |= {"part_of": "u0", "organisation": ""}
        return rows

    def people(self, rows: Folder) -> list[Row]:
        found = []
        partners = [row["id"] for row in rows["organisations"][1:]]
        for n, name in enumerate(NAMES[:self.randint(4, len(NAMES))]):
            where = "us" if n % 2 == 0 else self.choice(partners)
            where = "" if self.one_in(6) else where
            inside = [unit["id"] for unit in rows["units"] if where and unit["organisation"] == where]
            span = self.span(4, 5) if where else {"since": "", "until": ""}
            found.append({"id": name.split()[0].lower(), "name": name, "organisation": where,
                          "unit": inside[0] if inside and self.one_in(2) else "", **span})
        return found

    def posts(self, rows: Folder, organisations: list[str], people: list[str]) -> list[Row]:
        found: list[Row] = []
        for n in range(self.choice((0, 0, 1, 2, 3))):
            holder = self.choice((*people, ""))
            row = {"id": f"p{n}", "title": f"Post {n}", "organisation": self.choice(organisations), "unit": "",
                   "holder": holder, "post_until": self.when().isoformat() if self.one_in(6) else "",
                   **(self.span(3, 3) if holder else {"since": "", "until": ""})}
            if rows["units"] and self.one_in(3):
                row |= {"unit": self.choice(rows["units"])["id"], "organisation": ""}
            found.append(row)
            if holder and self.one_in(5):
                found.append({**row, "holder": self.choice([p for p in people if p != holder]), **self.span(3, 3)})
        return found

    def partnership(self, n: int, organisations: list[str]) -> Row:
        return {"id": f"joint{n}", "name": f"Joint {n}",
                "organisations": ";".join(self.some(organisations, 3)) if self.one_in(2) else "",
                "degree": self.choice(("", "networking", "cooperation", "coordination", "integration")),
                "started": self.written(often=5), "cadence_days": self.choice(("", "", "30", "365", "730")),
                "needed": self.choice(("", "", "", "1", "2", "3"))}

    def representatives(self, partnerships: list[str], people: list[str], organisations: list[str]) -> list[Row]:
        pairs = [(partnership, person) for partnership in partnerships for person in people]
        return [{"partnership": partnership, "person": person, "capacity": self.choice(("", "lead", "observer")),
                 "on_behalf_of": self.choice(("", "", *organisations)), **self.span(5, 5)}
                for partnership, person in self.sample(pairs, self.choice((0, 0, 1, 2, 3)) if pairs else 0)]

    def ties(self, ends: list[str], partnerships: list[str]) -> list[Row]:
        """Up to twelve rows, sometimes several about the same two; never two that contradict each other."""
        found: dict[tuple[Any, ...], Row] = {}
        for _ in range(self.randint(0, 12)):
            one, other = self.sample(ends, 2)
            named = ";".join(sorted(self.some(partnerships, 2))) if self.one_in(4) else ""
            row = {"from": one, "to": other, "last_contact": self.written(often=2),
                   "confirmed_on": self.written(often=6), "partnership": named, **self.span(5, 6)}
            dates = tuple(day(row[column], last=column == "until") for column in DATES)
            if self.one_in(2) or not any({one, other} == {r["from"], r["to"]} for r in found.values()):
                found.setdefault((frozenset((one, other)), row["partnership"], dates), row)
        return list(found.values())

    def interaction(self, n: int, ends: list[str], partnerships: list[str]) -> Row:
        people = self.sample(ends, self.randint(1, min(5, len(ends))))
        channel = self.choice(("meeting", "meeting", "call", "email", "email", "event", ""))
        return {"id": f"i{n}", "on": self.written(), "channel": channel,
                "direction": self.choice(("in", "out", "both", "")) if channel == "email" else "",
                "people": ";".join(people), "absent": ";".join(self.some([e for e in ends if e not in people], 2)),
                "partnership": ";".join(self.some(partnerships, 2)) if self.one_in(2) else ""}

    def crowd(self, rows: Folder) -> None:
        """A meeting of 15 people, or of one or two more, two of them known."""
        known = [row["id"] for row in rows["people"][:2]]
        crowd = [f"guest{n}" for n in range(17)]
        rows["people"] += [dict.fromkeys(rows["people"][0], "") | {"id": one, "name": f"A {one}"} for one in crowd]
        present = self.choice((13, 14, 15))
        rows["interactions"].append({
            "id": "crowd", "on": self.when().isoformat(), "channel": "meeting", "direction": "",
            "people": ";".join((*known, *crowd[:present])), "absent": ";".join(crowd[present:]), "partnership": ""})


def smaller(rows: Folder, wrong: Callable[[Folder], bool]) -> Folder:
    """Leave out row after row as long as the folder still shows what is wrong."""
    for sheet in rows:
        for n in range(len(rows[sheet]) - 1, -1, -1):
            fewer = {**rows, sheet: rows[sheet][:n] + rows[sheet][n + 1:]}
            try:
                rows = fewer if wrong(fewer) else rows
            except (AssertionError, InputError, KeyError, StopIteration):
                continue
    return rows


def shown(rows: Folder, found: Mapping[tuple[str, ...], tuple[Any, Any]]) -> str:
    lines = [f"  {sheet}: " + ", ".join(f"{column}={value}" for column, value in row.items() if value)
             for sheet in rows for row in rows[sheet]]
    return "\n".join([*lines, *(f"  {' / '.join(key)}: says {a}, must say {b}" for key, (a, b) in found.items())])


@pytest.mark.timeout(1800)
def test_random_folders_mean_what_the_words_say() -> None:
    for seed in range(EXAMPLES):
        dice = Dice(seed)
        rows, on = dice.folder(), dice.choice((TODAY, dice.when()))
        half_life = dice.choice((HALF_LIFE, HALF_LIFE, 90, 365))
        if differences(rows, on, half_life):
            least = smaller(rows, lambda fewer: bool(differences(fewer, on, half_life)))  # noqa: B023
            found = shown(least, differences(least, on, half_life))
            pytest.fail(f"Folder {seed} as of {on}, half-life {half_life}:\n{found}", pytrace=False)


@pytest.mark.timeout(1800)
def test_departures_in_random_folders_cut_what_they_should_and_make_nothing_unknown() -> None:
    for seed in range(EXAMPLES // 3):
        snapshot = Snapshot.of_batch(batch_of(Dice(seed).folder()), TODAY)
        before = by_organisation(snapshot)
        people = [person for person, _ in snapshot.nodes("Person")][:len(NAMES)]
        leaving = [{person} for person in people] + [{p.id for p in found.severing_set} for found in before.values()]
        for gone in leaving:
            for at, found in by_organisation(snapshot.without(gone)).items():
                assert (found.verdict == "unknown") == (before[at].verdict == "unknown"), (seed, gone, at)
                assert (before[at].kappa or 0) - len(gone) <= (found.kappa or 0) <= (before[at].kappa or 0)
                if gone >= {p.id for p in before[at].severing_set}:
                    assert not found.kappa, (seed, gone, at)


def by_organisation(snapshot: Snapshot) -> dict[tuple[str, str], PartnerRedundancy]:
    rows = redundancy(snapshot)
    return {(row.partnership.id, found.organisation.id): found for row in rows for found in row.by_partner}
