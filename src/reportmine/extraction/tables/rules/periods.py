"""The time that a number of a table is of."""

from __future__ import annotations

from reportmine.extraction.attributes.period.evidence import SentenceTimes
from reportmine.extraction.attributes.period.mentions import times_in
from reportmine.extraction.attributes.period.rules import period_of
from reportmine.extraction.rule import Conclusion, Rule
from reportmine.extraction.tables.rules.cell_context import CellContext, time_of


def _header_period(cell: CellContext) -> Conclusion[str] | None:
    time = time_of(cell)
    if time is None:
        return None
    if cell.table.time and not time.year and not time.shift and not time.part:
        time = time.below(cell.table.time)
    period = time.period(cell.table.year or cell.table.years.report)
    evidence = next((header.text for header in cell.headers() if header.time), "")
    return (period, evidence) if period else None


def _caption_period(cell: CellContext) -> Conclusion[str] | None:
    time = cell.table.time
    period = time.period(cell.table.year) if time else None
    return (period, cell.table.time_caption) if period else None


_NO_TIMES = SentenceTimes(times_in(""))


def _section_period(cell: CellContext) -> Conclusion[str] | None:
    period = period_of(_NO_TIMES, 0, cell.table.section, cell.status, cell.table.years)
    return (period.value, period.evidence) if period else None


TABLE_PERIOD_RULES: tuple[Rule[CellContext, Conclusion[str], None], ...] = (
    Rule("head", "2022年, 期初余额, 1-6月 over the column or beside the row", _header_period),
    Rule("caption", "the year in the line above the table", _caption_period),
    Rule("section", "the year of the heading above, or of the report", _section_period),
)
