"""What pages share. Only this package, the pages and the map component know Streamlit."""

from .address import from_address, to_address
from .cached import Answers, anchors, answers, asked, asked_freely, snapshot, unfinished
from .frame import FAVICON, careful, error_box, header, map_page, overview_page, questions_page, warn_of
from .text import badge, day, heading, points

__all__ = [
    "FAVICON",
    "Answers",
    "anchors",
    "answers",
    "asked",
    "asked_freely",
    "badge",
    "careful",
    "day",
    "error_box",
    "from_address",
    "header",
    "heading",
    "map_page",
    "overview_page",
    "points",
    "questions_page",
    "snapshot",
    "to_address",
    "unfinished",
    "warn_of",
]
