"""Parquet: the Arrow columns of a report are a piece, with the extent of its exact numbers in front.

All groups of rows in a file have one type of exact numbers, and what that is shows when all reports are done.
"""

from __future__ import annotations

import functools
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from reportmine.batch.forms import Pieces
from reportmine.model import Report
from reportmine.model.arrow import Extent, extent_of, in_exact_type, plain_claims
from reportmine.output.data.parquet import write_parts

# To write 96,000 rows in groups of so many took 63 MB; in groups of 100,000 107 MB.
_ROWS = 25_000
_EXTENT = struct.Struct("<II")


@dataclass(frozen=True)
class Parquet:
    """Columns for DuckDB, Polars and pandas."""

    def piece(self, report: Report, *, goes_on: bool = False) -> bytes:  # noqa: ARG002 (rows go on by themselves)
        """Its columns."""
        (columns,) = plain_claims([report]).combine_chunks().to_batches() or [None]
        extent = _EXTENT.pack(*extent_of([report]))
        return extent if columns is None else extent + columns.serialize().to_pybytes()

    def write(self, pieces: Pieces, path: Path) -> None:
        """All columns, in groups of rows."""
        extent = functools.reduce(Extent.joined, map(_extent_of, pieces()), Extent())
        empty = plain_claims([])
        groups = (in_exact_type(plain, extent) for plain in _groups(pieces(), empty.schema))
        write_parts(path, groups, in_exact_type(empty, extent).schema)


def _extent_of(piece: bytes) -> Extent:
    return Extent(*_EXTENT.unpack_from(piece))


def _groups(pieces: Iterable[bytes], schema: Any) -> Iterator[Any]:
    """The columns of the reports, so many together that a group is worth its place."""
    waiting: list[Any] = []
    rows = 0
    for piece in pieces:
        columns = piece[_EXTENT.size :]
        if columns:
            waiting.append(pa.ipc.read_record_batch(pa.py_buffer(columns), schema))
            rows += waiting[-1].num_rows
        if rows >= _ROWS:
            yield pa.Table.from_batches(waiting, schema)
            waiting, rows = [], 0
    if waiting:
        yield pa.Table.from_batches(waiting, schema)
