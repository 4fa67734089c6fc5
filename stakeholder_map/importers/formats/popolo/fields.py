"""Fields of Popolo objects: names, contact details, identifiers, spans."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ....identity.naming import address
from ...files.tables import Cell
from .collect import Item

_VOICE = (("voice", "phone", "telephone", "tel", "work"), ("cell", "mobile"))


def person(item: Item) -> Mapping[str, Cell]:
    parts = [item.text("given_name"), item.text("additional_name"), item.text("family_name")]
    phones = (phone for types in _VOICE for phone in details(item, types))
    return {"id": item.text("id"), "name": item.text("name") or " ".join(part for part in parts if part) or _main(item),
            "email": item.text("email") or next(iter(details(item, ("email", "e-mail"))), ""),
            "phone": next(phones, "")}


def _main(item: Item) -> str:
    """The main one of the other names that are still in use, for people who have no name of their own."""
    names = [one for one in item.data.objects("other_names") if not one.text("end_date")]
    one = next((one for one in names if one.text("note").casefold() == "main"), names[0] if names else None)
    if one is None or one.text("name"):
        return one.text("name") if one else ""
    if lord := one.text("lordname"):
        place = one.text("lordofname")
        return f"{one.text('honorific_prefix')} {lord}{' of ' if place else ''}{place}".strip()
    return f"{one.text('given_name')} {one.text('family_name', 'surname')}".strip()


def details(item: Item, types: Iterable[str]) -> list[str]:
    """Contact details of some types that are still valid; what is marked as private or of the home is passed over."""
    found = []
    for detail in item.data.objects("contact_details"):
        marks = f"{detail.text('label')} {detail.text('note')}".casefold()
        if detail.text("type").casefold() in types and not detail.text("valid_until") \
                and "home" not in marks and "private" not in marks:
            value = detail.text("value").removeprefix("mailto:").removeprefix("tel:")
            found.append(address(value) if "email" in types else value)
    return [value for value in found if value]


def identifiers(item: Item) -> list[str]:
    pairs = [(one.text("scheme"), one.text("identifier")) for one in item.data.objects("identifiers")]
    return ["-".join(part for part in pair if part).replace(";", " ") for pair in pairs if pair[1]]


def area(item: Item | None) -> str:
    areas = item.data.objects("area") if item else []
    return areas[0].text("name") if areas else ""


def span(items: list[Item], name: str, which: Callable[[list[str]], str]) -> str:
    """The first or last of some dates; nothing where one of them is not known."""
    dates = [item.text(name) for item in items]
    return which(dates) if all(dates) else ""
