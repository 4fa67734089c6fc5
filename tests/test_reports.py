"""Reports and the JSON of answers: what they say, what they never do with text from data, how they are written."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from stakeholder_map import importers, practice, reports
from stakeholder_map.analysis.redundancy import redundancy, summary
from stakeholder_map.analysis.ties import ties
from stakeholder_map.batch import Batch, Fact, Node, Tie
from stakeholder_map.demo import write as write_demo
from stakeholder_map.errors import InputError
from stakeholder_map.identity import Directory
from stakeholder_map.jsonout.form import dumps, payload, plain
from stakeholder_map.jsonout.partnerships import redundancy_payload, ties_payload
from stakeholder_map.reports.continuity import continuity
from stakeholder_map.reports.markdown import escape
from stakeholder_map.reports.shapes import Report
from stakeholder_map.reports.visible import visible
from stakeholder_map.snapshot import Snapshot
from stakeholder_map.spreadsheet import safe

from .browser import chromium

TODAY = date(2026, 6, 30)
SECTIONS = ("first", "all", "unknown", "how", "limits", "details")
HOSTILE = (
    "<img src=x onerror=\"document.title='owned'\">",
    "</style></title><script>document.title='owned'</script>",
    "{{ 7*7 }} {% raw %}",
    "![beacon](http://198.51.100.7/x.png)",
    "[press](javascript:alert(1)) | <b>bold</b> | `code`",
    "# Heading",
    "http://198.51.100.7/y &lt;i&gt; _a_ **b** ~~c~~",
    "1. item",
    "=HYPERLINK(\"http://198.51.100.7\")",
)


class World:
    """Invented facts, put together one after the other."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.organisation("us", "Our Trust", ours=True)

    def node(self, label: str, key: str, **props: Any) -> World:
        self.facts.append(Node(label, key, {"source": "list", **props}))
        return self

    def tie(self, kind: str, start: tuple[str, str], end: tuple[str, str], **props: Any) -> World:
        key = f"{kind}:{start[1]}>{end[1]}#{len(self.facts)}"
        self.facts.append(Tie(kind, key, *start, *end, props))
        return self

    def organisation(self, key: str, name: str, **props: Any) -> World:
        return self.node("Organisation", key, name=name, **{"ours": False, **props})

    def person(self, key: str, name: str, at: str, title: str = "", **props: Any) -> World:
        self.node("Person", key, name=name, **props).node("Post", f"post-{key}", title=title)
        self.tie("IN", ("Post", f"post-{key}"), ("Organisation", at))
        return self.tie("HOLDS", ("Person", key), ("Post", f"post-{key}"))

    def knows(self, ours: str, theirs: str, **props: Any) -> World:
        return self.tie("KNOWS", ("Person", ours), ("Person", theirs), **props)

    def met(self, ours: str, theirs: str, days: int = 10, **props: Any) -> World:
        return self.knows(ours, theirs, last_contact=TODAY - timedelta(days=days), **props)

    def partnership(self, key: str, name: str, *members: str, participation: str = "core", **props: Any) -> World:
        self.node("Partnership", key, name=name, **props)
        for member in members:
            self.tie("MEMBER_OF", ("Organisation", member), ("Partnership", key), participation=participation)
        return self

    def snapshot(self) -> Snapshot:
        return Snapshot.of_batch(Batch("list", tuple(self.facts)), TODAY)

    def report(self) -> Report:
        return continuity(self.snapshot())


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The demo as its files tell it, without a store."""
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder, TODAY)
    batch = importers.read([folder], importers.Options(source="demo", as_of=TODAY), Directory())
    return Snapshot.of_batch(batch, TODAY)


@pytest.fixture(scope="module")
def demo_report(demo: Snapshot) -> Report:
    return continuity(demo, imported=TODAY)


class Page(HTMLParser):
    """The visible text, tags, ids and links of an HTML file."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self._text: list[str] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src", "srcset", "action", "style") or name.startswith("on"):
                self.links.append(value or "")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((int(tag[1]), ""))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self._text.append(data)
            if any(re.fullmatch("h[1-6]", tag) for tag in self._open):
                level, text = self.headings[-1]
                self.headings[-1] = (level, f"{text} {data}".strip())

    @property
    def text(self) -> str:
        return " ".join(" ".join(self._text).split())


