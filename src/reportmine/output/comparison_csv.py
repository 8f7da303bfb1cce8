"""Comparisons as CSV: one table for all sections, a row a pair, audit, target or lone figure."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Sequence

from reportmine.comparing.values import Audit, Change, Comparison, Interval, Series
from reportmine.model import Claim, Report
from reportmine.output.columns import plain
from reportmine.output.comparison_records import shortened
from reportmine.output.comparison_sections import values_of
from reportmine.output.csv_table import guarded

_CLAIM = ("value", "value_max", "unit", "qualifier", "period", "text", "path", "line", "start", "end", "sentence")
_CHANGE = ("direction", "amount_min", "amount_max", "amount_unit", "percent_min", "percent_max")
_VERDICT = ("stated", "computed", "difference", "verdict", "rivals", "reason")
HEADER = (
    "section",
    "metric",
    "topic",
    "measure",
    *(f"old_{name}" for name in _CLAIM),
    *(f"new_{name}" for name in _CLAIM),
    *_CHANGE,
    *_VERDICT,
)

Values = dict[str, str | int | None]


def to_csv(comparison: Comparison, show: Collection[str]) -> str:
    """The sections that were asked for; a target stands under `old`, its outcome under `new`."""
    return _written(HEADER, (row for row in _rows(comparison) if row["section"] in show))


def audits_csv(audits: Iterable[tuple[Report, Sequence[Audit]]]) -> str:
    """The checks of one report and more."""
    return _written(HEADER, (_audit(audit, report, report) for report, found in audits for audit in found))


def series_csv(series: Series) -> str:
    """A row a metric: for each report the value, in the unit of the first, and the line that it stands in."""
    names = [f"{report.year or '?'} #{at}" for at, report in enumerate(series.reports, 1)]
    header = ["metric", "topic", "measure", "unit", "rivals", *names, *(f"{name} line" for name in names)]
    return _written(header, _series_rows(series, names))


def _series_rows(series: Series, names: Sequence[str]) -> Iterator[Values]:
    for row in series.rows:
        first = next(cell for cell in row.cells if cell is not None)
        found: Values = {"metric": row.last.metric, "topic": row.last.topic, "measure": row.last.measure}
        found |= {"unit": first.quantity.unit, "rivals": row.rivals}
        for name, cell, value in zip(names, row.cells, values_of(row), strict=True):
            found[name] = None if value is None else plain(value)
            found[f"{name} line"] = None if cell is None else cell.line
        yield found


def _written(header: Sequence[str], rows: Iterable[Values]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([guarded(row.get(name)) for name in header] for row in rows)
    return text.getvalue()


def _rows(comparison: Comparison) -> Iterator[Values]:
    old, new = comparison.old, comparison.new
    for pair in comparison.pairs:
        row = _of("pairs", pair.new) | _claim("old", pair.old, old) | _claim("new", pair.new, new)
        yield row | _change(pair.change) | {"rivals": pair.rivals, "reason": pair.change.reason}
    for audit in comparison.audits:
        yield _audit(audit, new, old)
    for target in comparison.targets:
        row = _of("targets", target.target) | _claim("old", target.target, old)
        row |= {"verdict": "open" if target.met is None else "met" if target.met else "missed"}
        row |= {"rivals": target.rivals, "reason": target.reason}
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
    quantity = claim.quantity
    values: Values = {
        "value": plain(quantity.low),
        "value_max": None if quantity.high is None else plain(quantity.high),
        "unit": quantity.unit,
        "qualifier": claim.qualifier,
        "period": claim.period,
        "text": claim.text,
        "path": report.source.path,
        "line": claim.line,
        "start": claim.span.start,
        "end": claim.span.end,
        "sentence": claim.sentence,
    }
    return {f"{side}_{name}": value for name, value in values.items()}


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
    verdict = {True: "consistent", False: "wrong", None: "not comparable"}[audit.consistent]
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
        "verdict": verdict,
        "reason": audit.reason,
    }
