"""Against what a number of a table is measured, and whose it is."""

from __future__ import annotations

from reportmine.extraction.rule import Conclusion, Rule
from reportmine.extraction.tables.rules.cell_context import CellContext


def _measuring_head(cell: CellContext) -> Conclusion[str] | None:
    if not _is_compared(cell) or cell.saying is None or not cell.saying.baseline:
        return None
    return cell.saying.baseline, cell.saying.text


def _nearest_head(cell: CellContext) -> Conclusion[str] | None:
    if not _is_compared(cell):
        return None
    return next(((head.baseline, head.text) for head in cell.heads() if head.baseline), None)


def _is_compared(cell: CellContext) -> bool:
    return cell.measure in ("change", "gap", "ratio")


TABLE_BASELINE_RULES: tuple[Rule[CellContext, Conclusion[str], None], ...] = (
    Rule("measuring head", "比上年增长: the head that makes it a change names the other time", _measuring_head),
    Rule("nearest head", "another head over or beside it names what it is compared with", _nearest_head),
)


def _place_head(cell: CellContext) -> Conclusion[str] | None:
    return next(((head.scope, head.text) for head in cell.heads() if head.scope), None)


def _place_in_caption(cell: CellContext) -> Conclusion[str] | None:
    return (cell.table.scope, next(iter(cell.table.captions), "")) if cell.table.scope else None


TABLE_SCOPE_RULES: tuple[Rule[CellContext, Conclusion[str], None], ...] = (
    Rule("place head", "石汀区: a head that is a place", _place_head),
    Rule("caption", "全市主要指标: the line above the table says whose they are", _place_in_caption),
)
