"""An invented harbour town, small enough to answer every question by hand: the day to ask on is TODAY."""

from __future__ import annotations

from datetime import date
from typing import Any

from stakeholder_map.batch import Batch, Fact, Node, Tie

TODAY = date(2026, 6, 30)
SOURCE, CRM = "town", "crm"


def day(text: str) -> date:
    return date.fromisoformat(text)


class Town:
    """Collects facts. A thing is known by a short name, which is its key without the source."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.ties: list[Tie] = []

    def add(self, label: str, short: str, source: str = SOURCE, /, **props: Any) -> None:
        key = f"{source}:{short}"
        self.nodes[short] = Node(label, key, _stated(props), sheet=label.lower())

    def tie(self, kind: str, start: str, end: str, source: str = SOURCE, /, **props: Any) -> None:
        a, b = self.nodes[start], self.nodes[end]
        same = sum(t.type == kind and (t.start, t.end) == (a.key, b.key) for t in self.ties)
        key = f"{source}:{kind}:{a.key}>{b.key}" + (f"#{same + 1}" if same else "")
        self.ties.append(Tie(kind, key, a.label, a.key, b.label, b.key, _stated(props), sheet=kind.lower()))

    def batches(self) -> list[Batch]:
        """What each source says, in the order in which they must be imported."""
        facts: tuple[Fact, ...] = (*self.nodes.values(), *self.ties)
        found = []
        for source in (SOURCE, CRM):
            stated = tuple(fact for fact in facts if fact.key.startswith(f"{source}:"))
            found.append(Batch(source, stated, frozenset(fact.sheet for fact in stated), rows=len(stated)))
        return found


def _stated(props: dict[str, Any]) -> dict[str, Any]:
    dates = ("since", "until", "on", "signed", "started")
    ends = ("_on", "_due", "_end", "_contact")
    return {name: day(value) if isinstance(value, str) and (name in dates or name.endswith(ends)) else value
            for name, value in props.items()}


def harbour() -> list[Batch]:
    """The whole town, as two sources say it."""
    town = Town()
    _places(town)
    _our_people(town)
    _their_people(town)
    _relationships(town)
    _partnerships(town)
    _agreements(town)
    _interactions(town)
    return town.batches()


def _places(town: Town) -> None:
    town.add("Organisation", "trust", name="Harbour Trust", ours=True, kind="charity")
    town.add("Organisation", "arm", name="Harbour Trading", kind="company")
    town.add("Organisation", "fed", name="Federation of Harbours", kind="federation")
    town.add("Organisation", "acme", name="Acme Foundation", kind="charity", size=40)
    town.add("Organisation", "north", name="Acme North", kind="charity")
    town.add("Organisation", "beta", name="Beta Council", kind="public body")
    town.add("Organisation", "gamma", name="Gamma College", kind="college")
    town.add("Organisation", "delta", name="Delta Works")
    town.tie("PART_OF", "arm", "trust", since="2019-01-01")
    town.tie("PART_OF", "trust", "fed")
    town.tie("PART_OF", "north", "acme", since="2022-01-01")
    for short, name, whole in (("programmes", "Programmes", "trust"), ("outreach", "Outreach", "programmes"),
                               ("grants", "Grants Team", "acme")):
        town.add("Unit", short, name=name)
        town.tie("PART_OF", short, whole)
    town.add("Mailbox", "m-acme", address="grants@acme.example", name="Grants Team")
    town.add("Mailbox", "m-trust", address="partners@harbour.example")
    town.tie("SERVES", "m-acme", "grants")
    town.tie("SERVES", "m-trust", "trust")


def _person(town: Town, short: str, name: str, email: str = "", **props: Any) -> None:
    town.add("Person", short, name=name, **({"email": email} if email else {}), **props)


def _post(town: Town, short: str, title: str, level: str | None, place: str, **props: Any) -> None:
    town.add("Post", short, title=title, **({"level": level} if level else {}), **props)
    town.tie("IN", short, place)


def _our_people(town: Town) -> None:
    _person(town, "ana", "Ana Archer", "ana@harbour.example")
    _post(town, "p-ana", "Head of Programmes", "senior", "programmes")
    town.tie("HOLDS", "ana", "p-ana", since="2020-01-01")
    _person(town, "ben", "Ben Baker", "ben@harbour.example")
    _post(town, "p-ben", "Outreach Officer", "operational", "outreach")
    town.tie("HOLDS", "ben", "p-ben", since="2022-05-01", leaving_on="2026-09-30")
    _person(town, "cleo", "Cleo Carter", "cleo@harbour.example")
    _post(town, "p-cleo", "Director", "executive", "trust")
    town.tie("HOLDS", "cleo", "p-cleo", since="2018-03-01")
    _person(town, "dan", "Dan Dyer", "dan@harbour.example")
    _post(town, "p-dan", "Trading Manager", "senior", "arm")
    town.tie("HOLDS", "dan", "p-dan", since="2024-01-01", contract_end="2026-12-31")
    _person(town, "eve", "Eve Ellis", "eve@harbour.example")
    _post(town, "p-eve", "Outreach Lead", "senior", "outreach")
    town.tie("HOLDS", "eve", "p-eve", since="2019-01-01", until="2026-03-31")
    _person(town, "fay", "Fay Field", "fay@harbour.example")
    _post(town, "p-fay", "Finance Officer", "operational", "trust")
    town.tie("HOLDS", "fay", "p-fay", since="2026-06-01")
    _post(town, "p-data", "Data Officer", None, "trust")
    _post(town, "p-press", "Press Officer", "operational", "trust", until="2025-12-31")
    town.tie("REPORTS_TO", "p-ana", "p-cleo", line="solid")
    town.tie("REPORTS_TO", "p-ben", "p-eve", line="solid")
    town.tie("REPORTS_TO", "p-eve", "p-ana", line="solid")
    town.tie("MEMBER_OF", "ben", "m-trust", since="2022-05-01")


def _their_people(town: Town) -> None:
    _person(town, "gus", "Gus Grant", "gus@acme.example")
    _post(town, "p-gus", "Chief Executive", "executive", "acme")
    town.tie("HOLDS", "gus", "p-gus", since="2015-01-01", confirmed_on="2026-05-01")
    _person(town, "hana", "Hana Hill", "hana@acme.example")
    _post(town, "p-hana", "Grants Manager", "senior", "grants")
    town.tie("HOLDS", "hana", "p-hana", since="2021-01-01", confirmed_on="2024-01-15")
    _person(town, "ivo", "Ivo Innes", phone="+44 1632 960001")
    _post(town, "p-ivo", "Grants Officer", "operational", "grants")
    town.tie("HOLDS", "ivo", "p-ivo", since="2026-02-01", kind="acting")
    _person(town, "jo", "Jo Jones", "jo@north.example", do_not_contact=True)
    _post(town, "p-jo", "Regional Lead", "senior", "north")
    town.tie("HOLDS", "jo", "p-jo", since="2023-01-01")
    _person(town, "ola", "Ola Olsen", "ola@beta.example")
    _post(town, "p-ola", "Programme Lead", "senior", "grants")
    _post(town, "p-ola2", "Partnerships Manager", "senior", "beta")
    town.tie("HOLDS", "ola", "p-ola", since="2019-01-01", until="2026-01-31")
    town.tie("HOLDS", "ola", "p-ola2", since="2026-02-01")
    _person(town, "kim", "Kim King", "kim@beta.example")
    _post(town, "p-kim", "Policy Officer", "operational", "beta")
    town.tie("HOLDS", "kim", "p-kim", since="2020-09-01")
    _person(town, "lee", "Lee Lowe")
    _post(town, "p-lee", "Clerk", "frontline", "beta")
    town.tie("HOLDS", "lee", "p-lee")
    _person(town, "max", "Max Moore", "max@gamma.example")
    _post(town, "p-max", "Dean", "executive", "gamma")
    _post(town, "p-max2", "Trustee", "executive", "trust")
    town.tie("HOLDS", "max", "p-max", since="2010-09-01")
    town.tie("HOLDS", "max", "p-max2", since="2025-01-01")
    _person(town, "nia", "Nia Nash", "nia@gamma.example")
    _post(town, "p-nia", "Lecturer", "frontline", "gamma")
    town.tie("HOLDS", "nia", "p-nia", since="2021-09-01", kind="secondment", until="2026-06-30")
    town.add("Person", "nia2", CRM, name="nia nash", email="NIA@gamma.example")
    _person(town, "quin", "Quin Quill")
    town.tie("REPORTS_TO", "p-hana", "p-gus", line="solid")
    town.tie("REPORTS_TO", "p-ivo", "p-hana", line="solid")
    town.tie("REPORTS_TO", "p-ola", "p-hana", line="dotted")
    town.tie("MEMBER_OF", "hana", "m-acme")


def _relationships(town: Town) -> None:
    knows = "KNOWS"
    town.tie(knows, "ana", "gus", strength=4, since="2020-02-01", last_contact="2026-06-01", confirmed_on="2026-06-01")
    town.tie(knows, "ana", "hana", strength=5, contacts=[day("2025-01-10"), day("2026-04-02")])
    town.tie(knows, "ben", "hana", CRM, since="2022-06-01", asserted_by="crm owner column")
    town.tie(knows, "kim", "ben", since="2023-01-01", last_contact="2025-06-01")
    town.tie(knows, "eve", "kim", since="2019-06-01", until="2026-03-31", last_contact="2025-10-01")
    town.tie(knows, "eve", "ola", since="2020-01-01", last_contact="2025-11-20")
    town.tie(knows, "cleo", "max", strength=3, last_contact="2026-05-20")
    town.tie(knows, "ana", "ben")
    town.tie(knows, "hana", "gus")
    town.tie(knows, "hana", "kim")
    town.tie(knows, "dan", "jo", since="2024-02-01", last_contact="2024-12-01")
    town.tie(knows, "gus", "nia")
    town.tie(knows, "ana", "ola", since="2020-03-01", until="2026-01-31", last_contact="2026-01-15")
    town.tie(knows, "jo", "lee")
    town.tie(knows, "cleo", "ola", CRM, since="2026-02-15", asserted_by="crm owner column")
    town.tie("WRITES_TO", "ben", "m-acme", last_contact="2026-05-05")


def _partnerships(town: Town) -> None:
    member, represents = "MEMBER_OF", "REPRESENTS"
    town.add("Partnership", "clean", name="Clean Harbour", degree="collaboration", stage="running",
             started="2021-01-01", goal="A harbour to swim in",
             planned_end="2026-12-31", review_due="2026-05-31", cadence_days=14, importance=5)
    town.tie(member, "trust", "clean", participation="core", objective="Clean water", since="2021-01-01",
             objective_confirmed_on="2026-01-10")
    town.tie(member, "acme", "clean", participation="core", objective="Healthy towns", since="2021-01-01",
             objective_confirmed_on="2024-05-01")
    town.tie(member, "north", "clean", participation="as_needed", since="2022-01-01")
    town.tie(represents, "ana", "clean", capacity="lead", on_behalf_of="town:trust", since="2021-01-01")
    town.tie(represents, "eve", "clean", capacity="deputy", on_behalf_of="town:trust", since="2021-01-01",
             until="2026-03-31")
    town.tie(represents, "gus", "clean", capacity="sponsor", on_behalf_of="town:acme", since="2021-01-01")
    town.tie(represents, "ola", "clean", capacity="deputy", on_behalf_of="town:acme", since="2021-01-01")
    town.tie("COORDINATES", "ana", "clean", since="2021-01-01")
    town.tie("HOSTS", "outreach", "clean")
    town.add("Partnership", "school", name="School Visits", degree="coalition", started="2023-09-01",
             beneficiaries="Pupils", review_due="2026-08-15")
    town.tie(member, "trust", "school", participation="core")
    town.tie(member, "gamma", "school", participation="core")
    town.tie(member, "beta", "school", participation="observer", until="2025-12-31")
    town.add("Partnership", "forum", name="Quay Forum", degree="networking")
    town.tie(member, "trust", "forum", participation="core")
    town.tie(member, "beta", "forum", participation="core")
    town.tie(represents, "kim", "forum", capacity="lead", on_behalf_of="town:beta")
    town.tie(represents, "eve", "forum", capacity="lead", on_behalf_of="town:trust")
    town.tie("COORDINATES", "eve", "forum")


def _agreements(town: Town) -> None:
    town.add("Agreement", "memo", kind="memorandum", signed="2021-01-15", until="2026-09-30", review_due="2026-06-30")
    town.tie("COVERS", "memo", "clean")
    town.tie("OWNS", "eve", "memo")
    town.tie("SIGNED", "cleo", "memo")
    town.tie("SIGNED", "gus", "memo")
    town.add("Agreement", "data", kind="data sharing", signed="2022-03-01", until="2026-02-28")
    town.tie("COVERS", "data", "clean")
    town.tie("OWNS", "ana", "data")
    town.tie("SIGNED", "ola", "data")
    town.add("Agreement", "letter", kind="letter", signed="2024-01-01")
    town.tie("COVERS", "letter", "forum")


def _interactions(town: Town) -> None:
    _met(town, "plan", "2026-06-10", "meeting", "Planning", ("ana", "gus", "hana"), absent=("ivo",), about="clean")
    _met(town, "ring", "2026-03-15", "call", "Quay dates", ("ben", "kim"), about="forum")
    _met(town, "start", "2026-01-20", "meeting", "Kick-off", ("ana", "ben", "hana"), about="clean")
    _met(town, "review", "2026-02-10", "meeting", "Review", ("ana", "gus"), absent=("hana", "ivo"), about="clean")
    _met(town, "fair", "2025-12-01", "event", "Harbour fair",
         ("ana", "ben", "cleo", "dan", "eve", "fay", "gus", "hana", "jo", "kim", "lee", "max", "nia",
          "nia2", "ola", "quin"))
    _met(town, "next", "2026-07-05", "meeting", "Summer visit", ("cleo", "gus"), about="clean")
    _met(town, "mail", "2025-09-01", "email", "Forms", ("ben", "m-acme"), direction="out")
    town.add("Change", "merge", on="2026-05-10", kind="restructure", note="Grants merges with Programmes")
    town.tie("AFFECTS", "merge", "grants")
    town.add("Change", "goes", on="2026-02-01", kind="leave")
    town.tie("AFFECTS", "goes", "ola")
    town.add("Change", "old", on="2024-01-01", kind="merger")
    town.tie("AFFECTS", "old", "beta")


def _met(town: Town, short: str, on: str, channel: str, purpose: str, people: tuple[str, ...],
         absent: tuple[str, ...] = (), about: str = "", **props: Any) -> None:
    town.add("Interaction", short, on=on, channel=channel, purpose=purpose, **props)
    for person in people:
        source = town.nodes[person].key.partition(":")[0]
        town.tie("TOOK_PART", person, short, source, status="present")
    for person in absent:
        town.tie("TOOK_PART", person, short, status="absent")
    if about:
        town.tie("ABOUT", short, about)
