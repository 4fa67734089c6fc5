"""What the exports of customer databases have in common: organisations, people, and their employments with dates."""

from __future__ import annotations

from .activities import NO_CONTACT, NOBODY, NOT_MET, NOT_YET, Activity, Owner, unreached
from .cells import no_contact, one_name, optional
from .days import Days
from .ledger import Crm
from .managers import Line
from .organisations import Organisations
from .people import Job, Person
from .staff import Staff

__all__ = ["NOBODY", "NOT_MET", "NOT_YET", "NO_CONTACT", "Activity", "Crm", "Days", "Job", "Line", "Organisations",
           "Owner", "Person", "Staff", "no_contact", "one_name", "optional", "unreached"]