def html(report: Report) -> Page:
    return Page(reports.render(report, "html"))


def table(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(reports.render(report, "csv").removeprefix("\ufeff"))))


# --- JSON ---------------------------------------------------------------------------------------------------------


def test_redundancy_payload_has_the_fields_of_the_interface_and_no_others() -> None:
    snapshot = Snapshot.of("ana! met bo@acme 30; ana! met cy@acme; kim@quiet")
    rows = redundancy(snapshot)
    got = json.loads(dumps(redundancy_payload(TODAY, rows)))
    assert list(got) == ["schema", "as_of", "rows", "unknown"]
    assert (got["schema"], got["as_of"]) == ("stakeholder-map/redundancy/1", "2026-06-30")
    row = next(r for r in got["rows"] if r["partnership"]["name"] == "acme")
    assert row["partnership"] == {"id": "implied:acme", "name": "acme", "implied": True}
    assert list(row) == ["partnership", "kappa", "kappa_confirmed", "kappa_representatives", "needed", "verdict",
                         "reason", "by_partner"]
    partner = row["by_partner"][0]
    assert list(partner) == ["organisation", "participation", "kappa", "kappa_confirmed", "verdict", "reason",
                             "people_ours", "people_theirs", "ties", "shared", "asserted", "kappa_any",
                             "kappa_indirect", "severing_set", "sole_contacts", "sole_contacts_indirect"]
    assert partner["organisation"] == {"id": "acme", "name": "acme"}
    assert partner["sole_contacts"] == [{"id": "ana", "name": "ana", "side": "ours"}]
    assert row["kappa"] == 1
    assert row["kappa_representatives"] is None


def test_what_is_not_known_is_listed_with_its_reason_per_organisation() -> None:
    world = World().organisation("a", "Alpha").organisation("b", "Beta").person("x", "Xia", "us")
    world.person("y", "Yve", "a").met("x", "y").partnership("p", "Both", "a", "b").partnership("q", "Alone")
    got = redundancy_payload(TODAY, redundancy(world.snapshot()))["unknown"]
    places = [(u["partnership"]["name"], u["organisation"] and u["organisation"]["name"]) for u in got]
    assert sorted(places, key=str) == [("Alone", None), ("Both", "Beta")]
    assert all(u["reason"] for u in got)


def test_ties_payload_has_dates_as_text_and_null_where_nothing_is_known() -> None:
    got = ties_payload(TODAY, ties(Snapshot.of("ana! met bo@acme 30; dee! knows eve@bank")))
    rows = {row["organisation"]["name"]: row for row in got["rows"]}
    assert list(rows["bank"])[:6] == ["ours", "theirs", "organisation", "state", "strength", "last_contact"]
    assert (rows["acme"]["last_contact"], rows["bank"]["last_contact"], rows["bank"]["strength"]) == (
        "2026-05-31", None, None)


def test_json_is_the_same_every_time_and_keeps_letters() -> None:
    content = payload("ask", TODAY, [["Zoë", TODAY]], [], columns=("a", "b"), names={"b", "a"})
    text = dumps(content)
    assert text == dumps(json.loads(text))
    assert "Zoë" in text
    assert text.endswith("}\n")
    assert content["names"] == ["a", "b"]


def test_what_has_no_place_in_json_is_an_error_and_not_a_guess() -> None:
    with pytest.raises(TypeError, match="object has no place in JSON"):
        plain([object()])
    with pytest.raises(ValueError, match="JSON"):
        dumps({"a": float("nan")})


