"""Settings from stakeholder-map.toml, the environment and flags, in that order of weight; flags win."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from platformdirs import user_config_path, user_data_path
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .custom import CustomField, parse
from .errors import InputError

APP = "stakeholder-map"
FILE = "stakeholder-map.toml"
PREFIX = "STAKEHOLDER_MAP_"


def data_folder() -> Path:
    """Where data lives when nothing else is said: the user's own data folder."""
    return user_data_path(APP, appauthor=False)


class Values(BaseModel):
    """What can be set. Each is a key of the file, a variable STAKEHOLDER_MAP_<KEY>, and where it fits a flag."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    store: str = Field(
        default_factory=lambda: str(data_folder() / "store"), description="folder or address of the store"
    )
    user: str | None = Field(None, description="account at a Neo4j")
    password_file: Path | None = Field(None, description="file that holds the password of that account")
    database: str | None = Field(None, description="database at a Neo4j")
    half_life: float = Field(210.0, gt=0, description="days in which a relationship loses half its strength")
    fields: tuple[dict[str, Any], ...] = Field((), description="fields of your own: tables of name, type and on")
    port: int | None = Field(None, ge=1, le=65535, description="port of the explorer")


@dataclass(frozen=True)
class Settings:
    """The values in force, and for each where it comes from: `default`, a file, a variable or `flag`."""

    values: Values
    origins: Mapping[str, str]

    def password(self) -> str | None:
        """The password for a Neo4j: from its variable, else from the password file. Never from a flag or a file."""
        if (given := os.environ.get(PREFIX + "PASSWORD")) is not None:
            return given
        path = self.values.password_file
        if path is None:
            return None
        try:
            return path.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise InputError(
                f"The password file {path} cannot be read: {error.strerror}.", f"Check {PREFIX}PASSWORD_FILE."
            ) from error

    def fields(self) -> tuple[CustomField, ...]:
        """The fields that people declared in the file of settings."""
        return parse(self.values.fields, self.origins["fields"])


def load(flags: Mapping[str, Any] | None = None) -> Settings:
    """Reads all three sources. Raises InputError that names the source of a wrong value."""
    found: dict[str, tuple[Any, str]] = {}
    for path in (user_config_path(APP, appauthor=False) / FILE, Path(FILE)):
        found |= {key: (value, str(path)) for key, value in _read(path).items()}
    for key in Values.model_fields:
        if (text := os.environ.get(PREFIX + key.upper())) is not None:
            found[key] = (text, PREFIX + key.upper())
    found |= {key: (value, "flag") for key, value in (flags or {}).items() if value is not None}
    try:
        values = Values(**{key: value for key, (value, _) in found.items()})
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0])
        raise InputError(
            f"Setting {key!r} in {found[key][1]} is wrong: {first['msg']}.",
            f"Known settings: {', '.join(Values.model_fields)}.",
        ) from error
    return Settings(values, {key: found[key][1] if key in found else "default" for key in Values.model_fields})


@cache
def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except FileNotFoundError:
        return {}
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}.", "Correct the file or move it away.") from error
