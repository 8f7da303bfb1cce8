"""Reports as a Parquet file: the columns of their Arrow table (model/arrow.py)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from reportmine.model import Report
from reportmine.model.arrow import claims_table


def to_parquet(reports: Sequence[Report]) -> bytes:
    """The claims of reports as a Parquet file; the version of the schema is in its metadata.

    >>> from reportmine.api import extract
    >>> found = pq.read_table(pa.BufferReader(to_parquet([extract("举办培训20场。")])))
    >>> found["value"].to_pylist(), found["value_float"].to_pylist(), found.schema.metadata[b"reportmine.schema"]
    ([Decimal('20.000000')], [20.0], b'reportmine.claims/2')
    """
    return parquet_file(claims_table(reports))


_COMPRESSION = "zstd"


def write_parts(path: str | Path, tables: Iterable[Any], schema: Any) -> None:
    """Write one file of many tables of a schema, each a group of rows; raises OSError."""
    with pq.ParquetWriter(path, schema, compression=_COMPRESSION) as writer:
        for table in tables:
            writer.write_table(table)


def parquet_file(table: Any) -> bytes:
    """The file of an Arrow table."""
    data = pa.BufferOutputStream()
    pq.write_table(table, data, compression=_COMPRESSION)
    content: bytes = data.getvalue().to_pybytes()
    return content
