"""Mail files as a stream of messages: the headers of each, its physical line, and of notices the beginning of the text.

Never more than one message is held, and of its text at most MOST_TEXT; a mailbox may be larger than the memory.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ....errors import InputError
from ...files.tables import check

LARGEST_MAILBOX = 20_000_000_000
ENDINGS = frozenset({".eml", ".emlx", ".mbox", ".msg"})
MOST_FILES = 1_000_000
MOST_HEAD = 500_000
MOST_TEXT = 60_000
_LINE = 65_536
_OLE = b"\xd0\xcf\x11\xe0"
_HEADER = re.compile(rb"[!-9;-~]{1,80}:")
_FIELD = re.compile(rb"(received|return-path|from|to|date|message-id|subject|delivered-to|mime-version|x-[\w-]+|cc"
                    rb"|sender|reply-to|dkim-signature|content-type|authentication-results|arc-[\w-]+):", re.IGNORECASE)
_SEPARATOR = re.compile(rb"From .*\b[A-Z][a-z]{2} [A-Z][a-z]{2} +\d{1,2} \d\d:\d\d.*\d{4}\s*$")
_NOTICE = re.compile(
    rb"^(auto-submitted:\s*(?!no\b)\S|x-(mail-)?auto-?(reply|respond|generated)|content-type:\s*multipart/report|x-failed-recipients:"
    rb"|subject:\s*(automatic reply|auto(matic)?[ -]?re(ply|sponse)|out of (the )?office|undeliver|delivery status"
    rb"|mail delivery|returned mail|abwesen|automatische antwort|r\xc3\xa9ponse automatique|respuesta autom))",
    re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Raw:
    """One message: its headers as they stand, and of a notice the beginning of its text (else nothing).

    `separator` is the line before it in a mailbox; `plain`: the text is no MIME.
    """

    file: str
    line: int
    head: bytes
    text: bytes = b""
    separator: bytes = b""
    plain: bool = False


def is_mail(head: bytes) -> bool:
    """Whether a file that begins so is a mailbox or a message."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    first, _, rest = head.partition(b"\n")
    if first.strip().isdigit():
        first, _, rest = rest.partition(b"\n")
    if first.startswith((b"From ", b">From ")):
        return bool(_SEPARATOR.match(first) and _HEADER.match(rest))
    lines = [line for line in head.split(b"\n")[:40] if _FIELD.match(line)]
    return bool(_FIELD.match(first)) and len({line.partition(b":")[0].lower() for line in lines}) > 1


def mail_files(path: Path) -> Iterator[Path]:
    """The files of a path that are mail by their beginning, in order of name; folders are looked through whole."""
    if not path.is_dir():
        yield path
        return
    for number, file in enumerate(sorted(f for f in path.rglob("*") if f.is_file() and not f.is_symlink())):
        if number >= MOST_FILES:
            raise InputError(f"{path} holds more than {MOST_FILES:,} files", "Import one folder after the other.")
        try:
            with file.open("rb") as stream:
                head = stream.read(4_000)
        except OSError as error:
            raise InputError(f"{file} cannot be read: {error.strerror}", "Check who may read it.") from None
        if is_mail(head) or (head.startswith(_OLE) and file.suffix.lower() == ".msg"):
            yield file


def passed_over(path: Path, mail: Collection[Path]) -> list[str]:
    """Names of the files in a folder that are called like mail and are not in `mail`: empty, or something else."""
    if not path.is_dir():
        return []
    named = (file for file in path.rglob("*") if file.suffix.lower() in ENDINGS and file not in mail)
    return sorted(file.name for file in named if file.is_file())


def messages(file: Path) -> Iterator[Raw]:
    """The messages of a file: a mailbox, one message, or one of Outlook. Raises InputError when it is neither."""
    start = check(file, LARGEST_MAILBOX)
    if start.startswith(_OLE):
        from .outlook import message

        yield message(file)
        return
    with file.open("rb") as stream:
        head = stream.read(4_000)
        if not is_mail(head) and not (file.suffix.lower() in ENDINGS
                                      and any(map(_HEADER.match, head.splitlines()[:40]))):
            raise InputError(f"{file.name} is neither a mailbox nor a message",
                             "Name .mbox, .eml or .msg files, or a folder of them.")
        stream.seek(0)
        lines = _Lines(stream)
        if lines.peek().strip().isdigit():
            lines.next()
        while lines.peek():
            raw = _message(lines, file.name)
            if raw.head:
                yield raw


class _Lines:
    """Lines of a file with the next two in sight; endless lines come in pieces."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._ahead: list[bytes] = []
        self.number = 1
        self._blank = True

    def peek(self, n: int = 0) -> bytes:
        while len(self._ahead) <= n:
            self._ahead.append(self._stream.readline(_LINE))
        return self._ahead[n]

    def next(self) -> bytes:
        line = self.peek()
        self._ahead.pop(0)
        self.number += line.endswith(b"\n")
        self._blank = not line.strip()
        return line

    def until_separator(self, most: int) -> bytes:
        """Pass over lines up to the next separator; the first `most` bytes of them, or little more."""
        kept: list[bytes] = []
        size = 0
        while (line := self.peek()) and not self.separates():
            if size < most:
                kept.append(line)
                size += len(line)
            self.next()
            if size >= most and not self._ahead:
                self._skip()
        return b"".join(kept)

    def _skip(self) -> None:
        """Pass over lines that cannot separate, in the tightest of loops: a mailbox is mostly these."""
        readline, number, blank = self._stream.readline, self.number, self._blank
        while (line := readline(_LINE)) and not (blank and line[:5] == b"From "):
            number += line[-1:] == b"\n"
            blank = line in (b"\n", b"\r\n")
        self.number, self._blank = number, blank
        self._ahead.append(line)

    def separates(self) -> bool:
        """Whether the next line begins a message in a mailbox: after a blank one, dated, and with headers below it."""
        line = self.peek()
        return (self._blank and line.startswith(b"From ") and bool(_SEPARATOR.match(line))
                and bool(_HEADER.match(self.peek(1)) or self.peek(1).startswith(b">From ")))


def _message(lines: _Lines, file: str) -> Raw:
    """The next message; its text is passed over, but for the beginning of a notice."""
    separator = lines.next() if lines.separates() else b""
    line, size = lines.number, 0
    head: list[bytes] = []
    while (text := lines.peek()) and text.strip():
        lines.next()
        if size < MOST_HEAD:
            head.append(text.removeprefix(b"\xef\xbb\xbf") if not head else text)
            size += len(text)
    whole = b"".join(head)
    text = lines.until_separator(MOST_TEXT if is_notice(whole) else 0)
    return Raw(file, line, whole, text, separator)


def is_notice(head: bytes) -> bool:
    """Whether headers are those of an automatic reply or of mail that came back."""
    return bool(_NOTICE.search(head))
