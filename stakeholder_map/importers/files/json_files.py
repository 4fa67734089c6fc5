"""JSON files as objects that know the line on which each begins; depth and size are limited."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from json import scanner
from pathlib import Path
from typing import Any

from ...batch import Origin, Problem
from ...errors import InputError
from .sample import Sample
from .tables import check
from .text_tables import decode

MOST_DEPTH = 100
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
ENDINGS = (".json", ".jsonld", ".geojson")


class Found(dict[str, Any]):
    """An object of a JSON file, with the line of its opening bracket."""

    __slots__ = ("line",)
    line: int

    def text(self, *names: str) -> str:
        """The first of these fields that is text or a number and not blank, as text."""
        for name in names:
            value = self.get(name)
            if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
                return str(value).strip()
        return ""

    def objects(self, name: str) -> list[Found]:
        """The objects that a field holds: those of a list, or the one that stands there itself."""
        value = self.get(name)
        return [x for x in (value if isinstance(value, list) else [value]) if isinstance(x, Found)]


def read_json(path: Path) -> tuple[Any, list[Problem]]:
    """What a JSON file holds, objects as Found, and notes on its encoding. Raises InputError when it is not JSON."""
    check(path)
    text, notes = decode(path.read_bytes(), path.name)
    try:
        value = _decoded(text)
        return _whole(value) if _HALF.search(text) else value, notes
    except json.JSONDecodeError as error:
        raise InputError(f"{path.name}, line {error.lineno}: this is not JSON ({error.msg})",
                         "Save or download the file again.") from None
    except (RecursionError, ValueError) as error:
        raise InputError(f"{path.name} cannot be read as JSON ({error or 'nested too deeply'})",
                         "Save or download the file again.") from None


def _decoded(text: str) -> Any:
    """The value of a text, or a list of the objects that stand one on each line."""
    try:
        return _Decoder(text).decode(text)
    except json.JSONDecodeError as error:
        lines = text.split("\n")
        if error.msg != "Extra data" or not all(line.lstrip()[:1] in ("{", "") for line in lines):
            raise
        return [_on_line(line, n, text) for n, line in enumerate(lines) if line.strip()]


def _on_line(line: str, n: int, text: str) -> Any:
    try:
        return _Decoder(line, n).decode(line)
    except json.JSONDecodeError as error:
        raise json.JSONDecodeError(error.msg, text, sum(map(len, text.split("\n")[:n])) + n + error.pos) from None


def _whole(value: Any) -> Any:
    """The same, without halves of characters: nothing can write them again."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_whole(one) for one in value]
    if isinstance(value, Found):
        pairs = [(_whole(name), _whole(one)) for name, one in value.items()]
        value.clear()
        value.update(pairs)
    return value


class _Decoder(json.JSONDecoder):
    """A decoder that counts lines and depth. Numbers that are no numbers (NaN, Infinity) are read as nothing.

    The parts that the standard library puts its own decoder together of are public there, but not in the type stubs.
    """

    def __init__(self, text: str, above: int = 0) -> None:
        super().__init__(parse_constant=lambda _: None, parse_int=_integer)
        self._above = above
        self._starts = [n for n, character in enumerate(text) if character == "\n"]
        self._depth = 0
        self.parse_object = self._object
        self.parse_array = self._nested(json.decoder.JSONArray)  # type: ignore[attr-defined]  # no stub
        self.scan_once = scanner.py_make_scanner(self)  # type: ignore[attr-defined]  # no stub

    def _object(self, at: tuple[str, int], *rest: Any) -> tuple[Found, int]:
        value, end = self._nested(json.decoder.JSONObject)(at, *rest)  # type: ignore[attr-defined]  # no stub
        found = Found(value)
        found.line = bisect_right(self._starts, at[1] - 1) + 1 + self._above
        return found, end

    def _nested(self, parse: Any) -> Any:
        def deeper(*arguments: Any) -> Any:
            self._depth += 1
            if self._depth > MOST_DEPTH:
                raise ValueError(f"nested more than {MOST_DEPTH} deep")
            value = parse(*arguments)
            self._depth -= 1
            return value

        return deeper


def _integer(text: str) -> int | str:
    return int(text) if len(text) < 40 else text


def json_paths(paths: list[Path] | tuple[Path, ...]) -> list[Path]:
    """The paths, with the JSON files of folders in the place of the folders."""
    return [file for path in paths for file in (sorted(path.glob("*.json")) if path.is_dir() else [path])]


def origin(path: Path, found: Found) -> Origin:
    """Where an object stands."""
    return Origin(path.name, found.line)


def beginning(sample: Sample) -> str:
    """The first characters of the first JSON file of a sample, '' when there is none."""
    return next((text for text in sample.texts.values() if text.lstrip("\ufeff \r\n\t")[:1] in ("{", "[")), "")


def first_name(text: str) -> str:
    """The first name in the outermost object of a JSON text, in its quotation marks."""
    return text.lstrip("\ufeff \r\n\t{").partition(":")[0].strip()


def each(value: Any) -> Iterator[Found]:
    """The objects of a list, or the object itself."""
    yield from (x for x in (value if isinstance(value, list) else [value]) if isinstance(x, Found))
