"""The folder of an embedded store: the names in it, how its small files are read and written, and who owns it.

    store.json     marks the folder as a store; `files` lists the data and its sizes after a clean stop
    bolt.json      where the running engine answers, with its accounts (only while it runs)
    accounts.json  the passwords of this store
    stop           a request to stop (only for a moment)
    start.lock     held while somebody starts an engine
    server.lock    held by the engine as long as it has the store open
    data/          the engine's files
    log/           the engine's log
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from ..errors import StoreError

DATABASE = "graph"
WRITABLE = "Give yourself write permission on the folder, or name another one with --store."


@dataclass(frozen=True)
class Layout:
    """The paths inside one store folder."""

    root: Path

    @property
    def marker(self) -> Path:
        """What makes the folder a store."""
        return self.root / "store.json"

    @property
    def bolt(self) -> Path:
        """The rendezvous file of the running engine."""
        return self.root / "bolt.json"

    @property
    def accounts(self) -> Path:
        """The passwords."""
        return self.root / "accounts.json"

    @property
    def stop(self) -> Path:
        """The request to stop: {"idle": true} means only if nobody is connected."""
        return self.root / "stop"

    @property
    def start_lock(self) -> Path:
        """Held while somebody starts an engine."""
        return self.root / "start.lock"

    @property
    def server_lock(self) -> Path:
        """Held by the engine; the system frees it even when the engine is killed."""
        return self.root / "server.lock"

    @property
    def data(self) -> Path:
        """Everything the engine writes itself."""
        return self.root / "data"

    @property
    def database(self) -> Path:
        """The files of the one database."""
        return self.data / "databases" / DATABASE

    @property
    def log(self) -> Path:
        """Logs of the engine, and why its last start failed."""
        return self.root / "log"

    @property
    def engine_log(self) -> Path:
        """What the engine's process prints."""
        return self.log / "engine.log"

    @property
    def failure(self) -> Path:
        """Why the last start failed, for the one who asked for it."""
        return self.log / "failure.json"


@dataclass(frozen=True)
class Rendezvous:
    """Where a running engine answers, and as whom. `program` and `engine` are the versions it runs."""

    pid: int
    port: int
    uri: str
    user: str
    password: str = field(repr=False)
    database: str
    program: str
    engine: str
    reader_user: str | None
    reader_password: str | None = field(repr=False)
    started: str


def layout(place: str | Path) -> Layout:
    """The paths of the store at `place`; relative and `~` places are made absolute."""
    return Layout(Path(os.path.abspath(Path(place).expanduser())))


def read_json(path: Path) -> dict[str, Any] | None:
    """The object in `path`; None when there is no such file or it is not whole."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return value if isinstance(value, dict) else None


def write_json(path: Path, value: dict[str, Any]) -> None:
    """Replace `path` in one step, readable by its owner only."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    with open(os.open(temporary, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(value, file, indent=1, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)


def rendezvous(at: Layout) -> Rendezvous | None:
    """What the rendezvous file says; None when there is none. That the engine is still there, it does not prove."""
    value = read_json(at.bolt) or {}
    try:
        return Rendezvous(**{each.name: value[each.name] for each in fields(Rendezvous)})
    except KeyError:
        return None


def owned(at: Layout) -> bool:
    """Whether a live process holds the store; the system frees the lock of one that was killed."""
    from filelock import FileLock, Timeout

    try:
        if not at.server_lock.exists():
            return False
        with FileLock(at.server_lock, timeout=0, mode=0o600, fallback_to_soft=False):
            return False
    except Timeout:
        return True
    except OSError as error:
        raise StoreError(f"The store folder {at.root} cannot be used: {error.strerror}.", WRITABLE) from None
