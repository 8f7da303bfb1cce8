"""Whether a number of a table is a level, a change, a share, a ratio or a rank, and which way a change goes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reportmine.extraction.rule import Conclusion, Rule
from reportmine.extraction.tables.headers.header import Header
from reportmine.extraction.tables.rules.cell_context import CellContext, path_text
from reportmine.model import Direction, Measure


class HeaderMeasure(NamedTuple):
    """A measure, and the header that gave it, if one did."""

    measure: Measure
    header: Header | None


def _ordinal(cell: CellContext) -> Conclusion[HeaderMeasure] | None:
    return (HeaderMeasure("rank", None), cell.text) if cell.quantity.form == "ordinal" else None


def _column_measure(cell: CellContext) -> Conclusion[HeaderMeasure] | None:
    return _nearest_measure(reversed(cell.column.headers))


def _row_measure(cell: CellContext) -> Conclusion[HeaderMeasure] | None:
    return _nearest_measure(reversed(cell.row.headers))


def _nearest_measure(headers: Iterator[Header]) -> Conclusion[HeaderMeasure] | None:
    """The nearest header of a measure, unless a nearer one gives the number a name of its own."""
    for header in headers:
        if header.measure:
            return HeaderMeasure(header.measure, header), header.text
        if header.name:
            return None
    return None


def _word_of_change(cell: CellContext) -> Conclusion[HeaderMeasure] | None:
    return (HeaderMeasure("change", None), cell.text) if cell.figure.direction else None


TABLE_MEASURE_RULES: tuple[Rule[CellContext, Conclusion[HeaderMeasure], None], ...] = (
    Rule("ordinal", "第3位 in a cell is a rank", _ordinal),
    Rule("column head", "比上年增长, 占比, 位次 over the column", _column_measure),
    Rule("row head", "增长% beside the row", _row_measure),
    Rule("word in the cell", "增长5.2%, ↓3.1 in the cell itself", _word_of_change),
    Rule("level", "where nothing says otherwise", lambda cell: (HeaderMeasure("level", None), path_text(cell))),
)


def direction_of(cell: CellContext) -> Direction | None:
    """Up or down for a change: what the cell says, what the header says, and the printed sign."""
    if cell.measure != "change":
        return None
    if cell.figure.direction:
        return cell.figure.direction
    header, value = cell.measure_header, cell.quantity.low
    if header is None or header.signed:
        return None if value == 0 else "up" if (value > 0) != bool(header and header.flipped) else "down"
    falls = (header.direction == "down") != (value < 0)
    return "down" if falls else "up"
