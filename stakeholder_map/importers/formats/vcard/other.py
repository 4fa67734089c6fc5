"""vCards as JSON (jCard, RFC 7095) and as XML (xCard, RFC 6351), read into the same cards."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ....errors import InputError
from ...files.json_files import read_json
from ...files.xml_files import check_xml
from .cards import Card
from .lines import Property, escaped

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

JCARD = re.compile(r'\s*\[\s*(?:\[\s*)?"vcard"\s*,', re.IGNORECASE)
XCARD = "urn:ietf:params:xml:ns:vcard-4.0"
_JSON_CARD = re.compile(r'"vcard"', re.IGNORECASE)


def read_jcard(path: Path, text: str) -> list[Card]:
    """The cards of a JSON file: one, or a list of them. `text` is what stands in it."""
    content, _ = read_json(path)
    cards = content if isinstance(content, list) and content and isinstance(content[0], list) else [content]
    lines = _lines(text, len(cards))
    return [Card(line, [found for entry in card[1] if (found := _json_property(entry, line))])
            for card, line in zip(cards, lines, strict=True) if _is_card(card)]


def read_xcard(path: Path) -> list[Card]:
    """The cards of an XML file; one with a document type is refused."""
    from defusedxml.ElementTree import ParseError, parse

    lines: list[int] = []
    check_xml(path, lambda name, _, line: lines.append(line) if name.lower() == "vcard" else None)
    try:
        found = [element for element in parse(path).iter() if _tag(element) == "vcard"]
    except ParseError as error:  # a prefix that nothing declares is well-formed XML to a reader without namespaces
        raise InputError(f"{path.name} is not well-formed XML: {error}", "Export the cards again.") from None
    return [Card(line, list(_xml_properties(element, line))) for element, line in zip(found, lines, strict=True)]


def _lines(text: str, count: int) -> list[int]:
    """The lines on which cards of a JSON file begin; as many as there are cards."""
    lines, at, line = list[int](), 0, 1
    for found in _JSON_CARD.finditer(text):
        line += text.count("\n", at, found.start())
        at = found.start()
        lines.append(line)
    return (lines + [line] * count)[:count]


def _is_card(card: Any) -> bool:
    return isinstance(card, list) and len(card) > 1 and str(card[0]).lower() == "vcard" and isinstance(card[1], list)


def _json_property(entry: Any, line: int) -> Property | None:
    if not (isinstance(entry, list) and len(entry) > 3 and isinstance(entry[0], str) and isinstance(entry[1], dict)):
        return None
    params = tuple((str(name).upper(), _plain(value)) for name, values in entry[1].items()
                   for value in (values if isinstance(values, list) else [values]))
    group = next((value for name, value in params if name == "GROUP"), "")
    return Property(line, entry[0].upper(), _json_value(entry[3], str(entry[2])), group.lower(), params)


def _json_value(value: Any, kind: str) -> str:
    if isinstance(value, list):
        return ";".join(escaped(" ".join(map(_plain, field)) if isinstance(field, list) else _plain(field))
                        for field in value)
    return _plain(value) if kind == "uri" else escaped(_plain(value))


def _plain(value: Any) -> str:
    """A value as text that can be written anywhere: JSON may hold halves of characters."""
    text = value if isinstance(value, str) else json.dumps(value)
    return text.encode("utf-8", "replace").decode()


def _xml_properties(card: Element, line: int) -> Iterator[Property]:
    for element in card:
        if _tag(element) == "group":
            for inside in element:
                yield _xml_property(inside, line, str(element.get("name", "")))
        else:
            yield _xml_property(element, line, "")


def _xml_property(element: Element, line: int, group: str) -> Property:
    params = tuple((_tag(param).upper(), "".join(value.itertext()).strip())
                   for child in element if _tag(child) == "parameters" for param in child for value in param)
    values = [child for child in element if _tag(child) != "parameters"]
    texts = ["".join(value.itertext()) for value in values]
    uri = len(values) == 1 and _tag(values[0]) == "uri"
    fields = _by_kind(values, texts) if _tag(element) == "n" else texts
    return Property(line, _tag(element).upper(), texts[0] if uri else ";".join(map(escaped, fields)), group.lower(),
                    params)


def _by_kind(values: list[Element], texts: list[str]) -> list[str]:
    """The parts of a name in their order, each put together from all its elements."""
    return [" ".join(text for value, text in zip(values, texts, strict=True) if _tag(value) == part)
            for part in ("surname", "given", "additional", "prefix", "suffix")]


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()
