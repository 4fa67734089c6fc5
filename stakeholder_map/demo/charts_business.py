"""Companies, a building society, a law firm, a chamber of trade that nobody has met yet, and a local radio."""

from __future__ import annotations

from .shapes import EXECUTIVE, FRONTLINE, OPERATIONAL, SENIOR, Mailbox, Organisation, Seat, Unit

_SOCIETY = Organisation(
    "o-05", "Ellershire Building Society", "company", "ellershire-society", "GB-COH-99000105", size=640, units=(
        Unit("Executive", "leadership", (
            Seat("es-chief", "Chief Executive", EXECUTIVE),
            Seat("es-people", "People Director", EXECUTIVE, "es-chief"),
        )),
        Unit("Community Investment", "community", (
            Seat("es-community", "Head of Community Investment", SENIOR, "es-people"),
            Seat("es-volunteers", "Employee Volunteering Lead", OPERATIONAL, "es-community"),
            Seat("es-officer", "Community Investment Officer", OPERATIONAL, "es-community"),
        )),
        Unit("Early Careers", "people", (
            Seat("es-careers", "Early Careers Manager", OPERATIONAL, "es-people"),
            Seat("es-trainee", "Graduate Trainee", FRONTLINE, "es-careers", 2),
        )),
        Unit("Branches", "operations", (
            Seat("es-branches", "Head of Branches", SENIOR, "es-chief"),
            Seat("es-branch", "Branch Manager", OPERATIONAL, "es-branches", 5),
        )),
    ))
_ENGINEERING = Organisation(
    "o-06", "Corran & Pike Engineering", "company", "corran-pike", "GB-COH-99000106", size=210, units=(
        Unit("Management", "leadership", (
            Seat("cp-managing", "Managing Director", EXECUTIVE),
            Seat("cp-people", "HR Director", EXECUTIVE, "cp-managing"),
            Seat("cp-works", "Works Manager", SENIOR, "cp-managing"),
        )),
        Unit("People and Training", "people", (
            Seat("cp-apprentices", "Apprenticeship Manager", OPERATIONAL, "cp-people"),
            Seat("cp-stem", "Schools Outreach Co-ordinator", OPERATIONAL, "cp-people"),
        )),
        Unit("Design Office", "engineering", (
            Seat("cp-design", "Chief Design Engineer", SENIOR, "cp-works"),
            Seat("cp-engineer", "Design Engineer", FRONTLINE, "cp-design", 4),
        )),
    ))
_WIND = Organisation(
    "o-07", "Skerrow Offshore Wind", "company", "skerrow-wind", "GB-COH-99000107", size=130, units=(
        Unit("Stakeholder Relations", "community", (
            Seat("sk-director", "Regional Director", EXECUTIVE),
            Seat("sk-community", "Community Benefit Manager", OPERATIONAL, "sk-director"),
            Seat("sk-press", "Communications Adviser", OPERATIONAL, "sk-director"),
        )),
        Unit("Operations Base", "operations", (
            Seat("sk-base", "Operations Base Manager", SENIOR, "sk-director"),
            Seat("sk-technician", "Turbine Technician", FRONTLINE, "sk-base", 3),
        )),
    ))
_FOODS = Organisation(
    "o-08", "Marlpit Foods", "company", "marlpit-foods", "GB-COH-99000108", size=380, units=(
        Unit("Head Office", "community", (
            Seat("mf-operations", "Operations Director", EXECUTIVE),
            Seat("mf-responsibility", "Corporate Responsibility Manager", OPERATIONAL, "mf-operations"),
        )),
        Unit("Orrindale Depot", "operations", (
            Seat("mf-depot", "Depot Manager", SENIOR, "mf-operations"),
            Seat("mf-shift", "Shift Supervisor", OPERATIONAL, "mf-depot", 3),
            Seat("mf-driver", "Delivery Driver", FRONTLINE, "mf-depot", 3),
        )),
    ), mailboxes=(Mailbox("community", ("mf-responsibility-left",), "Head Office"),))
_BOATS = Organisation(
    "o-24", "Ferrow Boats", "company", "ferrow-boats", size=1, seats=(
        Seat("fb-owner", "Boatbuilder and owner", OPERATIONAL),))
_LAW = Organisation(
    "o-25", "Garrow & Finch Solicitors", "company", "garrow-finch", size=34, seats=(
        Seat("gf-senior", "Senior Partner"),
        Seat("gf-partner", "Partner, Employment Law"),
        Seat("gf-solicitor", "Solicitor, Housing and Debt"),
        Seat("gf-trainee", "Trainee Solicitor", count=3),
        Seat("gf-paralegal", "Paralegal", count=2),
    ))
_CHAMBER = Organisation(
    "o-26", "Ellermouth Chamber of Trade", "business network", "ellermouth-chamber", size=3)
_RADIO = Organisation(
    "o-28", "Ellermouth Sound Radio", "company", "ellermouth-sound", size=11, seats=(
        Seat("sr-producer", "Breakfast Producer", OPERATIONAL),
        Seat("sr-presenter", "Presenter", FRONTLINE, count=2),
        Seat("sr-sales", "Advertising Manager", OPERATIONAL),
    ))

BUSINESS = (_SOCIETY, _ENGINEERING, _WIND, _FOODS, _BOATS, _LAW, _CHAMBER, _RADIO)
