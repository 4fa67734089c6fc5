"""Partnerships with companies: some work, some hang on one person, one went quiet, one lost everybody.

ps-01 three of ours with three of each partner. ps-03 has a trustee who works there. ps-04 was monthly until
eighteen months ago, all through `pm-business`. ps-05 lost `mf-responsibility-left` and `food-left` in the same
month. ps-13 is a firm of one. ps-16 hangs on `skills`, who leaves; its next meeting is planned, and so is one of
ps-04. ps-23 knows nobody yet.
"""

from __future__ import annotations

from .shapes import Agreement, Contacts, Known, Member, Representative, Series, Stance, Story

BUSINESS_STORIES = (
    Story(
        "ps-01", "Harbourside Futures", "collaboration", "value creation",
        "Forty young people from the Saltings into engineering apprenticeships every year.",
        "People aged 16 to 24 who are not in work or education", 46, 3, 5, "pm-business", cadence=60, ends_in=9,
        members=(
            Member("o-01", objective="A lasting route into good local work for young people", confirmed=5),
            Member("o-14", objective="Placements that lead to full-time courses and jobs", confirmed=5,
                   host="Employer Engagement", sponsor="hc-principal"),
            Member("o-06", objective="Apprentices who stay after their first year", confirmed=8,
                   host="People and Training", sponsor="cp-managing"),
        ),
        representatives=(
            Representative("pm-business", "lead", "o-01", 14), Representative("youth", "deputy", "o-01", 20),
            Representative("youth-left", "deputy", "o-01", 46, 20),
            Representative("corporate-head-left", "lead", "o-01", 46, 14),
            Representative("director-partnerships", "sponsor", "o-01", 40),
            Representative("hc-vice", "lead", "o-14", 24), Representative("hc-employers", "deputy", "o-14", 40),
            Representative("cp-people", "lead", "o-06", 44),
            Representative("cp-apprentices", "deputy", "o-06", 44),
        ),
        stakeholders=(
            Stance("hc-principal", "supportive", "leading", 5, 3, 3, "director-partnerships"),
            Stance("cp-managing", "neutral", "leading", 5, 2, 15, "director-partnerships"),
            Stance("cp-managing", "supportive", "leading", 5, 3, 3, "director-partnerships"),
            Stance("hc-vice", "leading", "leading", 3, 5, 3, "pm-business"),
        ),
        agreements=(Agreement("partnership agreement", "pm-business", ("ceo", "hc-principal", "cp-managing"),
                              22, 9, 3),),
        contacts=Contacts(named=True, series=(
            Series(("Steering group", "Placement review"), "meeting", 60, 46, 26,
                   ("corporate-head-left", "youth-left", "hc-vice-left", "hc-employers", "cp-people")),
            Series(("Steering group", "Placement review", "Apprenticeship evening planning"), "meeting", 60, 19, 0.7,
                   ("pm-business", "youth", "hc-vice", "hc-employers", "cp-people", "cp-apprentices")),
            Series(("Sponsors' breakfast",), "meeting", 180, 38, 2,
                   ("director-partnerships", "hc-principal", "cp-managing")),
            Series(("Placement numbers", "New starters"), "call", 45, 14, 0.4, ("pm-business", "hc-employers")),
        ), known=(
            Known("pm-business", "hc-employers", 5, 40), Known("youth", "hc-vice", 3, 19),
            Known("director-partnerships", "hc-principal", 3, 38), Known("pm-business", "cp-people", 4, 30),
            Known("youth-left", "cp-people", 4, 46), Known("corporate-head-left", "hc-vice-left", 4, 46),
            Known("enterprise", "hc-placements-2", 3, 15, met=2), Known("youth", "hc-engineering", 2, 34, met=30),
            Known("pm-business", "hc-placements-1", 2, 20, met=9),
            Known("fundraising", "cp-managing", 2, said_by="CRM owner field"),
        ))),
    Story(
        "ps-03", "Ellershire Day Makers", "collaboration", "staying together",
        "Every member of the Society's staff gives one volunteering day a year in the town or the vale.",
        "Community groups that need many hands for a day", 44, 5, 5, "employees", cadence=35,
        members=(
            Member("o-01", objective="A dependable supply of volunteers all year round", confirmed=4),
            Member("o-05", objective="Seven in ten colleagues volunteer and say so in the staff survey",
                   confirmed=4, host="Community Investment", sponsor="es-people"),
        ),
        representatives=(
            Representative("employees", "lead", "o-01", 44), Representative("pm-business", "deputy", "o-01", 14),
            Representative("es-volunteers", "lead", "o-05", 44), Representative("es-officer", "deputy", "o-05", 30),
            Representative("es-people", "sponsor", "o-05", 44),
        ),
        agreements=(Agreement("MoU", "employees", ("director-partnerships", "es-people"), 20, 16, 5),
                    Agreement("data-sharing agreement", "volunteering", ("director-resources", "es-people"), 20, 4)),
        contacts=Contacts(named=True, series=(
            Series(("Programme meeting", "Calendar of team days", "Quarterly figures"), "meeting", 35, 44, 0.5,
                   ("employees", "es-volunteers", "es-officer")),
            Series(("Account review",), "meeting", 90, 13, 1.5, ("pm-business", "es-volunteers", "es-officer")),
            Series(("Beach clean at North Mole", "Allotment day", "Pantry sorting day"), "event", 90, 40, 3,
                   ("employees", "volunteer-officer", "es-volunteers", "es-branch-2", "es-branch-3")),
            Series(("Annual review with the Society",), "meeting", 365, 37, 1,
                   ("director-partnerships", "es-people")),
        ), known=(
            Known("employees", "es-volunteers", 5, 44), Known("pm-business", "es-officer", 3, 14),
            Known("director-partnerships", "es-people", 4, 44), Known("corporate-head-left", "es-people", 4, 60),
            Known("employees", "es-branch-4", 2, 30, met=22), Known("employees", "es-branch-5", 2, 40, met=10),
            Known("fundraising", "es-chief", 1, said_by="CRM owner field"),
        ))),
    Story(
        "ps-04", "Skerrow Community Fund", "coordination", "working together",
        "Spend the wind farm's community benefit where the harbour wards say it is needed.",
        "Households in the three harbour wards", 31, -4, 4, "pm-business", cadence=30,
        members=(Member("o-07", objective="Fair, visible spending of the fund", host="Stakeholder Relations"),),
        representatives=(Representative("pm-business", "lead", "o-01", 31),
                         Representative("sk-community", "lead", "o-07", 31)),
        stakeholders=(Stance("sk-director", "neutral", "supportive", 5, 2, 14, "pm-business"),
                      Stance("sk-base", "unaware", "supportive", 3, 2, 14, "pm-business")),
        agreements=(Agreement("contract", "pm-business", ("corporate-head-left", "sk-director"), 30, 6, -4),),
        contacts=Contacts(series=(
            Series(("Grants panel", "Fund monitoring", "Site visit"), "meeting", 30, 31, 18,
                   ("pm-business", "sk-community", "sk-press")),
            Series(("Newsletter of the Trust",), "email", 95, 12, 1, ("pm-business", "sk-community"),
                   direction="out"),
            Series(("Grants panel",), "meeting", 30, -0.5, -0.7, ("pm-business", "sk-community", "sk-press")),
        ), known=(
            Known("pm-business", "sk-community", 4, 31), Known("corporate-head-left", "sk-director", 4, 34),
            Known("director-partnerships", "sk-director", 2, 30, until=15),
            Known("pm-business", "sk-director", 2, 14, said_by="CRM owner field"),
            Known("pm-business", "sk-base", 2, 30, met=29),
        ))),
    Story(
        "ps-05", "Surplus to Supper", "coordination", "working together",
        "Good surplus food from the Marlpit depot on vale tables within a day.",
        "Families who use the seven village pantries", 42, -2, 5, "food-acting", cadence=45,
        members=(
            Member("o-08", objective="No edible food to waste by the end of the agreement",
                   host="Head Office"),
            Member("o-17", objective="A weekly van run that volunteers can rely on", confirmed=6,
                   sponsor="pn-coordinator"),
        ),
        representatives=(
            Representative("food-left", "lead", "o-01", 42, 5), Representative("food-acting", "lead", "o-01", 5),
            Representative("mf-responsibility-left", "lead", "o-08", 42, 5),
            Representative("pn-coordinator", "lead", "o-17", 42), Representative("pn-operations", "deputy", "o-17", 30),
        ),
        agreements=(Agreement("SLA", "food-left", ("director-programmes", "mf-responsibility-left"), 29, -5),),
        contacts=Contacts(series=(
            Series(("Surplus forecast", "Depot collection review"), "meeting", 45, 42, 6,
                   ("food-left", "mf-responsibility-left", "pn-coordinator")),
            Series(("Depot visit",), "meeting", 60, 34, 32, ("food-acting", "mf-depot")),
            Series(("Renewal of the agreement",), "meeting", 60, 29, 29, ("director-programmes", "mf-operations")),
            Series(("Van rota and volumes",), "meeting", 40, 20, 0.6,
                   ("food-acting", "officer-vale", "pn-coordinator", "pn-operations")),
            Series(("Van times", "Shortfall this week"), "call", 21, 5, 0.3, ("food-acting", "pn-operations")),
        ), known=(
            Known("food-left", "mf-responsibility-left", 5, 42), Known("food-acting", "mf-depot", 2, 34),
            Known("director-programmes", "mf-operations", 2, 29), Known("food-acting", "pn-operations", 4, 20),
            Known("officer-vale", "pn-coordinator", 3, 20), Known("food-acting", "pn-driver-1", 2, 16, met=9),
             Known("pm-voluntary-left", "pn-coordinator", 4, 40),
            Known("director-programmes", "community@marlpit-foods.example.org", 1, 12, met=3),
        ))),
    Story(
        "ps-13", "Ferrow Boat Skills", "coordination", "value creation",
        "Six trainees a year build a wooden skiff from keel to launch.",
        "Adults coming back to work after a long illness", 36, 7, 2, "skills", cadence=60,
        members=(Member("o-24", objective="Keep the craft alive in the harbour", confirmed=9),),
        representatives=(Representative("skills", "lead", "o-01", 36), Representative("fb-owner", "lead", "o-24", 36)),
        agreements=(Agreement("contract", "skills", ("director-programmes", "fb-owner"), 12, 11, 7),),
        contacts=Contacts(series=(
            Series(("Workshop visit", "Trainee progress"), "meeting", 60, 36, 0.9, ("skills", "youth", "fb-owner")),
        ), known=(Known("skills", "fb-owner", 4, 36), Known("youth", "fb-owner", 3, 36)))),
    Story(
        "ps-16", "Legal First Aid Clinic", "coordination", "working together",
        "A free first conversation with a lawyer every other Thursday at the Boathouse.",
        "People in debt or about to lose their home", 33, 1, 4, "skills", cadence=45,
        members=(Member("o-25", objective="Twenty hours of free advice a month", confirmed=13),),
        representatives=(Representative("skills", "lead", "o-01", 33), Representative("gf-partner", "lead", "o-25", 33),
                         Representative("gf-solicitor", "deputy", "o-25", 20)),
        agreements=(Agreement("MoU", "skills", ("corporate-head-left", "gf-senior"), 33, 3, 1),),
        contacts=Contacts(series=(
            Series(("Clinic rota", "Case themes", "Feedback from visitors"), "meeting", 45, 33, 0.8,
                   ("skills", "gf-partner", "gf-solicitor")),
            Series(("Signing of the memorandum",), "meeting", 60, 33, 33,
                   ("corporate-head-left", "director-partnerships", "gf-senior")),
            Series(("Clinic rota for the spring",), "meeting", 45, -0.6, -0.9, ("skills", "gf-partner")),
        ), known=(Known("skills", "gf-partner", 5, 33), Known("skills", "gf-solicitor", 4, 20),
                  Known("corporate-head-left", "gf-senior", 4, 48), Known("director-partnerships", "gf-senior", 2, 33),
                  Known("skills", "gf-paralegal-1", 2, 18, met=9)))),
    Story(
        "ps-23", "Open High Street", "cooperation", "partner selection",
        "Shops that offer a seat, a glass of water and a toilet to anybody who needs one.",
        "Older and disabled people who avoid the town centre", 4, 8, 2, "", cadence=90,
        members=(Member("o-26"),),
        representatives=(Representative("pm-business", "lead", "o-01", 4),)),
)
