"""The keys of people: their id, else what this list called them before, else an address of their own, else the name."""

from __future__ import annotations

from collections import Counter, defaultdict

from ...identity.naming import address, digest, is_role_address, normal_person, slug
from ..assembly.draft import Draft, Placed
from ..cells.record import Record
from .people_before import by_address, own_address, stored_name


def refuse(draft: Draft, record: Record) -> None:
    """Make somebody whose row is rejected unknown to later rows, under everything that may call them."""
    record.key = record.key or (draft.key("Person", record.text("id")) if record.text("id") else "")
    email = record.text("email")
    draft.refuse(record, "Person", record.text("id"), record.text("name"), "" if is_role_address(email) else email)


def with_keys(draft: Draft, rows: list[Placed], shared: set[str]) -> list[tuple[Placed, str]]:
    """Each person with a key: id, else an address that is nobody else's, else the name, never shared silently."""
    alike: dict[str, list[Placed]] = defaultdict(list)
    addressed: dict[str, list[Placed]] = defaultdict(list)
    keyed: list[tuple[Placed, str]] = []
    for row in rows:
        email = own_address(row.record, shared)
        if row.record.text("id"):
            keyed.append((row, draft.key("Person", row.record.text("id"))))
        elif email:
            addressed[email].append(row)
        else:
            alike[normal_person(row.record.text("name")) or row.record.text("name")].append(row)
    keyed += by_address(draft, addressed, rows, {key for _, key in keyed})
    taken = {key for _, key in keyed}
    for group in alike.values():
        keyed += _by_name(draft, group, taken)
    return sorted(keyed, key=lambda pair: pair[0].record.row.line)


def shared_addresses(rows: list[Placed]) -> set[str]:
    """Addresses that stand beside more than one name: they tell nobody apart."""
    names = {(address(row.record.text("email")), normal_person(row.record.text("name"))) for row in rows}
    counts = Counter(email for email, _ in names if email)
    return {email for email, count in counts.items() if count > 1 or is_role_address(email)}


def _by_name(draft: Draft, group: list[Placed], taken: set[str]) -> list[tuple[Placed, str]]:
    """Keys of people who have nothing but a name; equal names are told apart by their organisations.

    `taken` are the keys of people whom the file knows by an id or an address.
    """
    name = slug(group[0].record.text("name"), person=True)
    places = {row.organisation.key if row.organisation else "" for row in group}
    if len(places) == 1 and (len(group) == 1 or _all_equal(group)):
        key = stored_name(draft, group[0], taken) or draft.key("Person", name)
        _say_moved(draft, group[0], key)
        return [(row, key) for row in group]
    keyed = []
    for where in sorted(places):
        here = [row for row in group if (row.organisation.key if row.organisation else "") == where]
        if len(here) > 1 and not _all_equal(here):
            _reject_alike(draft, here)
            continue
        known = [e for e in draft.known.by_name("Person", here[0].record.text("name"))
                 if e.source == draft.source and where in e.organisations and e.key not in taken]
        code = f"{name}--{_part(where, places)}" if where else name
        key = known[0].key if len(known) == 1 else draft.key("Person", code)
        keyed += [(row, key) for row in here]
    return keyed


def _part(place: str, places: set[str]) -> str:
    """An organisation as a part of a key; where ids differ in capitals or signs only, with what tells them apart."""
    code = slug(place.partition(":")[2])
    twins = [other for other in places if slug(other.partition(":")[2]) == code]
    return code if len(twins) == 1 else f"{code}-{digest(place)}"


def _all_equal(rows: list[Placed]) -> bool:
    return all(row.record.values == rows[0].record.values for row in rows)


def _reject_alike(draft: Draft, rows: list[Placed]) -> None:
    lines = " and ".join(str(row.record.origin.line) for row in rows[:4])
    for row in rows:
        draft.log.reject(row.record, "name", f"Lines {lines} have the same name and organisation but neither id nor "
                         "e-mail address, so nobody can tell whether they are one person",
                         "Give each person an id or an e-mail address.")
        refuse(draft, row.record)


def _say_moved(draft: Draft, row: Placed, key: str) -> None:
    before = draft.known.entries.get(key)
    if before and before.organisations and row.organisation and row.organisation.key not in before.organisations:
        draft.log.remark(row.record, "name", "People known by name only who stood at another organisation before; "
                         "taken for the same people who moved.", "If they are others, give them ids.")
