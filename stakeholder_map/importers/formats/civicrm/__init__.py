"""CiviCRM: exports of contacts and of relationships, with the titles of new and old versions or the names of fields."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ....errors import InputError
from ....identity import Directory
from ....model import Batch
from ...common.crm import Crm
from ...common.fields import surely, tables_in, views
from ...files.sample import Sample
from ...options import Options
from .contacts import read_contacts
from .relationships import read_relationships
from .shapes import SHAPES

NAME = "civicrm"
HELP = "CiviCRM: contacts and relationships"


def detect(sample: Sample) -> float:
    """How surely files are of CiviCRM, from 0 to 1: by headings."""
    return surely(sample, SHAPES)


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """Organisations, people, dated posts and lines."""
    found, notes = views(tables_in(paths), SHAPES)
    if not found["contact"]:
        raise InputError("There are no contacts of CiviCRM in these files", "Name the file of contacts too.")
    crm = Crm(NAME, options, known)
    crm.notes += notes
    read_contacts(crm, found["contact"])
    read_relationships(crm, found["relationship"], found["type"])
    return crm.batch()
