"""Comparisons as an SQLite database: the rows of the CSV in one table, and views of what people look at.

A comparison belongs together: the file is made anew as a whole, where that of reports takes in more and more of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path

from reportmine.errors import WritingError
from reportmine.output.comparison.grid import Field, Grid, grid_of, line_of
from reportmine.output.comparison.result import SECTIONS, Result
from reportmine.output.comparison.sheets import SHOWN, ends_of
from reportmine.output.data.sqlite.database import Waiting, opened, silently
from reportmine.output.data.sqlite.schema import COMPARISON, insertion, number_of, stored, table, typed
from reportmine.output.data.sqlite.schema import Field as Stored

# Raised when a column is renamed, taken away or given another meaning.
VERSION = 1
_INDEXED = ("section", "metric", "topic")


def to_sqlite(result: Result) -> bytes:
    """The database of a comparison, series or audit.

    >>> from reportmine import compare, extract
    >>> to_sqlite(Result(compare(extract("举办培训20场。"), extract("举办培训25场。"))))[:15]
    b'SQLite format 3'
    """
    grid = grid_of(result)
    kinds = [field.kind for field in grid.fields]
    rows = (tuple(chain(*map(stored, kinds, cells))) for cells in grid.cells())
    try:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
            for statement in definition(grid):
                database.execute(statement)
            database.executemany(insertion("comparison", _stored(grid)), rows)
            return database.serialize()
    except sqlite3.OperationalError as error:
        raise WritingError(
            "SQLite cannot hold so many reports ({reason}); write parquet or csv.", reason=str(error)
        ) from error


def check(path: str | None, waiting: Waiting = silently) -> None:
    """Raise WritingError where `path` is a file with anything but a comparison in it, which would be lost."""
    if path is not None and Path(path).is_file():
        with opened(path, COMPARISON, waiting):
            pass


def definition(grid: Grid) -> Iterator[str]:
    """The statements that make the table `comparison` with its indexes and views."""
    yield f"PRAGMA application_id = {COMPARISON}"
    yield f"PRAGMA user_version = {VERSION}"
    yield table("comparison", _stored(grid))
    for name in _INDEXED:
        if any(field.name == name for field in grid.fields):
            yield f"CREATE INDEX comparison_{name} ON comparison ({name})"
    yield from [_figures(grid)] if grid.reports else (_view(grid, section) for section in SECTIONS)


def _stored(grid: Grid) -> Iterator[Stored]:
    yield Stored("id", "INTEGER PRIMARY KEY", "")
    for field in grid.fields:
        yield from typed(field.name, field.kind, field.heading)


def _view(grid: Grid, section: str) -> str:
    """What people look at in a section, decimals as numbers: `pairs`, `only_old`."""
    known = {field.name: field for field in grid.fields}
    shown = ",\n".join(_column(known[end]) for name in SHOWN[section] for end in ends_of(name))
    name = section.replace("-", "_")
    return f"CREATE VIEW {name} AS SELECT\n{shown}\nFROM comparison WHERE section = '{section}' ORDER BY id"


def _column(field: Field) -> str:
    held = number_of(field.name) if field.kind == "decimal" else field.name
    return f'  "{held}" AS "{field.name}"'


def _figures(grid: Grid) -> str:
    """A row a figure, where the table has a row a metric."""
    of_reports = (
        f"SELECT id, metric, topic, measure, unit, '{name}' AS report,"
        f' "{number_of(name)}" AS value, "{line_of(name)}" AS line\n'
        f'FROM comparison WHERE "{line_of(name)}" IS NOT NULL'
        for name in grid.reports
    )
    return "CREATE VIEW figures AS\n" + "\nUNION ALL\n".join(of_reports)