def test_report_json_holds_the_redundancy_answer_unchanged(demo: Snapshot, demo_report: Report) -> None:
    got = json.loads(reports.render(demo_report, "json"))
    asked = redundancy_payload(TODAY, redundancy(demo))
    assert got["schema"] == "stakeholder-map/report/1"
    assert got["unknown"] == asked["unknown"]
    for row, wanted in zip(got["rows"], asked["rows"], strict=True):
        assert {key: row[key] for key in wanted if key != "by_partner"} == {
            key: value for key, value in wanted.items() if key != "by_partner"}
        for partner, expected in zip(row["by_partner"], wanted["by_partner"], strict=True):
            assert {key: partner[key] for key in expected} == expected
    assert sum(got["verdicts"].values()) == len(got["rows"])


# --- what the report says -----------------------------------------------------------------------------------------


def test_headline_is_the_one_line_of_the_answer(demo: Snapshot, demo_report: Report) -> None:
    assert demo_report.headline == summary(redundancy(demo))
    for name in ("html", "md"):
        assert demo_report.headline in reports.render(demo_report, name)


def test_headline_says_when_one_contact_is_enough() -> None:
    world = World().person("x", "Xia", "us")
    for key, degree in (("a", "networking"), ("b", "coalition")):
        world.organisation(key, key).person(f"{key}1", f"Person {key}", key).met("x", f"{key}1")
        world.partnership(f"p{key}", f"Partnership {key}", key, degree=degree)
    text = html(world.report()).text
    assert "2 of 2 partnerships hang on one person" in text
    assert "1 of them should have another contact; for 1 one is enough." in text


def test_what_to_do_first_stands_worst_then_most_important_first() -> None:
    world = World().person("x", "Xia", "us").person("z", "Zed", "us")
    for key, importance in (("a", 2), ("b", 5), ("c", 4)):
        world.organisation(key, f"Org {key}").person(f"{key}1", f"Person {key}", key).met("x", f"{key}1")
        world.partnership(f"p{key}", f"Partnership {key}", key, importance=importance)
    world.organisation("d", "Org d").person("d1", "Dan", "d").met("z", "d1", days=2000)
    world.partnership("pd", "Partnership d", "d", importance=1)
    report = world.report()
    assert [p.name for p in report.alarming] == [f"Partnership {key}" for key in "dbca"]
    got = html(report).text.split("All partnerships Worst first")[0]
    assert [m[0] for m in re.finditer(r"Partnership [a-d]\b", got)] == [f"Partnership {key}" for key in "dbca"]
    assert "Sole contacts: Xia (our side), Person b (Org b)" in got
    assert "Last contact: 20 June 2026, 10 days ago" in got


def test_silence_is_never_an_alarm() -> None:
    report = continuity(Snapshot.of("ana! knows bo@acme; cy! knows dee@acme; kim@quiet"))
    assert report.alarming == ()
    text = html(report).text
    assert "No partnership is known to be held by too few people on this day." in text
    assert "quiet : No relationship was ever recorded between our people and kim at quiet." in text
    assert "acme : Enough relationships with acme are recorded" in text
    assert "Without any contact on record: 2." in text


def test_a_person_on_whom_several_partnerships_hang_is_shown_once() -> None:
    world = World().person("x", "Xia Lund", "us", "Partnerships Officer")
    for key in "abc":
        world.organisation(key, f"Org {key}").person(f"{key}1", f"Person {key}", key)
        world.partnership(f"p{key}", f"Partnership {key}", key)
        world.met("x", f"{key}1")
    report = world.report()
    assert [(k.person.name, [p.name for p in k.partnerships]) for k in report.keystones] == [
        ("Xia Lund", ["Partnership a", "Partnership b", "Partnership c"])]
    shown = "Xia Lund Partnerships Officer our side 3: Partnership a , Partnership b , Partnership c"
    assert html(report).text.count(shown) == 1


