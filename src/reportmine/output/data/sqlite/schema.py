"""The tables of the SQLite database, made of the columns that all formats have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from reportmine.output.schema import COLUMNS, REPORT_COLUMNS, Column, Kind, shown_in

# "RpMn": what the header of the file says it is.
APPLICATION = 0x52704D6E
# Raised with every change of the tables: a database of another version is refused.
VERSION = 2


class Field(NamedTuple):
    """A column of a table: its name, its type with what must hold for it, and what it means."""

    name: str
    type: str
    meaning: str


_TYPES: dict[Kind, str] = {"integer": "INTEGER", "real": "REAL"}


def _fields(columns: Iterable[Column[Any]]) -> Iterator[Field]:
    for column in columns:
        yield Field(column.name, _TYPES.get(column.kind, "TEXT"), ", ".join(column.choices) or column.meaning)
        if column.kind == "decimal":
            yield Field(f"{column.name}_number", "REAL", f"{column.name} as a number, to 15 digits")


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
    return f"{column.name}_number" if column.kind == "decimal" else column.name


FIGURES = _figures()
INDEXES: tuple[tuple[str, str], ...] = (
    ("reports", "sha256"),
    *(("claims", name) for name in ("report_id", "metric", "indicator", "topic", "period")),
)


def _table(name: str, fields: Iterable[Field]) -> str:
    # SQLite keeps the text of a definition, and shows the comments with it.
    lines = [f'  "{field.name}" {field.type},' + f" -- {field.meaning}" * bool(field.meaning) for field in fields]
    last = lines.pop().replace(",", "", 1)
    return f"CREATE TABLE {name} (\n" + "\n".join([*lines, last]) + "\n)"


def _view() -> str:
    shown = ",\n".join(f'  {source} AS "{name}"' for name, source in FIGURES.items())
    return f"CREATE VIEW figures AS SELECT\n{shown}\nFROM claims JOIN reports ON reports.id = claims.report_id"


DEFINITION: tuple[str, ...] = (
    f"PRAGMA application_id = {APPLICATION}",
    f"PRAGMA user_version = {VERSION}",
    _table("reports", REPORTS),
    _table("claims", CLAIMS),
    *(f"CREATE INDEX {table}_{column} ON {table} ({column})" for table, column in INDEXES),
    _view(),
)
