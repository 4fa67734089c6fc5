"""CSV, TSV and other separated text as a Table: encoding, separator, quotes, physical lines."""

from __future__ import annotations

import codecs
import csv
import io
import re
from pathlib import Path

from ..errors import InputError
from ..model import Problem
from .tables import MOST_COLUMNS, Row, Table
from .titles import settled

SEPARATORS = (",", ";", "\t", "|")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_WINDOWS = "windows-1252-bytes"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    wrong = error.object[error.start:error.end]
    return wrong.decode("cp1252", "replace").replace("\ufffd", "\u25a1"), error.end


codecs.register_error(_WINDOWS, _as_windows)


def read_text(path: Path) -> Table:
    """A separated text file as a table, with notes on anything that was not plain UTF-8."""
    text, problems = decode(path.read_bytes(), path.name)
    table = parse_text(text, path.stem, path.name)
    table.problems[:0] = problems
    return table


def decode(raw: bytes, file: str) -> tuple[str, list[Problem]]:
    """Bytes as text: by byte order mark, else UTF-16 by its zero bytes, else UTF-8, else Windows-1252."""
    encoding = _marked(raw) or _unmarked_utf16(raw)
    try:
        if encoding:
            return raw.decode(encoding).lstrip("\ufeff"), []
        return raw.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    if encoding:
        raise InputError(f"{file} begins like {encoding.upper()} but does not go on like it",
                         "Save it again as CSV UTF-8.")
    if raw.count(b"\0") > len(raw) // 50:
        raise InputError(f"{file} is not a text file", "Save it as CSV UTF-8 or as .xlsx.")
    text = raw.decode("utf-8", _WINDOWS)
    return text, [Problem("The file is not UTF-8; it was read as Windows-1252.",
                          "If accents look wrong, save it as CSV UTF-8.", file=file, rejected=False)]


def _marked(raw: bytes) -> str:
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"),
                           (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
                           (codecs.BOM_UTF16_BE, "utf-16")):
        if raw.startswith(mark):
            return encoding
    return ""


def _unmarked_utf16(raw: bytes) -> str:
    head = raw[:2000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) * 0.3 and even < odd // 10:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) * 0.3 and odd < even // 10 else ""


def parse_text(text: str, name: str, file: str) -> Table:
    """Separated text as a table; a first line such as `sep=;` names the separator."""
    if not text.strip("\ufeff\0 \r\n\t"):
        raise InputError(f"{file} is empty", "Leave the file out, or give it a header line.")
    skip, separator = 0, ""
    first = text.partition("\n")[0].strip()
    if re.fullmatch(r'"?sep=(.|\\t)"?', first, re.IGNORECASE):
        separator, skip = first.strip('"')[4:].replace("\\t", "\t"), 1
        text = text.partition("\n")[2]
    records, problems = _records(text, separator or sniff(text), file, skip)
    if not records:
        raise InputError(f"{file} is empty", "Leave the file out, or give it a header line.")
    header = tuple(cell.strip().strip("\ufeff") for cell in records[0][1])
    if len(header) > MOST_COLUMNS:
        raise InputError(f"{file} has {len(header)} columns; at most {MOST_COLUMNS} are read",
                         "Leave out the columns that are not needed.")
    rows = [Row(line, tuple(cells)) for line, cells in records[1:]]
    return settled(Table(name, file, header, rows, problems, header_line=records[0][0]))


def sniff(text: str) -> str:
    """The separator of the header line: the one that stands there most often outside quotes."""
    head = next((line for line in io.StringIO(text, newline=None) if line.strip()), "")
    bare = _QUOTED.sub('""', head if head.count('"') % 2 == 0 else text[:20_000])
    if head.count('"') % 2:
        bare = bare.strip().partition("\n")[0]
    best = max(SEPARATORS, key=bare.count)
    return best if bare.count(best) else ","


def _records(text: str, separator: str, file: str, skip: int) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
    """Records with the physical line on which each begins; blank lines are left out."""
    try:
        return _parse(text, separator, skip, strict=True), []
    except csv.Error as error:
        if "field larger" in str(error):
            raise _too_long(text, separator, file, skip) from None
        if "unexpected end" in str(error):
            raise _unclosed(text, separator, file, skip) from None
    try:
        records = _parse(text, separator, skip, strict=False)
    except csv.Error:
        raise _too_long(text, separator, file, skip) from None
    if len(records) > 1 and len(records[-1][1]) < len(records[0][1]) and "\n" in (records[-1][1] or [""])[-1]:
        raise _unclosed(text, separator, file, skip)
    return records, [Problem("Some quotation marks inside cells are not doubled; the cells were read as they stand.",
                             "Check cells with quotation marks.", file=file, rejected=False)]


def _parse(text: str, separator: str, skip: int, strict: bool) -> list[tuple[int, list[str]]]:
    records: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    before = 0
    for cells in reader:
        if any(cells) and any(cell.strip() for cell in cells):
            records.append((before + 1 + skip, cells))
        before = reader.line_num
    return records


def _last_start(text: str, separator: str, skip: int) -> int:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    before = 0
    try:
        for _ in reader:
            before = reader.line_num
    except csv.Error:
        pass
    return before + 1 + skip


def _unclosed(text: str, separator: str, file: str, skip: int) -> InputError:
    line = _last_start(text, separator, skip)
    return InputError(f"{file}, line {line}: a quotation mark is opened and never closed",
                      "Close it, or double it if it belongs to the text.")


def _too_long(text: str, separator: str, file: str, skip: int) -> InputError:
    line = _last_start(text, separator, skip)
    return InputError(f"{file}, line {line}: a cell is longer than {csv.field_size_limit():,} characters",
                      "Is a quotation mark missing? Otherwise shorten the cell.")
