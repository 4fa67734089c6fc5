"""Partnerships with charities, housing, faith and residents, and the town's regatta; contacts without one.

ps-06 and ps-10 are both with Lanternfield Homes: the contacts of ps-10 name neither, so they are shared. ps-12
was left behind when `mover` went to the sailing charity (ps-18). ps-11 rests on one grants officer, which is
enough for a loose one. ps-20 has a name from a spreadsheet that nobody confirmed.
"""

from __future__ import annotations

from .shapes import Agreement, Contacts, Known, Member, Representative, Series, Story

VOLUNTARY_STORIES = (
    Story(
        "ps-06", "Warm Welcome Ellermouth", "coordination", "working together",
        "A home, a neighbour and a first appointment for every newly arrived family.",
        "Families granted protection who settle in the area", 35, 4, 4, "share-a", cadence=40,
        members=(Member("o-22", objective="Nobody waits alone", confirmed=6),
                 Member("o-10", objective="Tenancies that last", confirmed=6, host="Communities",
                        sponsor="lh-chief")),
        representatives=(
            Representative("share-a", "lead", "o-01", 35), Representative("family", "deputy", "o-01", 35),
            Representative("rw-coordinator", "lead", "o-22", 35), Representative("rw-casework", "deputy", "o-22", 35),
            Representative("lh-resettlement", "lead", "o-10", 35),
            Representative("lh-neighbourhood-1", "deputy", "o-10", 25),
        ),
        agreements=(Agreement("partnership agreement", "share-a", ("ceo", "rw-coordinator", "lh-chief"), 23, 13, 4),),
        contacts=Contacts(named=True, series=(
            Series(("Arrivals planning", "Family matching", "Lessons of the quarter"), "meeting", 40, 34, 0.5,
                   ("share-a", "family", "rw-coordinator", "rw-casework", "lh-resettlement", "lh-neighbourhood-1")),
            Series(("Interpreters' training",), "video", 120, 24, 4, ("share-b", "rw-coordinator", "rw-casework")),
        ), known=(Known("share-a", "rw-coordinator", 5, 35), Known("family", "lh-resettlement", 4, 35),
                  Known("family", "rw-caseworker-1", 2, 20, met=9), Known("share-a", "lh-chief", 1, 35, met=28)))),
    Story(
        "ps-10", "Lanternfield Neighbour Grants", "coordination", "value creation",
        "Small grants for ideas that neighbours run themselves.",
        "Tenants of Lanternfield Homes", 26, 3, 3, "head", cadence=90,
        members=(Member("o-10", objective="Tenants who lead", host="Communities"),),
        agreements=(Agreement("contract", "head", ("director-partnerships", "lh-chief"), 26, 10, 3),),
        contacts=Contacts(about=False, series=(
            Series(("Quarterly catch-up", "Tenant panel"), "meeting", 80, 26, 1.2,
                   ("head", "grants", "lh-communities", "lh-investment")),
        ), known=(Known("head", "lh-communities", 4, 26), Known("grants", "lh-investment", 3, 20),
                  Known("lh-neighbourhood-2", "partnerships@evct.example.org", 2, 12, met=2)))),
    Story(
        "ps-11", "Brighter Starts", "cooperation", "value creation",
        "Three years of play sessions in the villages, paid for by the Foundation.",
        "Children under five and their parents", 30, 5, 4, "grants", cadence=90, ends_in=5,
        members=(Member("o-21", objective="Proof that early play pays", confirmed=7),),
        representatives=(Representative("grants", "lead", "o-01", 30),
                         Representative("am-officer", "lead", "o-21", 29)),
        agreements=(Agreement("contract", "grants", ("ceo", "am-director"), 31, 5, 5),),
        contacts=Contacts(series=(
            Series(("Grant report", "Visit to a play session"), "meeting", 180, 29, 4, ("grants", "am-officer")),
            Series(("Spending against budget",), "call", 90, 27, 1.8, ("grants", "am-officer")),
            Series(("First conversation",), "meeting", 60, 32, 32, ("ceo", "am-director")),
        ), known=(Known("grants", "am-officer", 4, 29), Known("ceo", "am-director", 3, 32),
                  Known("grants", "am-administrator", said_by="CRM owner field")))),
    Story(
        "ps-12", "Capstan Summer Season", "networking", "knowledge",
        "Free places for our young people in the summer show.",
        "Young people aged 11 to 18", 43, -3, 2, "pm-voluntary-left", cadence=180,
        members=(Member("o-18"),),
        contacts=Contacts(series=(
            Series(("Season planning",), "meeting", 120, 43, 10, ("youth", "mover")),
        ), known=(Known("youth", "mover", 4, 43, until=9),
                  Known("family", "ct-producer", 2, said_by="CRM owner field"),
                  Known("pm-voluntary-left", "ct-director", 3, 36),
                  Known("family", "ct-tutor-1", 2, 30, met=18)))),
    Story(
        "ps-15", "Saltings Residents' Voice", "networking", "staying together",
        "Residents decide what the estate fund pays for.",
        "Everybody who lives on the Saltings", 32, 11, 3, "officer-vale", cadence=60,
        members=(Member("o-23", objective="Decisions made on the estate"),),
        representatives=(Representative("officer-vale", "lead", "o-01", 20),
                         Representative("resident", "chair", "o-23", 30)),
        contacts=Contacts(series=(
            Series(("Residents' evening", "Fund vote"), "meeting", 60, 30, 21, ("family", "resident", "ra-secretary")),
            Series(("Residents' evening", "Fund vote"), "meeting", 60, 20, 0.7,
                   ("officer-vale", "family", "resident", "ra-secretary")),
        ), known=(Known("family", "resident", 4, 30), Known("officer-vale", "ra-secretary", 3, 20),
                  Known("family", "ra-resident-1", 2, 15, met=9)))),
    Story(
        "ps-18", "Breakwater Days", "coordination", "value creation",
        "A week of sailing for people who have never been in a boat.",
        "Disabled people and their carers", 30, 6, 3, "employees", cadence=45,
        members=(Member("o-19", objective="Full boats all season", confirmed=5, host="Sailing Centre"),),
        representatives=(
            Representative("employees", "lead", "o-01", 30), Representative("youth", "deputy", "o-01", 15),
            Representative("bw-centre", "lead", "o-19", 30), Representative("mover", "deputy", "o-19", 8),
        ),
        agreements=(Agreement("MoU", "employees", ("director-partnerships", "bw-centre"), 17, 7, 6),),
        contacts=Contacts(named=True, series=(
            Series(("Season planning", "Crew briefing"), "meeting", 45, 30, 0.9,
                   ("employees", "bw-centre", "bw-instructor-1", "bw-instructor-2")),
            Series(("Youth crews", "Funding bid"), "meeting", 50, 8, 0.6, ("youth", "mover")),
        ), known=(Known("employees", "bw-centre", 5, 30), Known("youth", "mover", 4, 8),
                  Known("volunteer-officer", "bw-instructor-1", 2, 30, met=18)))),
    Story(
        "ps-20", "Saltings Night Shelter", "coordination", "working together",
        "A bed, a breakfast and a plan for anybody who would sleep outside.",
        "People who sleep rough in Ellermouth", 28, 2, 4, "share-b", cadence=60,
        members=(Member("o-16", objective="Every congregation takes a night", confirmed=10, sponsor="if-chair"),
                 Member("o-03", objective="Nobody sleeps out in frost", confirmed=10, host="Housing Options")),
        representatives=(
            Representative("share-b", "lead", "o-01", 25), Representative("if-coordinator", "lead", "o-16", 28),
            Representative("cc-rough", "lead", "o-03", 28), Representative("head", "sponsor", "o-01", 14),
        ),
        agreements=(Agreement("terms of reference", "share-b", ("director-partnerships", "if-chair"), 27, None, -2),),
        contacts=Contacts(named=True, series=(
            Series(("Shelter rota", "Handover of the night log", "Season review"), "meeting", 55, 25, 1,
                   ("share-b", "if-coordinator", "cc-rough")),
            Series(("Housing pathway",), "meeting", 90, 13, 2.2, ("head", "cc-housing", "cc-rough")),
            Series(("Move-on cases",), "call", 30, 6, 0.8, ("share-b", "secondee")),
        ), known=(
            Known("share-b", "if-coordinator", 4, 25), Known("head", "cc-housing", 3, 13),
            Known("volunteer-officer", "if-chair", 2, said_by="volunteer rota spreadsheet"),
            Known("pm-voluntary-left", "if-chair", 4, 28), Known("share-b", "secondee", 3, 6),
            Known("share-b", "cc-prevention-2", 2, 14, met=9),
        ))),
    Story(
        "ps-24", "Ellermouth Regatta Week", "cooperation", "staying together",
        "A regatta week that people from every ward take part in.",
        "The whole town", 42, 9, 3, "communications", cadence=60,
        members=(Member("o-03", objective="Visitors in the shoulder season", confirmed=8, host="Culture and Events"),
                 Member("o-19", objective="Beginners on the start line", confirmed=8),
                 Member("o-09", "as_needed", "Safe water")),
        representatives=(
            Representative("communications", "lead", "o-01", 28), Representative("employees", "deputy", "o-01", 42),
            Representative("cc-events", "lead", "o-03", 42), Representative("bw-instructor-3", "lead", "o-19", 28),
            Representative("pa-master", "observer", "o-09", 28),
        ),
        agreements=(Agreement("terms of reference", "communications", ("fundraising", "cc-events"), 9, 15, 9),),
        contacts=Contacts(named=True, series=(
            Series(("Regatta planning", "Safety plan", "Volunteer crews", "Review of the week"), "meeting", 55, 28, 0.9,
                   ("communications", "employees", "cc-events", "cc-arts", "bw-instructor-3", "bw-bosun", "pa-master")),
            Series(("Opening night",), "event", 365, 27, 3,
                   ("ceo", "chair", "director-partnerships", "communications", "employees", "volunteering", "youth",
                    "family", "cc-place", "cc-events", "cc-arts", "cc-stage-1", "cc-stage-2", "pa-chief", "pa-master",
                    "bw-centre", "bw-instructor-1", "bw-instructor-3", "es-people", "es-community", "sk-press")),
        ), known=(Known("communications", "cc-events", 4, 28), Known("employees", "bw-bosun", 3, 30),
                  Known("communications", "cc-stage-1", 2, 25, met=16),
                  Known("communications", "pa-administrator", 1, 12, met=9)))),
)

WITHOUT_PARTNERSHIP = (
    Contacts(about=False, series=(
        Series(("Interview at breakfast", "Appeal on air"), "call", 60, 24, 1.3, ("communications", "sr-producer")),
        Series(("Studio visit",), "meeting", 60, 12, 12, ("communications", "sr-presenter-1")),
        Series(("Reception for partners",), "event", 365, 26, 2,
               ("ceo", "chair", "head", "pm-business", "pm-public", "skills", "fundraising", "director-programmes",
                "dc-rural", "dc-head", "fd-manager", "rt-manager", "rt-scheduler", "gf-senior", "mf-operations",
                "lh-chief", "un-students", "hc-principal", "ac-head", "es-chief", "cp-managing", "am-director")),
    ), known=(Known("communications", "sr-producer", 4, 24), Known("communications", "sr-sales", 1, 24, met=22))),
    Contacts(about=False, known=(
        Known("un-engagement", "dc-rural", 4, 30, met=2), Known("pn-coordinator", "mf-depot", 4, 40, met=1),
    )),
)
"""Contacts that no recorded partnership covers: a radio, a large reception, and people of partners who know others."""
