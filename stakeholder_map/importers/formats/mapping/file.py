"""The mapping file: TOML that says which column of which file becomes which column of which sheet."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ....custom import PREFIX, CustomField, merged, parse
from ....errors import InputError
from ...assembly import SHEETS, sheet_of, with_fields
from ...cells.columns import Sheet, header_key
from .pieces import parse_each, texts_of
from .targets import Condition, Join, MappingFile, Target
from .values import Field, parse_field

SHIPPED = Path(__file__).with_name("shipped")
_OWN_KEYS = frozenset({"file", "sheet", "header", "where", "join", "rows", "distinct", "once", "optional", "each",
                       "fill_down"})
_TESTS = ("is", "not", "any_of", "none_of", "matches", "not_blank", "blank")


def shipped_for(headers: Collection[tuple[str, ...]]) -> Path | None:
    """The mapping that comes with the program and was written for files that all have such headers, or None."""
    found = [set(map(header_key, header)) for header in headers]
    return next((path for path, needed in _shipped() if found and all(map(needed.issubset, found))), None)


@cache
def _shipped() -> tuple[tuple[Path, frozenset[str]], ...]:
    """The mappings of a single kind of file that come with the program, with the columns that such a file has."""
    named = ((Path(file.name), load_mapping(Path(file.stem))) for file in sorted(SHIPPED.glob("*.toml")))
    return tuple((path, mapping.needed) for path, mapping in named if len(mapping.files) == 1)


def is_shipped(path: Path) -> bool:
    """Whether a mapping that comes with the program is meant: a name of one, and no file."""
    return not path.exists() and len(path.parts) == 1 and (SHIPPED / f"{path.stem}.toml").exists()


def load_mapping(path: Path, declared: tuple[CustomField, ...] = ()) -> MappingFile:
    """Read and check a mapping file; a name without a file means one that comes with the program.

    `declared` are fields that it may fill beside those that it declares itself.
    """
    path = SHIPPED / f"{path.stem}.toml" if is_shipped(path) else path
    try:
        if path.stat().st_size > 1_000_000:
            raise InputError(f"{path.name} is too large for a mapping file", "Is it the right file?")
        content = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        names = ", ".join(sorted(file.stem for file in SHIPPED.glob("*.toml")))
        raise InputError(f"The mapping file {path} does not exist",
                         f"Mappings that come with the program: {names}.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path.name} cannot be read: {error}", "Save it as UTF-8 text.") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path.name} is not valid TOML: {error}",
                         "Check quotation marks and brackets there.") from None
    return _parse(content, path, declared)


def _parse(content: dict[str, Any], path: Path, declared: tuple[CustomField, ...]) -> MappingFile:
    files = content.pop("files", {})
    source = content.pop("source", path.stem)
    content.pop("description", None)
    fields = merged(declared, parse(content.pop("fields", None), path.name))
    if not isinstance(files, dict) or not isinstance(source, str):
        raise InputError(f"{path.name}: source is a text, and [files] a table of names", "See docs/import.md.")
    targets: list[Target] = []
    for name, tables in content.items():
        sheet = sheet_of(name)
        if sheet is None:
            raise InputError(f"{path.name}: there is no sheet “{name}”", f"Sheets are: {', '.join(SHEETS)}.")
        tables = tables if isinstance(tables, list) else [tables]
        for n, table in enumerate(tables, start=1):
            at = f"{path.name}, [[{name}]]" + (f" number {n}" if len(tables) > 1 else "")
            if not isinstance(table, dict):
                raise InputError(f"{at} is not a table", "See docs/import.md.")
            targets.append(_target(table, with_fields(sheet, fields), at, files))
    if not targets:
        raise InputError(f"{path.name} maps nothing",
                         f"Add a table such as [[people]]. Sheets are: {', '.join(SHEETS)}.")
    return MappingFile(path.name, source, tuple(targets), fields)


def _target(table: dict[str, Any], sheet: Sheet, at: str, files: Mapping[str, Any]) -> Target:
    columns = [column.name for column in sheet]
    own = {name: column.name for column in sheet if column.name.startswith(PREFIX) for name in column.synonyms}
    table = {own.get(name, name): value for name, value in table.items()}
    fields = {name: parse_field(value, f"{at}, {name}") for name, value in table.items() if name not in _OWN_KEYS}
    for name in (*fields, *(key for row in _rows(table, at) for key in row)):
        if name not in columns and name not in own:
            raise InputError(f"{at}: the sheet {sheet.name} has no column “{name}”",
                             f"Its columns are: {', '.join(columns)}. Declare one of your own under [[fields]].")
    rows = _rows(table, at)
    if bool(rows) == ("file" in table):
        raise InputError(f"{at} needs either a file or constant rows", "See docs/import.md.")
    file, page = _file(table, files, at) if not rows else ("", "")
    distinct = table.get("distinct", [])
    header = table.get("header", 0)
    if type(header) is not int or header < 0:
        raise InputError(f"{at}: header is the number of the line that has the headers", "Such as header = 4.")
    return Target(at, sheet.name, file, page, header, fields, _conditions(table.get("where"), at),
                  _joins(table, files, at), rows,
                  tuple(fields) if distinct is True else _names(distinct, fields, f"{at}, distinct"),
                  _names(table.get("once", []), fields, f"{at}, once"), bool(table.get("optional")),
                  parse_each(table.get("each"), at), _downward(table.get("fill_down"), at))


def _downward(value: Any, at: str) -> tuple[str, ...]:
    if value is not None and not texts_of(value):
        raise InputError(f"{at}: fill_down names columns whose blank cells take what stands above them",
                         'Such as fill_down = ["Organisation"].')
    return texts_of(value) if value is not None else ()


def _rows(table: Mapping[str, Any], at: str) -> tuple[Mapping[str, Any], ...]:
    rows = table.get("rows", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError(f"{at}, rows: constant rows are a list of tables",
                         'Such as rows = [{ name = "Us", ours = "yes" }].')
    return tuple(rows)


def _file(table: Mapping[str, Any], files: Mapping[str, Any], at: str) -> tuple[str, str]:
    """The file name (or pattern) and sheet that a table names, directly or through [files]."""
    named: Any = table.get("file")
    named = files.get(named, named) if isinstance(named, str) else named
    page = table.get("sheet", "")
    if isinstance(named, dict):
        named, page = named.get("file"), named.get("sheet", page)
    if not isinstance(named, str) or not named or not isinstance(page, str):
        raise InputError(f"{at}: file is the name of a file", 'Such as file = "Contact.csv".')
    return named, page


def _conditions(where: Any, at: str) -> tuple[Condition, ...]:
    conditions = []
    for table in where if isinstance(where, list) else [where] if where else []:
        table = table if isinstance(table, dict) else {}
        tests = [name for name in table if name != "column"]
        named = table.get("column")
        columns = tuple(named) if isinstance(named, list) else (named,)
        if not columns or not all(isinstance(c, str) for c in columns) or len(tests) != 1 or tests[0] not in _TESTS:
            raise InputError(f"{at}, where: a condition names one column and one of {', '.join(_TESTS)}",
                             'Such as where = { column = "Type", any_of = ["Council", "Charity"] }.')
        conditions.append(Condition(columns, tests[0], table[tests[0]]))
    return tuple(conditions)


def _joins(table: Mapping[str, Any], files: Mapping[str, Any], at: str) -> tuple[Join, ...]:
    joins = []
    for join in table.get("join", []):
        join = join if isinstance(join, dict) else {}
        on = join.get("on")
        if not isinstance(on, dict) or not on or not isinstance(join.get("as"), str):
            raise InputError(f"{at}, join: a join has file, as, and on = {{ column here = column there }}",
                             'Such as { file = "Account.csv", as = "account", on = { AccountId = "Id" } }.')
        file, page = _file(join, files, f"{at}, join {join['as']}")
        joins.append(Join(join["as"], file, page, on, _conditions(join.get("where"), f"{at}, join {join['as']}")))
    return tuple(joins)


def _names(value: Any, fields: Mapping[str, Field], at: str) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [value]
    if any(name not in fields for name in names):
        raise InputError(f"{at} names columns that this table does not fill: {value}",
                         f"It fills: {', '.join(fields)}.")
    return tuple(names)
