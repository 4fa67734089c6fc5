"""Tables of a mapping for the people of a list: themselves, and the colleagues who look after their records."""

from __future__ import annotations

from collections.abc import Sequence

from ...identity.naming import address, is_role_address
from ...identity.nobody import holder_says
from ..files.tables import Table
from ..formats.mapping.pieces import cut
from .between import between_rows
from .columns import Column
from .entries import IN_ADDRESSES, Entry, Target, each, filled, first, none_of, plain, quoted, shown, template
from .leavers import left
from .settling import having

_FIELDS = ("level", "function", "since", "until", "confirmed_on", "do_not_contact", "languages")


def people(table: Table, columns: Sequence[Column], group: str, place: str, own_id: Sequence[Column]) -> Target:
    """The people of a group of columns. `place` is the TOML of their organisation."""
    target = Target("people")
    names = _names(columns, group)
    emails, phones = _or_all(columns, "email", group), _or_all(columns, "phone", group)
    target.entries += [*several(table, columns, group), *named(table, names, emails, left(table, columns))]
    if repeated := (emails and not own_id and names[0].profile.distinct < names[0].profile.filled and not group):
        target.entries.append(Entry("distinct", '["name", "email"]', "some people stand in several rows"))
    target.add("id", own_id)
    target.add("name", names, name_of(names))
    if len(names) == 1 and names[0].profile["titled"] >= 0.5 and not having(columns, "title", group):
        target.add("title", names, _title_in(names[0]))
    inside = names[:1] if names[0].profile["addressed"] >= 0.5 and not emails else []
    target.add("email", emails or inside, _beside(inside[0], 2) if inside else "")
    target.add("phone", phones)
    if place:
        target.entries.append(Entry("organisation", place))
    target.add("title", having(columns, "title", group))
    units = having(columns, "unit", group)
    target.add("unit", units if place else [])
    for role in _FIELDS:
        target.add(role, having(columns, role, group))
    if repeated:
        target.entries = [e for e in target.entries if e.name not in ("since", "until")]
    return target


def holders(table: Table, columns: Sequence[Column], column: Column, place: str) -> Target:
    """The people of a column whose header is a job title."""
    target = Target("people", named(table, [column], [], left(table, columns)))
    target.add("name", [column], name_of([column]))
    for role in ("email", "phone") if column.group else ():
        target.add(role, _or_all(columns, role, column.group))
    target.entries.append(Entry("organisation", place))
    target.entries.append(Entry("title", f"{{ constant = {quoted(shown(column.header))} }}",
                                "the header is the job title"))
    return target


def owned(table: Table, columns: Sequence[Column], own_id: Sequence[Column]) -> Target | None:
    """That the owners of records know the people, by what their colleagues noted."""
    owners, addresses = having(columns, "owner"), having(columns, "owner_email")
    if not owners and not addresses:
        return None
    names = _names(columns, "")
    target = Target("ties")
    apart = several(table, columns, "")
    if owners and owners[0].profile.marks and not apart:
        apart = [each(owners[:1], owners[0].profile.marks, "some cells name several colleagues")]
    target.entries += [*apart, *named(table, names, [], left(table, columns))]
    more = f", email = {quoted(addresses[0].called)}" if owners and addresses else ""
    target.add("from", owners or addresses, f"{{ owner = {quoted((owners or addresses)[0].called)}{more} }}")
    target.add("to", own_id or names, "" if own_id else _reference(names, _own(table, having(columns, "email"))))
    for role in ("strength", "last_contact"):
        target.add(role, having(columns, role))
    target.entries.append(Entry("asserted_by", '{ constant = "owner of the record" }', "nobody has confirmed it"))
    return target


def named(table: Table, names: Sequence[Column], emails: Sequence[Column], gone: Sequence[str]) -> list[Entry]:
    """The condition that a row names somebody, where some rows do not; shared addresses alone are mailboxes."""
    nameless = [row for row in table.rows if not any(c.text(row) for c in names)]
    conditions = [*gone]
    if nameless:
        mails = [mail for row in nameless for c in emails[:1] if (mail := address(c.text(row)))]
        boxes = bool(mails) and all(map(is_role_address, mails))
        conditions.append(filled([*names, *(emails if boxes else ())]))
    nobody = {text for row in table.rows if len(names) == 1
              for text in _pieces(names[0].text(row), names[0].profile.marks) if holder_says(text)}
    for column in names:
        if texts := {*between_rows(table, column), *nobody}:
            conditions.append(none_of(column, sorted(texts)))
    return [Entry("where", conditions[0] if len(conditions) == 1 else f"[{', '.join(conditions)}]",
                  f"rows that name nobody{', or somebody who has left,' if gone else ''} are left out")
            ] if conditions else []


