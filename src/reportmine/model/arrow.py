"""Reports as an Arrow table: what type a kind of column has there, and each column put together as a whole.

What is written as Parquet and what Python's libraries for tables are given is this table, so that all have one set of
types.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


class Extent(NamedTuple):
    """How many digits exact numbers have at most before the point, and how many places behind it."""

    digits: int = 0
    places: int = 0

    def joined(self, other: Extent) -> Extent:
        """The extent of the numbers of both."""
        return Extent(max(self.digits, other.digits), max(self.places, other.places))

    @property
    def type(self) -> Any:
        """The type of such numbers: decimals that hold all of them, or strings where there is no such."""
        scale = max(_PLACES, self.places)
        return pa.decimal128(_DIGITS, scale) if self.digits + scale <= _DIGITS else pa.string()


def claims_table(reports: Sequence[Report]) -> Any:
    """The claims of reports as an Arrow table; the version of the schema is in its metadata.

    >>> from reportmine.api import extract
    >>> found = claims_table([extract("举办培训20场。")])
    >>> found["value"].to_pylist(), found["value_float"].to_pylist(), found.schema.metadata[b"reportmine.schema"]
    ([Decimal('20.000000')], [20.0], b'reportmine.claims/2')
    """
    return in_exact_type(plain_claims(reports), extent_of(reports))


def plain_claims(reports: Iterable[Report]) -> Any:
    """The claims as an Arrow table of what does not depend on other claims: exact numbers are their digits still."""
    reports = tuple(reports)
    claims = [claim for report in reports for claim in report.claims]
    paths = [report.source.path for report in reports for _ in report.claims]
    columns = [Typed(column.name, column.kind, [column.get(claim) for claim in claims]) for column in COLUMNS]
    return pa.table({PATH.name: _strings(paths), **{one.name: _plain(one) for one in columns}, "notes": _notes(claims)})


def in_exact_type(plain: Any, extent: Extent) -> Any:
    """The table of claims that are plain so far, with the type of exact numbers that have this extent."""
    arrays = {PATH.name: plain[PATH.name].cast(_INDEXED)}
    for column in COLUMNS:
        arrays |= _typed(column.name, column.kind, plain[column.name], extent.type)
    return table_of({**arrays, "notes": plain["notes"]}, SCHEMA)


def table_of(arrays: dict[str, Any], schema: str) -> Any:
    """The table of these columns, which says what schema they are of."""
    return pa.table(arrays).replace_schema_metadata({"reportmine.schema": schema})


def arrays_of(columns: Sequence[Typed]) -> dict[str, Any]:
    """The arrays of columns by their names; exact numbers have one type in all columns, and doubles beside them.

    >>> found = arrays_of([Typed("value", "decimal", ["0.5", None]), Typed("line", "integer", [3, 4])])
    >>> {name: str(array.type) for name, array in found.items()}
    {'value': 'decimal128(38, 6)', 'value_float': 'double', 'line': 'int64'}
    """
    exact = _extent(cell for column in columns if column.kind == "decimal" for cell in column.cells).type
    arrays: dict[str, Any] = {}
    for column in columns:
        arrays |= _typed(column.name, column.kind, _plain(column), exact)
    return arrays


def extent_of(reports: Iterable[Report]) -> Extent:
    """The extent of the exact numbers of all claims."""
    decimals = [column for column in COLUMNS if column.kind == "decimal"]
    return _extent(column.get(claim) for report in reports for claim in report.claims for column in decimals)


def _extent(numbers: Iterable[Cell]) -> Extent:
    parts = [str(number).lstrip("-").partition(".") for number in numbers if number is not None]
    return Extent(max((len(part[0]) for part in parts), default=0), max((len(part[2]) for part in parts), default=0))


def _plain(column: Typed) -> Any:
    """The cells as an array that every table would have of them."""
    match column.kind:
        case "integer":
            return pa.array(column.cells, pa.int64())
        case "real":
            return pa.array(column.cells, pa.float64())
        case _:
            return _strings(column.cells)


def _typed(name: str, kind: Kind, plain: Any, exact: Any) -> dict[str, Any]:
    """The column of that kind; one of exact numbers is followed by the nearest doubles."""
    match kind:
        case "decimal":
            return {name: plain.cast(exact), f"{name}_float": plain.cast(pa.float64())}
        case "choice":
            return {name: plain.cast(_INDEXED)}
        case _:
            return {name: plain}


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
