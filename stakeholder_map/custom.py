"""Fields of people's own: what they keep beside the model, declared once by name, type and the kind it stands on."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from .errors import InputError
from .model import TEXT, Fields

PREFIX = "x_"
"""Properties that begin so are people's own; the model has none."""

TYPES: Fields = {"text": str, "number": float, "date": date, "yes_no": bool, "list": list}
ON: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "person": ("people", ("Person", "Alias")),
    "organisation": ("organisations", ("Organisation",)),
    "partnership": ("partnerships", ("Partnership",)),
    "post": ("posts", ("Post",)),
    "tie": ("ties", ("KNOWS", "WRITES_TO")),
}
"""What a field can stand on: the plain sheet that states it, and the labels or types of ties that carry it."""

LONGEST = 60
MOST_CHOICES = 50
EXAMPLE = '[[fields]] with name = "Budget code", type = "text", on = "organisation"'


@dataclass(frozen=True, slots=True)
class CustomField:
    """A field that somebody declared."""

    name: str
    type: str
    on: str

    @property
    def stored(self) -> str:
        """What it is called in the store: `Budget code` is `x_budget_code`."""
        return PREFIX + re.sub(r"\W+", "_", self.name.casefold()).strip("_")

    @property
    def sheet(self) -> str:
        """The plain sheet whose rows state it."""
        return ON[self.on][0]

    @property
    def carriers(self) -> tuple[str, ...]:
        """Labels of things or types of ties that carry it."""
        return ON[self.on][1]

    @property
    def properties(self) -> Fields:
        """Property -> type; a date has its text beside it where it was partial."""
        type_ = TYPES[self.type]
        return {self.stored: type_, **({self.stored + TEXT: str} if type_ is date else {})}


def parse(tables: object, at: str) -> tuple[CustomField, ...]:
    """Declarations as TOML tables; raises InputError that names the file `at`."""
    tables = [] if tables is None else tables
    if not isinstance(tables, list | tuple) or not all(isinstance(table, Mapping) for table in tables):
        raise InputError(f"{at}: fields are tables", f"Such as {EXAMPLE}.")
    return merged(_one(table, at) for table in tables)


def _one(table: Mapping[str, Any], at: str) -> CustomField:
    if table.keys() != {"name", "type", "on"} or not all(isinstance(value, str) for value in table.values()):
        raise InputError(f"{at}: a field has name, type and on", f"Such as {EXAMPLE}.")
    field = CustomField(" ".join(table["name"].split()), table["type"], table["on"])
    if field.stored == PREFIX or len(field.name) > LONGEST or not field.name.isprintable():
        raise InputError(f"{at}: “{table['name'][:LONGEST]}” cannot be the name of a field",
                         f"Give it a name with letters, of at most {LONGEST} characters.")
    if field.type not in TYPES or field.on not in ON:
        raise InputError(f"{at}: the field “{field.name}” is {field.type} on {field.on}",
                         f"Types are {', '.join(TYPES)}; a field stands on {', '.join(ON)}.")
    return field


def merged(*groups: Iterable[CustomField]) -> tuple[CustomField, ...]:
    """All declarations, each once. Raises InputError when one field is declared with two types."""
    found: dict[tuple[str, str], CustomField] = {}
    for field in (field for group in groups for field in group):
        before = next((found[field.on, name] for name in field.properties if (field.on, name) in found), field)
        found |= {(field.on, name): before for name in field.properties}
        if (before.type, before.stored) != (field.type, field.stored):
            raise InputError(f"“{field.name}” of {field.on} is declared as {before.type} and as {field.type}.",
                             "Keep the type that is stored, or give the new one another name.")
    return tuple(dict.fromkeys(found.values()))


def dumps(fields: Iterable[CustomField]) -> list[str]:
    """The declarations as texts, for the ledger."""
    return [json.dumps(asdict(field), ensure_ascii=False, sort_keys=True) for field in fields]


def loads(texts: Iterable[str]) -> tuple[CustomField, ...]:
    """The declarations in texts of `dumps`."""
    return tuple(CustomField(**json.loads(text)) for text in texts)


def carried_by(fields: Iterable[CustomField], carrier: str) -> Fields:
    """Property -> type of what people declared for a label or a type of tie."""
    return {name: type_ for field in fields if carrier in field.carriers for name, type_ in field.properties.items()}


def number(text: str) -> int | float:
    """A number as it is stored: whole where it is whole. Raises ValueError with a sentence for people."""
    bare = text.strip()
    if re.fullmatch(r"[+-]?\d{1,15}", bare, re.ASCII):
        return int(bare)
    if re.fullmatch(r"[+-]?\d{1,30}(\.\d{1,30})?([eE][+-]?\d{1,3})?", bare, re.ASCII):
        value = float(bare)
        if math.isfinite(value):
            return int(value) if value.is_integer() and abs(value) < 10**15 else value
    raise ValueError("is not a number")


def values(fields: Sequence[CustomField], carrier: str, props: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Name and value in words of everything that a fact has of these fields."""
    for field in fields:
        value = props.get(field.stored)
        if carrier in field.carriers and value is not None:
            yield field.name, str(props.get(field.stored + TEXT) or shown(value))


def words(fields: Sequence[CustomField], carrier: str, props: Mapping[str, Any]) -> Iterator[str]:
    """What a fact has in these fields, to be filtered by: `Budget code: A1`, each part of a list by itself."""
    for field in fields:
        value = props.get(field.stored)
        if carrier in field.carriers and value is not None:
            yield from (f"{field.name}: {shown(part)}" for part in (value if isinstance(value, list) else [value]))


def choices(found: Iterable[Iterable[str]]) -> list[str]:
    """The words to choose from; those of a field with too many different values are left out."""
    different = sorted({word for words in found for word in words}, key=str.casefold)
    counts = Counter(word.partition(": ")[0] for word in different)
    return [word for word in different if counts[word.partition(": ")[0]] <= MOST_CHOICES]


def shown(value: object) -> str:
    """A value as people read it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return value.isoformat() if isinstance(value, date) else str(value)
