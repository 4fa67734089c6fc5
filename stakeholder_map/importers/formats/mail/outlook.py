"""One message as Outlook saves it (.msg): its transport headers, else sender, recipients and day as headers."""

from __future__ import annotations

import struct
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from email.message import Message as Headers
from email.utils import format_datetime, formataddr
from pathlib import Path
from typing import Any

from ....errors import InputError
from ...files.tables import check
from .stream import MOST_HEAD, MOST_TEXT, Raw, is_notice

_TRANSPORT, _CLASS, _SUBMITTED, _DELIVERED, _TEXT = 0x007D, 0x001A, 0x0039, 0x0E06, 0x1000
_SENDER, _RECIPIENT = (0x0C1A, 0x5D01, 0x0C1F), (0x3001, 0x39FE, 0x3003)
"""Name, address, and address of an account that may be none of the internet."""
_IDS = {"Message-ID": 0x1035, "In-Reply-To": 0x1042, "References": 0x1039}
_KINDS = {1: "To", 2: "Cc", 3: "Bcc"}
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_MOST_RECIPIENTS = 2_000


def message(file: Path) -> Raw:
    """A message of Outlook. Raises InputError when the file is none, or damaged."""
    import olefile

    check(file)
    try:
        with olefile.OleFileIO(file) as ole:
            parts = _Parts(ole)
            head = parts.text(_TRANSPORT).strip()[:MOST_HEAD]
            whole = f"{head}\n".encode("utf-8", "replace") if ":" in head else _made(parts)
            text = parts.text(_TEXT)[:MOST_TEXT].encode("utf-8", "replace") if is_notice(whole) else b""
            return Raw(file.name, 0, whole, text, plain=True)
    except Exception as error:  # olefile and broken files raise whatever they meet
        raise InputError(f"{file.name} cannot be read as a message of Outlook ({type(error).__name__})",
                         "Save it again, or export it as .eml.") from error


class _Parts:
    """The properties of a message by their number."""

    def __init__(self, ole: Any) -> None:
        self._ole = ole
        self._names = {"/".join(path).upper(): path for path in ole.listdir()}

    def text(self, tag: int, inside: str = "") -> str:
        """A property that is text, '' when it is not there."""
        for kind, encoding in (("001F", "utf-16-le"), ("001E", "cp1252")):
            path = self._names.get(f"{inside}__SUBSTG1.0_{tag:04X}{kind}".upper())
            if path:
                raw: bytes = self._ole.openstream(path).read(4 * MOST_HEAD)
                return raw.decode(encoding, "replace").replace("\0", "")
        return ""

    def numbers(self, inside: str = "") -> dict[int, int]:
        """The properties of a message or recipient that are numbers or times, as 64 bits."""
        path = self._names.get(f"{inside}__PROPERTIES_VERSION1.0".upper())
        raw: bytes = self._ole.openstream(path).read(100_000) if path else b""
        body = raw[8 if inside else 32:]
        return {tag: value for _, tag, _, value in struct.iter_unpack("<HHIQ", body[:len(body) // 16 * 16])}

    def recipients(self) -> list[str]:
        """Where the recipients stand, in their order."""
        found = {name.partition("/")[0] + "/" for name in self._names if name.startswith("__RECIP_VERSION1.0_")}
        return sorted(found)[:_MOST_RECIPIENTS]


def _made(parts: _Parts) -> bytes:
    """Headers from the properties of a message that was never sent over the internet, or is our own."""
    headers = Headers()
    numbers = parts.numbers()
    headers["From"] = _address(parts, "", _SENDER)
    lists: dict[str, list[str]] = defaultdict(list)
    for inside in parts.recipients():
        kind = _KINDS.get(parts.numbers(inside).get(0x0C15, 1) & 0xFFFFFFFF)
        if kind:
            lists[kind].append(_address(parts, inside, _RECIPIENT))
    for kind, people in lists.items():
        headers[kind] = ", ".join(filter(None, people))
    ticks = numbers.get(_SUBMITTED) or numbers.get(_DELIVERED)
    if ticks and ticks < 2 ** 62:
        headers["Date"] = format_datetime(_EPOCH + timedelta(microseconds=ticks // 10))
    for name, tag in _IDS.items():
        if text := " ".join(parts.text(tag).split()):
            headers[name] = text
    if parts.text(_CLASS).upper().startswith(("REPORT", "IPM.NOTE.RULES.")):
        headers["Auto-Submitted"] = "auto-generated"
    return headers.as_bytes()


def _address(parts: _Parts, inside: str, tags: tuple[int, int, int]) -> str:
    """Name and address as they stand in a header, '' when there is no address."""
    name, *addresses = (" ".join(parts.text(tag, inside).split()) for tag in tags)
    email = next((text for text in addresses if "@" in text and text.isascii()), "")
    return formataddr((name, email)) if email else ""
