"""How a table is laid out: which rows are heads, which columns name, count or tell units, and what its prose is.

A table falls into parts where heads stand anew in the middle of it, and where it is set side by side in halves.
Nothing here reads what the heads mean; that is for `table_heads`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from reportmine.extraction.tables.headers.parser import read_head
from reportmine.extraction.tables.headers.roles import role_of
from reportmine.extraction.tables.headers.units import unit_of
from reportmine.extraction.tables.structure.cells import TableCell, cell_at, is_year, reads_as_prose, tells_figures
from reportmine.lexicon.lexicon import Lexicon
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


class BodyRow(NamedTuple):
    """A row below the heads; a banner holds one text, which heads a group of rows."""

    line: tuple[TableCell, ...]
    is_banner: bool


class Part(NamedTuple):
    """Rows under one set of heads; `banners` are the texts over the whole width that stand above the heads."""

    columns: tuple[Column, ...]
    heads: tuple[tuple[TableCell, ...], ...]
    body: tuple[BodyRow, ...]
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


def layout_of(raw: str, table: Table, lexicon: Lexicon) -> Layout:
    """Lay out one table of a raw text.

    >>> from reportmine.lexicon.lexicon import PRODUCT
    >>> raw = "指标\\t单位\\t数值\\n产量\\t吨\\t5\\n"
    >>> spans = ((0, 2), (3, 5), (6, 8)), ((9, 11), (12, 13), (14, 15))
    >>> table = Table(Span(0, len(raw)), tuple(tuple(Span(*span) for span in row) for row in spans))
    >>> [(column.kind, column.heads[0].text) for column in layout_of(raw, table, PRODUCT).parts[0].columns]
    [('key', '指标'), ('unit', '单位'), ('number', '数值')]
    """
    found: dict[Span, TableCell] = {}
    for row in table.rows:
        for span in row:
            if span not in found:
                found[span] = cell_at(raw, span, lexicon)
    grid = _without_repeats([tuple(found[span] for span in row) for row in table.rows])
    cells = tuple(sorted((cell for cell in found.values() if cell.kind != "blank"), key=lambda cell: cell.span))
    if not grid or len(grid[0]) == 1:
        # One column frames text; it sets nothing beside anything.
        return Layout(table, (), cells, tuple(cell.span for cell in cells if cell.kind in ("text", "time")))
    parts = tuple(_parts(grid, table.head))
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
    under = _Gathered([], [], [], set())
    for k, line in enumerate(grid):
        kind = row_kind(line)
        if kind == "head" and under.is_empty and k >= known_heads and _is_form_row(line, grid[k + 1 :]):
            kind = "data"
        if under.body and kind == "head" and _starts_anew(line, under):
            banners = under.closing_banners()
            yield from _halves(under)
            under = _Gathered(banners, [line], [], set())
        elif under.body:
            under.add(line, kind)
        elif kind == "banner" and not under.heads:
            under.banners.append(line)
        elif kind == "counter" or (kind == "head" and _goes_on(under.heads, line, k < known_heads)):
            under.heads.append(line)
        else:
            under.add(line, kind)
    yield from _halves(under)


class _Gathered(NamedTuple):
    """The rows of a part under way; `counted` are the columns in which numbers stand."""

    banners: list[_Line]
    heads: list[_Line]
    body: list[BodyRow]
    counted: set[int]

    @property
    def is_empty(self) -> bool:
        return not self.heads and not self.body

    def add(self, line: _Line, kind: RowKind) -> None:
        self.body.append(BodyRow(line, kind == "banner"))
        self.counted.update(k for k, cell in enumerate(line) if cell.kind == "number")

    def closing_banners(self) -> list[_Line]:
        """Take the banners at the end of the body, which stand over the next heads."""
        moved: list[_Line] = []
        while self.body and self.body[-1].is_banner:
            moved.insert(0, self.body.pop().line)
        return moved


def _is_form_row(line: _Line, below: Sequence[_Line]) -> bool:
    """披露日期 beside 2020年1月16日, in a form that has no heads: its right side holds words as well as numbers."""
    if role_of(line[0].text) in ("code", "time"):
        return True
    merged = len(line) > 1 and line[0].span == line[1].span
    several = len(_distinct(cell for cell in line if not cell.is_empty)) > 2
    if merged or several or line[0].is_empty or role_of(line[0].text):
        return False
    words = any(row_kind(row) == "head" and not _is_facet(row[-1]) for row in below)
    return words and not _is_facet(line[-1])


def _goes_on(heads: list[_Line], line: _Line, known: bool) -> bool:
    """Whether a row without numbers is one more row of heads, and not a row of words."""
    if not heads or known:
        return True
    if len(heads) >= _MOST_HEADS:
        return False
    above = heads[-1]
    if any(reads_as_prose(cell) and cell.span != other.span for cell, other in zip(line, above, strict=True)):
        return False
    hangs_down = any(one.span == other.span != above[0].span for one, other in zip(line, above, strict=True))
    opened = any(above[k].span == above[k - 1].span or above[k].is_empty for k in range(2, len(above)))
    below = [cell for cell in line[1:] if not cell.is_empty]
    facets = sum(map(_is_facet, below)) * 2 >= len(below) > 0
    return hangs_down or opened or line[0].is_empty or line[0].span == above[0].span or facets


def _is_facet(cell: TableCell) -> bool:
    """Whether a head says something of numbers besides a name: a time, a unit, a change."""
    if cell.kind == "time" or is_year(cell):
        return True
    head = read_head(cell.text, cell.lexicon)
    return not head.name or bool(head.unit or head.measure or head.status or head.time)


def _starts_anew(line: _Line, above: _Gathered) -> bool:
    """Whether a row without numbers heads the rows below it, although rows with numbers stand above."""
    filled = _distinct(cell for cell in line[1:] if not cell.is_empty)
    if not filled or any(map(reads_as_prose, line)):
        return False
    if above.heads and line[0].text and line[0].text == above.heads[0][0].text:
        return True  # 信息内容 once more
    if sum(not line[k].is_empty for k in above.counted) * 2 < len(above.counted):
        return False
    opens = _opens_heads(line[0]) or (not above.heads and not any(cell.is_empty for cell in line))
    return (opens and len(filled) > 1) or sum(map(_is_facet, filled)) * 2 > len(filled)


# ----------------------------------------------------------------------------------------- columns


def _halves(whole: _Gathered) -> Iterator[Part]:
    """One part, or several where the same heads stand side by side: 指标, 数值, 指标, 数值."""
    if not whole.body:
        return
    above = tuple(_distinct(cell for line in whole.banners for cell in line if not cell.is_empty))
    for start, end in _cuts(whole):
        rows = tuple(row._replace(line=row.line[start:end]) for row in whole.body)
        rows = tuple(row for row in rows if any(cell.kind != "blank" for cell in row.line))
        if rows:
            heads = tuple(line[start:end] for line in whole.heads)
            yield Part(tuple(_columns(heads, rows)), heads, rows, above)


def _cuts(whole: _Gathered) -> list[tuple[int, int]]:
    """Where the halves begin and end: the shortest stretch of columns whose heads come again and again."""
    width = len(whole.body[0].line)
    heads = [cell.text for cell in whole.heads[-1]] if whole.heads else []
    for period in range(2, width // 2 + 1):
        starts = range(0, width, period)
        if heads and len(set(heads)) > 1 and all(_begins_half(whole, heads, at, period) for at in starts):
            return [(at, min(width, at + period)) for at in starts]
    return [(0, width)]


def _begins_half(whole: _Gathered, heads: list[str], at: int, period: int) -> bool:
    """Whether a column of words stands at `at`, and behind it the heads that stand behind the first column."""
    behind = heads[at + 1 : at + period]
    named = any(row.line[at].kind in ("text", "time") for row in whole.body)
    return bool(heads[at]) and named and at not in whole.counted and behind == heads[1 : 1 + len(behind)]


def _columns(heads: tuple[_Line, ...], body: tuple[BodyRow, ...]) -> Iterator[Column]:
    filled = _filled_heads(heads)
    lines = [row.line for row in body if not row.is_banner]
    keys: list[int] = []
    counted = False
    for at in range(len(body[0].line)):
        path = tuple(_distinct(line[at] for line in filled if not line[at].is_empty))
        kind = _column_kind(at, path, lines, keys, counted)
        if kind == "key":
            keys.append(at)
        counted = counted or kind == "number"
        yield Column(at, kind, path)


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
    at: int, path: tuple[TableCell, ...], lines: Sequence[_Line], keys: Sequence[int], counted: bool
) -> ColumnKind:
    cells = [line[at] for line in lines if not line[at].is_empty]
    if not cells:
        return "empty"
    role = _role(path, first=not keys)
    numbers = [cell for cell in cells if cell.kind == "number"]
    words = [cell for cell in cells if cell.kind in ("text", "time")]
    if role == "row_number" or (not keys and not counted and not path and _counts(numbers) and not words):
        return "row_number"
    if role == "code" or (role == "time" and (keys or counted)):
        return "code"
    units_alone = keys and len(words) > 1 and not numbers and all(unit_of(cell.text, cell.lexicon) for cell in words)
    if role == "unit" or units_alone:
        return "unit"
    if role == "describing" and len(numbers) * 2 < len(cells):
        return "text"
    if counted or len(numbers) >= len(words) > 0 or not words:
        return "key" if not counted and not keys and _are_labels(cells) else "number" if numbers else "text"
    if not keys:
        return "key" if _are_labels(cells) else "number"
    return "key" if _names_too(role, lines, keys) else "number" if numbers else "text"


def _role(path: tuple[TableCell, ...], *, first: bool) -> str:
    """The role of the nearest head that has one; 单位 below 指标 opens a row of units, and the column is of names."""
    roles = [role for role in (role_of(cell.text) for cell in reversed(path)) if role]
    return roles[-1 if roles[0] == "unit" and first else 0] if roles else ""


def _are_labels(cells: Sequence[TableCell]) -> bool:
    return sum(cell.kind != "number" or _is_label(cell) for cell in cells) * 2 > len(cells)


def _is_label(cell: TableCell) -> bool:
    """1年以内, 65岁及以上, 2019: a number that names a row rather than measures it."""
    if cell.figure is None:
        return True
    quantity = cell.figure.quantity
    return is_year(cell) or quantity.dimension == "time" or quantity.qualifier != "exact" or not cell.text[0].isdigit()


def _names_too(role: str, lines: Sequence[_Line], keys: Sequence[int]) -> bool:
    """Whether one more column of words before the numbers is part of what is measured."""
    return role == "naming" or len({tuple(line[at].text for at in keys) for line in lines}) < len(lines)


# ------------------------------------------------------------------------------------------- prose


def _prose(parts: tuple[Part, ...], cells: Sequence[TableCell]) -> Iterator[Span]:
    """The cells that are sentences: beside numbers those that neither head nor name, else all."""
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
    columns = [column.at for column in part.columns if column.kind in kinds]
    for row in part.body:
        if not row.is_banner:
            yield from (row.line[at] for at in columns)
