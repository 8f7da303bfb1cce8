"""Every number of a block with the headers over and beside it, and with the unit that its row or column tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reportmine.extraction.tables.headers.parser import parse_header
from reportmine.extraction.tables.headers.roles import role_of
from reportmine.extraction.tables.headers.units import TableUnit, unit_of
from reportmine.extraction.tables.structure.cells import TableCell
from reportmine.extraction.tables.structure.header_paths import HeaderPath, column_paths, common_path, row_paths
from reportmine.extraction.tables.structure.layout import TableBlock
from reportmine.extraction.tables.structure.outline import OutlineRow, outline_of
from reportmine.extraction.tables.structure.rows import CellRow
from reportmine.lexicon.header_words import header_words
from reportmine.model import Span


class HeadedCell(NamedTuple):
    """A number of a table with its paths; `unit` is what a column or row of units says of it.

    `carried_unit` is the unit in brackets of the last row above that had one; `row_cells` are the cells of its row,
    a merged one once, or those near it where the row is wide beyond reason; `over_names` is the header of the column
    of names.
    """

    cell: TableCell
    row: HeaderPath
    column: HeaderPath
    unit: TableUnit | None
    carried_unit: TableUnit | None
    row_cells: CellRow
    over_names: str = ""


def headed_cells(block: TableBlock, raw: str) -> Iterator[HeadedCell]:
    """Every number in the number columns of a block, row by row."""
    over = column_paths(block)
    units = _units_by_column(block)
    rows = outline_of(block, raw)
    over_names = _over_names(block)
    for row, beside in zip(rows, row_paths(rows), strict=True):
        unit = _unit_of_row(block, row)
        by_span = {cell.span: cell for cell in row.cells if cell.kind != "blank"}
        filled, order = tuple(by_span.values()), {span: k for k, span in enumerate(by_span)}
        for at, reached in _numbers_of(block, row):
            path = beside if block.header_rows else _nearest_path(row, at, beside)
            column = common_path([over[k] for k in reached])
            near = _near(filled, order[row.cells[at].span])
            yield HeadedCell(row.cells[at], path, column, unit or units.get(at), row.carried_unit, near, over_names)


# The widest table of real reports at hand has 21 columns. Shown with each of its numbers, a row of thousands takes time
# and room by the square of its width.
_WIDEST, _BESIDE = 200, 20


def _near(filled: CellRow, at: int) -> CellRow:
    """The cells of a row; of a row wide beyond reason those beside the cell at `at`."""
    return filled if len(filled) <= _WIDEST else filled[max(0, at - _BESIDE) : at + _BESIDE + 1]


_SIDES = frozenset(header_words("side"))


def _over_names(block: TableBlock) -> str:
    """The header of the first column of names: 收入 over 项目 tells more than that."""
    headers = next((column.headers for column in block.of_kind("key") if column.headers), ())
    return next((header.text for header in headers if header.text in _SIDES), headers[-1].text if headers else "")


def _numbers_of(block: TableBlock, row: OutlineRow) -> Iterator[tuple[int, list[int]]]:
    """Where the numbers of a row stand, each with the number columns, counted from 0, that it reaches over."""
    if row.is_banner:
        return
    columns = block.of_kind("number")
    reached: dict[Span, list[int]] = {}
    for k, column in enumerate(columns):
        cell = row.cells[column.at]
        if cell.kind == "number":
            reached.setdefault(cell.span, []).append(k)
    for its_columns in reached.values():
        yield columns[its_columns[0]].at, its_columns


def _units_by_column(block: TableBlock) -> dict[int, TableUnit]:
    """What a row of units says: 单位, 亿元, %, 人."""
    for row in (*block.header_rows, *(row.cells for row in block.body)):
        if role_of(row[0].text) == "unit":
            units = {at: unit_of(cell.text, cell.lexicon) for at, cell in enumerate(row[1:], start=1)}
            return {at: unit for at, unit in units.items() if unit}
    return {}


def _unit_of_row(block: TableBlock, row: OutlineRow) -> TableUnit | None:
    cells = (row.cells[column.at] for column in block.of_kind("unit"))
    units = (unit_of(cell.text, cell.lexicon) for cell in cells)
    return next(filter(None, units), None)


def _nearest_path(row: OutlineRow, at: int, path: HeaderPath) -> HeaderPath:
    """In a table without headers a number belongs to the words nearest on its left."""
    for cell in reversed(row.cells[:at]):
        if cell.kind in ("text", "time") and not unit_of(cell.text, cell.lexicon):
            header = parse_header(cell.text, cell.lexicon, of_row=True)
            return path if row.headers and header == row.headers[-1] else HeaderPath((header,), header.name)
    return path
