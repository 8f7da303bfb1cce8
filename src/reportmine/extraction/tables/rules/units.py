"""The unit of a number of a table: from its cell, its headers, the table as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from reportmine.extraction.rule import Conclusion, Rule
from reportmine.extraction.tables.headers.header import Header
from reportmine.extraction.tables.headers.units import (
    NO_UNIT,
    PERCENT,
    POINTS,
    SCORE,
    TableUnit,
    counted_unit,
    fitting_unit,
)
from reportmine.extraction.tables.rules.cell_context import CellContext, path_text
from reportmine.lexicon.header_words import alternation
from reportmine.lexicon.patterns import pattern
from reportmine.lexicon.unit_lines import names_money


def _cell_unit(cell: CellContext) -> Conclusion[TableUnit] | None:
    quantity = cell.quantity
    if cell.figure.unit:
        return cell.figure.unit, cell.text
    if quantity.unit or quantity.form not in ("number", "ordinal"):
        return TableUnit("", NO_UNIT.scale, quantity.unit, quantity.dimension), cell.text
    return None


def _column_unit(cell: CellContext) -> Conclusion[TableUnit] | None:
    if cell.measure == "rank":
        return NO_UNIT, cell.measure_header.text if cell.measure_header else ""
    if cell.measure_header and cell.measure_header.unit:
        return cell.measure_header.unit, cell.measure_header.text
    over = _nearest_unit(cell.column.headers)
    if over and cell.measure == "level" and not over[0].is_rate and _row_unit(cell):
        return None
    return over


def _nearest_unit(headers: tuple[Header, ...]) -> Conclusion[TableUnit] | None:
    return next(((header.unit, header.text) for header in reversed(headers) if header.unit), None)


def _row_unit(cell: CellContext) -> Conclusion[TableUnit] | None:
    if cell.headed.unit:
        return cell.headed.unit, cell.headed.unit.spelled
    return _nearest_unit(cell.row.headers)


_RATE_END = pattern(f"{alternation('rate')}$")
_NO_RATE_END = pattern(f"{alternation('no_rate')}$")


def _is_rate(name: str) -> bool:
    return bool(_RATE_END.search(name)) and not _NO_RATE_END.search(name)


def _points(cell: CellContext) -> Conclusion[TableUnit] | None:
    """A change of a rate without a unit of its own is in points."""
    beside = _row_unit(cell)
    of_rate = _is_rate(_metric_name(cell)) or (beside is not None and beside[0].is_rate)
    return (POINTS, cell.measure_header.text) if cell.measure == "change" and cell.measure_header and of_rate else None


def _metric_name(cell: CellContext) -> str:
    return cell.column.name or cell.row.name


def _rate_words(cell: CellContext) -> Conclusion[TableUnit] | None:
    if cell.measure in ("share", "ratio"):
        return PERCENT, cell.measure_header.text if cell.measure_header else ""
    if (
        cell.measure == "change"
        and cell.measure_header
        and not cell.measure_header.amount
        and not cell.change_is_amount
    ):
        return PERCENT, cell.measure_header.text
    name = _metric_name(cell)
    is_plain = cell.measure == "level" and not _row_unit(cell)
    return (PERCENT, name) if is_plain and _is_rate(name) else None


def _counted(cell: CellContext) -> Conclusion[TableUnit] | None:
    for name in (cell.column.name, cell.row.name):
        unit = counted_unit(name, cell.lexicon)
        if unit:
            return unit, name
    return None


def _score(cell: CellContext) -> Conclusion[TableUnit] | None:
    return (SCORE, path_text(cell)) if cell.is_score and cell.measure == "level" else None


def _table_unit(cell: CellContext) -> Conclusion[TableUnit] | None:
    units = _units_of_table(cell)
    if len(units) < 2:
        return (units[0], units[0].spelled) if units else None
    fitting = (fitting_unit(name, units, cell.lexicon) for name in _names(cell))
    unit = next(filter(None, fitting), None)
    return (unit, unit.spelled) if unit else None


def _units_of_table(cell: CellContext) -> list[TableUnit]:
    return [unit for unit in cell.table.units if not unit.is_rate] or list(cell.table.units)


def _names(cell: CellContext) -> Iterator[str]:
    yield from (header.text for header in cell.headers())
    yield cell.table.subject


def _several_units(cell: CellContext) -> Conclusion[TableUnit] | None:
    """None of several units is better than one that may be wrong."""
    units = _units_of_table(cell)
    return (NO_UNIT, "、".join(unit.spelled for unit in units)) if len(units) > 1 else None


def _standing_unit(cell: CellContext) -> Conclusion[TableUnit] | None:
    unit = cell.table.standing_unit
    if unit is None or cell.table.units or cell.measure not in ("level", "change"):
        return None
    return (unit, unit.spelled) if any(map(names_money, _names(cell))) else None


def _carried_unit(cell: CellContext) -> Conclusion[TableUnit] | None:
    return (unit, unit.spelled) if (unit := cell.headed.carried_unit) else None


TABLE_UNIT_RULES: tuple[Rule[CellContext, Conclusion[TableUnit], Literal["own", "unclear"] | None], ...] = (
    Rule("in the cell", "12.5亿元, 5.2% carry their unit", _cell_unit, "own"),
    Rule("column head", "总额（亿元）, 增速（%）", _column_unit),
    Rule("points", "a change of a rate is in 百分点", _points),
    Rule("score", "得分, 评分 are in 分, whatever the row counts in", _score),
    Rule("words of a rate", "增速, 占比, 覆盖率 without a unit are in %", _rate_words),
    Rule("row", "a column of units, or the unit beside the row's name", _row_unit),
    Rule("counting head", "参会人数 counts 人", _counted),
    Rule("table", "单位：万元 above the table or in its corner", _table_unit),
    Rule("several units", "单位：户、人、万元: none of them fits the head", _several_units, "unclear"),
    Rule("row above", "奶牛 below 大牲畜（万头）", _carried_unit),
    Rule("standing line", "除特别注明外，金额单位均为人民币元, said once for all tables below", _standing_unit),
    Rule("none", "the table gives no unit", lambda cell: (NO_UNIT, path_text(cell))),
)
