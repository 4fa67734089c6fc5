"""What a table is a list of, and the tables of a mapping that read it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ...identity.naming import is_role_address, named_by, normal
from ..assembly import SHEETS, sheet_of
from ..cells.columns import Sheet, header_key
from ..cells.values import is_blank
from ..files.tables import Table, as_text
from ..formats.mapping.pieces import cut
from .between import between_rows
from .blocks import filled_down, in_blocks
from .columns import Column
from .entries import IN_ADDRESSES, Entry, Target, each, filled, none_of, quoted
from .partnerships import partnerships
from .people import holders, owned, people
from .settling import groups, having

_PLAINLY = ("ties", "interactions", "members", "representatives")
"""Sheets that are known by their headers, whatever the table is called."""
_OF_PLACE = ("kind", "part_of", "identifiers", "website", "size")


def targets(table: Table, columns: Sequence[Column], listed: Collection[str]) -> list[Target]:
    """The tables of a mapping for one table. `listed` are names of organisations that other tables list already."""
    if plain := _plain(table, columns):
        return plain
    found: list[Target] = []
    place = having(columns, "organisation")
    named = groups(columns)
    posts = [c for c in columns if c.role == "holder"] if place else []
    ours, theirs = _ids(columns, place, named, posts)
    theirs = [] if any(c.role == "name" and c.profile.marks for c in columns) else theirs
    if place and not ((named or posts) and _listed(table, place[0], listed)):
        found.append(_organisations(table, columns, place[0], ours))
    where = quoted((ours or place)[0].called) if place else ""
    for group in named:
        found.append(people(table, columns, group, where, theirs if not group else []))
    found += [holders(table, columns, column, where) for column in posts]
    if "" in named and (ties := owned(table, columns, theirs)):
        found.append(ties)
    if place and (boxes := _mailboxes(table, columns, "" in named, where)):
        found.append(boxes)
    for column in having(columns, "partnership"):
        found += partnerships(table, column, where)
    if place and in_blocks(table, columns, place[0]):
        filled_down(found, place[0])
    return found


def _plain(table: Table, columns: Sequence[Column]) -> list[Target]:
    """A table whose headers are those of a plain sheet other than people and organisations."""
    keys = {header_key(text): n for n, text in reversed(list(enumerate(table.header))) if text}
    for sheet in SHEETS.values():
        called = sheet_of(table.name) is sheet
        if sheet.name in ("people", "organisations", "levels") or not (called or sheet.name in _PLAINLY):
            continue
        matched = {column.name: table.header[keys[key]] for column in sheet
                   for key in map(header_key, (*column.synonyms, column.name)) if key in keys}
        needed = all(column.name in matched for column in sheet if column.required)
        if needed and len(set(matched.values())) >= max(2, len(keys) * (0.5 if called else 0.75)) and (
                called or not groups(columns)):
            return [_sheet(sheet, matched)]
    return []


def _sheet(sheet: Sheet, matched: dict[str, str]) -> Target:
    target = Target(sheet.name)
    used: set[str] = set()
    for name, header in matched.items():
        if header not in used:
            used.add(header)
            target.entries.append(Entry(name, quoted(header), f"a column of the sheet {sheet.name}", header))
    return target


def _ids(columns: Sequence[Column], place: Sequence[Column], named: Sequence[str],
         posts: Sequence[Column]) -> tuple[list[Column], list[Column]]:
    """The columns with the ids of organisations and of people.

    A code in a list with each organisation once, and one or several contacts, is the organisation's.
    """
    code, own = having(columns, "id"), having(columns, "organisation_id")
    once = place and place[0].profile.distinct == place[0].profile.filled == place[0].profile.rows
    before = code and place and (code[0].position < place[0].position <= _name_at(columns)
                                 or any(c.role == "name" and c.profile.marks for c in columns))
    if code and place and once and (named != [""] or posts or before):
        return own or code, []
    if own and place and own[0].profile.filled == own[0].profile.rows >= own[0].profile.distinct >= 1 and (
            own[0].profile.distinct == place[0].profile.distinct):
        return own, code
    return [], code


def _name_at(columns: Sequence[Column]) -> int:
    return min((c.position for c in columns if c.role in ("name", "first", "last")), default=0)


def names_of(table: Table, columns: Sequence[Column]) -> set[str]:
    """The organisations that a table lists, for comparing; none where it is a list of people."""
    place = having(columns, "organisation")
    once = place and place[0].profile.distinct == place[0].profile.filled
    if not once or (groups(columns) and not any(having(columns, role) for role in _OF_PLACE)):
        return set()
    return set(map(normal, _texts(table, place[0].position)))


def _texts(table: Table, position: int) -> list[str]:
    return [text for row in table.rows if position < len(row.cells)
            and (text := as_text(row.cells[position]).strip())]


def _listed(table: Table, place: Column, listed: Collection[str]) -> bool:
    """Whether most organisations of a list of people stand in a list of their own."""
    names = set(map(normal, _texts(table, place.position)))
    return bool(names) and sum(name in listed for name in names) >= len(names) * 0.5


def _organisations(table: Table, columns: Sequence[Column], place: Column, own: Sequence[Column]) -> Target:
    target = Target("organisations")
    strokes = sorted({text for text in _texts(table, place.position) if is_blank(text)})
    if strokes := [*strokes, *between_rows(table, place)]:
        target.entries.append(Entry("where", none_of(place, strokes), "these name no organisation"))
    target.entries.append(Entry("distinct", '"id"' if own else '"name"', "each organisation once"))
    target.add("id", own)
    target.add("name", [place])
    for role in _OF_PLACE:
        target.add(role, having(columns, role))
    return target


def _mailboxes(table: Table, columns: Sequence[Column], people_too: bool, place: str) -> Target | None:
    """Addresses of the organisations themselves, or of people who are known by nothing else."""
    boxes = having(columns, "organisation_email") or ([] if people_too else having(columns, "email"))
    if not boxes:
        return None
    texts = [text for row in table.rows if (text := boxes[0].text(row))]
    marks = [mark for mark in IN_ADDRESSES if boxes[0].profile["emails"] and any(mark in text for text in texts)]
    own = [piece for text in texts for piece in (cut(text, marks) if marks else [text]) if not is_role_address(piece)]
    people = boxes[0].role == "email" and sum(map(bool, map(named_by, own))) >= max(1, len(own) / 2)
    target = Target("people" if people else "mailboxes")
    if marks:
        target.entries.append(each(boxes[:1], marks, "some cells have several addresses"))
    if boxes[0].profile.filled < boxes[0].profile.rows:
        target.entries.append(Entry("where", filled(boxes[:1]), "rows without it are left out"))
    if people:
        named = f"{{ column = {quoted(boxes[0].called)}, name_of_address = true }}"
        target.entries.append(Entry("name", named, "nothing but the addresses says who they are"))
    target.add("email" if people else "address", boxes[:1])
    target.entries.append(Entry("organisation", place))
    return target
