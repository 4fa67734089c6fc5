"""What `doctor` and `store status` look at; nothing here starts an engine or changes anything."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from . import __version__, embedded
from .custom import CustomField
from .errors import StakeholderMapError
from .settings import Settings
from .store import Store
from .store.driver import address
from .store.ledger import BY_HAND, half


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `hint` says what to do when it is not ok, or where a value comes from."""

    name: str
    value: str
    ok: bool = True
    hint: str = ""


def store(settings: Settings) -> list[Check]:
    """Where the store is, whether it runs, and what it holds."""
    place = settings.values.store
    rows = [Check("store", place, hint=f"from {settings.origins['store']}")]
    if not address(place):
        folder = Path(place).expanduser().absolute()
        try:
            running = embedded.status(folder)
        except StakeholderMapError as error:
            return [*rows, Check("engine", error.message, ok=False, hint=error.hint)]
        if running is None:
            hint = "It starts by itself when a command needs it."
            return [*rows, Check("engine", "not running" if folder.exists() else "no store there yet", hint=hint)]
        rows += [
            Check("engine", f"running, {running.engine}, port {running.port}"),
            Check("process", str(running.pid)),
            Check("started", running.started),
        ]
    try:
        return rows + _contents(settings)
    except StakeholderMapError as error:
        return [*rows, Check("contents", error.message, ok=False, hint=error.hint)]


def everything(settings: Settings) -> list[Check]:
    """The program, its settings, the engine, and the store."""
    unavailable = embedded.available()
    rows = [
        Check("program", f"stakeholder-map {__version__}"),
        Check("python", f"{platform.python_version()} at {sys.executable}"),
        Check(
            "embedded engine",
            unavailable or embedded.engine_version(),
            ok=unavailable is None or _remote(settings),
            hint="" if unavailable is None else "Use a Neo4j: --store bolt://HOST:7687",
        ),
        *(
            Check(
                f"setting {name}",
                _own(settings.fields()) if name == "fields"
                else "" if (value := getattr(settings.values, name)) is None else str(value),
                hint=f"from {settings.origins[name]}",
            )
            for name in type(settings.values).model_fields
            if name != "store"
        ),
        Check(
            "password", "given" if "STAKEHOLDER_MAP_PASSWORD" in os.environ or settings.values.password_file else "none"
        ),
    ]
    return rows + store(settings)


def _own(fields: Sequence[CustomField]) -> str:
    return ", ".join(f"{field.name} ({field.type} on {field.on})" for field in fields)


def _remote(settings: Settings) -> bool:
    return address(settings.values.store)


def _contents(settings: Settings) -> list[Check]:
    values = settings.values
    with Store.open(values.store, user=values.user, password=settings.password(), database=values.database) as opened:
        counts = opened.counts()
        imports = opened.imports()
        rows = [Check("answers as", opened.engine), Check("facts", f"{sum(counts.values()):,}")]
        if fields := opened.fields():
            rows.append(Check("fields of your own", _own(fields)))
        if stopped := opened.unfinished():
            message, hint = half(stopped)
            rows.append(Check("contents", message, ok=False, hint=hint))
    latest = next((entry for entry in imports if entry.status not in BY_HAND), None)
    last = f"{latest.source} on {latest.when}" if latest else "none yet"
    return [*rows, Check("last import", last)]
