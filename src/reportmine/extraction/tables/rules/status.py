"""Whether a number of a table was reached or is planned."""

from __future__ import annotations

from reportmine.extraction.rule import Conclusion, Rule
from reportmine.extraction.tables.rules.cell_context import CellContext, time_of
from reportmine.lexicon.header_words import alternation
from reportmine.lexicon.patterns import pattern
from reportmine.model import Status


def _target_header(cell: CellContext) -> Conclusion[Status] | None:
    header = next((header for header in cell.headers() if header.status), None)
    return ("target", header.text) if header and cell.measure not in ("share", "ratio") else None


def _table_of_plans(cell: CellContext) -> Conclusion[Status] | None:
    table = cell.table
    is_planned = table.is_planned or (table.section.kind == "plan" and not table.has_past_columns)
    if not is_planned or _looks_back(cell):
        return None
    return "target", next(iter(table.captions), "") if table.is_planned else table.section.title


_REACHED = pattern(alternation("reached"))


def _looks_back(cell: CellContext) -> bool:
    """Whether the headers say that the number is done, or of a time before the one that is planned."""
    time, table_time = time_of(cell), cell.table.time
    year = table_time.year if table_time and table_time.year else cell.table.years.report
    if any(_REACHED.search(header.text) for header in cell.headers()):
        return True
    return bool(time and (time.shift < 0 or (time.year and year and time.year < year)))


def _year_ahead(cell: CellContext) -> Conclusion[Status] | None:
    time, year = time_of(cell), cell.table.years.report
    return ("target", str(time.year)) if time and time.year and year and time.year > year else None


TABLE_STATUS_RULES: tuple[Rule[CellContext, Conclusion[Status], None], ...] = (
    Rule("target head", "目标, 计划, 预算数 over the column", _target_header),
    Rule("table of plans", "a table or part of plans, where no head says that it is done", _table_of_plans),
    Rule("year ahead", "a year behind the report's own", _year_ahead),
    Rule("reached", "where nothing says that it is planned, it was reached", lambda _: ("actual", "")),
)
