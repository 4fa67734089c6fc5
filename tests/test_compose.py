"""compose.yaml offers what the tests ran on, on loopback only, and keeps the password in a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .neo4j.server import HERE, LONG_TERM

TEXT = (Path(__file__).parent.parent / "compose.yaml").read_text(encoding="utf-8")
CONF = dict(line.split("=", 1) for line in (HERE / "neo4j.conf").read_text().splitlines() if "=" in line)


def test_it_runs_the_release_that_the_tests_ran_on() -> None:
    assert f"image: neo4j:{LONG_TERM.version}-community" in TEXT


def test_ports_are_published_on_loopback_only() -> None:
    published = re.findall(r'^ +- "([\d.:]*\d+:\d+)"$', TEXT, re.MULTILINE)
    assert published
    assert all(port.startswith("127.0.0.1:") for port in published)


@pytest.mark.parametrize("setting", [
    "dbms.security.allow_csv_import_from_file_urls", "internal.dbms.cypher_ip_blocklist"])
def test_reading_files_and_addresses_is_off_as_in_the_tests(setting: str) -> None:
    variable = "NEO4J_" + setting.replace("_", "__").replace(".", "_")
    assert f'{variable}: "{CONF[setting]}"' in TEXT


def test_the_password_is_in_a_file_that_is_not_in_the_repository() -> None:
    (file,) = re.findall(r"^ +file: \./(\w+)/\w+$", TEXT, re.MULTILINE)
    root = Path(__file__).parent.parent
    assert f"/{file}/" in (root / ".gitignore").read_text().split()
    assert file in (root / ".dockerignore").read_text().split()
    assert not re.search(r"(PASSWORD|AUTH): ", TEXT)