def several(table: Table, columns: Sequence[Column], group: str) -> list[Entry]:
    """A row for each contact, where cells name several: their addresses, titles and numbers go with them in order."""
    names = _names(columns, group)
    marks = names[0].profile.marks if len(names) == 1 else ()
    if not marks:
        return []
    beside = [c for role in ("email", "title", "phone") for c in having(columns, role, group)
              if role == "email" or _as_many(table, names[0], c, marks)]
    more = [mark for mark in IN_ADDRESSES for c in beside if c.role == "email" and mark not in marks
            and not any(mark in names[0].text(row) for row in table.rows)
            and any(mark in c.text(row) for row in table.rows)]
    return [each([names[0], *beside], [*marks, *dict.fromkeys(more)], "some cells name several contacts")]


def _as_many(table: Table, names: Column, other: Column, marks: Sequence[str]) -> bool:
    """Whether cells that name several have as many pieces in another column, mostly."""
    counts = [(len(_pieces(names.text(row), marks)), len(_pieces(text, marks))) for row in table.rows
              if (text := other.text(row))]
    counts = [pair for pair in counts if pair[0] > 1]
    return sum(one == two for one, two in counts) > len(counts) / 2


def _pieces(text: str, marks: Sequence[str]) -> list[str]:
    return cut(text, marks) if marks else [text] if text else []


def name_of(names: Sequence[Column]) -> str:
    """The TOML of a name: two columns side by side, or one as it stands, turned round, or without the title in it."""
    if len(names) > 1:
        return template(*names)
    column = names[0]
    if column.profile["addressed"] >= 0.5:
        return _beside(column, 1)
    if column.profile["titled"] >= 0.5:
        return f"{{ column = {quoted(column.called)}, split = {_mark(column)}, part = 1 }}"
    if column.profile["turned"] >= 0.5:
        return f"{{ column = {quoted(column.called)}, surname_first = true }}"
    return plain(column)


def _beside(column: Column, part: int) -> str:
    """The name (1) or the address (2) of a cell that holds both."""
    marks = ", ".join(map(quoted, column.profile.openings))
    return f"{{ column = {quoted(column.called)}, split = [{marks}], part = {part} }}" if marks else plain(column)


def _mark(column: Column) -> str:
    """What stands between name and title; both brackets, where the title is in brackets."""
    return '["(", ")"]' if column.profile.separator == "(" else quoted(column.profile.separator)


def _title_in(column: Column) -> str:
    part = "2" if column.profile.separator == "(" else '"2-"'
    return f"{{ column = {quoted(column.called)}, split = {_mark(column)}, part = {part} }}"


def _names(columns: Sequence[Column], group: str) -> list[Column]:
    """First name and surname, or the column with the whole name."""
    pair = [*having(columns, "first", group), *having(columns, "last", group)]
    return pair if len(pair) == 2 else having(columns, "name", group) or pair


def _or_all(columns: Sequence[Column], role: str, group: str) -> list[Column]:
    return sorted(having(columns, role, group), key=lambda c: c.position)


def _own(table: Table, emails: Sequence[Column]) -> Sequence[Column]:
    """The addresses, unless some of them are shared ones such as info@, which nobody is known by."""
    mails = [mail for row in table.rows for c in emails if (mail := address(c.text(row)))]
    return () if any(map(is_role_address, mails)) else emails


def _reference(names: Sequence[Column], emails: Sequence[Column]) -> str:
    """How a tie names the person of its row: by name and address, or by what makes up the name."""
    if not emails:
        return name_of(names)
    simple = len(names) > 1 or name_of(names) == plain(names[0])
    if simple and not any("{" in column.called for column in (*names, emails[0])):
        mail = f"<{{{emails[0].called}}}>"
        return "{ template = " + quoted(" ".join([*(f"{{{column.called}}}" for column in names), mail])) + " }"
    return first([plain(emails[0]), name_of(names)])
