"""Reports as tables of Python's libraries for data: records, Arrow, pandas, Polars.

A report's methods of the same names give its own figures; these functions put those of many into one table. Each
library is imported when its table is asked for.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reportmine.errors import MissingLibraryError, NotAReportError
from reportmine.extras import install_command
from reportmine.model.claim import Report
from reportmine.model.schema import COLUMNS, PATH, record

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

_EXACT = [column.name for column in COLUMNS if column.kind == "decimal"]


def to_records(reports: Iterable[Report]) -> list[dict[str, Any]]:
    """The figures of reports as dicts, one each: the path, then the columns of docs/schema.md; values are `Decimal`.

    >>> from reportmine import extract
    >>> first, second = to_records([extract("培训20场。"), extract("资金212.2万元。")])
    >>> list(first)[:2], first["metric"], first["value"], second["value"], second["value_max"]
    (['path', 'metric'], '培训', Decimal('20'), Decimal('2122000'), None)
    """
    return [_record(report.source.path, record(claim)) for report in _checked(reports) for claim in report.claims]


def _record(path: str | None, fields: dict[str, Any]) -> dict[str, Any]:
    exact = {name: Decimal(fields[name]) for name in _EXACT if fields[name] is not None}
    return {PATH.name: path, **fields, **exact}


def to_arrow(reports: Iterable[Report]) -> pyarrow.Table:
    """The figures of reports as an Arrow table, with the columns and types of the Parquet file.

    Raises MissingLibraryError where pyarrow is not installed.

    >>> from reportmine import extract
    >>> table = to_arrow([extract("培训20场。"), extract("资金212.2万元。")])
    >>> table.num_rows, str(table.schema.field("value").type)
    (2, 'decimal128(38, 6)')
    """
    _library("pyarrow", extra="parquet")
    from reportmine.model.arrow import claims_table

    return claims_table(_checked(reports))


def to_pandas(reports: Iterable[Report]) -> pandas.DataFrame:
    """The figures of reports as a frame of pandas, with the columns of the Parquet file.

    `value` and `value_max` hold `Decimal`, the columns with `_float` behind their names doubles. Whole numbers are
    `Int64`, so that a page may be missing; choices of words are categories. Raises MissingLibraryError where pandas or
    pyarrow is not installed.

    >>> from reportmine import extract
    >>> frame = to_pandas([extract("培训20场。"), extract("资金212.2万元。")])
    >>> frame["value"].tolist(), frame["value_float"].tolist(), str(frame["page"].dtype)
    ([Decimal('20'), Decimal('2122000')], [20.0, 2122000.0], 'Int64')
    """
    library, arrow = _library("pandas", extra="pandas"), _library("pyarrow", extra="pandas")
    kept = _checked(reports)
    frame: pandas.DataFrame = to_arrow(kept).to_pandas(types_mapper={arrow.int64(): library.Int64Dtype()}.get)
    # Arrow's decimals would all show six places, and those of more than 38 digits be strings.
    records = to_records(kept)
    for name in _EXACT:
        frame[name] = library.Series([one[name] for one in records], index=frame.index, dtype=object)
    return frame


def to_polars(reports: Iterable[Report]) -> polars.DataFrame:
    """The figures of reports as a frame of Polars, with the columns and types of the Parquet file.

    Raises MissingLibraryError where Polars or pyarrow is not installed.
    """
    library = _library("polars", extra="polars")
    _library("pyarrow", extra="polars")
    frame: polars.DataFrame = library.from_arrow(to_arrow(reports))
    return frame


def _checked(reports: Iterable[Report]) -> list[Report]:
    """The reports; raises NotAReportError where something else is among them, so that nothing is dropped unseen."""
    if isinstance(reports, Report):
        raise NotAReportError("this takes several reports; give [report], or call the method of the report.")
    kept = list(reports)
    for one in kept:
        if not isinstance(one, Report):
            raise NotAReportError(
                "{value} is no report; keep what is one: [one for one in found if isinstance(one, reportmine.Report)].",
                value=repr(one),
            )
    return kept


def _library(name: str, *, extra: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        raise MissingLibraryError(
            "{library} is not installed; install it with: {command}", library=name, command=install_command(extra)
        ) from None