def test_details_name_who_knows_whom_who_cuts_it_and_what_is_in_writing() -> None:
    world = World().organisation("a", "Alpha").person("x", "Xia", "us", "Officer").person("y", "Yve", "a", "Director")
    world.person("w", "Wim", "a").met("x", "y", days=20).met("x", "w", days=900)
    world.partnership("p", "Joint Work", "a", goal="Warm homes", review_due=date(2026, 1, 31))
    world.node("Agreement", "m", kind="MoU", signed=date(2024, 1, 2), review_due=date(2026, 2, 3))
    world.node("Agreement", "later", kind="SLA", signed=date(2027, 1, 2))
    for agreement in ("m", "later"):
        world.tie("COVERS", ("Agreement", agreement), ("Partnership", "p"))
    world.tie("SIGNED", ("Person", "y"), ("Agreement", "m")).tie("OWNS", ("Person", "x"), ("Agreement", "m"))
    world.tie("REPRESENTS", ("Person", "x"), ("Partnership", "p"), capacity="lead", on_behalf_of="us")
    world.tie("REPRESENTS", ("Person", "w"), ("Partnership", "p"), capacity="lead", on_behalf_of="a",
              until=date(2020, 1, 1))
    world.tie("COORDINATES", ("Person", "x"), ("Partnership", "p"))
    text = html(world.report()).text.split("Details of each partnership")[1]
    assert "Goal Warm homes" in text
    assert "review due 31 January 2026 (overdue)" in text
    assert "MoU: signed 2 January 2024 by Yve; review due 3 February 2026 (overdue); kept by Xia" in text
    assert "SLA" not in text, "not yet signed on the day of the report"
    assert "Representatives Our Trust: Xia (lead)" in text
    assert "Wim (lead)" not in text, "no longer a representative on the day of the report"
    assert "Co-ordinated by Xia" in text
    assert "Xia Officer Yve Director ━ In touch 10 June 2026" in text
    assert "If Xia (ours) or Yve (theirs) left, nobody would remain" in text
    assert "No longer counted: Xia – Wim (lapsed, last contact 12 January 2024)." in text


def test_advice_never_sends_anybody_to_a_person_who_must_not_be_contacted() -> None:
    def advised(**props: Any) -> str:
        world = World().organisation("a", "Alpha").person("x", "Xia", "us").person("z", "Zed", "us")
        world.person("y", "Yve", "a", **props).met("x", "y").met("z", "y").partnership("p", "Joint Work", "a")
        advice = world.report().alarming[0].alarming[0].advice
        assert advice
        return advice.text

    assert advised() == "Ask Yve who else at Alpha we should know, and meet them."
    assert advised(do_not_contact=True) == "Find a second contact at Alpha, and meet them."


def test_a_tiny_organisation_is_asked_for_a_fallback_and_not_for_more_people() -> None:
    world = World().organisation("a", "Alpha", size=1).person("x", "Xia", "us").person("y", "Yve", "a").met("x", "y")
    advice = world.partnership("p", "Joint Work", "a").report().alarming[0].alarming[0].advice
    assert advice
    assert advice.text.startswith("Agree with Alpha whom to turn to")


def test_an_observer_who_is_not_known_is_said_not_to_decide() -> None:
    world = World().organisation("a", "Alpha").person("x", "Xia", "us").person("y", "Yve", "a").met("x", "y")
    world.organisation("o", "Omega").partnership("p", "Joint Work", "a", needed=1)
    world.tie("MEMBER_OF", ("Organisation", "o"), ("Partnership", "p"), participation="observer")
    report = world.report()
    assert report.partnerships[0].answer.verdict == "pass"
    assert "(Omega observes and does not decide.)" in html(report).text


def test_data_are_as_new_as_the_day_and_old_data_are_said_to_be_old() -> None:
    world = World().organisation("a", "Alpha").person("x", "Xia", "us").person("y", "Yve", "a")
    world.met("x", "y", days=200).met("x", "y", days=-30).partnership("p", "Joint Work", "a")
    report = continuity(world.snapshot(), imported=date(2026, 6, 1))
    assert report.freshness.newest_contact == TODAY - timedelta(days=200)
    text = html(report).text
    assert "The newest contact on record: 12 December 2025, 6 months ago" in text
    assert "the last import: 1 June 2026. Sources: list." in text
    assert "Import newer contacts before drawing conclusions." in text


