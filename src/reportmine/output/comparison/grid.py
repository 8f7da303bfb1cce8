"""Comparisons, series and audits as one flat table: what CSV, Excel, Parquet and SQLite are written from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from reportmine.comparison.messages import text_of
from reportmine.comparison.model import Audit, Change, Comparison, Interval, Series
from reportmine.model import Claim, Report
from reportmine.model.digits import plain
from reportmine.model.schema import COLUMNS, PATH, Cell, Kind, Language, shown_in
from reportmine.output.comparison.json import shortened
from reportmine.output.comparison.result import Audits, Result
from reportmine.output.comparison.sections import values_of


class Field(NamedTuple):
    """A column: its stable name, its Chinese heading, what it holds."""

    name: str
    heading: str
    kind: Kind


class Grid(NamedTuple):
    """A table: its columns, and its rows by the names of the columns; what a row does not have is empty.

    `reports` names the columns that the reports of a series have.
    """

    fields: tuple[Field, ...]
    rows: list[Values]
    reports: tuple[str, ...] = ()

    def headings(self, language: Language) -> list[str]:
        """What stands above the columns."""
        return [field.heading if language == "zh" else field.name for field in self.fields]

    def cells(self) -> list[list[Cell]]:
        """The rows, cell by cell."""
        return [[row.get(field.name) for field in self.fields] for row in self.rows]


Values = dict[str, Cell]

_COLUMNS = {column.name: column for column in COLUMNS}
_KNOWN = {column.name: Field(column.name, column.heading, column.kind) for column in COLUMNS}
_KNOWN[PATH.name] = Field(PATH.name, PATH.heading, PATH.kind)
# What is said of each of the two claims of a row.
_SIDE = [column.name for column in shown_in("side", (PATH, *COLUMNS))]
_CONFIDENCE = Field("confidence", "置信度", "real")
_RIVALS = Field("rivals", "相近条数", "integer")


def _side(side: str, heading: str) -> Iterator[Field]:
    for name in _SIDE:
        known = _KNOWN[name]
        yield Field(f"{side}_{name}", heading + known.heading, known.kind)


FIELDS: tuple[Field, ...] = (
    Field("section", "部分", "choice"),
    *(_KNOWN[name] for name in ("metric", "topic", "measure")),
    *_side("old", "上期"),
    *_side("new", "本期"),
    Field("direction", "变化方向", "choice"),
    Field("amount_min", "变化量下限", "decimal"),
    Field("amount_max", "变化量上限", "decimal"),
    Field("amount_unit", "变化量单位", "text"),
    Field("percent_min", "变化率下限", "decimal"),
    Field("percent_max", "变化率上限", "decimal"),
    Field("stated", "报告所述", "text"),
    Field("computed", "计算值", "decimal"),
    Field("difference", "差额", "decimal"),
    Field("verdict", "结论", "text"),
    _CONFIDENCE,
    _RIVALS,
    Field("reason", "说明", "text"),
)


def grid_of(result: Result) -> Grid:
    """The table of a comparison, series or audit."""
    match result.subject:
        case Comparison() as comparison:
            return comparison_grid(comparison, result.show)
        case Series() as series:
            return series_grid(series)
        case audits:
            return audits_grid(audits)


def comparison_grid(comparison: Comparison, show: Collection[str]) -> Grid:
    """The sections that were asked for; a target stands under `old`, its outcome under `new`."""
    return Grid(FIELDS, [row for row in _rows(comparison) if row["section"] in show])


def audits_grid(audits: Audits) -> Grid:
    """The checks of one report and more."""
    return Grid(FIELDS, [_audit(audit, report, report) for report, found in audits for audit in found])


def series_grid(series: Series) -> Grid:
    """A row a metric: for each report the value, in the unit of the first, and the line that it stands in."""
    names = tuple(f"{report.year or '?'} #{at}" for at, report in enumerate(series.reports, 1))
    fields = (
        *(_KNOWN[name] for name in ("metric", "topic", "measure", "unit")),
        _CONFIDENCE,
        _RIVALS,
        *(Field(name, name, "decimal") for name in names),
        *(Field(line_of(name), f"{name} {_KNOWN['line'].heading}", "integer") for name in names),
    )
    return Grid(fields, list(_series_rows(series, names)), names)


def line_of(report: str) -> str:
    """The column that says where the figures of a report stand, by the column of the figures."""
    return f"{report} line"


def _series_rows(series: Series, names: Sequence[str]) -> Iterator[Values]:
    for row in series.rows:
        first = next(cell for cell in row.cells if cell is not None)
        found: Values = {"metric": row.last.metric, "topic": row.last.topic, "measure": row.last.measure}
        found |= {"unit": first.quantity.unit, "confidence": row.confidence, "rivals": row.rivals}
        for name, cell, value in zip(names, row.cells, values_of(row), strict=True):
            found[name] = None if value is None else plain(value)
            found[line_of(name)] = None if cell is None else cell.line
        yield found


def _rows(comparison: Comparison) -> Iterator[Values]:
    old, new = comparison.old, comparison.new
    for pair in comparison.pairs:
        row = _of("pairs", pair.new) | _claim("old", pair.old, old) | _claim("new", pair.new, new)
        row |= {"confidence": pair.confidence, "rivals": pair.rivals, "reason": text_of(pair.change.reason)}
        yield row | _change(pair.change)
    for audit in comparison.audits:
        yield _audit(audit, new, old)
    for target in comparison.targets:
        row = _of("targets", target.target) | _claim("old", target.target, old)
        row |= {"verdict": "open" if target.met is None else "met" if target.met else "missed"}
        row |= {"confidence": target.confidence, "rivals": target.rivals, "reason": text_of(target.reason)}
        if target.outcome is not None:
            row |= _claim("new", target.outcome, new)
        yield row | (_change(target.margin) if target.margin else {})
    for claim in comparison.only_old:
        yield _of("only-old", claim) | _claim("old", claim, old)
    for claim in comparison.only_new:
        yield _of("only-new", claim) | _claim("new", claim, new)


def _of(section: str, claim: Claim) -> Values:
    return {"section": section, "metric": claim.metric, "topic": claim.topic, "measure": claim.measure}


def _claim(side: str, claim: Claim, report: Report) -> Values:
    found = {f"{side}_{name}": _COLUMNS[name].get(claim) for name in _SIDE if name != PATH.name}
    return found | {f"{side}_{PATH.name}": report.source.path}


def _change(change: Change) -> Values:
    percent = change.percent or Interval(None, None)
    return {
        "direction": change.way,
        "amount_min": shortened(change.amount.low),
        "amount_max": shortened(change.amount.high),
        "amount_unit": change.unit,
        "percent_min": shortened(percent.low),
        "percent_max": shortened(percent.high),
    }


def _audit(audit: Audit, report: Report, before: Report) -> Values:
    old = before if audit.check == "stated change" else report
    row = (
        _of("audits", audit.stated)
        | {"metric": audit.metric}
        | _claim("old", audit.old, old)
        | _claim("new", audit.new, report)
    )
    return row | {
        "stated": audit.stated.text,
        "computed": shortened(audit.computed),
        "difference": shortened(audit.difference),
        "verdict": "worth a look" if audit.finding == "look" else audit.finding,
        "reason": text_of(audit.reason),
    }
