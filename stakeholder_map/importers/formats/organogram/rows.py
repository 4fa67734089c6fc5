"""Senior posts of an organogram as rows of the plain sheets: organisations, units, people and posts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property

from ....identity.naming import address, is_role_address, normal, normal_person, slug
from ....identity.nobody import holder_says
from ...files.tables import Cell, Row, Table
from .file import Snapshot

_NO_POST = "0"
"""Reference of people who are paid but hold no post."""

_Pair = tuple[Snapshot, Row]


class PlainRows:
    """The rows of the chosen snapshots, and the tables of plain sheets that are made from them.

    A row with neither title nor name is no post but the top of a drawing: what reports to it reports to nobody.

    `fallback` is the organisation of rows that name none; `count` is the number of rows, `paid` that of people who are
    paid but hold no post, `together` are cells with several names.
    """

    def __init__(self, chosen: Sequence[Snapshot], fallback: str) -> None:
        every = [(s, row) for s in chosen for row in s.rows]
        paid = [(s, row) for s, row in every if s.text(row, "ref") == _NO_POST]
        roots = [(s, row) for s, row in every if not s.text(row, "title") and not s.text(row, "name")]
        self._tops = {s.text(row, "ref") for s, row in roots}
        out = {id(row) for _, row in (*paid, *roots)}
        posts = [(s, row, s.each_holder(row)) for s, row in every if id(row) not in out]
        self._posts = [(s, each) for s, row, holders in posts for each in holders]
        self.together = list(dict.fromkeys(s.text(row, "name") for s, row, holders in posts if len(holders) > 1))
        self.count = len(every)
        self.paid = len(paid)
        self._fallback = fallback
        self._names: dict[str, str] = {}

    def tables(self) -> list[Table]:
        """Organisations, units, people and posts."""
        people = [(s, row) for s, row in self._posts if self._person(s, row)]
        top = [(s, row) for s, row in self._posts if s.text(row, "parent")]
        return [
            self._table("organisations", top, self._parent, distinct=0),
            self._table("organisations", self._posts, self._organisation_row, distinct=0),
            self._table("units", self._posts, self._unit_row, distinct=0),
            self._table("people", people, self._person_row, distinct=0),
            self._table("posts", self._posts, self._post_row),
        ]

    def _table(self, sheet: str, rows: Sequence[_Pair],
               make: Callable[[Snapshot, Row], dict[str, Cell]], distinct: int | None = None) -> Table:
        made = [(s, row, cells) for s, row in rows if (cells := make(s, row))]
        header = tuple(made[0][2]) if made else tuple(_EMPTY[sheet])
        first: dict[object, tuple[Snapshot, Row, dict[str, Cell]]] = {}
        for n, found in enumerate(made):
            first.setdefault(n if distinct is None else tuple(found[2].values())[distinct], found)
        table = Table(sheet, rows[0][0].table.file if rows else "", header, columns=_COLUMNS_BACK)
        table.rows = [Row(row.line, tuple(cells.values()), (s.table, row)) for s, row, cells in first.values()]
        return table

    def _organisation(self, s: Snapshot, row: Row) -> str:
        """The organisation as it was written first, whatever its capitals."""
        name = s.text(row, "organisation") or s.text(row, "parent") or self._fallback
        return self._names.setdefault(slug(name), name) if name else ""

    def _parent(self, s: Snapshot, row: Row) -> dict[str, Cell]:
        name = self._names.setdefault(slug(s.text(row, "parent")), s.text(row, "parent"))
        return {} if slug(name) in self._organisations else {"name": name, "kind": "public body"}

    def _organisation_row(self, s: Snapshot, row: Row) -> dict[str, Cell]:
        name = self._organisation(s, row)
        parent = self._names.get(slug(s.text(row, "parent")), "")
        return {"name": name, "kind": "public body", "part_of": parent if parent != name else ""} if name else {}

    def _unit_row(self, s: Snapshot, row: Row) -> dict[str, Cell]:
        unit, organisation = s.text(row, "unit"), self._organisation(s, row)
        if not unit or not organisation or normal(unit) == normal(organisation):
            return {}
        return {"id": self._unit_id(unit, organisation), "name": unit, "organisation": organisation}

    @staticmethod
    def _unit_id(unit: str, organisation: str) -> str:
        return f"{slug(organisation)}/{slug(unit)}"

    @property
    def repeated(self) -> list[str]:
        """Names that stand at more than one post of an organisation."""
        posts: dict[str, set[str]] = defaultdict(set)
        for s, row in self._posts:
            if person := self._person(s, row):
                posts[person].add(s.text(row, "ref"))
        names = {self._person(s, row): s.text(row, "name") for s, row in self._posts}
        return [names[person] for person, refs in posts.items() if len(refs) > 1]

    @cached_property
    def _organisations(self) -> set[str]:
        return {slug(self._organisation(s, row)) for s, row in self._posts}

    @cached_property
    def _shared(self) -> set[str]:
        """Addresses that stand beside more than one name: they tell nobody apart."""
        names: dict[str, set[str]] = defaultdict(set)
        for s, row in self._posts:
            if email := address(s.text(row, "email")):
                names[email].add(normal_person(s.text(row, "name")) or str(row.line))
        return {email for email, people in names.items() if len(people) > 1 or is_role_address(email)}

    @cached_property
    def _places(self) -> dict[str, set[str]]:
        """The organisations in which each name stands."""
        places: dict[str, set[str]] = defaultdict(set)
        for s, row in self._posts:
            places[normal_person(s.text(row, "name"))].add(slug(self._organisation(s, row)))
        return places

    def _person(self, s: Snapshot, row: Row) -> str:
        """Id of the holder: their name, which stays when addresses change, and the organisation where two have it."""
        name = s.text(row, "name")
        if not name or holder_says(name):
            return ""
        several = len(self._places[normal_person(name)]) > 1
        return slug(name, person=True) + (f"--{slug(self._organisation(s, row))}" if several else "")

    def _email(self, s: Snapshot, row: Row) -> str:
        email = address(s.text(row, "email"))
        return "" if email in self._shared else email

    def _person_row(self, s: Snapshot, row: Row) -> dict[str, Cell]:
        return {"id": self._person(s, row), "name": s.text(row, "name"), "email": self._email(s, row),
                "phone": s.text(row, "phone")}

    def _post_row(self, s: Snapshot, row: Row) -> dict[str, Cell]:
        name, above, organisation = s.text(row, "name"), s.text(row, "reports_to"), self._organisation(s, row)
        unit = s.text(row, "unit")
        inside = unit and organisation and normal(unit) != normal(organisation)
        return {"id": s.text(row, "ref"), "title": s.text(row, "title"), "function": s.text(row, "function"),
                "organisation": organisation,
                "unit": self._unit_id(unit, organisation) if inside else "",
                "reports_to": "" if normal(above) in ("xx", "") or above in self._tops else above,
                "holder": self._person(s, row) or (name if holder_says(name) else ""),
                "kind": "job_share" if self._holders[s.text(row, "ref")] > 1 and self._person(s, row) else ""}

    @cached_property
    def _holders(self) -> Counter[str]:
        """How many different people hold each post."""
        pairs = {(s.text(row, "ref"), self._person(s, row)) for s, row in self._posts if self._person(s, row)}
        return Counter(ref for ref, _ in pairs)


_EMPTY: dict[str, tuple[str, ...]] = {
    "organisations": ("name",), "units": ("id", "name", "organisation"), "people": ("id", "name"),
    "posts": ("id", "title")}
_COLUMNS_BACK = {"id": "Post Unique Reference", "holder": "Name", "name": "Name", "title": "Job Title",
                 "organisation": "Organisation", "unit": "Unit", "reports_to": "Reports to Senior Post",
                 "email": "Contact E-mail", "phone": "Contact Phone", "function": "Professional/Occupational Group"}
