"""What the exports of customer databases have in common: organisations, people, and their employments with dates."""

from __future__ import annotations

from .cells import no_contact, one_name, optional
from .days import Days
from .ledger import Crm
from .managers import Line
from .organisations import Organisations
from .people import Job, Person
from .staff import Staff

__all__ = ["Crm", "Days", "Job", "Line", "Organisations", "Person", "Staff", "no_contact", "one_name", "optional"]
