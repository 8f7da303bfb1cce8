"""Files in, figures out, as Arrow tables: the function that an engine for many machines calls again and again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from reportmine.api import extract
from reportmine.batch.cluster.reading import Reading
from reportmine.batch.found import Found, Settled, Status, found_in
from reportmine.errors import NotTextError
from reportmine.faults import reason_of
from reportmine.model import Report
from reportmine.model.arrow import Extent, extent_of, in_exact_type, plain_claims
from reportmine.model.schema import PATH
from reportmine.output.filtering import narrowed
from reportmine.readers.inputs import locate_in_bytes
from reportmine.readers.settling import Unread

# What stands in the ledger of each report, without its figures.
LEDGER = ("path", "status", "count", "reason", "sha256")


_USUAL = Reading()


class _Outcome(NamedTuple):
    """What became of one report; `extent` is that of its exact numbers."""

    path: str
    status: Status
    reason: str = ""
    report: Report | None = None
    extent: Extent = Extent()


def figures_of_files(files: Any, reading: Reading = _USUAL) -> Any:
    """What becomes of files, an Arrow table with a row a report; it opens no file and knows of no other call.

    `files` has the columns `path` and `bytes`. An archive gives a row for each report in it. `status` is done, failed
    or skipped, with `reason`; `figures` are the rows of docs/schema.md as a list, exact numbers as their digits. Rows
    come in the order of the files. What goes wrong in one file is that file's failure.

    >>> files = pa.table({"path": ["甲.txt", "乙.txt"], "bytes": ["举办培训20场。".encode(), b""]})
    >>> found = figures_of_files(files)
    >>> found["status"].to_pylist(), found["reason"].to_pylist()[1]
    (['done', 'failed'], '乙.txt: is empty; give a file with text in it.')
    >>> [(one["metric"], one["value"], one["unit"]) for one in found["figures"][0].as_py()]
    [('培训', '20', '场')]
    """
    paths, contents = files["path"].to_pylist(), files["bytes"]
    outcomes = [
        outcome
        for path, data in zip(paths, contents, strict=True)
        for outcome in _outcomes(path, data.as_py(), reading)
    ]
    return _table(outcomes)


def _outcomes(path: str, data: bytes, reading: Reading) -> Iterator[_Outcome]:
    located = locate_in_bytes(data, path, encoding=reading.encoding, ocr=reading.ocr, limits=reading.limits)
    for one in found_in(located):
        match one:
            case Settled(name, status, reason):
                yield _Outcome(name, status, str(reason))
            case Found(unread, within):
                yield _outcome(unread, reading, within=within)


def _outcome(unread: Unread, reading: Reading, *, within: bool) -> _Outcome:
    try:
        report = extract(unread.read(), segmenter=reading.segmenter, lexicon=reading.lexicon)
        report = narrowed(report, **reading.narrowing)
    except Exception as error:  # one bad file never loses the others
        status: Status = "skipped" if within and isinstance(error, NotTextError) else "failed"
        return _Outcome(unread.name, status, str(reason_of(error)))
    return _Outcome(unread.name, "done", report=report, extent=extent_of([report]))


def _table(outcomes: list[_Outcome]) -> Any:
    reports = [outcome.report for outcome in outcomes]
    plain = plain_claims([report for report in reports if report is not None]).drop_columns([PATH.name])
    columns = [column.combine_chunks() for column in plain.columns]
    rows = pa.StructArray.from_arrays(columns, fields=list(plain.schema))
    counts = [len(report.claims) if report is not None else 0 for report in reports]
    ends = pa.array(list(accumulate(counts, initial=0)), pa.int32())
    return pa.table(
        {
            "path": pa.array([outcome.path for outcome in outcomes], pa.string()),
            "status": pa.array([outcome.status for outcome in outcomes], pa.string()),
            "count": pa.array(counts, pa.int64()),
            "reason": pa.array([outcome.reason for outcome in outcomes], pa.string()),
            "sha256": pa.array([report.source.sha256 if report else "" for report in reports], pa.string()),
            "digits": pa.array([outcome.extent.digits for outcome in outcomes], pa.int64()),
            "places": pa.array([outcome.extent.places for outcome in outcomes], pa.int64()),
            "figures": pa.ListArray.from_arrays(ends, rows),
        }
    )


def as_rows(outcomes: Any, extent: Extent) -> Any:
    """The figures of outcomes as the table that Parquet files hold; `extent` is that of all outcomes there are.

    >>> found = figures_of_files(pa.table({"path": ["甲.txt"], "bytes": ["举办培训20场，讲座5场。".encode()]}))
    >>> rows = as_rows(found, Extent(2, 0))
    >>> rows["path"].to_pylist(), [str(value) for value in rows["value"].to_pylist()]
    (['甲.txt', '甲.txt'], ['20.000000', '5.000000'])
    """
    figures = outcomes["figures"].combine_chunks()
    paths = outcomes["path"].take(pc.list_parent_indices(figures))
    rows = pa.Table.from_struct_array(pc.list_flatten(figures))
    return in_exact_type(rows.add_column(0, PATH.name, paths), extent)
