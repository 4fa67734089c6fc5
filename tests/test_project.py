"""What must hold for the project as a whole: its wheel, its locks, its layers, and where things may stand."""

from __future__ import annotations

import ast
import functools
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted([*(ROOT / "stakeholder_map").rglob("*.py"), ROOT / "app.py"])


@functools.cache
def syntax(path: Path) -> ast.Module:
    """The syntax tree of a module, read once for all tests."""
    return ast.parse(path.read_text(encoding="utf-8"))


@functools.cache
def imports(path: Path) -> set[str]:
    """Top names of everything that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add((node.module or "").split(".")[0])
    return found


@pytest.mark.parametrize(
    ("package", "allowed"),
    [
        ("neo4j", {"store"}),
        ("jpype", {"embedded"}),
        ("pyvis", {"drawing.py", "map_component"}),
        ("streamlit", {"app.py", "ui", "pages", "map_component"}),
    ],
)
def test_a_library_is_used_in_its_own_place_only(package: str, allowed: set[str]) -> None:
    users = {path for path in MODULES if package in imports(path)}
    assert users
    assert not [path for path in users if not allowed & {path.name, *path.relative_to(ROOT).parts}]


def test_every_module_says_first_what_it_is_for() -> None:
    assert not [path.name for path in MODULES if not ast.get_docstring(syntax(path))]


def test_no_cypher_in_python() -> None:
    written = re.compile(r"\b(MATCH|MERGE|UNWIND|OPTIONAL MATCH|DETACH DELETE)\s*[\s(]\s*[(\[$:\w]*[:\w]*[)\s]")
    texts = (
        (path.name, node.value)
        for path in MODULES
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    assert not [(name, text) for name, text in texts if written.search(text) and "RETURN" in text]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_locks_pin_everything_with_hashes_and_name_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    packages = re.findall(r"^[a-z0-9].*", text, re.MULTILINE)
    assert len(packages) > 50
    assert all("==" in line and line.endswith("\\") for line in packages)
    assert text.count("--hash=sha256:") >= len(packages)


def test_layers_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    said = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout


def test_the_wheel_carries_what_the_program_needs(tmp_path: Path) -> None:
    script = f"from hatchling.build import build_wheel; build_wheel({str(tmp_path)!r})"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    statements = {
        f"stakeholder_map/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "queries").rglob("*.cypher")
    }
    assert len(statements) > 50
    assert statements <= names
    assert {
        "stakeholder_map/assets/app.py",
        "stakeholder_map/assets/.streamlit/config.toml",
        "stakeholder_map/pyproject.toml",
        "stakeholder_map/map_component/assets/map.js",
        "stakeholder_map/map_component/assets/vis-network.min.js",
        "stakeholder_map/importers/formats/mapping/shipped/salesforce-npsp.toml",
        "stakeholder_map/reports/templates/continuity.html.j2",
    } <= names
    assert "stakeholder_map/app.py" not in names, "beside pages/ Streamlit would run those pages without it"


def test_the_readme_names_commands_that_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    from stakeholder_map.cli.app import COMMANDS

    named = set(re.findall(r"^    stakeholder-map (\w+)", readme, re.MULTILINE))
    assert named
    assert named <= {command.rstrip("_") for command in COMMANDS}
    for command in ("demo", "test"):
        assert f"    python3 run.py {command}\n" in readme
    assert all((ROOT / link).exists() for link in re.findall(r"\]\((docs/[\w.]+|queries/[\w.]+)\)", readme))