def test_half_life_is_said_in_months_and_changes_with_it() -> None:
    snapshot = Snapshot.of("ana! met bo@acme 30")
    assert "one meeting counts for 14 months, frequent contact for up to 21 months" in html(continuity(snapshot)).text
    assert "one meeting counts for 6 months" in html(continuity(snapshot, half_life=90)).text


@pytest.mark.parametrize(("facts", "hint"), [
    ((), "stakeholder-map template"),
    ((Node("Organisation", "us", {"name": "Us", "ours": True}),), "Record the organisations that you work with"),
    ((Node("Organisation", "a", {"name": "Alpha"}),), "which organisation is yours"),
])
def test_an_empty_store_gives_a_kind_report_that_says_what_to_do(facts: tuple[Fact, ...], hint: str) -> None:
    report = continuity(Snapshot.of_batch(Batch("list", facts), TODAY))
    assert report.headline == "No partnerships are recorded yet"
    assert hint in html(report).text
    assert hint in reports.render(report, "md")
    assert json.loads(reports.render(report, "json"))["rows"] == []
    assert hint in json.loads(reports.render(report, "json"))["next_steps"][0]
    assert len(reports.render(report, "csv").splitlines()) == 1


def test_every_partnership_of_the_demo_stands_in_every_format(demo_report: Report) -> None:
    names = {p.name for p in demo_report.partnerships}
    page = html(demo_report)
    assert len(names) > 20
    assert all(any(level == 3 and name in text for level, text in page.headings) for name in names)
    assert {row["partnership"] for row in table(demo_report)} == {safe(name) for name in names}
    assert all(f"### {escape(name)}" in reports.render(demo_report, "md") for name in names)


def test_the_demo_report_uses_the_words_of_the_field(demo_report: Report) -> None:
    banned = re.compile(r"\b(node|edge|hop|spoc|kappa|κ|matching|vertex|single.threaded)s?\b", re.IGNORECASE)
    for text in (html(demo_report).text, reports.render(demo_report, "md")):
        assert not banned.findall(text)


def test_every_practice_is_cited_with_its_title_and_advice_rests_on_one(demo_report: Report) -> None:
    advised = {m.advice.practice for p in demo_report.partnerships for m in p.members if m.advice}
    assert advised
    assert advised <= set(practice.PRACTICES)
    text = html(demo_report).text
    assert all(str(item) in text for item in practice.PRACTICES.values())


def test_a_verdict_that_no_partnership_has_still_looks_like_one() -> None:
    got = reports.render(continuity(Snapshot.of("ana! met bo@acme 30")), "html")
    assert re.findall(r'<li class="(severed|fail|unknown|unconfirmed|pass)( none)?">', got) == [
        ("severed", " none"), ("fail", ""), ("unknown", " none"), ("unconfirmed", " none"), ("pass", " none")]


# --- the HTML file ------------------------------------------------------------------------------------------------


def hostile_world() -> World:
    """Every field that a person could fill holds text that wants to be code."""
    world = World().person("x", HOSTILE[0], "us", HOSTILE[1])
    for number, text in enumerate(HOSTILE):
        world.organisation(f"o{number}", text).person(f"y{number}", text, f"o{number}", text)
        world.met("x", f"y{number}", source=text)
        world.partnership(f"p{number}", text, f"o{number}", goal=text, beneficiaries=text, stage=text, degree=text)
        world.node("Agreement", f"a{number}", kind=text)
        world.tie("COVERS", ("Agreement", f"a{number}"), ("Partnership", f"p{number}"))
        world.tie("REPRESENTS", ("Person", "x"), ("Partnership", f"p{number}"), capacity=text, on_behalf_of="us")
    return world


