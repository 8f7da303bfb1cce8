"""How a table is laid out: which rows are heads, which columns name, count or tell units, and what its prose is.

A table falls into parts where heads stand anew in the middle of it, and where it is set side by side in halves.
Nothing here reads what the heads mean; that is for `table_heads`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple

from reportmine.mining.table_cells import TableCell, cell_at, is_year, reads_as_prose, tells_figures
from reportmine.mining.table_heads import read_head, role_of
from reportmine.mining.table_units import unit_of
from reportmine.model import Span, Table

RowKind = Literal["empty", "banner", "head", "data", "counter"]
ColumnKind = Literal["key", "number", "unit", "row_number", "code", "text", "empty"]
_Line = tuple[TableCell, ...]

# More rows of heads than any table of shared/real has; a form with more is no table of numbers.
_MOST_HEADS = 5


class Column(NamedTuple):
    """A column of a part: where it stands in the rows, what it holds, and its heads from top to bottom."""

    at: int
    kind: ColumnKind
    heads: tuple[TableCell, ...]


class Part(NamedTuple):
    """Rows under one set of heads. `banners` stand above the heads, one text each over the whole width.

    `body` holds data rows, and between them banners, which head groups of rows.
    """

    columns: tuple[Column, ...]
    heads: tuple[_Line, ...]
    body: tuple[_Line, ...]
    banners: tuple[TableCell, ...]

    def of_kind(self, kind: ColumnKind) -> tuple[Column, ...]:
        """The columns of one kind, from left to right."""
        return tuple(column for column in self.columns if column.kind == kind)


@dataclass(frozen=True, slots=True)
class Layout:
    """A table with its parts; `cells` are all cells, each once, in the order of the raw text.

    `prose` are the cells that are sentences: they stay in the text that is mined as prose.
    """

    table: Table
    parts: tuple[Part, ...]
    cells: tuple[TableCell, ...]
    prose: tuple[Span, ...]


def layout_of(raw: str, table: Table) -> Layout:
    """Lay out one table of a raw text.

    >>> raw = "指标\\t单位\\t数值\\n产量\\t吨\\t5\\n"
    >>> spans = ((0, 2), (3, 5), (6, 8)), ((9, 11), (12, 13), (14, 15))
    >>> table = Table(Span(0, len(raw)), tuple(tuple(Span(*span) for span in row) for row in spans))
    >>> [(column.kind, column.heads[0].text) for column in layout_of(raw, table).parts[0].columns]
    [('key', '指标'), ('unit', '单位'), ('number', '数值')]
    """
    found: dict[Span, TableCell] = {}
    for row in table.rows:
        for span in row:
            if span not in found:
                found[span] = cell_at(raw, span)
    grid = _without_repeats([tuple(found[span] for span in row) for row in table.rows])
    parts = tuple(_parts(grid, table.head)) if grid and len(grid[0]) > 1 else ()
    cells = tuple(sorted((cell for cell in found.values() if cell.kind != "blank"), key=lambda cell: cell.span))
    return Layout(table, parts, cells, tuple(_prose(parts, cells)))


def _without_repeats(grid: list[_Line]) -> list[_Line]:
    """The grid without rows and columns that are empty, or merged with the one before in all their cells."""
    rows = [line for k, line in enumerate(grid) if _says_more(line, grid[k - 1] if k else None)]
    columns = list(zip(*rows, strict=True))
    kept = [k for k, column in enumerate(columns) if _says_more(column, columns[k - 1] if k else None)]
    return [tuple(line[k] for k in kept) for line in rows]


def _says_more(line: _Line, before: _Line | None) -> bool:
    if all(cell.kind == "blank" for cell in line):
        return False
    return before is None or any(one.span != other.span for one, other in zip(line, before, strict=True))


# -------------------------------------------------------------------------------------------- rows


def row_kind(line: _Line) -> RowKind:
    """What a row is, by its cells alone."""
    filled = _distinct(cell for cell in line if not cell.is_empty)
    if not filled:
        return "empty"
    numbers = [cell for cell in filled if cell.kind == "number"]
    if not numbers:
        return "banner" if len(filled) == 1 else "head"
    if len(numbers) > 1 and all(map(is_year, numbers)) and _opens_heads(line[0]):
        return "head"
    return "counter" if _counts(numbers) and len(filled) <= len(numbers) + 1 and _counts_columns(line[0]) else "data"


def _opens_heads(cell: TableCell) -> bool:
    return cell.is_empty or role_of(cell.text) in ("naming", "place", "row_number") or is_year(cell)


def _counts(numbers: Sequence[TableCell]) -> bool:
    """1, 2, 3: at least three numbers that count up."""
    values = [cell.figure.quantity.low for cell in numbers if cell.figure]
    return len(values) >= 3 and values == list(range(1, len(values) + 1))


def _counts_columns(cell: TableCell) -> bool:
    return (
        cell.is_empty or role_of(cell.text) in ("row_number", "naming") or cell.kind == "number" or len(cell.text) == 1
    )


def _distinct(cells: Iterable[TableCell]) -> list[TableCell]:
    return list({cell.span: cell for cell in cells}.values())


def _parts(grid: list[_Line], known_heads: int) -> Iterator[Part]:
    """Cut a grid where heads stand anew, and each of these where it is set in halves."""
    banners: list[_Line] = []
    heads: list[_Line] = []
    body: list[_Line] = []
    for k, line in enumerate(grid):
        kind = row_kind(line)
        if kind == "head" and not body and not heads and k >= known_heads and _is_form_row(line, grid[k + 1 :]):
            kind = "data"
        if body and kind == "head" and _starts_anew(line, heads, body):
            moved = _closing_banners(body)
            yield from _halves(banners, heads, body)
            banners, heads, body = moved, [line], []
        elif body:
            body.append(line)
        elif kind == "banner" and not heads:
            banners.append(line)
        elif kind == "counter" or (kind == "head" and _goes_on(heads, line, k < known_heads)):
            heads.append(line)
        else:
            body.append(line)
    yield from _halves(banners, heads, body)


def _is_form_row(line: _Line, below: Sequence[_Line]) -> bool:
    """披露日期 beside 2020年1月16日, in a form that has no heads: its right side holds words as well as numbers."""
    if role_of(line[0].text) in ("code", "time"):
        return True
    if len(_distinct(cell for cell in line if not cell.is_empty)) > 2 or line[0].is_empty or role_of(line[0].text):
        return False
    words = any(row_kind(row) == "head" and not _is_facet(row[-1]) for row in below)
    return words and not _is_facet(line[-1])


def _closing_banners(body: list[_Line]) -> list[_Line]:
    """Take the banners at the end of a body, which stand over the next heads."""
    at = len(body)
    while at and row_kind(body[at - 1]) == "banner":
        at -= 1
    moved = body[at:]
    del body[at:]
    return moved


def _goes_on(heads: list[_Line], line: _Line, known: bool) -> bool:
    """Whether a row without numbers is one more row of heads, and not a row of words."""
    if not heads or known:
        return True
    if len(heads) >= _MOST_HEADS:
        return False
    above = heads[-1]
    hangs_down = any(one.span == other.span != above[0].span for one, other in zip(line, above, strict=True))
    opened = any(above[k].span == above[k - 1].span or above[k].is_empty for k in range(2, len(above)))
    below = [cell for cell in line[1:] if not cell.is_empty]
    facets = sum(map(_is_facet, below)) * 2 >= len(below) > 0
    return (hangs_down or opened or line[0].is_empty or line[0].span == above[0].span or facets) and not any(
        map(reads_as_prose, line)
    )


def _is_facet(cell: TableCell) -> bool:
    """Whether a head says something of numbers besides a name: a time, a unit, a change."""
    if cell.kind == "time" or is_year(cell):
        return True
    head = read_head(cell.text)
    return not head.name or bool(head.unit or head.measure or head.status or head.time)


def _starts_anew(line: _Line, heads: list[_Line], body: list[_Line]) -> bool:
    """Whether a row without numbers heads the rows below it, although rows with numbers stand above."""
    if any(map(reads_as_prose, line)):
        return False
    filled = _distinct(cell for cell in line[1:] if not cell.is_empty)
    counted = {k for row in body for k, cell in enumerate(row) if cell.kind == "number"}
    over = sum(1 for k in counted if not line[k].is_empty)
    if not filled or over * 2 < len(counted):
        return False
    opens = _opens_heads(line[0]) or (bool(heads) and line[0].text == heads[0][0].text)
    opens = len(filled) > 1 and (opens or (not heads and not any(cell.is_empty for cell in line)))
    return opens or sum(map(_is_facet, filled)) * 2 > len(filled)


# ----------------------------------------------------------------------------------------- columns


def _halves(banners: list[_Line], heads: list[_Line], body: list[_Line]) -> Iterator[Part]:
    """One part, or several where the same heads stand side by side: 指标, 数值, 指标, 数值."""
    if not body:
        return
    width = len(body[0])
    above = tuple(_distinct(cell for line in banners for cell in line if not cell.is_empty))
    for start, end in _cuts(heads, body, width):
        some = [line[start:end] for line in body]
        rows = tuple(line for line in some if any(cell.kind != "blank" for cell in line))
        if rows:
            tops = tuple(line[start:end] for line in heads)
            yield Part(_columns(tops, rows), tops, rows, above)


def _cuts(heads: list[_Line], body: list[_Line], width: int) -> list[tuple[int, int]]:
    texts = [heads[-1][k].text if heads else "" for k in range(width)]
    counts = [sum(line[k].kind == "number" for line in body) for k in range(width)]
    words = [sum(line[k].kind in ("text", "time") for line in body) for k in range(width)]
    for period in range(2, width // 2 + 1):
        starts = range(0, width, period)
        if heads and all(
            words[at] and texts[at] and texts[at + 1 : at + period] == texts[1 : 1 + len(texts[at + 1 : at + period])]
            for at in starts
        ):
            if any(any(counts[at : at + period]) for at in starts) and not all(
                texts[k] == texts[0] for k in range(width)
            ):
                return [(at, min(width, at + period)) for at in starts]
    return [(0, width)]


def _columns(heads: tuple[_Line, ...], body: tuple[_Line, ...]) -> tuple[Column, ...]:
    filled = _filled_heads(heads)
    found: list[Column] = []
    keys: list[int] = []
    counted = False
    for at in range(len(body[0])):
        path = tuple(cell for cell, _ in groupby(line[at] for line in filled) if not cell.is_empty)
        path = tuple(_distinct(path))
        column = [line[at] for line in body if row_kind(line) != "banner"]
        kind = _column_kind(column, path, body, keys, counted)
        if kind == "key":
            keys.append(at)
        counted = counted or kind == "number"
        found.append(Column(at, kind, path))
    return tuple(found)


def _filled_heads(heads: tuple[_Line, ...]) -> list[_Line]:
    """The rows of heads with each blank filled from its left, where heads below it tell that it reaches over it."""
    lines: list[_Line] = []
    for k, line in enumerate(heads):
        below = heads[k + 1] if k + 1 < len(heads) else None
        cells = list(line)
        for at in range(2, len(cells)):
            reaches = below is not None and not below[at].is_empty and not below[at - 1].is_empty
            if reaches and cells[at].is_empty and not cells[at - 1].is_empty and row_kind(line) == "head":
                cells[at] = cells[at - 1]
        lines.append(tuple(cells))
    return [line for line in lines if row_kind(line) != "counter"]


def _column_kind(
    column: Sequence[TableCell], path: tuple[TableCell, ...], body: Sequence[_Line], keys: Sequence[int], counted: bool
) -> ColumnKind:
    cells = [cell for cell in column if not cell.is_empty]
    roles = [role for role in (role_of(cell.text) for cell in reversed(path)) if role]
    # 单位 below 指标 is a row of units, and the column one of names.
    role = roles[-1 if roles[0] == "unit" and not keys else 0] if roles else ""
    if not cells:
        return "empty"
    numbers = [cell for cell in cells if cell.kind == "number"]
    words = [cell for cell in cells if cell.kind in ("text", "time")]
    if role == "row_number" or (not keys and not counted and not path and _counts(numbers) and not words):
        return "row_number"
    if role in ("code", "time") and (keys or counted or role == "code"):
        return "code"
    if role == "unit" or (keys and len(words) > 1 and not numbers and all(unit_of(cell.text) for cell in words)):
        return "unit"
    if role == "describing" and len(numbers) * 2 < len(cells):
        return "text"
    if counted:
        return "number" if numbers else "text"
    if not keys:
        labels = [cell for cell in cells if cell.kind != "number" or _is_label(cell)]
        return "key" if len(labels) * 2 > len(cells) else "number"
    if len(numbers) >= len(words) > 0 or (numbers and not words):
        return "number"
    return "key" if _names_too(role, body, keys) else "number" if numbers else "text"


def _is_label(cell: TableCell) -> bool:
    """1年以内, 65岁及以上, 2019: a number that names a row rather than measures it."""
    if cell.figure is None:
        return True
    quantity = cell.figure.quantity
    return is_year(cell) or quantity.dimension == "time" or quantity.qualifier != "exact" or not cell.text[0].isdigit()


def _names_too(role: str, body: Sequence[_Line], keys: Sequence[int]) -> bool:
    """Whether one more column of words before the numbers is part of what is measured."""
    if role == "naming":
        return True
    names = [tuple(line[at].text for at in keys) for line in body if row_kind(line) != "banner"]
    return len(set(names)) < len(names)


# ------------------------------------------------------------------------------------------- prose


def _prose(parts: tuple[Part, ...], cells: Sequence[TableCell]) -> Iterator[Span]:
    """The cells that are sentences: beside numbers those that neither head nor name; of one column all words."""
    if not parts:
        yield from (cell.span for cell in cells if cell.kind in ("text", "time"))
        return
    measured = any(part.of_kind("number") for part in parts)
    names = {cell.span for part in parts for cell in _naming_cells(part)} if measured else set()
    beside = {cell.span for part in parts for cell in _cells_beside(part)}
    for cell in cells:
        if cell.span not in names and (reads_as_prose(cell) or (cell.span in beside and tells_figures(cell))):
            yield cell.span


def _naming_cells(part: Part) -> Iterator[TableCell]:
    for line in part.heads:
        yield from line
    yield from _cells_of(part, ("key", "unit", "row_number"))


def _cells_beside(part: Part) -> Iterator[TableCell]:
    return _cells_of(part, ("text", "number"))


def _cells_of(part: Part, kinds: tuple[ColumnKind, ...]) -> Iterator[TableCell]:
    for column in part.columns:
        if column.kind in kinds:
            yield from (line[column.at] for line in part.body if row_kind(line) != "banner")
