"""Questions: the library of questions with their answers, and a box for free ones that only read."""

from __future__ import annotations

from datetime import date

import streamlit as st

from stakeholder_map import queries, ui
from stakeholder_map.embedded.limits import QUESTION_SECONDS
from stakeholder_map.errors import StakeholderMapError
from stakeholder_map.queries.console import check
from stakeholder_map.queries.console.given import parameter
from stakeholder_map.ui.questions import parameters, result, searched

KINDS = {"library": "Library", "free": "Free question"}


@ui.careful
def main() -> None:
    on = ui.header("Questions")
    ui.warn_of(ui.unfinished())
    if "kind" not in st.session_state:
        st.session_state.kind = next(iter(ui.from_address("kind", KINDS)), "library")
    kind = st.segmented_control(
        "What to ask", list(KINDS), format_func=lambda name: KINDS[name], key="kind", required=True,
        label_visibility="collapsed", persist_state="session",
    )
    ui.to_address("kind", [kind or "library"], ["library"])
    known = {query.name: query for query in queries.catalogue()}
    chosen = st.query_params.get("question", "")
    if kind == "free":
        free()
    elif chosen in known:
        one(known[chosen], on)
    else:
        library(list(known.values()))


def library(found: list[queries.Query]) -> None:
    """All questions by group; a word in the box leaves those that have to do with it."""
    text = st.text_input("Search", key="search", placeholder="Such as: contract, level, quiet", live=True, width=320)
    left = queries.groups(searched(found, text or ""))
    if not left:
        st.text("No question has to do with that. Try another word, or ask a free question.")
    columns = st.columns(2)
    for place, (group, members) in enumerate(left.items()):
        with columns[place % 2], st.container(border=True, key=f"group {place}", gap="xxsmall"):
            ui.heading(group, 4)
            for query in members:
                st.button(query.title, key=f"ask {query.name}", type="tertiary", on_click=choose, args=(query.name,),
                          help=f"{query.summary}.")


def choose(name: str) -> None:
    """Go to one question, or back to all of them, with nothing of the last one left in the address."""
    kept = {key: value for key, value in st.query_params.items() if key in ("on", "kind")}
    st.query_params.from_dict(kept | ({"question": name} if name else {}))


def one(query: queries.Query, on: date) -> None:
    """One question: what it answers, what it needs, and its answer."""
    st.button("All questions", icon=":material/arrow_back:", type="tertiary", on_click=choose, args=("",))
    ui.heading(query.title)
    st.text(query.description.replace("`", ""))
    answered(query, on)
    with st.expander("The question in Cypher"):
        st.caption("To start a free question from, or for Neo4j Browser. Copy it with the sign at its top right.")
        st.code(query.text, language="cypher")


@st.fragment
@ui.careful
def answered(query: queries.Query, on: date) -> None:
    values = parameters(query, ui.snapshot(on))
    if values is None:
        return
    day = {"as_of": on} if any(param.name == "as_of" for param in query.params) else {}
    result(ui.asked(query.name, {**values, **day}), query.name, {c.name: c.help for c in query.columns})


def free() -> None:
    """A box for a statement, its parameters, and its answer."""
    st.text(f"Ask anything in Cypher that only reads. An answer gets {QUESTION_SECONDS:.0f} seconds and 10,000 rows.")
    with st.form("free", border=False):
        example = queries.get("console/example").statements[0].split("\n")
        start = "\n".join(line for line in example if not line.startswith("//"))
        st.session_state.setdefault("typed", start)
        typed = st.text_area("Question", key="typed", height=210, persist_state="session")
        given = st.text_area(
            "Parameters, one on each line", key="given", height=68, persist_state="session", placeholder="days=180",
            help="For $days in the question write days=180.",
        )
        pressed = st.form_submit_button("Ask", type="primary", icon=":material/play_arrow:")
    if pressed or st.session_state.get("pressed"):
        st.session_state.pressed = True
        try:
            values = dict(parameter(line.strip()) for line in given.splitlines() if line.strip())
            check(typed).bind(values)
            result(ui.asked_freely(typed, values), "answer")
        except StakeholderMapError as error:
            ui.error_box(error.message, error.hint, "This question was not answered.")


main()
