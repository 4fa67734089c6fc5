"""Names, ids and addresses as they are compared and put into keys; stored text is never changed by any of this."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

_VOWEL_POINTS, _ABOVE_AND_BELOW = range(10, 37), range(200, 241)
"""Classes of the marks that a name is the same without: points of Hebrew and Arabic, accents."""
LONGEST_KEY = 300
LONGEST_SLUG = 120

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
_EMAIL = re.compile(r"[^\s@<>;,:\"()\[\]]+@[\w-]+(?:\.[\w-]+)*")
_ROLE_PART = re.compile(
    r"(info|information|contact(us)?|enquir(y|ies)|inquir(y|ies)|office|admin(istration|istrator)?|hello|mail|email|team"
    r"|teams|support|help(desk)?|service(s|desk)?|customer(care|services?)?|partner(s|ships?)?|press(office)?|media|comms"
    r"|communications?|hr|csr|jobs|recruitment|careers|reception|secretary|secretariat|feedback|general|post|postmaster"
    r"|webmaster|noreply|no-?reply|donotreply|accounts?|finance|billing|invoices?|sales|marketing|events?|volunteer(s|ing)?"
    r"|fundraising|policy|foi|council|board|all|staff|members?(hip)?|mayor|clerk)([._+-]?(team|office|desk|inbox|uk))?",
    re.IGNORECASE,
)
_TEAM_NAME = re.compile(
    r"(.*\b(team|helpdesk|help desk|service desk|front desk|reception|enquiries|inbox|mailbox|switchboard|secretariat"
    r"|hotline|press office|customer services?))|general (office|contact)",
    re.IGNORECASE,
)


def clean_id(text: str) -> str:
    """An id as it may stand in a key: NFC, without control and invisible characters, single spaces."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        text = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return " ".join(text.split())


@lru_cache(maxsize=200_000)
def normal(text: str) -> str:
    """Letters and digits of `text` without case, accents, punctuation and double spaces; for comparing only."""
    plain = unicodedata.normalize("NFKD", text.casefold()) if not text.isascii() else text.lower()
    plain = plain.translate(_LETTERS).replace("&", " and ").replace("'", "").replace("’", "")
    plain = "".join(map(_letter, plain))
    return " ".join((plain if plain.isascii() else unicodedata.normalize("NFC", plain)).split())


@lru_cache(maxsize=10_000)
def _letter(character: str) -> str:
    """A letter or digit as it is, '' for accents and what is invisible, a space for all else.

    Marks that make another letter or syllable, as in Japanese, Hindi and Thai, are no accents and stay.
    """
    if character.isalnum():
        return character
    kind, mark = unicodedata.category(character), unicodedata.combining(character)
    accent = mark == 1 or mark in _VOWEL_POINTS or mark in _ABOVE_AND_BELOW
    if accent or kind in ("Cf", "Me") or unicodedata.name(character, "").startswith("VARIATION SELECTOR"):
        return ""
    return character if kind in ("Mn", "Mc") else " "


@lru_cache(maxsize=200_000)
def normal_person(text: str) -> str:
    """As `normal`, with "Surname, First" turned round and a bracketed addition left out."""
    text = re.sub(r"\([^)]*\)", " ", text)
    last, comma, first = text.partition(",")
    return normal(f"{first} {last}" if comma and first.strip() and "," not in first else text)


def names_agree(one: str, other: str) -> bool:
    """Have two names a word in common, or the same initials? So little is asked where something else speaks for it."""
    mine, theirs = normal_person(one).split(), normal_person(other).split()
    return bool({word for word in mine if len(word) > 1} & set(theirs)) or (
        bool(mine) and sorted(word[0] for word in mine) == sorted(word[0] for word in theirs))


def digest(text: str) -> str:
    """Twelve characters that stand for `text` where it is too long or has no letter to show."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def slug(text: str, person: bool = False) -> str:
    """A readable part of a key from a name; a digest where the name has no letters, or too many."""
    words = (normal_person(text) if person else normal(text)).replace(" ", "-")
    if not words:
        return digest(text)
    return words if len(words) <= LONGEST_SLUG else f"{words[:LONGEST_SLUG]}-{digest(words)}"


def address(text: str) -> str:
    """The e-mail address in `text` in lower case ("Ana <Ana@x.org>" gives ana@x.org), or ''."""
    found = _EMAIL.search(text)
    return found.group().strip(".'").lower() if found else ""


def is_role_address(email: str) -> bool:
    """Whether an address belongs to a role or a team, such as info@ or press.office@: nobody's identity."""
    return bool(_ROLE_PART.fullmatch(email.partition("@")[0]))


def is_team_name(name: str) -> bool:
    """Whether a name is a team's or an address ("CSR team", "info@x.org"), not somebody's."""
    bare = re.sub(r"\([^)]*\)", " ", name).strip()
    return bool(_EMAIL.fullmatch(bare) or _TEAM_NAME.fullmatch(bare))


def named_by(text: str) -> str:
    """The name that an own address shows ("ana.bell@x.org" gives "Ana Bell"), '' where it shows none."""
    found = address(text)
    words = re.split(r"[._]", found.partition("@")[0])
    if is_role_address(found) or not 2 <= len(words) <= 3 or not all(len(w) > 1 and w.replace("-", "").isalpha()
                                                                     for w in words):
        return ""
    return " ".join(word.title() for word in words)
