"""Public bodies: councils, police, health, education and the port.

Ten months ago Ellermouth Borough Council folded Community Safety and Leisure into Neighbourhoods and a new
events team: the head of Community Safety left, the leisure manager moved, one housing officer is on secondment.
"""

from __future__ import annotations

from .shapes import EXECUTIVE, FRONTLINE, OPERATIONAL, SENIOR, Mailbox, Organisation, Seat, Unit

_COUNCIL = Organisation(
    "o-03", "Ellermouth Borough Council", "local authority", "ellermouth-council", "GB-LAE-ZZ1", size=1240, units=(
        Unit("Executive Office", "leadership", (
            Seat("cc-chief", "Chief Executive", EXECUTIVE),
            Seat("cc-policy", "Policy and Partnerships Adviser", OPERATIONAL, "cc-chief"),
        )),
        Unit("Place and Communities", "communities", (
            Seat("cc-place", "Director of Place and Communities", EXECUTIVE, "cc-chief"),)),
        Unit("Neighbourhoods", "communities", (
            Seat("cc-neighbourhoods", "Head of Neighbourhoods", SENIOR, "cc-place", opened=10),
            Seat("cc-safety", "Community Safety Manager", OPERATIONAL, "cc-neighbourhoods"),
            Seat("cc-behaviour", "Anti-social Behaviour Officer", FRONTLINE, "cc-safety", 2),
            Seat("cc-warden", "Neighbourhood Warden", FRONTLINE, "cc-safety", 4),
        ), part_of="Place and Communities", opened=10),
        Unit("Community Safety", "communities", (
            Seat("cc-safety-head", "Head of Community Safety", SENIOR, "cc-place", closed=10),
        ), part_of="Place and Communities", closed=10),
        Unit("Culture and Events", "culture", (
            Seat("cc-events", "Events and Festivals Manager", OPERATIONAL, "cc-place", opened=10),
            Seat("cc-arts", "Arts Development Officer", FRONTLINE, "cc-events"),
            Seat("cc-stage", "Events Officer", FRONTLINE, "cc-events", 2),
        ), part_of="Place and Communities", opened=10),
        Unit("Leisure", "culture", (
            Seat("cc-leisure", "Leisure and Culture Manager", OPERATIONAL, "cc-place", closed=10),
        ), part_of="Place and Communities", closed=10),
        Unit("Public Health", "health", (
            Seat("cc-health-director", "Director of Public Health", EXECUTIVE, "cc-chief"),
            Seat("cc-health", "Healthy Communities Lead", SENIOR, "cc-health-director"),
            Seat("cc-health-officer", "Public Health Officer", OPERATIONAL, "cc-health", 2),
        )),
        Unit("Housing Options", "housing", (
            Seat("cc-housing", "Housing Options Manager", SENIOR, "cc-place"),
            Seat("cc-rough", "Rough Sleeping Co-ordinator", OPERATIONAL, "cc-housing"),
            Seat("cc-prevention", "Homelessness Prevention Officer", FRONTLINE, "cc-housing", 3),
        ), part_of="Place and Communities"),
    ), mailboxes=(Mailbox("community", ("cc-safety", "cc-neighbourhoods"), "Neighbourhoods"),))
_DISTRICT = Organisation(
    "o-04", "Orrindale District Council", "local authority", "orrindale-council", "GB-LAE-ZZ2", size=310, units=(
        Unit("Communities and Planning", "communities", (
            Seat("dc-head", "Head of Communities and Planning"),
            Seat("dc-rural", "Rural Communities Manager", boss="dc-head"),
            Seat("dc-hubs", "Village Hubs Officer", boss="dc-rural"),
            Seat("dc-liaison", "Voluntary Sector Liaison Officer", boss="dc-rural"),
            Seat("dc-planner", "Planning Officer", boss="dc-head", count=3),
        )),
    ), mailboxes=(Mailbox("hubs", ("dc-hubs",), "Communities and Planning"),))
_PORT = Organisation(
    "o-09", "Ellermouth Port Authority", "public body", "ellermouth-port", size=180, units=(
        Unit("Harbour Office", "operations", (
            Seat("pa-chief", "Port Director", EXECUTIVE),
            Seat("pa-master", "Harbour Master", SENIOR, "pa-chief"),
            Seat("pa-pilot", "Harbour Pilot", OPERATIONAL, "pa-master", 3),
        )),
        Unit("Environment and Community", "communities", (
            Seat("pa-community", "Community Liaison Manager", OPERATIONAL, "pa-chief"),
            Seat("pa-environment", "Environment Officer", OPERATIONAL, "pa-chief"),
            Seat("pa-administrator", "Port Office Administrator", FRONTLINE, "pa-environment"),
        )),
    ), mailboxes=(Mailbox("community", ("pa-environment", "pa-administrator"), "Environment and Community"),))
