"""The unit of a number of a table: from its cell, its heads, the table as a whole."""

from __future__ import annotations

import re
from typing import Literal

from reportmine.extraction.rule import Conclusion, Rule
from reportmine.extraction.tables.headers.parser import Head
from reportmine.extraction.tables.headers.units import NO_UNIT, PERCENT, POINTS, TableUnit, counted_unit
from reportmine.extraction.tables.rules.cell_context import CellContext, path_text
from reportmine.lexicon.header_words import one_of


def _cell_unit(cell: CellContext) -> Conclusion[TableUnit] | None:
    figure, quantity = cell.spot.cell.figure, cell.quantity
    if figure and figure.unit:
        return figure.unit, cell.spot.cell.text
    if quantity.unit or quantity.form not in ("number", "ordinal"):
        return TableUnit("", NO_UNIT.scale, quantity.unit, quantity.dimension), cell.spot.cell.text
    return None


def _column_unit(cell: CellContext) -> Conclusion[TableUnit] | None:
    if cell.measure == "rank":
        return NO_UNIT, cell.saying.text if cell.saying else ""
    if cell.saying and cell.saying.unit:
        return cell.saying.unit, cell.saying.text
    found = _unit_over(cell.spot.column.heads)
    if found and cell.measure == "level" and not found[0].is_rate and _own_row_unit(cell):
        return None
    return found


def _unit_over(heads: tuple[Head, ...]) -> Conclusion[TableUnit] | None:
    return next(((head.unit, head.text) for head in reversed(heads) if head.unit), None)


def _own_row_unit(cell: CellContext) -> Conclusion[TableUnit] | None:
    if cell.spot.unit:
        return cell.spot.unit, cell.spot.unit.spelled
    return _unit_over(cell.spot.row.heads)


_RATE_END = re.compile(f"{one_of('rate')}$")
_NO_RATE_END = re.compile(f"{one_of('no_rate')}$")


def _is_rate(name: str) -> bool:
    return bool(_RATE_END.search(name)) and not _NO_RATE_END.search(name)


def _points(cell: CellContext) -> Conclusion[TableUnit] | None:
    """A change of a rate without a unit of its own is in points."""
    row = _own_row_unit(cell)
    named = _is_rate(_metric_part(cell))
    if cell.measure != "change" or cell.saying is None or not (named or (row and row[0].is_rate)):
        return None
    return POINTS, cell.saying.text


def _metric_part(cell: CellContext) -> str:
    return cell.spot.column.name or cell.spot.row.name


def _rate_words(cell: CellContext) -> Conclusion[TableUnit] | None:
    if cell.measure in ("share", "ratio"):
        return PERCENT, cell.saying.text if cell.saying else ""
    if cell.measure == "change" and cell.saying and not cell.saying.amount and not cell.by_amounts:
        return PERCENT, cell.saying.text
    name = _metric_part(cell)
    plain = cell.measure == "level" and not cell.spot.unit and not _unit_over(cell.spot.row.heads)
    return (PERCENT, name) if plain and _is_rate(name) else None


def _row_unit(cell: CellContext) -> Conclusion[TableUnit] | None:
    return _own_row_unit(cell)


def _counted(cell: CellContext) -> Conclusion[TableUnit] | None:
    for name in (cell.spot.column.name, cell.spot.row.name):
        unit = counted_unit(name, cell.lexicon)
        if unit:
            return unit, name
    return None


def _table_unit(cell: CellContext) -> Conclusion[TableUnit] | None:
    plain = [unit for unit in cell.table.units if not unit.is_rate] or list(cell.table.units)
    return (plain[0], plain[0].spelled) if plain else None


def _carried_unit(cell: CellContext) -> Conclusion[TableUnit] | None:
    return (cell.spot.carried, cell.spot.carried.spelled) if cell.spot.carried else None


TABLE_UNIT_RULES: tuple[Rule[CellContext, Conclusion[TableUnit], Literal["own"] | None], ...] = (
    Rule("in the cell", "12.5亿元, 5.2% carry their unit", _cell_unit, "own"),
    Rule("column head", "总额（亿元）, 增速（%）", _column_unit),
    Rule("points", "a change of a rate is in 百分点", _points),
    Rule("words of a rate", "增速, 占比, 覆盖率 without a unit are in %", _rate_words),
    Rule("row", "a column of units, or the unit beside the row's name", _row_unit),
    Rule("counting head", "参会人数 counts 人", _counted),
    Rule("table", "单位：万元 above the table or in its corner", _table_unit),
    Rule("row above", "奶牛 below 大牲畜（万头）", _carried_unit),
    Rule("none", "the table gives no unit", lambda cell: (NO_UNIT, path_text(cell))),
)
