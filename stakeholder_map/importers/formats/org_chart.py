"""Charts of organisations as CSV or workbook: one row for each post, with its manager by id, e-mail address or name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ...batch import Batch, Problem
from ...errors import InputError
from ...identity import Directory
from ...identity.naming import address, clean_id, normal, normal_person, slug
from ...identity.nobody import holder_says
from ..assembly import SHEETS, sheet_of
from ..common.address_book import AddressBook
from ..common.contacts import Contact, People, employer, taken_for_ours
from ..common.fields import Shape, View, surely, views_in
from ..common.name_order import each_name, names_together
from ..files.sample import Sample
from ..files.tables import Row
from ..options import Options

NAME = "org-chart"
HELP = "A chart as a list: a row for each post or employee, with the manager by id, e-mail address or name"

_OF_POST = ("Position ID", "Post ID", "Position Number", "Position Code", "UPN", "Seat ID", "Unique_ID", "Role ID")
_OF_PERSON = ("Employee ID", "Employee Number", "Employee No", "Emp ID", "Staff ID", "Staff Number", "Person ID",
              "Personalnummer", "Mitarbeiter-ID", "Matricule")
_ABOVE = ("Reports To Position ID", "Reports To Post ID", "Reports To UPN", "Manager UPN", "Parent UPN",
          "Manager Position ID", "Reports To Position Number", "Reports To Position", "Reports To Post", "Manager ID",
          "Manager Employee ID", "Supervisor ID", "Superior ID", "Reports To ID", "Reports To", "Parent ID",
          "Parent Position ID", "Parent Employee ID", "Reports To Role ID", "PID", "Manager Email",
          "Manager E-mail Address", "Supervisor Email",
          "Manager", "Line Manager", "Supervisor", "Manager Name", "Supervisor Name", "Reports To Name", "Reporting To",
          "Vorgesetzter", "Vorgesetzte", "Führungskraft", "Supérieur hiérarchique", "Responsable hiérarchique", "Jefe")
_NAMES = ("Name", "Last Name, First Name", "Employee Name (Last Suffix, First MI)", "Employee Name", "Full Name",
          "Employee", "Display Name", "Incumbent", "Post Holder", "Person Name", "Mitarbeiter", "Nom complet")
_PEOPLE = ("Name", "Full Name", "Employee Name", "Last Name")
_TITLES = ("Title", "Job Title", "Position", "Position Title", "Position Name", "Post Title", "Role", "Role Name",
           "Stelle", "Poste", "Fonction", "Puesto", "Cargo", "Tooltip")
_COLUMNS = {
    "post": _OF_POST, "id": (*_OF_PERSON, "ID"), "name": _NAMES, "first": ("First Name", "Given Name"),
    "last": ("Last Name", "Surname", "Family Name"), "title": _TITLES, "above": _ABOVE,
    "email": ("Email", "Email Address", "Work Email", "Mail", "E-mail", "Employee Email", "Employee Email Address"),
    "phone": ("Work Phone", "Business Phone", "Phone", "Telephone", "Telephone Number", "Employee Phone",
              "Work Phone Number", "Phone Number"),
    "organisation": ("Organisation", "Organization", "Company", "Company Name", "Organisation Name",
                     "Organization Name", "Legal Entity", "Employer"),
    "division": ("Division", "Directorate"), "team": ("Team", "Unit"),
    "department": ("Department", "Dept", "Abteilung", "Service", "Departamento"),
    "dotted": ("Dotted Line Manager ID", "Dotted Line Manager Email", "Dotted Line Manager", "Dotted Line To",
               "Dotted Line Reports To", "Dotted Line", "Matrix Manager ID", "Matrix Manager", "Functional Manager",
               "Secondary Manager", "Indirect Manager"),
}
_SURE = Shape(NAME, _COLUMNS, tuple((code, above) for code in (*_OF_POST, *_OF_PERSON) for above in _ABOVE))
_LIKELY = Shape(NAME, _COLUMNS, tuple((name, title, above) for name in (*_NAMES, "Last Name") for title in _TITLES
                                      for above in (*_ABOVE, "Dotted Line To")), sure=0.6)
_SHAPES = (_SURE, _LIKELY)
_TOP = frozenset(("", "xx", "none", "n a", "na", "nobody", "top", "0"))


@dataclass(frozen=True, slots=True)
class Seat:
    """One row: the post, its holder ('' for the name of one that is vacant), and whom it reports to, as written."""

    ref: str
    contact: Contact
    above: str
    dotted: str
    says: str


def detect(sample: Sample) -> float:
    """How surely files are charts, from 0 to 1: surely by ids of posts or employees with a manager beside them.

    A file that is called after the sheet of posts is one of that sheet, unless it has a column with names of people.
    """
    sure = surely(sample, _SHAPES)
    named = sheet_of(sample.path.stem) is SHEETS["posts"] and any(sample.has(name) for name in _PEOPLE)
    return max(sure, 0.85) if sure and named else sure


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """Posts with holders and lines; "Vacant" and blank names are vacant posts, several rows of one post share it."""
    found, notes = views_in(paths, _SHAPES)
    rows = [(view, row) for view in found[NAME] for row in view.table.rows]
    named = [view.text(row, "organisation") for view, row in rows]
    together: list[str] = []
    other = employer(named, options, known)
    if not rows or not (other or any(named)):
        raise InputError("It is not known whose chart this is" if rows else "There is no chart in these files",
                         "Say --ours NAME if it is ours, or add a column “organisation”." if rows else
                         "A chart has a column with the manager of each row.")
    seats = [seat for view, row in rows for seat in _seats(view, row, other, together)]
    organisations = {slug(seat.contact.organisation): seat.contact.organisation for seat in seats}
    source = f"{NAME}-{next(iter(organisations))}" if len(organisations) == 1 else NAME
    book = AddressBook(options, known, source, "the chart", _origins(rows[0][0]), personal=False)
    _fill(book, seats, notes)
    notes += [*taken_for_ours(named, other), *names_together(together)]
    return book.batch(notes, closing=True, rows=len(rows))


def _origins(view: View) -> dict[str, str]:
    return view.headings(id="post", name="name", email="email", phone="phone", title="title", reports_to="above",
                         holder="name", organisation="organisation", unit="department")


def _seats(view: View, row: Row, other: str, together: list[str]) -> list[Seat]:
    """The seat of a row; one for each where several names stand in it, who have its number and address in common."""
    name = view.text(row, "name") or " ".join(filter(None, (view.text(row, "first"), view.text(row, "last"))))
    if len(names := each_name(name)) == 1:
        return [_seat(view, row, other, name)]
    together.append(name)
    whole = _seat(view, row, other, name)
    return [replace(whole, contact=replace(whole.contact, name=one, id="", email="")) for one in names]


def _seat(view: View, row: Row, other: str, name: str) -> Seat:
    says = holder_says(name) if name else "vacant"
    code, email = clean_id(view.text(row, "id")), view.text(row, "email")
    ref = clean_id(view.text(row, "post")) or code or ("" if says else address(email) or slug(name, person=True))
    units = tuple(text for unit in ("division", "department", "team") if (text := view.text(row, unit)))
    who = ("", "", "") if says else (name, code, email)
    contact = Contact(view.at(row), *who, view.text(row, "phone"),
                      view.text(row, "organisation") or other, units, view.text(row, "title"), fault=view.fault(row))
    return Seat(ref, contact, view.text(row, "above"), view.text(row, "dotted"), name if says else "")


def _fill(book: AddressBook, seats: Sequence[Seat], notes: list[Problem]) -> None:
    """Put people and posts into the book: each person once, each row as a holding, dotted lines apart."""
    people = People([seat.contact for seat in seats if seat.contact.name])
    holders: dict[str, set[str]] = defaultdict(set)
    for seat in seats:
        holders[seat.ref] |= {_holder(seat, people)} - {""}
    managers = _Managers(seats)
    seen: set[str] = set()
    lines: set[tuple[str, str]] = set()
    for seat in seats:
        holder = _holder(seat, people)
        if seat.contact.name and not (people.reference(seat.contact) and holder in seen):
            book.person(seat.contact)
        again = (seat.ref, holder) in lines
        _post(book, seat, holder, managers, "dotted" if again and seat.ref else "", len(holders[seat.ref]) > 1)
        seen.add(holder)
        lines.add((seat.ref, holder))
    notes += managers.notes()


def _holder(seat: Seat, people: People) -> str:
    return people.reference(seat.contact) or seat.contact.name


def _post(book: AddressBook, seat: Seat, holder: str, managers: _Managers, line: str, shared: bool) -> None:
    organisation, unit = book.place(seat.contact)
    cells = {"title": seat.contact.title, "organisation": organisation, "unit": unit}
    if seat.ref:
        cells = {"id": seat.ref, **cells}
    at, fault = seat.contact.at, seat.contact.fault
    book.add("posts", at, {**cells, "reports_to": managers.find(seat, seat.above), "line": line,
                           "holder": holder or seat.says, "kind": "job_share" if shared and holder else ""}, fault)
    if above := managers.find(seat, seat.dotted):
        book.add("posts", at, {**cells, "reports_to": above, "line": "dotted"}, fault)


class _Managers:
    """The posts of a chart by id of the post or person, address and name of the holder."""

    def __init__(self, seats: Sequence[Seat]) -> None:
        self._by: dict[tuple[str, str], dict[str, Seat]] = defaultdict(dict)
        self._unclear: list[str] = []
        for seat in seats:
            contact = seat.contact
            for mark in (("id", seat.ref), ("id", contact.id), ("@", address(contact.email)),
                         ("name", normal_person(contact.name))):
                if mark[1] and seat.ref:
                    self._by[mark][seat.ref] = seat

    def find(self, seat: Seat, text: str) -> str:
        """The id of the post that a row reports to: the text itself where the chart has none, so that this is told."""
        if normal(text) in _TOP and ("id", text) not in self._by:
            return ""
        marks = (("id", clean_id(text)), ("@", address(text)), ("name", normal_person(text)))
        found = next((self._by[mark] for mark in marks if mark[1] and mark in self._by), {})
        here = normal(seat.contact.organisation)
        inside = [ref for ref, other in found.items() if normal(other.contact.organisation) == here]
        chosen = inside or list(found)
        if len(chosen) > 1:
            self._unclear.append(f"{text} (line {seat.contact.at.line})")
            return ""
        return chosen[0] if chosen else text

    def notes(self) -> list[Problem]:
        if not self._unclear:
            return []
        return [Problem(f"Managers who may be several people; their lines were left out: "
                        f"{', '.join(self._unclear[:10])}{' …' if len(self._unclear) > 10 else ''}.",
                        "Write the id or the e-mail address of the manager.", rejected=False)]
