"""The frame of every page: the list of pages, the title with the date, and the box that an error becomes."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, ParamSpec

import streamlit as st

from ..errors import StakeholderMapError
from ..store import ledger
from ..store.ledger import Import

PACKAGE = Path(__file__).parent.parent
FAVICON = PACKAGE / "assets" / "favicon.png"
Parameters = ParamSpec("Parameters")


def overview_page() -> Any:
    path = PACKAGE / "pages" / "overview.py"
    return st.Page(path, title="Overview", icon=":material/dashboard:", url_path="overview", default=True)


def map_page() -> Any:
    return st.Page(PACKAGE / "pages" / "map.py", title="Map", icon=":material/hub:", url_path="map")


def questions_page() -> Any:
    path = PACKAGE / "pages" / "questions.py"
    return st.Page(path, title="Questions", icon=":material/help_center:", url_path="questions")


def header(title: str) -> date:
    """The title of the page, and beside it the day to look at, which stands in the address."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        st.title(title, anchor=False, width="content")
        chosen = st.date_input(
            "As of", value="today", max_value="today", key="on", bind="query-params", persist_state="session",
            format="DD/MM/YYYY", width=160, help="Shows what was known and in force on this day.",
        )
    return chosen if isinstance(chosen, date) else date.today()


def warn_of(half: Import | None) -> None:
    """Says first that the store holds half an import, when it does."""
    if half:
        message, hint = ledger.half(half)
        st.warning("The store holds half an import: what follows may be incomplete.", icon=":material/warning:")
        st.text(f"{message} {hint}")


def careful(page: Callable[Parameters, None]) -> Callable[Parameters, None]:
    """An error becomes a sentence with what to do; nothing about people goes to the log."""

    @functools.wraps(page)
    def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
        try:
            page(*args, **kwargs)
        except StakeholderMapError as error:
            error_box(error.message, error.hint)
        except Exception as error:
            what = f"{type(error).__name__} at {_origin(error.__traceback__)}"
            logging.getLogger(__name__).error("%s", what)
            error_box(
                f"Something went wrong in the program ({what}).",
                "Reload the page. If it comes back, run `stakeholder-map doctor` and report what it says.",
            )

    return run


def error_box(message: str, hint: str, what: str = "This cannot be shown.") -> None:
    st.error(what, icon=":material/error:")
    st.text(message)
    st.text(hint)


def _origin(trace: TracebackType | None) -> str:
    """File and line where an error arose."""
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
