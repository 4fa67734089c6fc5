"""The headers of one message as what matters here: who wrote to whom, when, in answer to what, and whether by hand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from email.header import decode_header, make_header
from email.parser import HeaderParser
from email.policy import compat32
from email.utils import getaddresses, parsedate_tz

from ....identity.naming import address, digest
from ....model import CROWD
from ...cells.dates import parse_date
from .stream import Raw

Named = tuple[str, str]
"""A name and an address in lower case."""

Headers = dict[str, list[str]]

MOST_REFERENCES = 30
TOO_MANY = f"messages to more than {CROWD} people"
_ID = re.compile(r"<[^<>\s]{1,900}>")
_ADDRESS = re.compile(r"[^\s@<>;,:\"()\[\]]+@[\w-]+(?:\.[\w-]+)*")
_ASCTIME = re.compile(r"([A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d(:\d\d)?(?: [+\-\w]{1,6})? \d{4})")
_NOBODY = re.compile(
    r"(.*[._+-])?(no|do-?not|dont|nao|ne-pas)[._-]?(reply|reponse|repondre|responder|antworten)([._+-].*)?|noreply.*"
    r"|mailer-daemon|postmaster|bounces?([._+-].*)?|notifications?([._+-].*)?|alerts?|newsletter|listserv|majordomo"
    r"|.*-(request|bounces|owner)", re.IGNORECASE)
_LABELS = frozenset({"spam", "junk", "draft", "drafts", "chat", "chats", "entwürfe", "entwurf", "brouillons",
                     "brouillon", "borradores", "borrador", "concepten", "bozze", "werbung", "indésirables"})


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `code` and `parents` are digests of message ids; `why` says why it is no contact, '' when it is.

    `on` is the day as the sender wrote it, None where there is none; `written` is what stands there.
    """

    code: str
    thread: str
    parents: tuple[str, ...]
    on: date | None
    written: str
    authors: tuple[Named, ...]
    recipients: tuple[Named, ...]
    delivered: tuple[Named, ...]
    why: str


def read_message(raw: Raw) -> Message:
    """A message from its headers; what cannot be read is left blank."""
    headers = _headers(raw.head)
    authors = people(headers, "From")
    lists = [_texts(headers, name) for name in ("To", "Cc", "Bcc")]
    many = sum(text.count("@") for texts in lists for text in texts) > 4 * CROWD
    recipients = () if many else people(headers, "To", "Cc", "Bcc")
    known = _ids(_texts(headers, "Message-ID"))
    parents = [*_ids(_texts(headers, "In-Reply-To"))[:3], *_ids(_texts(headers, "References"))]
    first = (_ids(_texts(headers, "References")) or parents or known)[:1]
    on, written = _day(headers, raw.separator)
    code = digest((known or [f"{written} {authors} {recipients} {_texts(headers, 'Subject')}"])[0])
    return Message(code, digest(first[0]) if first else code,
                   tuple(digest(one) for one in parents[:MOST_REFERENCES]), on, written, authors, recipients,
                   people(headers, "Delivered-To"), _why(headers, authors, many or len(set(recipients)) > CROWD))


def _headers(head: bytes) -> Headers:
    """Unfolded values of the headers by their names in lower case."""
    found: Headers = defaultdict(list)
    for name, value in HeaderParser(policy=compat32).parsestr(_as_text(head)).raw_items():
        found[name.lower()].append(" ".join(str(value).split()))
    return found


def _as_text(head: bytes) -> str:
    """Headers as text: bytes beyond ASCII should not be there, and mostly are UTF-8."""
    try:
        return head.decode("utf-8")
    except UnicodeDecodeError:
        return head.decode("cp1252", "replace")


def people(headers: Headers, *names: str) -> tuple[Named, ...]:
    """Names and addresses of some headers, each address once."""
    found: dict[str, Named] = {}
    for text in (text for name in names for text in _texts(headers, name)):
        for name, email in _addresses(text):
            email = address(email)
            if email:
                found.setdefault(email, (_decoded(name).strip("'\" "), email))
    return tuple(found.values())


def _addresses(text: str) -> Iterable[Named]:
    """Names and addresses of a header; where the library finds none although there are some, the addresses alone."""
    try:
        found = [pair for pair in getaddresses([text]) if "@" in pair[1]]
    except Exception:  # the library raises whatever a broken header makes it meet
        found = []
    return found or [("", email) for email in _ADDRESS.findall(text)]


def _texts(headers: Headers, name: str) -> list[str]:
    """All headers of a name."""
    return headers.get(name.lower(), [])


def _decoded(text: str) -> str:
    """A name that may be encoded (RFC 2047); as it stands where that cannot be read."""
    if "=?" not in text:
        return text
    try:
        return " ".join(str(make_header(decode_header(text))).split())
    except Exception:  # an encoding that nobody knows
        return text


def _ids(texts: Iterable[str]) -> list[str]:
    return [one for text in texts for one in _ID.findall(text)]


def _day(headers: Headers, separator: bytes) -> tuple[date | None, str]:
    """The day of a message and the text it was read from: its date, the separator's, or that of its last station."""
    written = _texts(headers, "Date")
    stations = [text.rpartition(";")[2] for text in _texts(headers, "Received")[:1]]
    line = _ASCTIME.search(separator.decode("latin-1"))
    for text in (*written, *([line[1]] if line else []), *stations):
        if day := parsed(text):
            return day, text
    return None, (written or [""])[0]


def parsed(text: str) -> date | None:
    """The day of a date as it stands in mail, whatever its zone says; None when it is none."""
    try:
        found = parsedate_tz(text)
        return date(*found[:3]) if found else parse_date(text.strip())[0]
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _why(headers: Headers, authors: tuple[Named, ...], many: bool) -> str:
    """Why a message is no contact between people, '' when it is."""
    labels = {_decoded(label).strip("\" ").casefold() for text in _texts(headers, "X-Gmail-Labels")
              for label in _decoded(text).split(",")}
    if labels & _LABELS or _has(headers, "X-Spam-Flag", "yes") or _has(headers, "X-Unsent", "1"):
        return "messages marked as draft, chat or spam"
    automatic = [text.casefold() for text in _texts(headers, "Auto-Submitted")]
    if any(not text.startswith("no") for text in automatic) or _texts(headers, "X-Autoreply") or \
            _texts(headers, "X-Autorespond") or _has(headers, "Content-Type", "multipart/report"):
        return "automatic messages"
    if any(_texts(headers, name) for name in ("List-Id", "List-Post", "List-Unsubscribe", "Mailing-List")) or \
            any(_has(headers, "Precedence", word) for word in ("bulk", "list", "junk", "auto_reply")):
        return "messages of mailing lists and mass mailings"
    if any(_NOBODY.fullmatch(email.partition("@")[0]) for _, email in authors):
        return "messages of machines (no-reply)"
    return TOO_MANY if many else ""


def _has(headers: Headers, name: str, value: str) -> bool:
    return any(text.casefold().startswith(value) for text in _texts(headers, name))
