"""The tables of the SQLite database, made of the columns that all formats have, and what any such table takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from reportmine.model.schema import COLUMNS, REPORT_COLUMNS, Cell, Column, Kind, shown_in, whole

# "RpMn": what the header of the file says it is; "RpMc" is a comparison.
APPLICATION, COMPARISON = 0x52704D6E, 0x52704D63
# Raised with every change of the tables: a database of another version is refused.
VERSION = 3


class Field(NamedTuple):
    """A column of a table: its name, its type with what must hold for it, and what it means."""

    name: str
    type: str
    meaning: str


_TYPES: dict[Kind, str] = {"integer": "INTEGER", "real": "REAL"}


def typed(name: str, kind: Kind, meaning: str) -> Iterator[Field]:
    """The columns that hold what is of this kind: a decimal has a number beside its digits.

    >>> [(field.name, field.type) for field in typed("value", "decimal", "how much")]
    [('value', 'TEXT'), ('value_number', 'REAL')]
    """
    yield Field(name, _TYPES.get(kind, "TEXT"), meaning)
    if kind == "decimal":
        yield Field(number_of(name), "REAL", f"{name} as a number, to 15 digits")


def stored(kind: Kind, cell: Cell) -> tuple[Cell, ...]:
    """A cell as the columns of its kind hold it.

    >>> stored("decimal", "0.50"), stored("integer", 7)
    (('0.50', 0.5), (7,))
    """
    if kind == "decimal":
        return cell, None if cell is None else float(cell)
    return (bound(cell),)


def bound(cell: Cell) -> Cell:
    """A cell as SQLite takes it."""
    return whole(cell) if isinstance(cell, str) else cell


def number_of(decimal: str) -> str:
    """The column of the numbers beside a column of digits."""
    return f"{decimal}_number"


def _fields(columns: Iterable[Column[Any]]) -> Iterator[Field]:
    for column in columns:
        yield from typed(column.name, column.kind, ", ".join(column.choices) or column.meaning)


REPORTS: tuple[Field, ...] = (
    Field("id", "INTEGER PRIMARY KEY", ""),
    Field("identity", "TEXT NOT NULL UNIQUE", "the file as seen from the folder of the database, or sha256:digest"),
    *_fields(REPORT_COLUMNS),
)
CLAIMS: tuple[Field, ...] = (
    Field("id", "INTEGER PRIMARY KEY", ""),
    Field("report_id", "INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE", ""),
    *_fields(COLUMNS),
    Field("notes", "TEXT NOT NULL", "the rules that decided, as JSON"),
)


def _figures() -> dict[str, str]:
    """What the view `figures` shows, and where it has it from."""
    sources = {column.name: f"claims.{_shown(column)}" for column in COLUMNS}
    sources |= {column.name: f"reports.{column.name}" for column in REPORT_COLUMNS}
    shown = shown_in("view", (*REPORT_COLUMNS, *COLUMNS))
    return {"report": "coalesce(reports.title, reports.path)"} | {
        column.view_name or column.name: sources[column.name] for column in shown
    }


def _shown(column: Column[Any]) -> str:
    return number_of(column.name) if column.kind == "decimal" else column.name


FIGURES = _figures()
INDEXES: tuple[tuple[str, str], ...] = (
    ("reports", "sha256"),
    *(("claims", name) for name in ("report_id", "metric", "indicator", "topic", "period")),
)


def table(name: str, fields: Iterable[Field]) -> str:
    """The statement that makes a table."""
    # SQLite keeps the text of a definition, and shows the comments with it.
    lines = [f'  "{field.name}" {field.type},' + f" -- {field.meaning}" * bool(field.meaning) for field in fields]
    last = lines.pop().replace(",", "", 1)
    return f"CREATE TABLE {name} (\n" + "\n".join([*lines, last]) + "\n)"


def insertion(table: str, fields: Iterable[Field]) -> str:
    """The statement that puts a row into a table; SQLite numbers it.

    >>> insertion("claims", [Field("id", "INTEGER PRIMARY KEY", ""), Field("line", "INTEGER", "")])
    'INSERT INTO claims ("line") VALUES (?)'
    """
    names = [field.name for field in fields if field.name != "id"]
    listed = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({listed}) VALUES ({', '.join('?' * len(names))})"


def _view() -> str:
    shown = ",\n".join(f'  {source} AS "{name}"' for name, source in FIGURES.items())
    return f"CREATE VIEW figures AS SELECT\n{shown}\nFROM claims JOIN reports ON reports.id = claims.report_id"


DEFINITION: tuple[str, ...] = (
    f"PRAGMA application_id = {APPLICATION}",
    f"PRAGMA user_version = {VERSION}",
    table("reports", REPORTS),
    table("claims", CLAIMS),
    *(f"CREATE INDEX {of}_{column} ON {of} ({column})" for of, column in INDEXES),
    _view(),
)
