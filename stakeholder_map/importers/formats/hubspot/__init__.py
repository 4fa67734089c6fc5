"""HubSpot: exports of contacts, companies and activities, with labels old and new or internal names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ....batch import Batch
from ....errors import InputError
from ....identity import Directory
from ...common.crm import NO_CONTACT, Crm
from ...common.fields import surely, views_in
from ...files.sample import Sample
from ...options import Options
from .activities import read_activities
from .contacts import left, read_companies, read_contacts, read_staff
from .shapes import SHAPES

NAME = "hubspot"
HELP = "HubSpot: contacts, companies and activities"


def detect(sample: Sample) -> float:
    """How surely files are of HubSpot, from 0 to 1: by headings."""
    return surely(sample, SHAPES)


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """Organisations, people with posts and lines, the ties of owners, and interactions."""
    return _collected(paths, options, known).batch()


def _collected(paths: Sequence[Path], options: Options, known: Directory) -> Crm:
    """What the files say; the tables themselves are gone when the batch is made of it."""
    found, notes = views_in(paths, SHAPES)
    crm = Crm(NAME, options, known, left(found["contact"]))
    activities = [*found["meeting"], *found["call"], *found["email"]]
    if not (found["contact"] or found["company"] or (activities and crm.knows_people)):
        raise InputError("There are no contacts and no companies of HubSpot in these files",
                         "Export contacts and companies with all properties, and name both files.")
    crm.notes += notes
    read_companies(crm, found["company"])
    read_contacts(crm, found["contact"])
    read_staff(crm, found["company"])
    read_activities(crm, activities)
    for view in found["other"]:
        crm.drop_all(view, NO_CONTACT)
    for view in found["deals"]:
        crm.drop_all(view, "rows of deals and tickets are not read")
    return crm