def test_html_is_one_file_without_script_or_request(demo_report: Report) -> None:
    text = reports.render(demo_report, "html")
    page = Page(text)
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & set(page.tags)
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)
    style = text.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in text.replace("&#39;", "'")
    assert "url(" not in style
    assert "@import" not in style


def test_html_headings_and_tables_can_be_followed_without_seeing(demo_report: Report) -> None:
    text = reports.render(demo_report, "html")
    page = Page(text)
    levels = [level for level, _ in page.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(page.ids) == len(set(page.ids))
    assert [i for i in page.ids if i in SECTIONS] == list(SECTIONS)
    assert not re.findall(r"<th(?![^>]*scope=)[ >]", text)
    assert '<html lang="en-GB">' in text


def test_hostile_text_stays_text_in_html() -> None:
    page = html(hostile_world().report())
    assert not {"script", "img", "code"} & set(page.tags)
    assert all(link.startswith("#") for link in page.links)
    for text in HOSTILE:
        assert " ".join(text.split()) in page.text
    assert "49" not in page.text


def test_hostile_text_does_nothing_in_a_browser(tmp_path: Path) -> None:
    path = reports.write(hostile_world().report(), tmp_path / "report.html")
    with chromium() as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        assert page.title().startswith("Partnership continuity report")
        assert asked == [path.as_uri()]
        assert page.evaluate("document.scripts.length") == 0


LOW_CONTRAST = """() => {
    const channel = c => (c /= 255) <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
    const light = rgb => { const [r, g, b] = rgb.match(/[\\d.]+/g).map(Number);
        return .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b); };
    const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
        if (c !== 'rgba(0, 0, 0, 0)') return c; } return 'rgb(255, 255, 255)'; };
    return [...document.querySelectorAll('p, li, td, th, dt, dd, a, span, h1, h2, h3, h4')].filter(e => {
        const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
        return (a + .05) / (b + .05) < 4.5; }).map(e => e.textContent.slice(0, 40)); }"""


def test_html_fits_and_can_be_read_at_every_width_and_on_paper(demo_report: Report, tmp_path: Path) -> None:
    path = reports.write(demo_report, tmp_path / "report.html")
    with chromium() as context:
        page = context.new_page()
        page.goto(path.as_uri())
        for width in (1280, 800, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.locator(".headline").bounding_box()["y"] < 200, "the one line is seen at once"
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(LOW_CONTRAST) == []
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 688, "height": 1000})  # A4 without its margins
        assert page.evaluate("document.documentElement.scrollWidth") <= 688
        assert not page.locator("nav").is_visible()
        assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


