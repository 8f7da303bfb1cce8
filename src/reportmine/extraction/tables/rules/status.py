"""Whether a number of a table was reached or is planned."""

from __future__ import annotations

import re

from reportmine.extraction.rule import Conclusion, Rule
from reportmine.extraction.tables.rules.cell_context import CellContext, time_of
from reportmine.model import Status


def _target_head(cell: CellContext) -> Conclusion[Status] | None:
    said = next((head for head in cell.heads() if head.status), None)
    return ("target", said.text) if said and cell.measure not in ("share", "ratio") else None


def _table_of_plans(cell: CellContext) -> Conclusion[Status] | None:
    planned = cell.table.planned or (cell.table.section.kind == "plan" and not cell.table.past)
    if not planned or _looks_back(cell):
        return None
    return "target", next(iter(cell.table.captions), "") if cell.table.planned else cell.table.section.title


_DONE = re.compile(r"完成|实际|执行|决算|实绩|实现")


def _looks_back(cell: CellContext) -> bool:
    """Whether the heads say that the number is done, or of a time before the one that is planned."""
    time, planned = time_of(cell), cell.table.time
    year = planned.year if planned and planned.year else cell.table.years.report
    if any(_DONE.search(head.text) for head in cell.heads()):
        return True
    return bool(time and (time.shift < 0 or (time.year and year and time.year < year)))


def _year_ahead(cell: CellContext) -> Conclusion[Status] | None:
    time, year = time_of(cell), cell.table.years.report
    return ("target", str(time.year)) if time and time.year and year and time.year > year else None


TABLE_STATUS_RULES: tuple[Rule[CellContext, Conclusion[Status], None], ...] = (
    Rule("target head", "目标, 计划, 预算数 over the column", _target_head),
    Rule("table of plans", "a table or part of plans, where no head says that it is done", _table_of_plans),
    Rule("year ahead", "a year behind the report's own", _year_ahead),
    Rule("reached", "where nothing says that it is planned, it was reached", lambda _: ("actual", "")),
)
