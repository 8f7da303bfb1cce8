"""Against what a number of a table is measured, and whose it is."""

from __future__ import annotations

from reportmine.extraction.rule import Conclusion, Rule
from reportmine.extraction.tables.rules.cell_context import CellContext


def _measure_header_baseline(cell: CellContext) -> Conclusion[str] | None:
    if not _is_comparison(cell) or cell.measure_header is None or not cell.measure_header.baseline:
        return None
    return cell.measure_header.baseline, cell.measure_header.text


def _nearest_baseline(cell: CellContext) -> Conclusion[str] | None:
    if not _is_comparison(cell):
        return None
    return next(((header.baseline, header.text) for header in cell.headers() if header.baseline), None)


def _is_comparison(cell: CellContext) -> bool:
    return cell.measure in ("change", "gap", "ratio")


TABLE_BASELINE_RULES: tuple[Rule[CellContext, Conclusion[str], None], ...] = (
    Rule(
        "measuring head", "比上年增长: the head that makes it a change names the other time", _measure_header_baseline
    ),
    Rule("nearest head", "another head over or beside it names what it is compared with", _nearest_baseline),
)


def _place_header(cell: CellContext) -> Conclusion[str] | None:
    return next(((header.scope, header.text) for header in cell.headers() if header.scope), None)


def _place_in_caption(cell: CellContext) -> Conclusion[str] | None:
    return (cell.table.scope, next(iter(cell.table.captions), "")) if cell.table.scope else None


TABLE_SCOPE_RULES: tuple[Rule[CellContext, Conclusion[str], None], ...] = (
    Rule("place head", "石汀区: a head that is a place", _place_header),
    Rule("caption", "全市主要指标: the line above the table says whose they are", _place_in_caption),
)
