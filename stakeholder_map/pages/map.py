"""Map: who knows whom, drawn; the details of what is chosen; and the same as tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from stakeholder_map import ui
from stakeholder_map.map_component import relationship_map
from stakeholder_map.maps.details import details
from stakeholder_map.maps.drawing import Drawing, draw
from stakeholder_map.maps.picture import page, svg
from stakeholder_map.maps.scene import Scene
from stakeholder_map.maps.twin import ITEM_COLUMNS, LINK_COLUMNS, item_rows, link_rows
from stakeholder_map.maps.view import shown
from stakeholder_map.ui.choice import arrive, choose, chosen, first, picks, surround
from stakeholder_map.ui.controls import clear, controls
from stakeholder_map.ui.tables import csv_text
from stakeholder_map.words import day, verdict

HEIGHT = 560
ORGANISATION_STEPS = 2
"""The people of an organisation are one step away, who knows them is two."""


@ui.careful
def main() -> None:
    on = ui.header("Map")
    ui.warn_of(ui.unfinished())
    if ui.answers(on).scene.items:
        explorer(on)
    else:
        st.text("Nothing to draw yet. The Overview says how to bring in organisations and people.")


@st.fragment
@ui.careful
def explorer(on: date) -> None:
    found = ui.answers(on)
    arrive(found.scene)
    view, hide_names = controls(found.scene)
    part = shown(found.scene, view)
    drawing = draw(part.scene, ui.anchors(on), hide_names)
    st.text(part.status)
    left, right = st.columns([2.6, 1])
    with left:
        relationship_map(
            drawing, key="map", view="map", command=st.session_state.get("command"),
            empty="Nothing matches these filters. Clear one of them to see the map again.",
            on_select=picked_on_map, on_open=opened_on_map, on_back=lambda: surround("", 0),
        )
    with right, st.container(height=HEIGHT, border=True):
        panel(found, part.scene)
    twin(part.scene, hide_names)
    downloads(drawing, hide_names)


def picked_on_map() -> None:
    choose(st.session_state.map.selected or [])


def opened_on_map() -> None:
    if key := st.session_state.map.open:
        choose([key], move=True)
        surround(key, ORGANISATION_STEPS)


def panel(found: ui.Answers, drawn: Scene) -> None:
    """What is known about what is chosen."""
    keys = [key for key in chosen() if key in found.scene.items]
    if not keys:
        st.markdown("**Nothing chosen**")
        st.caption(
            "Click somebody on the map, find a name, or pick a row in the table below. "
            "A double click shows only the surroundings."
        )
        return
    about = details(found.scene, found.snapshot, found.redundancy, keys[0])
    ui.heading(about.heading)
    st.text(about.caption)
    if about.verdict:
        ui.badge(about.verdict, verdict(about.verdict, about.kappa))
    for paragraph in about.paragraphs:
        st.text(paragraph)
    if keys[0] in drawn.items:
        steps = 1 if found.scene.items[keys[0]].is_person else ORGANISATION_STEPS
        st.button("Show surroundings", icon=":material/hub:", on_click=surround, args=(keys[0], steps))
    else:
        st.button("Not on the map as it is filtered now: show all", on_click=clear)
    for title, rows in about.lists:
        ui.heading(title, 5)
        ui.points(rows)
    if len(keys) > 1:
        ui.heading(f"Also chosen ({len(keys) - 1})", 5)
        ui.points([(found.scene.name(key), "") for key in keys[1:]])


def twin(scene: Scene, hide_names: bool) -> None:
    """The same as tables; a row moves the map, and what is chosen elsewhere becomes the first row."""
    rows = item_rows(scene, first(), hide_names)
    key = f"row {picks()}"  # a new table after each choice elsewhere, so that its own is forgotten
    marked = [0] if rows and rows[0][0] in first() else []

    def picked() -> None:
        if selected := st.session_state[key].selection.rows:
            choose([rows[selected[0]][0]], move=True, in_table=True)

    things, known = st.tabs([f"Table of the map ({len(rows)})", "Table of the relationships"])
    things.dataframe(
        [dict(zip(ITEM_COLUMNS, cells, strict=True)) for _, cells in rows], hide_index=True, height=280, key=key,
        on_select=picked, selection_mode="single-row", selection_default={"selection": {"rows": marked}},
        alt="Everything on the map; choose a row to show it there",
    )
    known.dataframe(
        [dict(zip(LINK_COLUMNS, cells, strict=True)) for cells in link_rows(scene, hide_names)], hide_index=True,
        height=280, alt="Every relationship on the map",
        column_config={"Last contact": st.column_config.DateColumn(format="DD/MM/YYYY")},
    )


def downloads(drawing: Drawing, hide_names: bool) -> None:
    """The map as files; each is made when it is asked for."""
    title = f"Who knows whom, {day(drawing.scene.on)}"
    cells = [row for _, row in item_rows(drawing.scene, hide_names=hide_names)]
    files: dict[str, tuple[str, str, Callable[[], str]]] = {
        "Web page": ("map.html", "text/html", lambda: page(drawing, title, ITEM_COLUMNS, cells)),
        "Picture (SVG)": ("map.svg", "image/svg+xml", lambda: svg(drawing, title)),
        "Table (CSV)": ("map.csv", "text/csv", lambda: csv_text(ITEM_COLUMNS, cells)),
        "Relationships (CSV)": (
            "relationships.csv", "text/csv", lambda: csv_text(LINK_COLUMNS, link_rows(drawing.scene, hide_names))),
    }
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text("Download")
        for label, (name, mime, make) in files.items():
            st.download_button(label, make, name, mime, on_click="ignore", icon=":material/download:")


main()
