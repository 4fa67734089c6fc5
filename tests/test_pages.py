"""The pages without a browser: what they say, what they draw, what stands in their address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from neo4j import GraphDatabase
from streamlit.testing.v1 import AppTest

import stakeholder_map
from stakeholder_map import custom, queries
from stakeholder_map.store import Answer
from stakeholder_map.ui.frame import FAVICON

from .engines import Engine
from .facts import World
from .hostile import NAMES
from .portfolio import RECENTLY, TODAY, fill, hostile, world

PACKAGE = Path(stakeholder_map.__file__).parent
PATIENCE = 60


@pytest.fixture(scope="module")
def filled(own: Engine) -> Iterator[Engine]:
    st.cache_resource.clear()
    fill(own, world())
    yield own
    st.cache_resource.clear()
    own.empty()


@pytest.fixture(autouse=True)
def _here(own: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAKEHOLDER_MAP_STORE", str(own.place))


@contextmanager
def holding(engine: Engine, made: World) -> Iterator[None]:
    """For a while the store holds something else."""
    st.cache_resource.clear()
    fill(engine, made)
    try:
        yield
    finally:
        st.cache_resource.clear()
        fill(engine, world())


def opened(name: str, **query: str) -> AppTest:
    page = AppTest.from_file(PACKAGE / "pages" / f"{name}.py", default_timeout=PATIENCE)
    for key, value in query.items():
        page.query_params[key] = value
    return run(page)


def run(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception, page.exception
    return page


def drawn(page: AppTest) -> dict[str, Any]:
    """What the map got to draw."""
    proto = page.get("bidi_component")[0].proto
    found: dict[str, Any] = json.loads(proto.mixed.json or proto.json)
    return found


def said(page: AppTest) -> str:
    """All text on the page, line by line."""
    parts = [*page.text, *page.markdown, *page.caption, *page.title, *page.subheader]
    html = [element.proto.body for element in page.get("html")]
    return "\n".join([*(str(part.value) for part in parts), *html])


def test_the_overview_says_what_the_command_line_says(filled: Engine) -> None:
    text = said(opened("overview"))

    assert "**1 of 5 partnerships hangs on one person.**" in text
    assert "5 partnerships · 5 partner organisations · 8 contacts · 2 of our people · 6 relationships" in text


def test_the_overview_lists_what_needs_attention_worst_first_with_names(filled: Engine) -> None:
    page = opened("overview")
    text = said(page)

    assert text.index("Quay Homes</h4>") < text.index("Falcon Energy</h4>")
    assert "Harbour Trust</h4>" not in text
    assert "Mill School</h4>" not in text
    assert "Sole contact:\nOmar Garcia (our side)" in text
    assert f"{RECENTLY.day} {RECENTLY:%B %Y}, 10 days ago" in text
    assert [button.label for button in page.button] == ["Show on map", "Show on map"]


def test_the_overview_says_plainly_what_is_not_known(filled: Engine) -> None:
    text = said(opened("overview"))

    assert "**Not known yet: 1 partnership.**" in text
    assert "**To be confirmed: 1 partnership.**" in text


@pytest.mark.parametrize(("show", "names"), [
    ("unknown", {"Mill School"}), ("unconfirmed", {"Dune Radio"}), ("pass", {"Harbour Trust"}),
    ("all", {"Quay Homes", "Falcon Energy", "Mill School", "Dune Radio", "Harbour Trust"}),
])
def test_the_filter_of_the_overview_stands_in_its_address(filled: Engine, show: str, names: set[str]) -> None:
    page = opened("overview", show=show)

    table = page.dataframe[0].value
    assert set(table["Partnership"]) == names
    assert page.query_params["show"] in (show, [show])


def test_no_word_of_the_program_is_on_a_page(filled: Engine) -> None:
    for name in ("overview", "map", "questions"):
        page = opened(name)
        labels = " ".join(widget.label for kind in (page.button, page.selectbox, page.multiselect) for widget in kind)
        for word in ("node", "edge", "hop", "SPOC", "kappa"):
            assert word not in f"{said(page)} {labels}".split()


def test_an_earlier_day_shows_what_was_known_then(filled: Engine) -> None:
    earlier = (TODAY - timedelta(days=1400)).isoformat()

    assert "No relationship left" in said(opened("map", focus="quay"))
    then = said(opened("map", focus="quay", on=earlier))
    assert "Hangs on one person" in then
    assert "In touch" in then


def test_the_map_draws_everything_and_counts_it(filled: Engine) -> None:
    page = opened("map")
    data = drawn(page)

    assert len(data["items"]) == 5 + 8 + 2 + 1
    assert "5 organisations, 8 contacts, 2 of our people, 7 relationships." in said(page)
    assert {entry["label"] for group in data["legend"] for entry in group["entries"]} >= {
        "Our people", "Contacts", "Organisations", "In touch", "Not confirmed", "Lapsed", "Works at",
    }


def test_the_map_holds_only_json(filled: Engine) -> None:
    proto = opened("map").get("bidi_component")[0].proto

    assert not proto.html_content or "Omar" not in proto.html_content
    assert "Omar Garcia" in (proto.mixed.json or proto.json)


def test_a_link_to_somebody_shows_their_details(filled: Engine) -> None:
    text = said(opened("map", focus="falcon"))

    assert "Falcon Energy</h3>" in text
    assert "Every relationship with Falcon Energy passes through Omar Garcia" in text
    assert "Omar Garcia – Ada Weber" in text


def test_a_link_that_leads_nowhere_is_harmless(filled: Engine) -> None:
    assert "Nothing chosen" in said(opened("map", focus="nobody", around="nobody", steps="2", verdict="x", sector="y"))


def test_a_link_to_surroundings_draws_only_those(filled: Engine) -> None:
    data = drawn(opened("map", focus="falcon", around="falcon", steps="2"))

    assert {item["id"] for item in data["items"]} == {"falcon", "Ada Weber", "Ben Ito", "Omar Garcia"}


def test_the_filters_narrow_the_map(filled: Engine) -> None:
    page = opened("map")
    page.multiselect(key="verdict").set_value(["fail"])
    assert {i["id"] for i in drawn(run(page))["items"]} == {"falcon", "Ada Weber", "Ben Ito", "Omar Garcia"}
    assert page.query_params["verdict"] in ("fail", ["fail"])

    page.multiselect(key="verdict").set_value(["severed"])
    page.multiselect(key="sector").set_value(["company"])
    assert drawn(run(page))["items"] == []
    assert drawn(page)["empty"].startswith("Nothing matches")


def test_what_is_filtered_out_is_said_and_can_be_brought_back(filled: Engine) -> None:
    page = opened("map", focus="harbour", verdict="fail")
    back = next(button for button in page.button if button.label.startswith("Not on the map"))
    back.click()

    assert "harbour" in {item["id"] for item in drawn(run(page))["items"]}


def test_finding_somebody_moves_the_map(filled: Engine) -> None:
    page = opened("map")
    page.selectbox(key="find").set_value("Ed Sato")

    assert drawn(run(page))["command"] == {"seq": 1, "select": ["Ed Sato"], "move": True}
    assert "Ed Sato</h3>" in said(page)
    assert page.query_params["focus"] in ("Ed Sato", ["Ed Sato"])


def test_names_can_be_hidden_on_the_map_and_in_its_tables(filled: Engine) -> None:
    page = opened("map", hide="true")

    assert "Omar" not in json.dumps([(i["label"], i["title"], i["spoken"], i["far"]) for i in drawn(page)["items"]])
    assert "Omar Garcia" not in page.dataframe[0].value.to_string()


def test_no_name_is_read_as_markdown(filled: Engine) -> None:
    with holding(filled, hostile(world())):
        pages = [opened("overview", show="all"), *(opened("map", focus=f"evil{n}") for n in range(len(NAMES)))]
    for page in pages:
        read = [*page.markdown, *page.caption, *page.title, *page.subheader, *page.button, *page.tabs, *page.expander]
        texts = "\n".join(str(getattr(part, "value", "")) + str(getattr(part, "label", "")) for part in read)
        assert not any(name in texts for name in NAMES)
        bodies = "\n".join(element.proto.body for element in page.get("html"))
        assert not any(sign in bodies for sign in ("<img", "<svg", "<script", "<a ", "<b>"))


@pytest.mark.parametrize("name", ["overview", "map"])
def test_half_an_import_is_said_first(filled: Engine, name: str) -> None:
    at = filled.address
    with GraphDatabase.driver(at.uri, auth=(at.user, at.password)) as driver:
        driver.execute_query("MATCH (i:Import) MATCH (h:Ledger {key: 'head'}) SET h.unfinished = i.key",
                             database_=at.database)
        try:
            page = opened(name)
            assert "half an import" in page.warning[0].value
            assert "half an import of 'test'" in said(page)
            assert "--resume" in said(page)
        finally:
            driver.execute_query("MATCH (h:Ledger {key: 'head'}) REMOVE h.unfinished", database_=at.database)


def test_an_empty_store_says_what_to_do(filled: Engine) -> None:
    with holding(filled, World()):
        overview, drawing = said(opened("overview")), said(opened("map"))

    assert "No partnerships yet" in overview
    for command in ("template", "import", "demo"):
        assert f"`stakeholder-map {command}" in overview
    assert "Nothing to draw yet" in drawing


def test_a_store_that_does_not_answer_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAKEHOLDER_MAP_STORE", "bolt://127.0.0.1:9")
    monkeypatch.setenv("STAKEHOLDER_MAP_PASSWORD", "planted-secret")
    page = opened("overview")

    assert page.error[0].value == "This cannot be shown."
    assert "127.0.0.1:9" in said(page)
    assert "planted-secret" not in said(page)
    assert "Traceback" not in said(page)


def test_the_favicon_is_a_file_of_our_own() -> None:
    assert FAVICON.read_bytes().startswith(b"\x89PNG")


def test_what_is_chosen_elsewhere_is_the_first_row_of_the_table(filled: Engine) -> None:
    page = opened("map", focus="harbour")

    assert list(page.dataframe[0].value["Name"])[:3] == ["Harbour Trust", "Cy Novak", "Di Rossi"]


# Questions


def test_the_library_lists_every_question_by_group(filled: Engine) -> None:
    page = opened("questions")
    titles = [button.label for button in page.button]

    assert sorted(titles) == sorted(query.title for query in queries.catalogue())
    for query in queries.catalogue():
        assert f"{query.group}</h4>" in said(page)


def test_the_search_leaves_what_has_to_do_with_it(filled: Engine) -> None:
    page = opened("questions")
    page.text_input(key="search").set_value("Contract LEAVE")
    assert [button.label for button in run(page).button] == ["Leaving soon"]
    page.text_input(key="search").set_value("zebra")
    assert "No question has to do with that" in said(run(page))


def test_a_question_is_asked_with_a_name_that_is_chosen(filled: Engine) -> None:
    page = opened("questions", question="who-knows-whom")
    assert "Choose first: Organisation." in said(page)
    assert not page.dataframe
    page.selectbox[0].set_value("falcon")
    table = run(page).dataframe[0].value

    assert "2 rows</h5>" in said(page)
    assert table.iloc[:, :2].to_numpy().tolist() == [["Omar Garcia", "Ada Weber"], ["Omar Garcia", "Ben Ito"]]
    assert page.query_params["organisation"] in ("falcon", ["falcon"])
    assert "MATCH" in page.get("code")[0].value


def test_a_link_leads_to_an_answer_as_of_a_day(filled: Engine) -> None:
    now = opened("questions", question="who-knows-whom", organisation="falcon")
    assert len(now.dataframe[0].value) == 2
    then = opened("questions", question="contacts-of-person", person="Omar Garcia", on="2001-01-01")
    assert "Last contact" not in said(then)
    assert opened("questions", question="nothing-like-this").button, "the library is shown"


def test_choosing_and_going_back(filled: Engine) -> None:
    page = opened("questions")
    page.button(key="ask find").click()
    assert "Find</h3>" in said(run(page))
    page.text_input[0].set_value("omar")
    table = run(page).dataframe[0].value
    assert table.iloc[0].tolist() == ["Person", "Omar Garcia", "Omar Garcia"]
    next(button for button in page.button if button.label == "All questions").click()
    assert "who" not in run(page).query_params
    assert "question" not in page.query_params
    assert "text" not in page.query_params


def test_ids_stand_behind_names(filled: Engine) -> None:
    columns = ("id", "person", "other_id", "same")
    answer = Answer(columns, [("1", "Ana", "2", "name")])

    def show() -> None:
        import streamlit as st

        from stakeholder_map.ui.questions import result
        result(st.session_state.answer, "x")

    shown = AppTest.from_function(show)
    shown.session_state.answer = answer
    assert run(shown).dataframe[0].value.iloc[0].tolist() == ["Ana", "name", "1", "2"]


def test_a_cut_answer_says_so(filled: Engine) -> None:
    page = free("UNWIND range(1, 20000) AS n RETURN n, 'x' AS x")
    assert page.warning[0].value == "Cut: these are the first 10,000 rows of more."
    assert "10,000 rows</h5>" in said(page)
    assert not free("UNWIND range(1, 20) AS n RETURN n").warning


def free(typed: str, given: str = "") -> AppTest:
    """The page after a free question was asked."""
    page = opened("questions", kind="free")
    page.text_area[0].set_value(typed)
    page.text_area[1].set_value(given)
    page.button[0].click()
    return run(page)


def test_a_free_question_is_answered(filled: Engine) -> None:
    page = opened("questions", kind="free")
    page.button[0].click()
    assert len(run(page).dataframe[0].value) == 8, "the example is a question too"

    page = free("MATCH (p:Person)-[:KNOWS]->(t) WHERE p.name = $name RETURN t, t.name, [1, 'a'] AS mixed, 1.5 AS n "
                "ORDER BY t.name",
                "name=Priya Patel")
    assert page.dataframe[0].value.iloc[0].tolist()[:1] == ["Di Rossi"]
    assert page.dataframe[0].value.iloc[0].tolist()[2:] == ["1; a", 1.5]


@pytest.mark.parametrize(("typed", "given", "says"), [
    ("MATCH (n:Person)\nSET n.name = 'x'", "", "line 2, column 1: SET changes the store"),
    ("MATCH (n:Person)\nRETURN x", "", "'x' is used but means nothing there"),
    ("RETURN $days AS d", "", "uses $days, which has no value"),
    ("RETURN 1 AS d", "days", "'days' is no parameter"),
])
def test_a_free_question_that_is_none_says_why(filled: Engine, typed: str, given: str, says: str) -> None:
    page = free(typed, given)
    assert page.error[0].value == "This question was not answered."
    assert says in said(page)
    assert not page.dataframe


def test_questions_to_an_empty_store(filled: Engine) -> None:
    with holding(filled, World()):
        page = opened("questions", question="people-gone-quiet")
        choice = opened("questions", question="who-knows-whom")
    assert "No rows: nothing in the store fits." in said(page)
    assert "Choose first: Organisation." in said(choice)
    assert list(choice.selectbox[0].options) == []


def test_restricted_people_cannot_be_chosen_or_found(filled: Engine) -> None:
    made = world()
    made.nodes["Ada Weber"].props["restricted"] = True  # type: ignore[index]
    with holding(filled, made):
        page = opened("questions", question="contacts-of-person")
        asked = free("MATCH (p:Person) RETURN p.name AS name")
    assert "Ben Ito" in page.selectbox[0].options
    assert "Ada Weber" not in page.selectbox[0].options
    assert "Ada Weber" not in asked.dataframe[0].value.to_string()


def test_fields_of_ones_own_are_shown_and_filtered_by(filled: Engine) -> None:
    made = world()
    made.fields = custom.parse([{"name": "Budget code", "type": "text", "on": kind} for kind in (
        "organisation", "person", "partnership")], "test")
    for name, code in (("falcon", "B1"), ("harbour", NAMES[0])):
        made.nodes[name].props["x_budget_code"] = code  # type: ignore[index]
        made.partnership(f"with {name}", "us", name, x_budget_code=code)
    with holding(filled, made):
        page = opened("overview", show="all")
        shown = [text.value for text in page.text]
        assert "Budget code: B1" in shown
        assert f"Budget code: {NAMES[0]}" in shown
        (fields,) = [box for box in page.multiselect if box.label == "Fields of your own"]
        assert "Budget code: B1" in fields.options
        fields.set_value(["Budget code: B1"])
        run(page)
        headings = " ".join(html.proto.body for html in page.get("html"))
        assert "with falcon" in headings
        assert "with harbour" not in headings
        page = opened("map", focus="falcon")
        assert "Also recorded" in " ".join(html.proto.body for html in page.get("html"))
        page.multiselect(key="own").set_value(["Budget code: B1"])
        run(page)
        assert "harbour" not in json.dumps(drawn(page))
    assert not [box for box in opened("overview").multiselect if box.label == "Fields of your own"]