_HOSPITALS = Organisation(
    "o-11", "Ellermouth Bay Hospitals", "health body", "ellermouth-bay-hospitals", size=4600, units=(
        Unit("Trust Headquarters", "leadership", (
            Seat("bh-chief", "Chief Executive", EXECUTIVE),
            Seat("bh-nurse", "Chief Nurse", EXECUTIVE, "bh-chief"),
        )),
        Unit("Patient Experience", "volunteering", (
            Seat("bh-experience", "Head of Patient Experience", SENIOR, "bh-nurse"),
            Seat("bh-volunteers", "Voluntary Services Manager", OPERATIONAL, "bh-experience"),
            Seat("bh-arts", "Arts and Wellbeing Co-ordinator", OPERATIONAL, "bh-experience"),
            Seat("bh-chaplain", "Chaplaincy Assistant", FRONTLINE, "bh-experience"),
        )),
        Unit("Prevention and Population Health", "health", (
            Seat("bh-prevention", "Prevention Programme Lead", SENIOR, "bh-nurse"),
            Seat("bh-inclusion", "Health Inclusion Nurse", FRONTLINE, "bh-prevention"),
            Seat("bh-link", "Social Prescribing Link Worker", FRONTLINE, "bh-prevention", 2),
        )),
        Unit("Medicine and Older People", "care", (
            Seat("bh-matron", "Matron", SENIOR, "bh-nurse"),
            Seat("bh-ward", "Ward Manager", OPERATIONAL, "bh-matron", 5),
        )),
    ), mailboxes=(Mailbox("voluntary.services", ("bh-volunteers", "bh-arts"), "Patient Experience"),))
_DOCTORS = Organisation(
    "o-12", "Orrindale Family Doctors", "health body", "orrindale-doctors", size=46, seats=(
        Seat("fd-manager", "Practice Manager", SENIOR),
        Seat("fd-partner", "GP Partner", EXECUTIVE, count=2),
        Seat("fd-nurse", "Practice Nurse", FRONTLINE, count=2),
        Seat("fd-reception", "Reception Team Leader", FRONTLINE),
    ))
_UNIVERSITY = Organisation(
    "o-13", "University of Ellershire", "university", "ellershire-university", size=2100, units=(
        Unit("Student Services", "volunteering", (
            Seat("un-students", "Director of Student Services", EXECUTIVE),
            Seat("un-volunteers", "Student Volunteering Manager", OPERATIONAL, "un-students"),
            Seat("un-adviser", "Student Opportunities Adviser", FRONTLINE, "un-volunteers", 3),
        )),
        Unit("Research and Engagement", "research", (
            Seat("un-research", "Pro Vice-Chancellor (Research)", EXECUTIVE),
            Seat("un-engagement", "Public Engagement Manager", OPERATIONAL, "un-research"),
            Seat("un-fellow", "Research Fellow", FRONTLINE, "un-engagement", 3),
            Seat("un-professor", "Professor of Social Policy", SENIOR, "un-research"),
        )),
    ), mailboxes=(Mailbox("volunteering", ("un-volunteers", "un-engagement"), "Student Services"),))
_COLLEGE = Organisation(
    "o-14", "Ellermouth Harbour College", "college", "harbour-college", "GB-EDU-990014", size=420, units=(
        Unit("Senior Leadership", "leadership", (
            Seat("hc-principal", "Principal", EXECUTIVE),
            Seat("hc-vice", "Vice Principal (Skills)", EXECUTIVE, "hc-principal"),
        )),
        Unit("Employer Engagement", "skills", (
            Seat("hc-employers", "Employer Engagement Manager", SENIOR, "hc-vice"),
            Seat("hc-placements", "Work Placement Officer", FRONTLINE, "hc-employers", 2),
        )),
        Unit("Engineering", "teaching", (
            Seat("hc-engineering", "Curriculum Lead, Engineering", SENIOR, "hc-vice"),
            Seat("hc-tutor", "Engineering Tutor", FRONTLINE, "hc-engineering", 3),
        )),
        Unit("Adult Learning", "skills", (
            Seat("hc-adult", "Adult Skills Manager", SENIOR, "hc-vice"),
            Seat("hc-welfare", "Student Welfare Officer", FRONTLINE, "hc-adult"),
        )),
    ))
_ACADEMY = Organisation(
    "o-15", "Saltings Academy", "school", "saltings-academy", "GB-EDU-990015", size=95, units=(
        Unit("School", "teaching", (
            Seat("ac-head", "Headteacher", EXECUTIVE),
            Seat("ac-deputy", "Deputy Headteacher", SENIOR, "ac-head"),
            Seat("ac-family", "Family Liaison Officer", OPERATIONAL, "ac-deputy"),
            Seat("ac-careers", "Careers Leader", OPERATIONAL, "ac-deputy"),
            Seat("ac-science", "Head of Science", OPERATIONAL, "ac-deputy"),
            Seat("ac-teacher", "Form Tutor", FRONTLINE, "ac-deputy", 3),
        )),
    ))
_POLICE = Organisation(
    "o-20", "Ellershire Police", "police", "ellershire-police", size=3200, units=(
        Unit("Ellermouth District", "policing", (
            Seat("ep-superintendent", "District Superintendent", EXECUTIVE),
            Seat("ep-inspector", "Neighbourhood Inspector", SENIOR, "ep-superintendent"),
            Seat("ep-sergeant", "Neighbourhood Sergeant", OPERATIONAL, "ep-inspector"),
            Seat("ep-officer", "Community Support Officer", FRONTLINE, "ep-sergeant", 5),
        )),
    ))

PUBLIC = (_COUNCIL, _DISTRICT, _PORT, _HOSPITALS, _DOCTORS, _UNIVERSITY, _COLLEGE, _ACADEMY, _POLICE)
