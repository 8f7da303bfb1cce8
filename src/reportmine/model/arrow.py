"""Reports as an Arrow table: what type a kind of column has there, and each column put together as a whole.

What is written as Parquet and what Python's libraries for tables are given is this table, so that all have one set of
types.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import pyarrow as pa

from reportmine.model.claim import Claim, Report
from reportmine.model.schema import COLUMNS, PATH, SCHEMA, Cell, Kind, whole

# DuckDB makes doubles of a decimal with more digits, Polars refuses it.
_DIGITS = 38
# What reportmine works out itself has no more places (a third is 33.333333 %), so that the type hardly ever differs.
_PLACES = 6

_INDEXED = pa.dictionary(pa.int32(), pa.string())


class Typed(NamedTuple):
    """A column: its name, its kind, its cells."""

    name: str
    kind: Kind
    cells: Sequence[Cell]


def claims_table(reports: Sequence[Report]) -> Any:
    """The claims of reports as an Arrow table; the version of the schema is in its metadata.

    >>> from reportmine.api import extract
    >>> found = claims_table([extract("举办培训20场。")])
    >>> found["value"].to_pylist(), found["value_float"].to_pylist(), found.schema.metadata[b"reportmine.schema"]
    ([Decimal('20.000000')], [20.0], b'reportmine.claims/2')
    """
    claims = [claim for report in reports for claim in report.claims]
    paths = [report.source.path for report in reports for _ in report.claims]
    columns = [Typed(column.name, column.kind, [column.get(claim) for claim in claims]) for column in COLUMNS]
    arrays = {PATH.name: _strings(paths).cast(_INDEXED), **arrays_of(columns), "notes": _notes(claims)}
    return table_of(arrays, SCHEMA)


def table_of(arrays: dict[str, Any], schema: str) -> Any:
    """The table of these columns, which says what schema they are of."""
    return pa.table(arrays).replace_schema_metadata({"reportmine.schema": schema})


def arrays_of(columns: Sequence[Typed]) -> dict[str, Any]:
    """The arrays of columns by their names; exact numbers have one type in all columns, and doubles beside them.

    >>> found = arrays_of([Typed("value", "decimal", ["0.5", None]), Typed("line", "integer", [3, 4])])
    >>> {name: str(array.type) for name, array in found.items()}
    {'value': 'decimal128(38, 6)', 'value_float': 'double', 'line': 'int64'}
    """
    exact = _decimals(cell for column in columns if column.kind == "decimal" for cell in column.cells)
    return dict(array for column in columns for array in _arrays(column, exact))


def _decimals(numbers: Iterable[Cell]) -> Any:
    """The type of exact numbers: decimals that hold all of them, or strings where there is no such."""
    parts = [str(number).lstrip("-").partition(".") for number in numbers if number is not None]
    places = max((len(part[2]) for part in parts), default=0)
    digits = max((len(part[0]) for part in parts), default=0)
    scale = max(_PLACES, places)
    return pa.decimal128(_DIGITS, scale) if digits + scale <= _DIGITS else pa.string()


def _arrays(column: Typed, exact: Any) -> Iterator[tuple[str, Any]]:
    """The column; one of exact numbers is followed by the nearest doubles."""
    name, kind, cells = column
    match kind:
        case "integer":
            yield name, pa.array(cells, pa.int64())
        case "real":
            yield name, pa.array(cells, pa.float64())
        case "decimal":
            numbers = _strings(cells)
            yield name, numbers.cast(exact)
            yield f"{name}_float", numbers.cast(pa.float64())
        case "choice":
            yield name, _strings(cells).cast(_INDEXED)
        case "text":
            yield name, _strings(cells)


def _notes(claims: Sequence[Claim]) -> Any:
    notes = [note for claim in claims for note in claim.notes]
    fields = {
        "decision": _strings([note.decision for note in notes]),
        "rule": _strings([note.rule for note in notes]),
        "evidence": _strings([note.evidence for note in notes]),
    }
    ends = accumulate((len(claim.notes) for claim in claims), initial=0)
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), pa.StructArray.from_arrays(fields.values(), fields))


def _strings(cells: Sequence[Cell]) -> Any:
    return pa.array([None if cell is None else whole(str(cell)) for cell in cells], pa.string())
