"""An invented, lifelike partnership portfolio: four years of the Ellermouth & Vale Community Trust.

`write(folder, today)` makes the plain folder. All of it is told from `today` backwards, so it never ages, and the
same seed and day give the same bytes. Everything is invented: places, organisations, people, addresses, numbers.

Where to read what: `charts_*.py` the organisations and their posts, `careers.py` who left, moved or acts,
`stories_*.py` each partnership with its contacts and why it stands as it does, `shapes.py` the words they use.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

SEED = 2
SOURCE = "demo"
"""The source that the facts of the demo are loaded under, so that they are told from data of one's own."""


def write(folder: Path, today: date, seed: int = SEED) -> None:
    """Write the demo as CSV files into `folder`, as of `today`."""
    from .cast import cast
    from .contacts import add_contacts
    from .days import Calendar
    from .organisations import add_changes, add_organisations
    from .partnerships import add_partnerships
    from .people import add_people, add_posts
    from .sheets import Sheets

    sheets, calendar, everybody = Sheets(), Calendar(today), cast(seed)
    add_organisations(sheets, everybody, calendar)
    add_people(sheets, everybody, calendar, seed)
    add_posts(sheets, everybody, calendar, seed)
    add_partnerships(sheets, everybody, calendar)
    add_contacts(sheets, everybody, calendar, seed)
    add_changes(sheets, everybody, calendar)
    sheets.save(folder)
