"""What a row of a table is, by its cells alone: headers, numbers, a banner over the whole width, a count of columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from reportmine.extraction.tables.headers.parser import parse_header
from reportmine.extraction.tables.headers.roles import role_of
from reportmine.extraction.tables.structure.cells import TableCell, is_year, reads_as_prose
from reportmine.model import Span

CellRow = tuple[TableCell, ...]
RowKind = Literal["empty", "banner", "header", "data", "counter"]

# More rows of headers than any table of shared/real has; a form with more is no table of numbers.
_MOST_HEADER_ROWS = 5


class BodyRow(NamedTuple):
    """A row below the headers; a banner holds one text, which heads a group of rows."""

    cells: CellRow
    is_banner: bool


def row_kind(row: CellRow) -> RowKind:
    """What a row is, by its cells alone."""
    filled = filled_cells(row)
    if not filled:
        return "empty"
    numbers = [cell for cell in filled if cell.kind == "number"]
    if not numbers:
        return "banner" if len(filled) == 1 else "header"
    if len(numbers) > 1 and all(map(is_year, numbers)) and _opens_header_row(row[0]):
        return "header"
    is_counter = count_up(numbers) and len(filled) <= len(numbers) + 1 and _opens_counter(row[0])
    return "counter" if is_counter else "data"


def filled_cells(cells: Iterable[TableCell]) -> list[TableCell]:
    """The cells in which something stands, a merged one once."""
    by_span: dict[Span, TableCell] = {cell.span: cell for cell in cells if not cell.is_empty}
    return list(by_span.values())


def count_up(numbers: Sequence[TableCell]) -> bool:
    """1, 2, 3: at least three numbers that count up."""
    values = [cell.figure.quantity.low for cell in numbers if cell.figure]
    return len(values) >= 3 and values == list(range(1, len(values) + 1))


def _opens_header_row(cell: TableCell) -> bool:
    return cell.is_empty or role_of(cell.text) in ("naming", "place", "row_number") or is_year(cell)


def _opens_counter(cell: TableCell) -> bool:
    is_label = cell.is_empty or role_of(cell.text) in ("row_number", "naming")
    return is_label or cell.kind == "number" or len(cell.text) == 1


def is_form_row(row: CellRow, below: Sequence[CellRow]) -> bool:
    """披露日期 beside 2020年1月16日, in a form that has no headers: its right side holds words as well as numbers."""
    role = role_of(row[0].text)
    if role in ("code", "time"):
        return not _stands_over_codes(row, below)
    is_merged = len(row) > 1 and row[0].span == row[1].span
    if role or is_merged or row[0].is_empty or len(filled_cells(row)) > 2:
        return False
    has_words = any(row_kind(other) == "header" and not _is_facet(other[-1]) for other in below)
    return has_words and not _is_facet(row[-1])


def _stands_over_codes(row: CellRow, below: Sequence[CellRow]) -> bool:
    """科目编码, 科目名称, 决算数 over 301 and its like: a row of headers, and no first line of a form."""
    first = [other[0] for other in below if not other[0].is_empty]
    are_values = sum(cell.kind in ("number", "time") or (cell.text.isalnum() and cell.text.isascii()) for cell in first)
    return len(filled_cells(row)) > 2 and are_values * 2 > len(first)


def continues_headers(row: CellRow, header_rows: Sequence[CellRow]) -> bool:
    """Whether a row without numbers is one more row of headers, and not a row of words."""
    if not header_rows:
        return True
    if len(header_rows) >= _MOST_HEADER_ROWS:
        return False
    above = header_rows[-1]
    if any(reads_as_prose(cell) and cell.span != over.span for cell, over in zip(row, above, strict=True)):
        return False
    hangs_down = any(cell.span == over.span != above[0].span for cell, over in zip(row, above, strict=True))
    is_split = any(above[k].span == above[k - 1].span or above[k].is_empty for k in range(2, len(above)))
    filled = [cell for cell in row[1:] if not cell.is_empty]
    has_facets = sum(map(_is_facet, filled)) * 2 >= len(filled) > 0
    return hangs_down or is_split or row[0].is_empty or row[0].span == above[0].span or has_facets


def starts_block(row: CellRow, header_rows: Sequence[CellRow], number_columns: Iterable[int]) -> bool:
    """Whether a row without numbers heads the rows below it, although rows with numbers stand above."""
    filled = filled_cells(row[1:])
    if not filled or any(map(reads_as_prose, row)):
        return False
    if header_rows and row[0].text and row[0].text == header_rows[0][0].text:
        return True  # 信息内容 once more
    over_numbers = [not row[k].is_empty for k in number_columns]
    if sum(over_numbers) * 2 < len(over_numbers):
        return False
    opens = _opens_header_row(row[0]) or (not header_rows and not any(cell.is_empty for cell in row))
    return (opens and len(filled) > 1) or sum(map(_is_facet, filled)) * 2 > len(filled)


def _is_facet(cell: TableCell) -> bool:
    """Whether a header says something of numbers besides a name: a time, a unit, a change."""
    if cell.kind == "time" or is_year(cell):
        return True
    header = parse_header(cell.text, cell.lexicon)
    return not header.name or bool(header.unit or header.measure or header.status or header.time)
