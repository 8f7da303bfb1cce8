"""Comparisons as a Parquet file: the rows of the CSV in typed columns."""

from __future__ import annotations

from reportmine.comparison.model import Comparison, Series
from reportmine.model.arrow import Typed, arrays_of, table_of
from reportmine.output.comparison.grid import grid_of
from reportmine.output.comparison.json import AUDITS, COMPARISON, SERIES
from reportmine.output.comparison.result import Result
from reportmine.output.data.parquet import parquet_file


def to_parquet(result: Result) -> bytes:
    """The Parquet file of a comparison, series or audit; its metadata say which, as JSON does.

    >>> from pyarrow import BufferReader
    >>> from pyarrow.parquet import read_table
    >>> from reportmine import compare, extract
    >>> found = compare(extract("举办培训20场。"), extract("举办培训25场。"))
    >>> table = read_table(BufferReader(to_parquet(Result(found))))
    >>> table["percent_min"].to_pylist(), table["percent_min_float"].to_pylist(), table.schema.metadata
    ([Decimal('25.000000')], [25.0], {b'reportmine.schema': b'reportmine.comparison/1'})
    """
    grid = grid_of(result)
    columns = (Typed(field.name, field.kind, [row.get(field.name) for row in grid.rows]) for field in grid.fields)
    return parquet_file(table_of(arrays_of(list(columns)), _schema(result)))


def _schema(result: Result) -> str:
    match result.subject:
        case Comparison():
            return COMPARISON
        case Series():
            return SERIES
        case _:
            return AUDITS
