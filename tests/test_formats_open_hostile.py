"""Open-data formats under values nobody expects: whatever stands in a file, only an InputError may come of it."""

from __future__ import annotations

import json
import string
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stakeholder_map.errors import InputError
from stakeholder_map.importers import formats, recognised
from stakeholder_map.importers.files.sample import Sample

from .importing import read

WORDS: dict[str, tuple[str, ...]] = {
    "popolo": ("persons", "organizations", "memberships", "posts", "id", "name", "person_id", "organization_id",
               "post_id", "on_behalf_of_id", "member", "person", "organization", "children", "parent_id", "start_date",
               "contact_details", "identifiers", "classification", "area", "end_date", "role", "type", "value"),
    "hsds": ("contents", "organizations.csv", "contacts.csv", "id", "name", "organization", "service", "location",
             "contacts", "phones", "email", "organization_id", "service_id", "parent_organization_id", "number",
             "contact_id", "department", "services", "organization_identifiers", "identifier"),
    "three-sixty-giving": ("grants", "id", "name", "title", "awardDate", "plannedDates", "startDate", "endDate",
                           "fundingOrganization", "recipientOrganization", "recipientIndividual", "contactName",
                           "email", "charityNumber"),
    "kumu": ("elements", "connections", "label", "type", "element type", "attributes", "from", "to", "_id", "id",
             "strength", "email", "direction", "name"),
    "network": ("nodes", "links", "edges", "id", "label", "type", "source", "target", "weight", "name", "key",
                "attributes", "organisation", "email", "since"),
}
TEXTS = st.sampled_from(["a", "b", "Ana Lima", "person", "organisation", "Person", "Partnership", "Mailbox", "Unit",
                         "Post", "party", "2020", "2020-99", "Vacant", "info@x.org", "", " ", "a|b", "x;y", "\u202e",
                         "=1+1", "yes", "1e9", "nan", "ours", "Harbour Trust"])
LEAVES = st.one_of(TEXTS, st.none(), st.booleans(), st.integers(-1, 10**25), st.floats(), st.text(
    string.printable, max_size=5))


def _values(names: tuple[str, ...]) -> st.SearchStrategy[Any]:
    return st.recursive(LEAVES, lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(names), inner, max_size=6)), max_leaves=25)


@pytest.mark.parametrize("name", sorted(WORDS))
def test_json_of_any_shape_is_read_or_refused(tmp_path: Path, name: str) -> None:
    words = WORDS[name]
    file = tmp_path / "any.json"

    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.dictionaries(st.sampled_from(words[:4]), _values(words), max_size=4))
    def check(value: Any) -> None:
        file.write_text(json.dumps(value), "utf-8")
        try:
            batch = read(file, ours=("Harbour Trust",), format=name)
        except InputError:
            return
        assert {t.start for t in batch.ties} | {t.end for t in batch.ties} <= {n.key for n in batch.nodes}

    check()


@pytest.mark.parametrize("name", ["popolo", "hsds", "three-sixty-giving", "kumu", "network", "w3c-org"])
def test_no_format_claims_what_is_none(tmp_path: Path, name: str) -> None:
    module = formats()[name]
    others = {"empty.json": "", "list.json": "[]", "number.json": "1", "empty.csv": "", "card.vcf": "BEGIN:VCARD\n",
              "calendar.ics": "BEGIN:VCALENDAR\n", "people.csv": "id,name,email\n1,Ana,a@x.org\n",
              "crm.csv": "Id,IsDeleted,LastName,FirstName,AccountId\n1,0,Lima,Ana,2\n", "broken.xlsx": "no workbook",
              "google.csv": "First Name,Last Name,Organization Name,E-mail 1 - Value\nAna,Lima,Nb,a@x.org\n"}
    for file, text in others.items():
        (tmp_path / file).write_text(text, "utf-8")
        assert module.detect(Sample(tmp_path / file)) < 0.2
    (tmp_path / "folder").mkdir()
    assert module.detect(Sample(tmp_path / "folder")) == 0.0


def test_a_path_that_is_not_the_named_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    for name in (*WORDS, "w3c-org"):
        with pytest.raises(InputError):
            read(tmp_path / "picture.png", ours=("Harbour Trust",), format=name)
    assert recognised(tmp_path / "picture.png").NAME == "plain"
