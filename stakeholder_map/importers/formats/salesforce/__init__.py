"""Salesforce: accounts, contacts, relations and activities, as API names, reports or JSON; with Nonprofit Pack."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ....batch import Batch
from ....errors import InputError
from ....identity import Directory
from ...common.crm import Crm
from ...common.fields import View, surely, tables_in, views
from ...files.endings import ending_of
from ...files.json_files import json_paths
from ...files.sample import Sample
from ...files.tables import Table, files_in
from ...options import Options
from .activities import read_activities
from .footers import without_footer
from .ids import record_id
from .imports import IMPORT, is_template, read_imports, under_instructions
from .people import Users, read_accounts, read_contacts
from .relations import read_relations, read_relationships
from .shapes import SHAPES
from .trees import is_tree, read_tree

NAME = "salesforce"
HELP = "Salesforce: accounts, contacts, their relations and activities; Nonprofit Success Pack"
JSON = "records of Salesforce"


def detect(sample: Sample) -> float:
    """How surely files are of Salesforce, from 0 to 1: by headings, or by the objects in files of JSON."""
    trees = any(sample.ending(path) == ".json" and is_tree(text) for path, text in sample.texts.items())
    sure = trees or is_template(sample)
    return 0.95 if sure else max(surely(sample, (IMPORT, *SHAPES)), _by_spelling(sample))


def _by_spelling(sample: Sample) -> float:
    """How surely a file with few columns is of Salesforce: by headings spelt as its API has them, or by its name."""
    spelt = any({"Id", "FirstName", "LastName"} <= set(header) for header in sample.headers)
    users = sample.path.stem.casefold() in ("user", "users") and sample.has("Id", "Name", "Email")
    return 0.6 if spelt or users else 0.0


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """Organisations, people with posts and lines, ties of owners and of working life, and interactions."""
    return _collected(paths, options, known).batch()


def _collected(paths: Sequence[Path], options: Options, known: Directory) -> Crm:
    """What the files say; the tables themselves are gone when the batch is made of it."""
    tables = _tables(paths)
    found, notes = views(tables, (IMPORT, *SHAPES))
    users = Users([view for view in found["user"] if _are_users(view)])
    crm = Crm(NAME, options, known, users.left)
    activities = [*found["task"], *found["event"]]
    if not (found["contact"] or found["account"] or found["import"] or (activities and crm.knows_people)):
        own = ", ".join(sorted({table.name for table in tables if table.name.endswith("__c")}))
        raise InputError("There are no contacts and no accounts of Salesforce in these files"
                         + (f", but records of {own}" if own else ""),
                         "Export Contact and Account, and name both files."
                         + (" People in objects of your own are read from CSV with --guess." if own else ""))
    crm.notes += notes
    read_accounts(crm, found["account"])
    read_contacts(crm, found["contact"], users)
    read_imports(crm, found["import"])
    read_relations(crm, found["relation"])
    read_relationships(crm, found["relationship"])
    read_activities(crm, activities, found["related"], users)
    for view in found["other"]:
        crm.drop_all(view, "rows are of leads, campaigns, opportunities, cases or files")
    return crm


def _tables(paths: Sequence[Path]) -> list[Table]:
    """Tables of all files; a folder may hold other JSON too, which is passed over."""
    trees = [file for path in paths for file in (json_paths([path]) if path.is_dir() else [path])
             if ending_of(file) == ".json" and (file == path or is_tree(Sample(file).text))]
    others = [path for path in paths if path not in trees]
    files = [file for path in others for file in (files_in(path) if path.is_dir() else [path])]
    whole = [file for file in files if is_template(Sample(file))]
    found = [*tables_in(whole), *tables_in([file for file in files if file not in whole], (IMPORT, *SHAPES))]
    return [*(without_footer(under_instructions(table)) for table in found),
            *(table for file in trees for table in read_tree(file))]


def _are_users(view: View) -> bool:
    """Whether a table with id, name and address is one of users: by its name or the beginning of its ids."""
    codes = [record_id(view.text(row, "id")) for row in view.table.rows]
    return view.table.name.casefold().startswith("user") or all(code.startswith("005") for code in codes)