# --- Markdown -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_markdown(text: str) -> None:
    for around in ("{}", "- {}", "| {} |\n|---|\n| {} |", "# {}", "a {}"):
        shown = MarkdownIt("commonmark").enable("table").render(around.replace("{}", str(escape(text))))
        page = Page(shown)
        assert not set(page.tags) - {"p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "h1"}
        assert " ".join(text.split()) in page.text


def test_a_hostile_report_in_markdown_has_no_picture_link_or_html() -> None:
    text = reports.render(hostile_world().report(), "md")
    page = Page(MarkdownIt("commonmark").enable("table").render(text))
    assert not {"img", "a", "script", "b", "code", "del"} & set(page.tags)
    wanted = [heading for _, heading in page.headings]
    assert "Heading" not in wanted
    rows = [line for line in text.splitlines() if line.startswith("|")]
    columns = {len(re.findall(r"(?<!\\)\|", row)) for row in rows}
    assert columns == {8, 5}, "a bar in a name must not make a column"


def test_markdown_and_html_say_the_same(demo_report: Report) -> None:
    shown = Page(MarkdownIt("commonmark").enable("table").render(reports.render(demo_report, "md"))).text
    for details in demo_report.partnerships:
        assert details.answer.reason in shown
        for member in details.members:
            assert all(person.name in shown for person in member.answer.severing_set)


def test_characters_that_turn_text_round_are_shown() -> None:
    assert visible("Jo\u202egnp.exe\nPark\x1b[31m") == "Jo[U+202E]gnp.exe Park[U+001B][31m"
    assert visible("Zoë O'Brien – Łódź") == "Zoë O'Brien – Łódź"


# --- CSV ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠"])
def test_cells_that_look_like_formulas_are_made_text(start: str) -> None:
    world = World().organisation("a", f"{start}1+1").person("x", "Xia", "us").person("y", f"{start}cmd", "a")
    world.met("x", "y")
    rows = table(world.partnership("p", f"{start}SUM(A1)", "a").report())
    assert rows[0]["partnership"] == f"'{start}SUM(A1)"
    assert rows[0]["partner_organisation"] == f"'{start}1+1"
    cells = [cell for row in csv.reader(io.StringIO(reports.render(world.report(), "csv"))) for cell in row]
    assert not [cell for cell in cells if cell[:1] and cell[0] in "=+-@\t\r\n＝＋－＠"]


def test_csv_has_a_row_for_each_partner_organisation_with_numbers_as_numbers(demo_report: Report) -> None:
    text = reports.render(demo_report, "csv")
    assert text.startswith("\ufeffpartnership,"), "spreadsheets know UTF-8 by it"
    rows = table(demo_report)
    assert len(rows) == sum(max(1, len(p.members)) for p in demo_report.partnerships)
    answers = {(p.name, m.answer.organisation.id): m.answer for p in demo_report.partnerships for m in p.members}
    for row in rows:
        answer = answers.get((row["partnership"], row["organisation_id"]))
        if answer:
            assert row["independent_contacts"] == ("" if answer.kappa is None else str(answer.kappa))
            assert row["verdict"] == answer.verdict


# --- writing ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small() -> Report:
    return continuity(Snapshot.of("ana! met bo@acme 30"))


@pytest.mark.parametrize("name", ["report.html", "report.md", "REPORT.CSV", "report.json", "r.htm", "r.markdown"])
def test_the_ending_chooses_the_format(small: Report, tmp_path: Path, name: str) -> None:
    path = reports.write(small, tmp_path / name)
    ending = path.suffix.lower().removeprefix(".")
    wanted = {"htm": "html", "markdown": "md"}.get(ending, ending)
    assert path.read_text(encoding="utf-8", errors="strict") == reports.render(small, wanted).replace("\r\n", "\n")


def test_an_unknown_ending_names_the_formats(small: Report, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        reports.write(small, tmp_path / "report.docx")
    assert "report.docx" in caught.value.message
    assert all(f".{name}" in caught.value.hint for name in reports.FORMATS)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_an_input_error(small: Report, tmp_path: Path) -> None:
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "file").write_text("")
    places: list[tuple[str, Callable[[str], bool]]] = [
        ("folder.html", lambda m: "is a folder" in m),
        ("missing/report.html", lambda m: "cannot be written" in m),
        ("file/report.html", lambda m: "cannot be written" in m),
        ("\0.html", lambda m: "cannot be written" in m),
        (f"{'x' * 300}.html", lambda m: "cannot be written" in m),
    ]
    for name, said in places:
        with pytest.raises(InputError) as caught:
            reports.write(small, f"{tmp_path}/{name}")
        assert said(caught.value.message), caught.value.message
        assert caught.value.hint
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder.html"]


def test_a_report_that_fails_leaves_the_old_file_and_nothing_else(small: Report, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text("old")
    broken = replace(small, half_life=float("nan"))
    with pytest.raises(ValueError, match="JSON"):
        reports.write(broken, path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file modes.")
def test_a_new_report_is_its_owners_and_an_old_one_keeps_its_mode(small: Report, tmp_path: Path) -> None:
    path = reports.write(small, tmp_path / "report.md")
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o640)
    reports.write(small, path)
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_the_same_facts_give_the_same_bytes(demo: Snapshot, demo_report: Report) -> None:
    again = continuity(demo.at(TODAY), imported=TODAY)
    assert all(reports.render(again, name) == reports.render(demo_report, name) for name in reports.FORMATS)
