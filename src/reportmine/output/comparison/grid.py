"""Comparisons, series and audits as one flat table: what CSV, Excel, Parquet and SQLite are written from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from reportmine.comparison.model import Audit, Change, Comparison, Interval, Series
from reportmine.messages.catalogue import say_in
from reportmine.messages.message import Message
from reportmine.model import Claim, Report
from reportmine.model.digits import plain
from reportmine.model.schema import COLUMNS, PATH, Cell, Column, Kind, Language, shown_in
from reportmine.output.comparison.cell_text import figure, other_name
from reportmine.output.comparison.json import shortened
from reportmine.output.comparison.labels import labels_of
from reportmine.output.comparison.result import PARTS, Audits, Result
from reportmine.output.comparison.sections import values_of

Values = dict[str, Cell]
Field = Column[Values]


class Grid(NamedTuple):
    """A table: its columns, and its rows by the names of the columns; what a row does not have is empty.

    `reports` names the columns that the reports of a series have.
    """

    fields: tuple[Field, ...]
    rows: list[Values]
    reports: tuple[str, ...] = ()

    def headings(self, language: Language) -> list[str]:
        """What stands above the columns."""
        return [field.headed(language) for field in self.fields]

    def cells(self, language: Language = "en") -> list[list[Cell]]:
        """The rows, cell by cell, choices in the language."""
        return [[field.said(field.get(row), language) for field in self.fields] for row in self.rows]


# The unit of what an audit works out, which only workbooks show.
UNIT = "audit_unit"


def _cell(name: str) -> Callable[[Values], Cell]:
    return lambda row: row.get(name)


def of_column(column: Column[Any], side: str = "", heading: str = "", meaning: tuple[str, str] = ("", "")) -> Field:
    """A column of figures as a field of the table, or that of one of its two sides."""
    name = f"{side}_{column.name}" if side else column.name
    return replace(
        column,
        name=name,
        heading=heading + column.heading,
        held=_cell(name),
        meaning=meaning[0] + column.meaning,
        meaning_zh=meaning[1] + column.meaning_zh,
    )


def field(name: str, heading: str, kind: Kind, meaning: str, meaning_zh: str, **choices: str) -> Field:
    """A field that figures do not have; `choices` are its values, spaces as _, with their Chinese words."""
    words = {value.replace("_", " "): word for value, word in choices.items()}
    return Column(name, heading, kind, meaning, _cell(name), words, meaning_zh=meaning_zh)


_OF_FIGURES: tuple[Column[Any], ...] = (PATH, *COLUMNS)
_KNOWN: dict[str, Field] = {column.name: of_column(column) for column in _OF_FIGURES}
# What is said of each of the two claims of a row.
_SIDE = shown_in("side", _OF_FIGURES)

_SECTION: Field = Column(
    "section", "部分", "choice", "the part of the comparison", _cell("section"), PARTS, meaning_zh="属于比较的哪一部分"
)
_CONFIDENCE = field(
    *("confidence", "置信度", "real", "how surely both figures are of the same thing, 0 to 1"),
    "两个数字说的是同一事物的把握，0 至 1",
)
_RIVALS = field("rivals", "相近条数", "integer", "how many other figures fit about as well", "同样合适的其他数字的个数")

# fmt: off
FIELDS: tuple[Field, ...] = (
    _SECTION,
    *(_KNOWN[name] for name in ("metric", "topic", "measure")),
    *(of_column(column, "old", "上期", ("before: ", "上期：")) for column in _SIDE),
    *(of_column(column, "new", "本期", ("now: ", "本期：")) for column in _SIDE),
    field("direction", "变化方向", "choice", "which way it has moved", "向哪个方向变化",
          up="上升", down="下降", same="不变", unknown="不定"),
    field("amount_min", "变化量下限", "decimal", "by how much it has moved, at least", "变化量，至少"),
    field("amount_max", "变化量上限", "decimal", "by how much it has moved, at most", "变化量，至多"),
    field("amount_unit", "变化量单位", "text", "the unit of the amount", "变化量的单位"),
    field("percent_min", "变化率下限", "decimal", "by how many per cent it has moved, at least", "变化的百分比，至少"),
    field("percent_max", "变化率上限", "decimal", "by how many per cent it has moved, at most", "变化的百分比，至多"),
    field("stated", "报告所述", "text", "what the report states", "报告的说法"),
    field("computed", "计算值", "decimal", "what was worked out", "计算所得"),
    field("difference", "差额", "decimal", "by how much both differ", "两者之差"),
    field("verdict", "结论", "text", "what came out of a target or an audit", "目标或核对的结果",
          met="达成", missed="未达成", open="未定",
          consistent="一致", wrong="不一致", worth_a_look="值得一看", not_comparable="无法判断"),
    _CONFIDENCE,
    _RIVALS,
    field("reason", "说明", "text", "what there is to say of it", "需要说明之处"),
)
# fmt: on


def said(message: Message | None, language: Language) -> str:
    """A message of the comparison in the language of the table."""
    return "" if message is None else say_in(language)(message)


def grid_of(result: Result, language: Language = "en") -> Grid:
    """The table of a comparison, series or audit; what there is to say stands in it in the language."""
    match result.subject:
        case Comparison() as comparison:
            return comparison_grid(comparison, result.show, language)
        case Series() as series:
            return series_grid(series)
        case audits:
            return audits_grid(audits, language)


def comparison_grid(comparison: Comparison, show: Collection[str], language: Language = "en") -> Grid:
    """The sections that were asked for; a target stands under `old`, its outcome under `new`."""
    return Grid(FIELDS, [row for row in _rows(comparison, language) if row["section"] in show])


def audits_grid(audits: Audits, language: Language = "en") -> Grid:
    """The checks of one report and more."""
    return Grid(FIELDS, [_audit(audit, report, report, language) for report, found in audits for audit in found])


def series_grid(series: Series) -> Grid:
    """A row a metric: for each report the value, in the unit of the first, and the line that it stands in."""
    # A column has a name of its own, whatever its report is called.
    labels = ("?" if label.startswith("#") else label for label in labels_of(series.reports))
    names = tuple(f"{label} #{at}" for at, label in enumerate(labels, 1))
    fields = (
        *(_KNOWN[name] for name in ("metric", "topic", "measure", "unit")),
        _CONFIDENCE,
        _RIVALS,
        *(field(name, name, "decimal", "the figure of this report", "该报告的数字") for name in names),
        *(_line(name) for name in names),
    )
    return Grid(fields, list(_series_rows(series, names)), names)


def _line(report: str) -> Field:
    known, name = _KNOWN["line"], line_of(report)
    return replace(known, name=name, heading=f"{report} {known.heading}", held=_cell(name))


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


def _rows(comparison: Comparison, language: Language) -> Iterator[Values]:
    old, new = comparison.old, comparison.new
    for pair in comparison.pairs:
        row = _of("pairs", pair.new) | _claim("old", pair.old, old) | _claim("new", pair.new, new)
        reasons = (said(one, language) for one in (other_name(pair.old, pair.new), pair.change.reason))
        row |= {"confidence": pair.confidence, "rivals": pair.rivals, "reason": " ".join(filter(None, reasons))}
        yield row | _change(pair.change)
    for audit in comparison.audits:
        yield _audit(audit, new, old, language)
    for target in comparison.targets:
        row = _of("targets", target.target) | _claim("old", target.target, old)
        row |= {"verdict": "open" if target.met is None else "met" if target.met else "missed"}
        row |= {"confidence": target.confidence, "rivals": target.rivals, "reason": said(target.reason, language)}
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
    found = {f"{side}_{column.name}": column.get(claim) for column in _SIDE if column.name != PATH.name}
    # The last is no column: it is what people read in place of the text.
    return found | {f"{side}_{PATH.name}": report.source.path, f"{side}_figure": figure(claim)}


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


def _audit(audit: Audit, report: Report, before: Report, language: Language) -> Values:
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
        UNIT: audit.unit,
        "verdict": "worth a look" if audit.finding == "look" else audit.finding,
        "reason": said(audit.reason, language),
    }
