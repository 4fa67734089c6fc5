"""Finds the Java development kits of this machine."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDERS = ("/usr/lib/jvm/*", "/opt/java/*", "/Library/Java/JavaVirtualMachines/*/Contents/Home")


@dataclass(frozen=True, order=True)
class Jdk:
    """A development kit: its main version and its folder."""

    version: int
    home: Path

    @property
    def java(self) -> Path:
        return self.home / "bin" / "java"

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "JAVA_HOME": str(self.home)}


def find_jdk(oldest: int) -> Jdk | None:
    """The oldest kit here that is at least `oldest`, so that a long-term release runs on what it was made for."""
    return min((kit for kit in map(_kit, _homes()) if kit and kit.version >= oldest), default=None)


def _homes() -> Iterator[Path]:
    yield from (Path(value) for name, value in os.environ.items() if name.startswith("JAVA_HOME"))
    if java := shutil.which("java"):
        yield Path(java).resolve().parent.parent
    for pattern in FOLDERS:
        yield from Path("/").glob(pattern.lstrip("/"))


def _kit(home: Path) -> Jdk | None:
    """The kit in `home`, or None: it must have a compiler, since the server is started from its source file."""
    try:
        found = re.search(r'^JAVA_VERSION="(\d+)', (home / "release").read_text(), re.MULTILINE)
    except OSError:
        return None
    return Jdk(int(found[1]), home.resolve()) if found and (home / "bin" / "javac").exists() else None
