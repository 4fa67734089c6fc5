"""Housing, charities, faith and community groups, and a grant-making foundation."""

from __future__ import annotations

from .shapes import EXECUTIVE, FRONTLINE, OPERATIONAL, SENIOR, Mailbox, Organisation, Seat, Unit

_HOUSING = Organisation(
    "o-10", "Lanternfield Homes", "housing association", "lanternfield", "GB-COH-99000110", size=260, units=(
        Unit("Executive Team", "leadership", (
            Seat("lh-chief", "Chief Executive", EXECUTIVE),
        )),
        Unit("Communities", "communities", (
            Seat("lh-communities", "Head of Communities", SENIOR, "lh-chief"),
            Seat("lh-investment", "Community Investment Manager", OPERATIONAL, "lh-communities"),
            Seat("lh-resettlement", "Resettlement Officer", FRONTLINE, "lh-communities"),
            Seat("lh-neighbourhood", "Neighbourhood Officer", FRONTLINE, "lh-communities", 4),
        )),
        Unit("Housing Services", "housing", (
            Seat("lh-services", "Head of Housing Services", SENIOR, "lh-chief"),
            Seat("lh-homelessness", "Homelessness Prevention Adviser", OPERATIONAL, "lh-services"),
            Seat("lh-income", "Income Officer", FRONTLINE, "lh-services", 3),
        )),
    ))
_FAITH = Organisation(
    "o-16", "Saltings Interfaith Forum", "faith group", "saltings-interfaith", "GB-CHC-9900116", size=8, seats=(
        Seat("if-chair", "Chair", EXECUTIVE),
        Seat("if-coordinator", "Co-ordinator", OPERATIONAL),
        Seat("if-member", count=4),
    ))
_PANTRY = Organisation(
    "o-17", "Orrindale Pantry Network", "charity", "orrindale-pantry", "GB-CHC-9900117", size=7, seats=(
        Seat("pn-coordinator", "Network Co-ordinator", SENIOR),
        Seat("pn-operations", "Operations Lead", OPERATIONAL),
        Seat("pn-driver", "Van Driver", FRONTLINE, count=2),
        Seat("pn-volunteer", count=2),
    ))
_THEATRE = Organisation(
    "o-18", "Capstan Youth Theatre", "charity", "capstan-theatre", "GB-CHC-9900118", size=9, seats=(
        Seat("ct-director", "Artistic Director", EXECUTIVE),
        Seat("ct-manager", "General Manager", SENIOR),
        Seat("ct-producer", "Participation Producer", OPERATIONAL),
        Seat("ct-tutor", "Workshop Leader", FRONTLINE, count=3),
    ))
_SAILING = Organisation(
    "o-19", "Breakwater Sailing for All", "charity", "breakwater-sailing", "GB-CHC-9900119", size=16, units=(
        Unit("Sailing Centre", "sport", (
            Seat("bw-centre", "Centre Manager", SENIOR),
            Seat("bw-development", "Development Manager", OPERATIONAL, "bw-centre", opened=9),
            Seat("bw-instructor", "Senior Instructor", FRONTLINE, "bw-centre", 3),
            Seat("bw-bosun", "Bosun", FRONTLINE, "bw-centre"),
        )),
    ))
_FOUNDATION = Organisation(
    "o-21", "Aldous Merrin Foundation", "funder", "merrin-foundation", "GB-CHC-9900121", size=5, seats=(
        Seat("am-director", "Foundation Director", EXECUTIVE),
        Seat("am-officer", "Grants Officer", OPERATIONAL),
        Seat("am-administrator", "Administrator", FRONTLINE),
    ), mailboxes=(Mailbox("grants", ("am-officer", "am-administrator")),))
_REFUGEES = Organisation(
    "o-22", "Orrindale Refugee Welcome", "charity", "refugee-welcome", "GB-CHC-9900122", size=12, seats=(
        Seat("rw-coordinator", "Co-ordinator", SENIOR),
        Seat("rw-casework", "Senior Caseworker", OPERATIONAL),
        Seat("rw-caseworker", "Caseworker", FRONTLINE, count=3),
        Seat("rw-interpreter", "Volunteer Interpreter", FRONTLINE, count=2),
    ))
_RESIDENTS = Organisation(
    "o-23", "Saltings Residents' Association", "community group", "saltings-residents", size=6, seats=(
        Seat("ra-secretary", "Secretary"),
        Seat("ra-resident", count=4),
    ), mailboxes=(Mailbox("residents", ("ra-secretary",)),))
_TRANSPORT = Organisation(
    "o-27", "Orrindale Rural Transport", "charity", "orrindale-transport", "GB-CHC-9900127", size=20, seats=(
        Seat("rt-manager", "Scheme Manager", SENIOR),
        Seat("rt-scheduler", "Transport Scheduler", OPERATIONAL),
        Seat("rt-driver", "Volunteer Driver", FRONTLINE, count=2),
    ))

VOLUNTARY = (_HOUSING, _FAITH, _PANTRY, _THEATRE, _SAILING, _FOUNDATION, _REFUGEES, _RESIDENTS, _TRANSPORT)
