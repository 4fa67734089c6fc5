"""Partnerships with councils, police, hospitals, the port, the university, the college and the academy.

ps-02 three of ours know one inspector. ps-07 the family doctors are invited and never come. ps-14 the port's
liaison manager left and only a team mailbox answers. ps-17 and ps-01 share a college, ps-21 an engineering firm.
ps-19 has people on both sides who have never met. ps-22 needs three pairs and has two.
"""

from __future__ import annotations

from .shapes import Agreement, Contacts, Known, Member, Representative, Series, Story

PUBLIC_STORIES = (
    Story(
        "ps-02", "Safer Saltings", "coalition", "working together",
        "Fewer calls about anti-social behaviour, and residents who feel heard.",
        "The 2,300 households of the Saltings estate", 41, 2, 5, "pm-public", cadence=45,
        members=(
            Member("o-01", objective="Youth workers on the estate before trouble starts", confirmed=7),
            Member("o-03", objective="One plan for the estate across all services", confirmed=7,
                   host="Neighbourhoods", sponsor="cc-place"),
            Member("o-20", objective="Trust in neighbourhood policing", confirmed=16, host="Ellermouth District",
                   sponsor="ep-superintendent"),
            Member("o-23", "as_needed", "Residents shape the plan"),
        ),
        representatives=(
            Representative("pm-public", "lead", "o-01", 41), Representative("family", "deputy", "o-01", 30),
            Representative("cc-safety", "lead", "o-03", 10),
            Representative("cc-safety-head-left", "lead", "o-03", 41, 10),
            Representative("cc-neighbourhoods", "sponsor", "o-03", 9),
            Representative("ep-inspector", "lead", "o-20", 40),
        ),
        agreements=(Agreement("terms of reference", "pm-public", ("ceo", "cc-place", "ep-superintendent"), 40, None, 2),
                    Agreement("data-sharing agreement", "pm-public", ("director-resources", "cc-safety-head-left"),
                              38, 10, -1)),
        contacts=Contacts(named=True, series=(
            Series(("Estate partnership", "Plan for the school holidays", "Case conference"), "meeting", 45, 41, 10.5,
                   ("pm-public", "cc-safety-head-left", "ep-inspector"), never_came=("ep-superintendent",)),
            Series(("Estate partnership", "Youth work plan", "Walkabout"), "meeting", 40, 9, 0.5,
                   ("pm-public", "family", "volunteer-officer", "cc-safety", "cc-neighbourhoods", "ep-inspector"),
                   never_came=("ep-superintendent",)),
            Series(("Patrol times", "After the weekend"), "call", 30, 8, 0.9, ("pm-public", "ep-inspector")),
            Series(("Street surgery",), "meeting", 60, 31, 27, ("family", "ep-sergeant-left")),
        ), known=(
            Known("pm-public", "ep-inspector", 5, 40), Known("pm-public", "cc-safety", 3, 9),
            Known("family", "ep-sergeant-left", 3, 31), Known("pm-public", "cc-safety-head-left", 5, 41),
            Known("pm-public", "cc-behaviour-1", 2, 12, met=8), Known("family", "cc-warden-1", 2, 28, met=20),
            Known("pm-public", "ep-superintendent", 1, 40, met=33),
            Known("partnerships@evct.example.org", "community@ellermouth-council.example.org", 2, 9, met=0.6),
        ))),
    Story(
        "ps-07", "Healthy Harbour", "coalition", "working together",
        "Blood-pressure checks and a warm meal where people already are.",
        "Adults of the harbour wards who never see a doctor", 27, 6, 4, "director-programmes", cadence=60,
        members=(
            Member("o-11", objective="Fewer avoidable admissions", confirmed=6, sponsor="bh-chief",
                   host="Prevention and Population Health"),
            Member("o-03", objective="Halve the gap in healthy years of life", confirmed=6, host="Public Health",
                   sponsor="cc-health-director"),
            Member("o-12", objective="New patients registered at the pop-up sessions"),
        ),
        representatives=(
            Representative("director-programmes", "lead", "o-01", 27),
            Representative("food-acting", "deputy", "o-01", 27),
            Representative("bh-prevention", "lead", "o-11", 27), Representative("bh-inclusion", "deputy", "o-11", 27),
            Representative("cc-health", "lead", "o-03", 27),
            Representative("cc-health-director", "sponsor", "o-03", 27),
        ),
        agreements=(Agreement("terms of reference", "director-programmes", ("ceo", "bh-chief"), 26, None, 6),),
        contacts=Contacts(named=True, series=(
            Series(("Programme board", "Pop-up clinic planning"), "meeting", 60, 26, 0.8,
                   ("director-programmes", "food-acting", "bh-prevention", "bh-inclusion", "cc-health",
                    "cc-health-officer-1"), never_came=("fd-manager",)),
            Series(("Chief executives' catch-up",), "video", 120, 25, 3, ("ceo", "bh-chief")),
        ), known=(Known("director-programmes", "bh-prevention", 4, 26), Known("food-acting", "cc-health", 4, 26),
                  Known("ceo", "bh-chief", 3, 25), Known("food-acting", "bh-link-1", 2, 18, met=9)))),
    Story(
        "ps-08", "Student Volunteering Exchange", "cooperation", "staying together",
        "Two hundred students a year volunteer in the town they study in.",
        "Local groups without volunteers under thirty", 47, 10, 3, "volunteering", cadence=90,
        members=(Member("o-13", objective="Volunteering that counts towards a degree", confirmed=10,
                        host="Student Services", sponsor="un-students"),),
        representatives=(Representative("volunteering", "lead", "o-01", 47),
                         Representative("un-volunteers", "lead", "o-13", 47),
                         Representative("un-engagement", "deputy", "o-13", 30)),
        agreements=(Agreement("MoU", "volunteering", ("ceo", "un-students"), 23, 13, 10),),
        contacts=Contacts(series=(
            Series(("Term planning", "Volunteering fair", "Review of the year"), "meeting", 90, 46, 1.4,
                   ("volunteering", "employees", "un-volunteers", "un-engagement")),
            Series(("Evaluation of the exchange",), "video", 100, 20, 2.5, ("director-programmes", "un-professor")),
        ), known=(Known("volunteering", "un-volunteers", 5, 47), Known("employees", "un-engagement", 3, 35),
                  Known("volunteering", "un-students", 2, 40, met=24), Known("employees", "un-adviser-1", 2, 20, met=8),
                  Known("fundraising", "un-fellow-1", 1)))),
    Story(
        "ps-09", "Saltings Homework Club", "coordination", "working together",
        "A quiet table, a hot drink and somebody to ask, four afternoons a week.",
        "Pupils in years 7 to 9", 29, 4, 3, "youth", cadence=60,
        members=(Member("o-15", objective="Attendance and homework up in the first two years", confirmed=11,
                        sponsor="ac-head"),),
        representatives=(Representative("youth", "lead", "o-01", 20), Representative("ac-family", "lead", "o-15", 29),
                         Representative("youth-left", "lead", "o-01", 29, 20)),
        agreements=(Agreement("SLA", "youth", ("youth-left", "ac-head"), 28, 4, 4),),
        contacts=Contacts(named=True, series=(
            Series(("Club review", "Safeguarding review"), "meeting", 60, 29, 20.5, ("youth-left", "ac-family")),
            Series(("Club review", "Pupils of concern"), "meeting", 60, 19, 0.9, ("youth", "ac-family")),
            Series(("Room bookings",), "email", 20, 7, 0.4, ("youth", "ac-family")),
            Series(("Deputy's visit to the club",), "meeting", 60, 18, 14, ("youth", "ac-deputy-left")),
        ), known=(
            Known("youth", "ac-family", 5, 19), Known("youth", "ac-deputy-left", 3, 18),
            Known("youth", "ac-head", 2, 19, met=9),
            Known("officer-vale", "ac-deputy", 2, said_by="CRM owner field"),
        ))),
    Story(
        "ps-14", "Port Community Liaison", "cooperation", "staying together",
        "Early word of harbour works, and a day on the water for every primary class.",
        "Residents along the quays", 45, -7, 3, "head", cadence=90,
        members=(Member("o-09", objective="No surprises for the neighbours", host="Environment and Community"),),
        representatives=(Representative("head", "lead", "o-01", 14), Representative("pm-public", "deputy", "o-01", 40),
                         Representative("pa-community-left", "lead", "o-09", 45, 7)),
        agreements=(Agreement("MoU", "head", ("ceo", "pa-community-left"), 34, -1, -7),),
        contacts=Contacts(series=(
            Series(("Liaison meeting", "Dredging notice", "Schools' day"), "meeting", 90, 45, 8,
                   ("pm-public", "pa-community-left")),
            Series(("Centenary dinner",), "meeting", 60, 30, 30, ("ceo", "pa-chief")),
            Series(("Notice to mariners and neighbours",), "email", 45, 7, 0.7,
                   ("head", "community@ellermouth-port.example.org")),
        ), known=(
            Known("pm-public", "pa-community-left", 5, 45), Known("corporate-head-left", "pa-community-left", 2, 50),
            Known("ceo", "pa-chief", 2, 30), Known("pm-public", "pa-environment", 2, 40, met=26),
            Known("head", "community@ellermouth-port.example.org", 2, 7),
        ))),
    Story(
        "ps-17", "Ellermouth Skills Bridge", "coordination", "value creation",
        "Job coaching in the evening for people who work and want better work.",
        "Adults in low-paid, insecure jobs", 30, 5, 4, "skills", cadence=75,
        members=(
            Member("o-14", objective="Adults who come back to learning", confirmed=9, host="Adult Learning"),
            Member("o-05", objective="Coaches from every branch", confirmed=9, host="Early Careers"),
            Member("o-26", "observer"),
        ),
        representatives=(
            Representative("skills", "lead", "o-01", 30), Representative("share-a", "deputy", "o-01", 28),
            Representative("hc-adult", "lead", "o-14", 30), Representative("hc-welfare", "deputy", "o-14", 28),
            Representative("es-careers", "lead", "o-05", 30), Representative("es-branch-1", "deputy", "o-05", 20),
        ),
        agreements=(Agreement("partnership agreement", "skills", ("director-programmes", "hc-principal", "es-people"),
                              29, 7, 5),),
        contacts=Contacts(named=True, series=(
            Series(("Quarterly review", "Coaches' training", "Course choices"), "meeting", 75, 29, 1.1,
                   ("skills", "share-a", "hc-adult", "hc-welfare", "es-careers", "es-branch-1")),
        ), known=(Known("skills", "hc-adult", 4, 30), Known("share-a", "es-careers", 3, 28),
                  Known("skills", "hc-placements-2", 2, 28, met=17)))),
    Story(
        "ps-19", "Vale Village Hubs", "coordination", "awareness",
        "Five village halls open on weekdays with advice, company and a kettle.",
        "People in the upper vale without a car", 3, 9, 3, "pm-public", cadence=60,
        members=(Member("o-04", objective="Services back within walking distance",
                        host="Communities and Planning", sponsor="dc-head"),),
        representatives=(Representative("officer-vale", "lead", "o-01", 3),
                         Representative("dc-rural", "lead", "o-04", 3)),
    ),
    Story(
        "ps-21", "Engineers in Schools", "cooperation", "value creation",
        "Every pupil meets a working engineer before choosing their subjects.",
        "Pupils in years 8 and 9", 25, 8, 2, "youth-officer", cadence=60,
        members=(Member("o-06", objective="Girls among the applicants", confirmed=12, host="People and Training"),
                 Member("o-15", objective="Careers education that pupils remember", confirmed=12)),
        representatives=(
            Representative("youth-officer", "lead", "o-01", 19), Representative("communications", "deputy", "o-01", 19),
            Representative("cp-stem", "lead", "o-06", 25), Representative("cp-engineer-1", "deputy", "o-06", 20),
            Representative("ac-careers", "lead", "o-15", 25), Representative("ac-science", "deputy", "o-15", 20),
        ),
        contacts=Contacts(named=True, series=(
            Series(("Workshop week", "Bridge-building day", "Careers fair"), "meeting", 65, 19, 1.2,
                   ("youth-officer", "communications", "cp-stem", "cp-engineer-1", "ac-careers", "ac-science")),
            Series(("Pilot workshop",), "meeting", 60, 25, 25, ("youth", "cp-works")),
        ), known=(Known("youth-officer", "cp-stem", 4, 19), Known("youth", "cp-works", 2, 25),
                  Known("youth-officer", "cp-design", 2, 15, met=9)))),
    Story(
        "ps-22", "Bedside Companions", "coordination", "staying together",
        "A trained visitor for every older patient who has nobody to visit them.",
        "Patients over 75 on the medical wards", 44, 1, 5, "volunteering", cadence=45, needed=3,
        members=(Member("o-11", objective="Shorter stays and better nights", confirmed=3, host="Patient Experience",
                        sponsor="bh-nurse"),),
        representatives=(
            Representative("volunteering", "lead", "o-01", 44),
            Representative("volunteer-officer", "deputy", "o-01", 40),
            Representative("bh-volunteers-left", "lead", "o-11", 44, 24),
            Representative("bh-volunteers", "lead", "o-11", 23),
            Representative("bh-arts", "deputy", "o-11", 30),
        ),
        agreements=(Agreement("SLA", "volunteering", ("director-partnerships", "bh-nurse"), 35, 1, 1),
                    Agreement("data-sharing agreement", "volunteering", ("director-resources", "bh-experience"),
                              20, 16)),
        contacts=Contacts(named=True, series=(
            Series(("Ward rota", "Volunteer induction"), "meeting", 45, 43, 25,
                   ("volunteering", "volunteer-officer", "bh-volunteers-left", "bh-ward-1")),
            Series(("Ward rota", "Volunteer induction", "Visitors' stories"), "meeting", 45, 22, 0.6,
                   ("volunteering", "volunteer-officer", "bh-volunteers", "bh-arts", "bh-ward-1")),
            Series(("Tea party on the wards",), "event", 365, 37, 11, ("volunteering", "bh-ward-2", "bh-chaplain")),
        ), known=(Known("volunteering", "bh-volunteers", 5, 23), Known("volunteer-officer", "bh-arts", 4, 22),
                  Known("volunteering", "bh-volunteers-left", 5, 44), Known("volunteering", "bh-matron", 2, 40, met=21),
                  Known("volunteer-officer", "bh-ward-3", 2, 16, met=9),
                  Known("volunteering", "voluntary.services@ellermouth-bay-hospitals.example.org", 2, 22, met=0.5)))),
)
