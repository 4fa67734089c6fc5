"""Overview: which partnerships need attention today, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from stakeholder_map import ui
from stakeholder_map.analysis.redundancy import summary
from stakeholder_map.custom import choices, words
from stakeholder_map.ui.portfolio import ATTENTION, COLUMNS, Row, counts, enough, portfolio, totals
from stakeholder_map.ui.several import several
from stakeholder_map.ui.tables import csv_text
from stakeholder_map.words import VERDICTS, count

AT_ONCE = 20


@ui.careful
def overview() -> None:
    on = ui.header("Overview")
    ui.warn_of(ui.unfinished())
    found = ui.answers(on)
    rows = portfolio(found.redundancy, found.ties)
    if not rows:
        nothing_yet()
        return
    st.markdown(f"**{summary(found.redundancy)}.** {enough(rows)}")
    st.caption(totals(rows, found.scene, found.ties))
    own = {key: tuple(words(found.snapshot.fields, "Partnership", data))
           for key, data in found.snapshot.nodes("Partnership")}
    chosen = of_own(filtered(rows), own)
    heading = {"attention": "Partnerships that need attention", "all": "All partnerships"}
    st.subheader(heading.get(st.session_state.show) or VERDICTS[st.session_state.show].label, anchor=False)
    if not chosen:
        st.text("None. Every partnership is held by enough people, or it is not known yet who holds it.")
    shown = st.session_state.setdefault("shown", AT_ONCE)
    for row in chosen[:shown]:
        card(row, on, own.get(row.id, ()))
    if len(chosen) > shown and st.button(f"Show {min(AT_ONCE, len(chosen) - shown)} more"):
        st.session_state.shown = shown + AT_ONCE
        st.rerun()
    not_known(rows)
    table(chosen)


def nothing_yet() -> None:
    st.subheader("No partnerships yet", anchor=False)
    st.markdown(
        "Bring in what you have: spreadsheets, exports of a CRM, address books, calendars, mail.\n\n"
        "- An empty workbook to fill in: `stakeholder-map template`\n"
        "- Import a workbook or a folder: `stakeholder-map import FILE`\n"
        "- Or look around first with invented data: `stakeholder-map demo`\n\n"
        "This page shows them as soon as they are imported; reload it then."
    )


def filtered(rows: Sequence[Row]) -> list[Row]:
    """The rows of the chosen filter, which stands in the address."""
    number = counts(rows)
    words = {
        "attention": f"Needs attention ({sum(number.get(name, 0) for name in ATTENTION)})",
        **{name: f"{VERDICTS[name]} ({many})" for name, many in number.items()},
        "all": f"All ({len(rows)})",
    }
    if st.session_state.get("show") not in words:
        st.session_state.show = next(iter(ui.from_address("show", words)), "attention")
    chosen = st.segmented_control(
        "Show", list(words), format_func=lambda name: words[name], key="show", required=True,
        label_visibility="collapsed", persist_state="session",
    )
    ui.to_address("show", [chosen or "attention"], ["attention"])
    names = {"attention": ATTENTION, "all": tuple(VERDICTS)}.get(chosen or "attention", (chosen,))
    return [row for row in rows if row.verdict in names]


def of_own(rows: Sequence[Row], own: Mapping[str, Sequence[str]]) -> list[Row]:
    """The rows that have what is chosen among the fields that people declared themselves, where there are any."""
    mine = choices(own.values())
    wanted = several("Fields of your own", "fields", {word: word for word in mine}, width="stretch") if mine else []
    return [row for row in rows if not wanted or set(wanted) & set(own.get(row.id, ()))]


def card(row: Row, on: date, own: Sequence[str]) -> None:
    with st.container(border=True, key=f"partnership {row.id}"):
        name, why, through = st.columns([2.2, 4, 3], vertical_alignment="center")
        with name:
            ui.heading(row.name, 4)
            ui.badge(row.verdict, row.word)
            if own:
                st.text("\n".join(own))
        why.text(row.why)
        with through:
            if row.sole:
                st.text("\n".join(["Sole contact:" if len(row.sole) == 1 else "Sole contacts:", *row.sole]))
            by = ", by people who left since" if row.by_leavers else ""
            st.text(f"Last contact: {ui.day(row.last_contact, on)}{by}")
            focused = row.focus and st.button("Show on map", key=f"map {row.id}", icon=":material/hub:")
        if focused:
            st.switch_page(ui.map_page(), query_params={"focus": row.focus})


def not_known(rows: Sequence[Row]) -> None:
    """Says plainly what cannot be said; that is no alarm."""
    number = counts(rows)
    lines = []
    if many := number.get("unknown"):
        lines.append(f"**Not known yet: {count(many, 'partnership')}.** {VERDICTS['unknown'].help}")
    if many := number.get("unconfirmed"):
        lines.append(f"**To be confirmed: {count(many, 'partnership')}.** {VERDICTS['unconfirmed'].help}")
    if lines:
        st.subheader("What is not known", anchor=False)
        st.markdown("\n\n".join(lines))


def table(rows: Sequence[Row]) -> None:
    cells = [row.cells() for row in rows]
    with st.expander(f"The same as a table ({len(rows)})"):
        st.dataframe(
            [dict(zip(COLUMNS, row, strict=True)) for row in cells], hide_index=True,
            alt="The partnerships listed above",
            column_config={"Last contact": st.column_config.DateColumn(format="DD/MM/YYYY")},
        )
    st.download_button(
        "Download as CSV", lambda: csv_text(COLUMNS, cells), "partnerships.csv", "text/csv", on_click="ignore",
        icon=":material/download:",
    )


overview()
