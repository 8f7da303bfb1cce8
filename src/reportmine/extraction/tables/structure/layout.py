"""How a table is laid out: the blocks of rows under one set of headers, and the cells that are prose.

A table falls into blocks where headers stand anew in the middle of it, and where it is set side by side in halves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from reportmine.extraction.tables.headers.roles import Role, role_of
from reportmine.extraction.tables.structure.cells import TableCell, cell_at, reads_as_prose, tells_figures
from reportmine.extraction.tables.structure.columns import Column, ColumnKind, columns_of
from reportmine.extraction.tables.structure.rows import (
    BodyRow,
    CellRow,
    RowKind,
    continues_headers,
    filled_cells,
    is_form_row,
    row_kind,
    starts_block,
)
from reportmine.lexicon.lexicon import Lexicon
from reportmine.model import Span, Table


class TableBlock(NamedTuple):
    """Rows under one set of headers; `banners` are the texts over the whole width that stand above the headers."""

    columns: tuple[Column, ...]
    header_rows: tuple[CellRow, ...]
    body: tuple[BodyRow, ...]
    banners: tuple[TableCell, ...]

    def of_kind(self, kind: ColumnKind) -> tuple[Column, ...]:
        """The columns of one kind, from left to right."""
        return tuple(column for column in self.columns if column.kind == kind)


@dataclass(frozen=True, slots=True)
class Layout:
    """A table with its blocks; `cells` are all cells, each once, in the order of the raw text.

    `prose` are the cells that are sentences: they stay in the text that is mined as prose.
    """

    table: Table
    blocks: tuple[TableBlock, ...]
    cells: tuple[TableCell, ...]
    prose: tuple[Span, ...]


def layout_of(raw: str, table: Table, lexicon: Lexicon, before: Sequence[CellRow] = ()) -> Layout:
    """Lay out one table of a raw text; `before` are the headers of a table that it goes on from, if it has none.

    >>> from reportmine.lexicon.lexicon import PRODUCT
    >>> raw = "指标\\t单位\\t数值\\n产量\\t吨\\t5\\n"
    >>> spans = ((0, 2), (3, 5), (6, 8)), ((9, 11), (12, 13), (14, 15))
    >>> table = Table(Span(0, len(raw)), tuple(tuple(Span(*span) for span in row) for row in spans))
    >>> [(column.kind, column.headers[0].text) for column in layout_of(raw, table, PRODUCT).blocks[0].columns]
    [('key', '指标'), ('unit', '单位'), ('number', '数值')]
    """
    by_span = {span: cell_at(raw, span, lexicon) for span in dict.fromkeys(chain.from_iterable(table.rows))}
    grid = _without_repeats([tuple(by_span[span] for span in row) for row in table.rows])
    cells = tuple(sorted((cell for cell in by_span.values() if cell.kind != "blank"), key=lambda cell: cell.span))
    if not grid or len(grid[0]) == 1:
        # One column frames text; it sets nothing beside anything.
        return Layout(table, (), cells, tuple(cell.span for cell in cells if cell.kind in ("text", "time")))
    blocks = tuple(_with_headers(_blocks(grid, table.head), before))
    return Layout(table, blocks, cells, tuple(_prose(blocks, cells)))


def _with_headers(blocks: Iterator[TableBlock], before: Sequence[CellRow]) -> Iterator[TableBlock]:
    """The blocks, the first of them below the headers of the table before it where it has none and is as wide."""
    for k, block in enumerate(blocks):
        fits = before and not block.header_rows and len(before[-1]) == len(block.columns)
        is_first = not k and fits and not block.banners
        yield TableBlock(tuple(columns_of(before, block.body)), tuple(before), block.body, ()) if is_first else block


def open_headers(layout: Layout) -> tuple[CellRow, ...]:
    """The headers below which a table right behind this one may go on: those of its last block."""
    return layout.blocks[-1].header_rows if layout.blocks else ()


def _without_repeats(grid: list[CellRow]) -> list[CellRow]:
    """The grid without rows and columns that are empty, or merged with the one before in all their cells."""
    rows = [row for k, row in enumerate(grid) if _adds_cells(row, grid[k - 1] if k else None)]
    columns = list(zip(*rows, strict=True))
    kept = [k for k, column in enumerate(columns) if _adds_cells(column, columns[k - 1] if k else None)]
    return [tuple(row[k] for k in kept) for row in rows]


def _adds_cells(cells: CellRow, before: CellRow | None) -> bool:
    if all(cell.kind == "blank" for cell in cells):
        return False
    return before is None or any(cell.span != other.span for cell, other in zip(cells, before, strict=True))


# ------------------------------------------------------------------------------------------- blocks


class _OpenBlock(NamedTuple):
    """The rows of a block under way; `number_columns` are those in which numbers stand."""

    banners: list[CellRow]
    header_rows: list[CellRow]
    body: list[BodyRow]
    number_columns: set[int]

    @property
    def is_empty(self) -> bool:
        return not self.header_rows and not self.body

    def add(self, row: CellRow, kind: RowKind) -> None:
        self.body.append(BodyRow(row, kind == "banner"))
        self.number_columns.update(k for k, cell in enumerate(row) if cell.kind == "number")

    def pop_closing_banners(self) -> list[CellRow]:
        """Take away the banners at the end of the body, which stand over the next headers."""
        banners: list[CellRow] = []
        while self.body and self.body[-1].is_banner:
            banners.insert(0, self.body.pop().cells)
        return banners


def _blocks(grid: list[CellRow], known_headers: int) -> Iterator[TableBlock]:
    """Cut a grid where headers stand anew, and each of these where it is set in halves."""
    block = _OpenBlock([], [], [], set())
    for k, row in enumerate(grid):
        kind = row_kind(row)
        is_known = k < known_headers
        if kind == "header" and block.is_empty and not is_known and is_form_row(row, grid[k + 1 :]):
            kind = "data"
        if block.body and kind == "header" and starts_block(row, block.header_rows, block.number_columns):
            banners = block.pop_closing_banners()
            yield from _halves(block)
            block = _OpenBlock(banners, [row], [], set())
        elif block.body:
            block.add(row, kind)
        elif kind == "banner" and not block.header_rows:
            block.banners.append(row)
        elif kind == "counter" or (kind == "header" and (is_known or continues_headers(row, block.header_rows))):
            block.header_rows.append(row)
        else:
            block.add(row, kind)
    yield from _halves(block)


def _halves(block: _OpenBlock) -> Iterator[TableBlock]:
    """One block, or several where the same headers stand side by side: 指标, 数值, 指标, 数值."""
    if not block.body:
        return
    banners = tuple(filled_cells(chain.from_iterable(block.banners)))
    for start, end in _cuts(block):
        rows = (row._replace(cells=row.cells[start:end]) for row in block.body)
        body = tuple(row for row in rows if any(cell.kind != "blank" for cell in row.cells))
        if body:
            header_rows = tuple(row[start:end] for row in block.header_rows)
            yield TableBlock(tuple(columns_of(header_rows, body)), header_rows, body, banners)


def _cuts(block: _OpenBlock) -> list[tuple[int, int]]:
    """Where the halves begin and end: at headers that come again and again, or at a second column of names."""
    width = len(block.body[0].cells)
    headers = [cell.text for cell in block.header_rows[-1]] if block.header_rows else []
    differ = len(set(headers)) > 1
    for period in range(2, min(width // 2, _WIDEST_HALF) + 1) if differ else ():
        repeats = range(0, width, period)
        if all(_begins_half(block, headers, at, period) for at in repeats):
            return [(at, min(width, at + period)) for at in repeats]
    starts = [0, *_second_names(block, headers)]
    return list(zip(starts, [*starts[1:], width], strict=True))


# Columns of a half: a page has no room for more, and trying all of them takes time by the square of a row.
_WIDEST_HALF = 50


def _begins_half(block: _OpenBlock, headers: list[str], at: int, period: int) -> bool:
    """Whether a column of words or codes stands at `at`, and after it the headers that follow the first column."""
    has_names = any(row.cells[at].kind in ("text", "time") for row in block.body)
    is_name = (has_names and at not in block.number_columns) or _role(headers, at) == "code"
    if not headers[at] or not is_name:
        return False
    following = headers[at + 1 : at + period]
    return following == headers[1 : 1 + len(following)]


def _second_names(block: _OpenBlock, headers: list[str]) -> list[int]:
    """Where halves of other columns begin: 项目, 决算数, 项目, 合计, 拨款 below 收入 and 支出."""
    starts: list[int] = []
    for at in range(2, len(headers) - 1):
        start = starts[-1] if starts else 0
        is_name = _role(headers, at) in ("naming", "code") and _role(headers, at - 1) not in (
            "naming",
            "code",
            "row_number",
        )
        if is_name and _is_apart(block, headers, start, at) and _holds_names(block, headers, at):
            starts.append(at)
    return starts


def _role(headers: Sequence[str], at: int) -> Role:
    return role_of(headers[at])


def _is_apart(block: _OpenBlock, headers: list[str], start: int, at: int) -> bool:
    """Whether numbers stand before and after, and the headers say so: the first once more, or another over it."""
    numbers = block.number_columns
    if not any(start < k < at for k in numbers) or not any(k > at for k in numbers):
        return False
    top = block.header_rows[0]
    is_below_another = (
        len(block.header_rows) > 1 and top[at].text not in ("", top[start].text) and top[at].span != top[at - 1].span
    )
    return headers[at] == headers[start] or (is_below_another and top[at].text != headers[at])


def _holds_names(block: _OpenBlock, headers: list[str], at: int) -> bool:
    cells = [row.cells[at] for row in block.body if not row.is_banner and not row.cells[at].is_empty]
    words = sum(cell.kind in ("text", "time") for cell in cells)
    return bool(cells) and (words * 2 > len(cells) or _role(headers, at) == "code")


# ------------------------------------------------------------------------------------------- prose


def _prose(blocks: Sequence[TableBlock], cells: Sequence[TableCell]) -> Iterator[Span]:
    """The cells that are sentences: beside numbers those that neither head nor name, else all."""
    has_numbers = any(block.of_kind("number") for block in blocks)
    naming = {cell.span for block in blocks for cell in _naming_cells(block)} if has_numbers else set()
    beside = {cell.span for block in blocks for cell in _body_cells(block, ("text", "number"))}
    for cell in cells:
        if cell.span not in naming and (reads_as_prose(cell) or (cell.span in beside and tells_figures(cell))):
            yield cell.span


def _naming_cells(block: TableBlock) -> Iterator[TableCell]:
    yield from chain.from_iterable(block.header_rows)
    yield from _body_cells(block, ("key", "unit", "row_number"))


def _body_cells(block: TableBlock, kinds: tuple[ColumnKind, ...]) -> Iterator[TableCell]:
    columns = [column.at for column in block.columns if column.kind in kinds]
    for row in block.body:
        if not row.is_banner:
            yield from (row.cells[at] for at in columns)
