"""What values bear a role out, and which role values have by themselves."""

from __future__ import annotations

from collections.abc import Callable

from .profile import Profile

MOSTLY = 0.8
"""So many of the values of an id must be different: a few people who stand twice do not make it another thing."""

NEEDS: dict[str, Callable[[Profile], bool]] = {
    "email": lambda p: p["email"] >= 0.4,
    "phone": lambda p: p["phone"] >= 0.4,
    "website": lambda p: p["url"] >= 0.5,
    "name": lambda p: p["details"] < 0.5 and (max(p["person"], p["titled"], p["addressed"]) >= 0.3
                       or max(p["email"], p["phone"], p["day"], p["place"], p["number"]) < 0.4),
    "first": lambda p: max(p["email"], p["number"], p["place"]) < 0.4,
    "last": lambda p: max(p["email"], p["number"], p["place"]) < 0.4,
    "title": lambda p: max(p["honorific"], p["email"], p["phone"], p["number"], p["day"]) < 0.5,
    "organisation": lambda p: max(p["email"], p["phone"], p["day"]) < 0.5,
    "since": lambda p: p["day"] >= 0.5,
    "until": lambda p: p["day"] >= 0.5,
    "confirmed_on": lambda p: p["day"] >= 0.5,
    "last_contact": lambda p: p["day"] >= 0.5,
    "strength": lambda p: p["small"] >= 0.8,
    "do_not_contact": lambda p: p["yes_no"] >= 0.8,
    "size": lambda p: p["number"] >= 0.8,
    "level": lambda p: p["level"] >= 0.6,
    "id": lambda p: p.filled == p.rows and p.distinct >= MOSTLY * p.rows,
    "organisation_id": lambda p: max(p["email"], p["day"]) < 0.5,
    "owner": lambda p: max(p["initials"], p["day"], p["phone"], p["number"], p["long"]) < 0.4,
    "signature": lambda p: p["day"] < 0.5,
    "partnership": lambda p: max(p["email"], p["day"], p["number"], p["yes_no"], p["long"]) < 0.4,
    "owner_email": lambda p: p["email"] >= 0.4,
    "honorific": lambda p: p["honorific"] >= 0.5,
    "address": lambda p: max(p["email"], p["url"], p["phone"], p["person"]) < 0.5,
}
"""What the values of a column must be like for a role that its header says; a role that is not here needs nothing."""

UNFIT = {
    "id": "the header says an id, but it is blank in some rows or repeats too often",
    "owner": "the header says who knows them, but its values are no names; where they are initials, write [[ties]] "
             'with from = { owner = …, map = { "AB" = "Ana Bell" } }',
    "do_not_contact": "the header says whom nobody may contact, but its values are not yes or no",
}
"""Why a column is not what its header says."""

BY_VALUES: tuple[tuple[str, Callable[[Profile], float], float, str], ...] = (
    ("name", lambda p: p["addressed"], 0.5, "names of people with their addresses"),
    ("unsure", lambda p: p["details"], 0.5, "a name with further details in one cell: take it apart with split and "
                                            "part, or give each a column"),
    ("email", lambda p: p["email"], 0.6, "e-mail addresses"),
    ("website", lambda p: p["url"], 0.6, "addresses of websites"),
    ("phone", lambda p: p["dialled"], 0.6, "telephone numbers"),
    ("name", lambda p: p["titled"], 0.5, "a name and a job title"),
    ("name", lambda p: 0.0 if p.repeats else p["person"], 0.6, "names of people, mostly different"),
    ("title", lambda p: p["title"], 0.5, "job titles by their words"),
    ("organisation", lambda p: p["place"], 0.4, "organisations by their words"),
    ("unsure", lambda p: p["person"], 0.6, "names of few people, again and again: if they are colleagues of ours, "
                                           "write [[ties]] with from = { owner = … }"),
    ("unsure", lambda p: p["day"], 0.7, "days, but the header does not say of what"),
    ("unsure", lambda p: p["small"], 0.8, "numbers from 1 to 5, but the header does not say of what"),
    ("unsure", lambda p: p["mark"], 0.5, "marks: if its header is a partnership, write [[members]] with "
                                         "where = { column = …, is = … } and partnership = { constant = … }"),
    ("unsure", lambda p: p["yes_no"], 0.8, "yes or no, but the header does not say of what"),
    ("free", lambda p: p["long"], 0.3, "long texts"),
)
"""Roles by values alone, the surest first: what to measure, how much is enough, and how it is said."""
