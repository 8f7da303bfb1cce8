"""Files that reportmine wrote: how they are told, and their rows, read one after the other."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from reportmine.errors import ReadingError
from reportmine.model import Report
from reportmine.model.schema import SCHEMA, by_heading
from reportmine.model.spreadsheets import unguarded
from reportmine.readers.files import name_of
from reportmine.readers.registry import not_installed
from reportmine.readers.sniffing.own_output import is_own_csv, is_own_jsonl
from reportmine.results.claims import Row, reports_of

_SQLITE, _PARQUET = b"SQLite format 3\0", b"PAR1"
_LOOKED_AT = 4096
# A sentence in a cell may be longer than the 131,072 characters that the module takes.
_LONGEST_CELL = 1 << 24


def holds_results(path: str) -> bool:
    """Whether a path is a file of figures that reportmine wrote, or a folder of Parquet files.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "a.csv")
    ...     _ = path.write_text("path,metric,indicator,topic,value\\n", encoding="utf-8")
    ...     holds_results(str(path)), holds_results(folder)
    (True, False)
    """
    return _reader_of(path) is not None


def read_results(path: str) -> Iterator[Report]:
    """The reports whose figures a file holds; raises ReadingError, one sentence with the path."""
    reader = _reader_of(path)
    if reader is None:
        raise ReadingError("{path}: holds no figures that reportmine wrote.", path=path)
    try:
        yield from reports_of(reader(path))
    except ReadingError as error:
        raise error.about(name_of(path)) from None
    except (OSError, UnicodeDecodeError, csv.Error, json.JSONDecodeError, sqlite3.Error) as error:
        raise ReadingError("{path}: is damaged ({reason}); write it anew.", path=path, reason=str(error)) from None


def _reader_of(path: str) -> Callable[[str], Iterator[Row]] | None:
    try:
        if Path(path).is_dir():
            return _parquet if any(Path(path).glob("*.parquet")) else None
        with Path(path).open("rb") as file:
            head = file.read(_LOOKED_AT)
    except (OSError, ValueError):
        return None
    if head.startswith(_SQLITE):
        return _sqlite
    if head.startswith(_PARQUET):
        return _parquet
    text = head.decode("utf-8-sig", "ignore")
    first = text.partition("\n")[0]
    return _csv if is_own_csv(first) else _jsonl if is_own_jsonl(first) else None


def _csv(path: str) -> Iterator[Row]:
    names = by_heading()
    csv.field_size_limit(_LONGEST_CELL)
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        head = [names.get(heading, heading) for heading in next(rows)]
        for row in rows:
            yield dict(zip(head, map(unguarded, row), strict=False))


def _jsonl(path: str) -> Iterator[Row]:
    with Path(path).open(encoding="utf-8") as file:
        for line in file:
            row: Row = json.loads(line)
            yield row


def _sqlite(path: str) -> Iterator[Row]:
    query = (
        "SELECT reports.path, reports.title, reports.year, claims.* FROM reports"
        " LEFT JOIN claims ON claims.report_id = reports.id ORDER BY reports.id, claims.id"
    )
    base = sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)
    try:
        base.row_factory = sqlite3.Row
        for row in base.execute(query):
            found = dict(row)
            found["notes"] = json.loads(found["notes"]) if found["notes"] else ()
            yield found
    finally:
        base.close()


def _parquet(path: str) -> Iterator[Row]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError as error:
        raise not_installed("parquet", "parquet", error) from None
    files = sorted(map(str, Path(path).glob("*.parquet"))) if Path(path).is_dir() else [path]
    for file in files:
        try:
            table: Any = pq.ParquetFile(file)
            said = (table.schema_arrow.metadata or {}).get(b"reportmine.schema", b"").decode()
            if said != SCHEMA:
                raise ReadingError("is a Parquet file, but none of figures that this reportmine wrote.")
            for batch in table.iter_batches():
                yield from batch.to_pylist()
        except pa.ArrowException as error:
            raise ReadingError("is damaged ({reason}); write it anew.", reason=str(error)) from None
