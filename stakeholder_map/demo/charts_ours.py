"""Our side: the Ellermouth & Vale Community Trust, an invented regional charity, and its trading company.

Fourteen months ago the Trust closed two partnership teams (Corporate, Public Sector) and opened one, Community
Partnerships. Their old posts are abolished; the holders moved to new ones or left.
"""

from __future__ import annotations

from .shapes import EXECUTIVE, FRONTLINE, OPERATIONAL, SENIOR, Mailbox, Organisation, Seat, Unit

_BOARD = Unit("Board of Trustees", "governance", (
    Seat("chair", "Chair of Trustees", EXECUTIVE),
    Seat("treasurer", "Honorary Treasurer", EXECUTIVE, "chair"),
    Seat("trustee-community", "Trustee", EXECUTIVE, "chair"),
    Seat("trustee", "Trustee", EXECUTIVE, "chair"),
))
_OFFICE = Unit("Chief Executive's Office", "leadership", (
    Seat("ceo", "Chief Executive", EXECUTIVE, "chair"),
    Seat("assistant", "Executive Assistant", OPERATIONAL, "ceo"),
))
_ENGAGEMENT = Unit("Partnerships and Engagement", "partnerships", (
    Seat("director-partnerships", "Director of Partnerships", EXECUTIVE, "ceo"),
))
_COMMUNITY = Unit("Community Partnerships", "partnerships", (
    Seat("head", "Head of Community Partnerships", SENIOR, "director-partnerships", opened=14),
    Seat("pm-business", "Partnerships Manager (Business)", SENIOR, "head", opened=14),
    Seat("pm-public", "Partnerships Manager (Public Services)", SENIOR, "head", opened=14),
    Seat("pm-voluntary", "Partnerships Manager (Voluntary Sector)", SENIOR, "head", opened=14),
    Seat("officer-share", "Partnerships Officer (Ellermouth)", OPERATIONAL, "pm-public"),
    Seat("officer-vale", "Partnerships Officer (Vale)", OPERATIONAL, "pm-voluntary"),
), part_of="Partnerships and Engagement", opened=14)
_CORPORATE = Unit("Corporate Partnerships", "partnerships", (
    Seat("corporate-head", "Head of Corporate Partnerships", SENIOR, "director-partnerships", closed=14),
    Seat("corporate-manager", "Corporate Partnerships Manager", OPERATIONAL, "corporate-head", closed=14),
), part_of="Partnerships and Engagement", closed=14)
_PUBLIC = Unit("Public Sector Partnerships", "partnerships", (
    Seat("public-head", "Head of Public Sector Partnerships", SENIOR, "director-partnerships", closed=14),
    Seat("public-manager", "Public Sector Partnerships Manager", OPERATIONAL, "public-head", closed=14),
    Seat("public-liaison", "Voluntary Sector Liaison Officer", OPERATIONAL, "public-head", closed=14),
), part_of="Partnerships and Engagement", closed=14)
_VOLUNTEERING = Unit("Volunteering and Employee Engagement", "volunteering", (
    Seat("volunteering", "Volunteering Manager", SENIOR, "director-partnerships"),
    Seat("employees", "Employee Volunteering Co-ordinator", OPERATIONAL, "volunteering"),
    Seat("volunteer-officer", "Volunteering Officer", OPERATIONAL, "volunteering"),
), part_of="Partnerships and Engagement")
_PROGRAMMES = Unit("Programmes", "programmes", (
    Seat("director-programmes", "Director of Programmes", EXECUTIVE, "ceo"),
    Seat("youth", "Youth Programme Manager", SENIOR, "director-programmes"),
    Seat("youth-officer", "Youth Programme Officer", OPERATIONAL, "youth"),
    Seat("food", "Food and Wellbeing Programme Manager", SENIOR, "director-programmes"),
    Seat("food-officer", "Food and Wellbeing Officer", OPERATIONAL, "food"),
    Seat("skills", "Skills and Employment Programme Manager", SENIOR, "director-programmes"),
    Seat("family", "Family Support Worker", FRONTLINE, "youth"),
))
_FUNDRAISING = Unit("Fundraising and Communications", "fundraising", (
    Seat("fundraising", "Head of Fundraising and Communications", SENIOR, "ceo"),
    Seat("grants", "Trusts and Grants Manager", OPERATIONAL, "fundraising"),
    Seat("communications", "Communications and Events Manager", OPERATIONAL, "fundraising"),
))
_RESOURCES = Unit("Finance and Resources", "finance", (
    Seat("director-resources", "Director of Finance and Resources", EXECUTIVE, "ceo"),
    Seat("office", "Office Manager", OPERATIONAL, "director-resources"),
))

OURS = (
    Organisation(
        "o-01", "Ellermouth & Vale Community Trust", "charity", "evct", "GB-CHC-9900101", ours=True, size=28,
        units=(_BOARD, _OFFICE, _ENGAGEMENT, _COMMUNITY, _CORPORATE, _PUBLIC, _VOLUNTEERING, _PROGRAMMES,
               _FUNDRAISING, _RESOURCES),
        mailboxes=(
            Mailbox("partnerships", ("head", "pm-business", "pm-public", "share-a", "share-b"),
                    "Community Partnerships"),
            Mailbox("volunteering", ("volunteering", "employees"), "Volunteering and Employee Engagement"),
            Mailbox("info", ("office",)),
        )),
    Organisation(
        "o-02", "Ellermouth & Vale Enterprises", "social enterprise", "evct-enterprises", "GB-COH-99000102",
        part_of="o-01", size=6, units=(
            Unit("Boathouse Café", "catering", (
                Seat("enterprise", "Enterprise Manager", SENIOR, "director-resources", line="dotted"),
                Seat("cafe", "Café Manager", OPERATIONAL, "enterprise"),
            )),
        )),
)
