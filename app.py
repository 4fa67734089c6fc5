"""The explorer: its pages and their order. `stakeholder-map explore` runs it."""

import streamlit as st

from stakeholder_map import ui

st.set_page_config(page_title="Stakeholder Map", page_icon=ui.FAVICON, layout="wide")
st.navigation([ui.overview_page(), ui.map_page(), ui.questions_page()], position="top").run()
