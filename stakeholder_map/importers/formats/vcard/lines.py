"""Lines of vCards as properties: folding, quoted-printable, parameters of all versions. No text is an error."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from dataclasses import dataclass

BULKY = frozenset(("PHOTO", "LOGO", "SOUND", "KEY", "X-MS-CARDPICTURE", "X-THUMBNAIL"))
"""Properties that may be long and say nothing about work; their values are passed over."""

END = re.compile(r"\s*(?:[\w-]+\.)?END\s*:\s*VCARD\s*", re.IGNORECASE)
_NAME = re.compile(r"\s*([\w.-]+)")
_LINE_END = re.compile(r"\r\n|\r|\n")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_FIELD = re.compile(r"((?:[^;\\]|\\.)*)(?:;|\\?\Z)", re.DOTALL)
_CARET = {"^n": "\n", "^'": '"', "^^": "^"}
_ENCODINGS = frozenset(("QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"))


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a card. `line` is the physical line on which it begins; `value` still has its escapes."""

    line: int
    name: str
    value: str
    group: str = ""
    params: tuple[tuple[str, str], ...] = ()

    def param(self, name: str) -> tuple[str, ...]:
        """The values of a parameter, in the order in which they stand."""
        return tuple(value for called, value in self.params if called == name)

    @property
    def types(self) -> frozenset[str]:
        """The types of the property in lower case; `pref` where it is preferred."""
        found = {part.strip().lower() for value in self.param("TYPE") for part in value.split(",")}
        return frozenset(found | {"pref"} if self.param("PREF") else found)

    @property
    def text(self) -> str:
        """The value without escapes, on one line."""
        return " ".join(unescaped(self.value).split())

    @property
    def fields(self) -> tuple[str, ...]:
        """The parts of a structured value, such as organisation and units, each without escapes."""
        parts = [found[1] for found in _FIELD.finditer(self.value)]
        return tuple(" ".join(unescaped(part).split()) for part in (parts[:-1] if len(parts) > 1 else parts))


def unescaped(text: str) -> str:
    """Text without the backslashes of vCards; those that escape nothing stay."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else
                        found[1] if found[1] in ",;:\\\"" else found[0], text)


def escaped(text: str) -> str:
    """Text as it stands in one field of a value."""
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines with what was folded put together, each with its first physical line (from 1).

    Pictures and the like are cut off behind their first line.
    """
    start, parts, name, soft = 0, list[str](), "", False
    for number, line in enumerate(_LINE_END.split(text), 1):
        if soft and not END.fullmatch(line):
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        elif parts and line[:1] in (" ", "\t") and line.strip():
            if name not in BULKY:
                parts.append(line[1:])
        else:
            if parts:
                yield start, "".join(parts)
            start, parts = number, [line] if line.strip() else []
            name = _name(line)
        soft = bool(parts) and parts[-1].endswith("=") and _is_quoted_printable(parts[0])
    if parts:
        yield start, "".join(parts)


def _name(line: str) -> str:
    found = _NAME.match(line)
    return found[1].rpartition(".")[2].upper().replace("_", "-") if found else ""


def _is_quoted_printable(line: str) -> bool:
    return "quoted-printable" in line[:line.find(":") + 1].lower()


def parse(number: int, line: str) -> Property | None:
    """A logical line as a property, None where it is none."""
    head, value = _split_head(line)
    words = _split(head, ";")
    group, _, name = words[0].strip().rpartition(".")
    if value is None or not re.fullmatch(r"[\w-]+", name):
        return None
    name = name.upper().replace("_", "-")
    params = tuple(pair for word in words[1:] for pair in _parameter(word))
    if name not in BULKY:
        value = _decoded(value, params)
    return Property(number, name, value, group.lower(), params)


def _split_head(line: str) -> tuple[str, str | None]:
    """What stands before and after the first colon outside quotation marks; any colon where a mark stays open."""
    head, colon, value = line.partition(":")
    if '"' not in head:
        return head, value if colon else None
    quoted = False
    for at, character in enumerate(line):
        if character == '"':
            quoted = not quoted
        elif character == ":" and not quoted:
            return line[:at], line[at + 1:]
    return head, value if colon else None


def _split(text: str, mark: str) -> list[str]:
    """Text between marks that stand outside quotation marks."""
    if '"' not in text:
        return text.split(mark)
    parts, quoted, start = [], False, 0
    for at, character in enumerate(text):
        if character == '"':
            quoted = not quoted
        elif character == mark and not quoted:
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]


def _parameter(word: str) -> list[tuple[str, str]]:
    """A parameter as name and value, once for each value; the bare words of vCard 2.1 are types or encodings."""
    name, equals, value = word.partition("=")
    name = name.strip().upper()
    if not equals:
        return [("ENCODING" if name in _ENCODINGS else "TYPE", name.lower())] if name else []
    values = (part.strip().strip('"') for part in _split(value, ","))
    return [(name, re.sub(r"\^[n'^]", lambda found: _CARET[found[0]], part)) for part in values]


def _decoded(value: str, params: tuple[tuple[str, str], ...]) -> str:
    """A value whose encoding and character set are undone."""
    encodings = {text.upper() for name, text in params if name == "ENCODING"}
    charset = next((text for name, text in params if name == "CHARSET"), "")
    if "QUOTED-PRINTABLE" in encodings:
        return _characters(quopri.decodestring(value.encode("utf-8", "surrogatepass")), charset)
    if encodings & {"B", "BASE64"}:
        try:
            return _characters(base64.b64decode(value), charset)
        except (binascii.Error, ValueError):
            return ""
    return value


def _characters(raw: bytes, charset: str) -> str:
    """Bytes as text by the character set that is named, else UTF-8, else Windows-1252."""
    for name in filter(None, (charset, "utf-8")):
        try:
            return raw.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    return _cut_off(raw) or raw.decode("cp1252", "replace")


def _cut_off(raw: bytes) -> str:
    """The whole characters of UTF-8 that a telephone cut off within its last one; '' for what is no such text."""
    try:
        text = getincrementaldecoder("utf-8")().decode(raw)
    except UnicodeDecodeError:
        return ""
    return "" if text.isascii() else text
