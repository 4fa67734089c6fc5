"""CiviCRM: exports of contacts, relationships and activities, with titles old and new or the names of fields."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ....batch import Batch
from ....errors import InputError
from ....identity import Directory
from ...common.crm import Crm
from ...common.fields import surely, views_in
from ...files.sample import Sample
from ...options import Options
from .activities import read_activities
from .contacts import read_contacts
from .relationships import read_relationships
from .shapes import SHAPES

NAME = "civicrm"
HELP = "CiviCRM: contacts, relationships and activities"


def detect(sample: Sample) -> float:
    """How surely files are of CiviCRM, from 0 to 1: by headings."""
    return surely(sample, SHAPES)


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """Organisations, people, dated posts and lines, and interactions."""
    return _collected(paths, options, known).batch()


def _collected(paths: Sequence[Path], options: Options, known: Directory) -> Crm:
    """What the files say; the tables themselves are gone when the batch is made of it."""
    found, notes = views_in(paths, SHAPES)
    crm = Crm(NAME, options, known)
    if not (found["contact"] or (found["activity"] and crm.knows_people)):
        raise InputError("There are no contacts of CiviCRM in these files", "Name the file of contacts too.")
    crm.notes += notes
    read_contacts(crm, found["contact"])
    read_relationships(crm, found["relationship"], found["type"])
    read_activities(crm, found["activity"], found["link"])
    return crm
