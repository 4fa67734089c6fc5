"""Whether a folder can be, is, or once was an embedded store: refuses rather than starting over in silence."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import asdict, dataclass

from ..errors import StoreError
from .place import WRITABLE, Layout, read_json, write_json

FORMAT = 1
"""Version of the folder's layout."""

MIN_FREE_MB = 32
"""With less free disk an engine would start only to fail at the first write."""

HARMLESS = frozenset({"log", "lost+found", ".DS_Store", "Thumbs.db", "desktop.ini"})
"""May be in an otherwise empty folder: left by a first start that failed, or by the system."""

PASSING = (".wal", ".lck", ".tmp")
"""Files of the database that come and go."""

RESTORE = "Restore a backup into an empty folder and name that with --store."


@dataclass(frozen=True)
class Marker:
    """What store.json says. `ready`: an engine has answered from here, so there is something to lose."""

    ready: bool
    program: str
    engine: str
    files: dict[str, int] | None = None
    format: int = FORMAT

    def write(self, place: Layout) -> None:
        """Put it into the folder."""
        write_json(place.marker, asdict(self))


def make_folder(place: Layout) -> None:
    """Make sure the folder exists, is ours to write, closed to others, and no other people's folder."""
    try:
        place.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        message = f"The store must be a folder, but {place.root} is, or lies under, a file."
        raise StoreError(message, "Name a folder with --store.") from None
    except OSError as error:
        raise StoreError(f"The store folder {place.root} cannot be made: {error.strerror}.", WRITABLE) from None
    refuse_foreign(place)
    try:
        if os.name != "nt":
            place.root.chmod(0o700)
        place.log.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The store folder {place.root} cannot be written: {error.strerror}.", WRITABLE) from None


def refuse_foreign(place: Layout) -> None:
    """A folder without a marker must be empty: it holds neither somebody's files nor the rest of a store."""
    try:
        names = {entry.name for entry in os.scandir(place.root)}
    except OSError as error:
        raise StoreError(f"The store folder {place.root} cannot be read: {error.strerror}.", WRITABLE) from None
    if place.marker.name in names:
        return
    if place.accounts.name in names or place.database.exists():
        raise _damaged(place, "its file store.json is missing")
    others = sorted(name for name in names - HARMLESS if not name.endswith(".lock") and not name.startswith(".store."))
    if others:
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        message = f"The folder {place.root} is not a store, and not empty: it holds {others[0]}{more}."
        raise StoreError(message, "Nothing was changed. Name a new or an empty folder with --store.")


def refuse_full_disk(place: Layout) -> None:
    """Do not start an engine that could not write."""
    free = shutil.disk_usage(place.root).free // 1024**2
    if free < MIN_FREE_MB:
        message = f"The disk of the store {place.root} is full ({free} MB free)."
        raise StoreError(message, f"Free at least {MIN_FREE_MB} MB, or name a folder on another disk with --store.")


def initialised(place: Layout, engine: str) -> bool:
    """True for a store whose data is all there, False where a new one may be made; else an error."""
    if not place.marker.exists():
        return False
    marker = read_json(place.marker)
    if marker is None:
        raise _damaged(place, "its file store.json cannot be read")
    if not marker.get("ready"):
        return False
    if marker.get("format", 0) > FORMAT or _version(marker.get("engine", "")) > _version(engine):
        message = f"The store {place.root} was last used with engine {marker.get('engine')}, newer than {engine} here."
        raise StoreError(message, "Update this program, or use the one that wrote the store.")
    if lack := _lack(place, marker.get("files")):
        raise _damaged(place, lack)
    return True


def data_files(place: Layout) -> dict[str, int]:
    """Size in bytes of each lasting file of the database."""
    return {
        entry.name: entry.stat().st_size
        for entry in os.scandir(place.database)
        if entry.is_file() and not entry.name.endswith(PASSING)
    }


def _lack(place: Layout, files: dict[str, int] | None) -> str:
    """What of the database is missing or cut short, in words; '' when all is there.

    After a clean stop every file must be there in full. After a crash the engine still has to repair its files
    from its log, so that only what it cannot repair counts: the schema, the dictionary and the records.
    """
    if not place.database.is_dir():
        return f"its folder {place.database.relative_to(place.root)} is missing"
    present = data_files(place)
    for name, size in (files or {}).items():
        if present.get(name, -1) < size:
            return f"its file {name} is {'cut short' if name in present else 'missing'}"
    schema = read_json(place.database / "schema.json") or read_json(place.database / "schema.prev.json")
    if schema is None:
        return "the schema of its database is missing"
    wanted = [bucket for kind in schema.get("types", {}).values() for bucket in kind.get("buckets", [])]
    stems = {name.partition(".")[0] for name in present}
    missing = [name for name in ["dictionary", *wanted] if name not in stems]
    return f"its file {missing[0]} is missing" if missing else ""


def _damaged(place: Layout, lack: str) -> StoreError:
    return StoreError(f"The store {place.root} is damaged: {lack}. Nothing was changed.", RESTORE)


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text))

