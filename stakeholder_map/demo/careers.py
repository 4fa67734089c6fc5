"""Careers out of the ordinary: who left, moved, shares a job, acts up, is seconded, sits on both sides.

Who is who: `es-community` leads community investment at the building society and is a trustee of ours (both
sides). `mover` ran the youth theatre and went to the sailing charity. `secondee` is the council's and on loan to
Lanternfield Homes. `share-a` and `share-b` share one job, `food-acting` acts up since `food-left` went, `skills`
has announced that she leaves, `officer-vale` is on a contract that ends. `resident` chairs the residents'
association and holds no post anywhere. Everybody else sits where the chart says, for years.
"""

from __future__ import annotations

from .shapes import Holding

OURS_CAREERS = (
    Holding("es-community", "trustee-community", 26),
    Holding("head", "public-head", 60, 14),
    Holding("head", "head", 14),
    Holding("corporate-head-left", "corporate-head", 72, 14),
    Holding("pm-business", "corporate-manager", 49, 14),
    Holding("pm-business", "pm-business", 14),
    Holding("pm-public", "public-manager", 50, 14),
    Holding("pm-public", "pm-public", 14),
    Holding("pm-voluntary-left", "public-liaison", 50, 14),
    Holding("pm-voluntary-left", "pm-voluntary", 14, 3),
    Holding("share-a", "officer-share", 38, kind="job_share"),
    Holding("share-b", "officer-share", 26, kind="job_share"),
    Holding("officer-vale", "officer-vale", 22, contract_in=4),
    Holding("employees", "employees", 49),
    Holding("volunteer-officer", "volunteer-officer", 46),
    Holding("youth-left", "youth", 80, 20),
    Holding("youth", "youth-officer", 62, 20),
    Holding("youth", "youth", 20),
    Holding("youth-officer", "youth-officer", 19.5),
    Holding("food-left", "food", 62, 5),
    Holding("food-acting", "food-officer", 48),
    Holding("food-acting", "food", 5, kind="acting"),
    Holding("skills", "skills", 52, leaving_in=2),
    Holding("family", "family", 49),
    Holding("grants", "grants", 50),
    Holding("communications", "communications", 30),
    Holding("assistant", "assistant", 7),
    Holding("cafe-left", "cafe", 31, 12),
    Holding("cafe", "cafe", 11),
)
"""Holdings on our side; people and seats not named here: the chart's, for years."""

PARTNER_CAREERS = (
    Holding("es-community", "es-community", 66),
    Holding("cc-neighbourhoods", "cc-neighbourhoods", 10),
    Holding("cc-safety-head-left", "cc-safety-head", 84, 10),
    Holding("cc-events", "cc-leisure", 75, 10),
    Holding("cc-events", "cc-events", 10),
    Holding("secondee", "cc-prevention-1", 50),
    Holding("secondee", "lh-homelessness", 8, kind="secondment", contract_in=4),
    Holding("pa-community-left", "pa-community", 58, 7),
    Holding("bh-volunteers-left", "bh-volunteers", 90, 24),
    Holding("bh-volunteers", "bh-volunteers", 23.5),
    Holding("bh-prevention", "bh-prevention", 50, contract_in=7),
    Holding("hc-vice-left", "hc-vice", 90, 25),
    Holding("hc-vice", "hc-vice", 24.5),
    Holding("ep-inspector", "ep-inspector", 45),
    Holding("ep-sergeant-left", "ep-sergeant", 70, 26),
    Holding("ep-sergeant", "ep-sergeant", 25),
    Holding("sk-community", "sk-community", 38),
    Holding("sk-technician-2-left", "sk-technician-2", 40, 16),
    Holding("sk-technician-2", "sk-technician-2", 15),
    Holding("mf-responsibility-left", "mf-responsibility", 56, 5),
    Holding("mover", "ct-manager", 66, 9),
    Holding("mover", "bw-development", 9),
    Holding("un-volunteers", "un-volunteers", 51),
    Holding("es-trainee-1-left", "es-trainee-1", 30, 7),
    Holding("es-trainee-1", "es-trainee-1", 6),
    Holding("ac-deputy-left", "ac-deputy", 70, 11),
    Holding("ac-deputy", "ac-deputy", 11),
    Holding("lh-resettlement", "lh-resettlement", 40),
    Holding("lh-income-3-left", "lh-income-3", 44, 8),
    Holding("am-officer", "am-officer", 30),
    Holding("rw-casework", "rw-casework", 42),
)
"""Holdings at partner organisations; two of them are ours at the same time or somebody else's on loan."""

VACANT = ("dc-liaison", "bh-link-2", "ep-officer-5")
"""Seats that nobody held as far as anybody remembers; others became vacant when their holder left."""

WITHOUT_POST = ("resident",)
"""People who hold no post anywhere and still speak for somebody."""
