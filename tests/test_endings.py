"""Files whose names say nothing: what they are is known by how they begin."""

from __future__ import annotations

from pathlib import Path

import pytest

from stakeholder_map.importers import recognised
from stakeholder_map.importers.files.endings import ending_of

from .importing import keys, read

_TABLE = "First Name,Last Name,Organization Name,E-mail 1 - Label,E-mail 1 - Value\nAna,Lima,Northby,Work,ana@nb.uk\n"
_TURTLE = """@prefix org: <http://www.w3.org/ns/org#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
<http://x/nb> a org:Organization ; foaf:name "Northby" .
<http://x/ana> a foaf:Person ; foaf:name "Ana Lima" ; org:memberOf <http://x/nb> .
"""
_GRANTS = """{"grants": [{"id": "g1", "recipientOrganization": [{"id": "GB-CHC-1", "name": "Northby"}],
 "fundingOrganization": [{"id": "GB-CHC-2", "name": "Harbour Trust"}], "awardDate": "2024-03-01"}]}"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", ["contacts", "contacts (3)", "export.2026-05-12", "CONTACTS.CSV", "contacts.txt"])
def test_a_table_is_known_whatever_it_is_called(tmp_path: Path, name: str, encoding: str) -> None:
    (tmp_path / name).write_bytes((_TABLE + "\n").replace("\n", "\r\n").encode(encoding))
    assert recognised(tmp_path / name).NAME == "google"
    batch = read(tmp_path / name, ours=("Harbour Trust",))
    assert keys(batch, "Person") == {"ana@nb.uk"}


@pytest.mark.parametrize(("text", "name"), [(_TURTLE, "w3c-org"), (_GRANTS, "three-sixty-giving")])
def test_open_data_is_known_without_an_ending(tmp_path: Path, text: str, name: str) -> None:
    (tmp_path / "download").write_text(text, "utf-8")
    assert name == recognised(tmp_path / "download").NAME
    assert "Northby" in {n.props["name"] for n in read(tmp_path / "download", ours=("Harbour Trust",)).nodes
                         if n.label == "Organisation"}


@pytest.mark.parametrize(("content", "ending"), [
    (b"", ""), (b"hello\nworld, all", ""), (b"a,b\n", ".csv"), (b"\xef\xbb\xbf{", ".json"), (b"PK\x03\x04", ".xlsx"),
    (b"<http://a/b> <http://c/d> .", ".nt"), (b"<?xml version='1.0'?>", ".xml"), (b"<rdf:RDF>", ".xml"),
    (b"*Vertices 3\n", ".net"), (b"Creator \"igraph\"\nVersion 1\ngraph\n[\n", ".gml"),
    (b"PREFIX x: <http://a>", ".ttl")])
def test_the_ending_that_a_file_should_have(tmp_path: Path, content: bytes, ending: str) -> None:
    (tmp_path / "file").write_bytes(content)
    assert ending_of(tmp_path / "file") == ending
    (tmp_path / "file.zip").write_bytes(content)
    assert ending_of(tmp_path / "file.zip") == ".zip"
    assert ending_of(tmp_path / "missing") == ""
