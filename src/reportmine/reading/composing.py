"""The raw text of a document that is no text file, put together piece by piece, with what stands where.

Every reader of such a format hands its pieces to one `Composer`, so that the same report gives the same
text whatever it is kept in: a paragraph is a line, a row of a table is a line with tabs between its cells,
blank lines stand around a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reportmine.model import Heading, Span, Table

# White space of the format, not of the author: a paragraph and a cell are one line each.
_LAYOUT = re.compile(r"[ \u00a0]*[\t\r\n\f\v\x85\u2028\u2029]+[ \u00a0]*")

# The largest table of a real report had 86 rows and 7 columns; a web page may ask for 65,534 rows a cell.
MOST_PLACES = 200_000


class Document(NamedTuple):
    """What a reader took out of a file; all spans and offsets count in `text`."""

    text: str
    encoding: str = "utf-8"
    pages: tuple[int, ...] = ()
    headings: tuple[Heading, ...] = ()
    tables: tuple[Table, ...] = ()
    remarks: tuple[str, ...] = ()
    markup: tuple[Span, ...] = ()


class GridCell(NamedTuple):
    """A cell as a format gives it: its text, and over how many columns and rows it reaches."""

    text: str
    columns: int = 1
    rows: int = 1


class Composer:
    """Takes the pieces of a document in reading order.

    >>> composer = Composer()
    >>> composer.heading("一、综合", 1)
    >>> composer.paragraph("全年举办培训20场。")
    >>> composer.table([[GridCell("指标", rows=2), GridCell("数值", columns=2)], [GridCell("甲"), GridCell("乙")]])
    >>> document = composer.document()
    >>> document.text
    '一、综合\\n全年举办培训20场。\\n\\n指标\\t数值\\n甲\\t乙\\n\\n'
    >>> [[span.of(document.text) for span in row] for row in document.tables[0].rows]
    [['指标', '数值', '数值'], ['指标', '甲', '乙']]
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._parts: list[str] = []
        self._length = 0
        self._pages: list[int] = []
        self._headings: list[Heading] = []
        self._tables: list[Table] = []
        self._remarks: list[str] = []

    def page(self) -> None:
        """A page begins here."""
        self._pages.append(self._length)

    def heading(self, text: str, level: int) -> None:
        """A heading that the format knows; `level` counts from 1."""
        span = self._line(text)
        if span is not None:
            self._headings.append(Heading(span, level))

    def paragraph(self, text: str) -> None:
        """A paragraph, which becomes one line; nothing where it has no text."""
        self._line(text)

    def table(self, rows: Sequence[Sequence[GridCell]], *, head: int = 0) -> None:
        """A table, merged cells once, where they begin; nothing where it has no text."""
        grid = placed(rows)
        if not any(cell is not None and _one_line(cell.text) for row in rows for cell in row):
            return
        self._add("\n")
        start = self._length
        spans: dict[int, Span] = {}
        for row in rows:
            for k, cell in enumerate(row):
                spans[id(cell)] = self._add(("\t" if k else "") + _one_line(cell.text), skip=bool(k))
            self._add("\n")
        end = self._length
        width = max(map(len, grid))
        if width * len(grid) > MOST_PLACES:
            self.remark(f"a table of {len(grid):,} rows and {width:,} columns is read as lines of text.")
        else:
            empty = Span(start, start)
            lines = (tuple(empty if one is None else spans[id(one)] for one in _filled(row, width)) for row in grid)
            self._tables.append(Table(Span(start, end), tuple(lines), head))
        self._add("\n")

    def remark(self, sentence: str) -> None:
        """Something that the user should know: a plain sentence."""
        self._remarks.append(sentence)

    def document(self, encoding: str = "utf-8") -> Document:
        """All that was taken in."""
        found = tuple(self._pages), tuple(self._headings), tuple(self._tables), tuple(self._remarks)
        return Document("".join(self._parts), encoding, *found)

    def _line(self, text: str) -> Span | None:
        content = _one_line(text)
        if not content:
            return None
        span = self._add(content)
        self._add("\n")
        return span

    def _add(self, text: str, skip: bool = False) -> Span:
        """Append `text`; the span of it, with `skip` without its first character."""
        start = self._length + skip
        self._parts.append(text)
        self._length += len(text)
        return Span(start, self._length)


def _one_line(text: str) -> str:
    return _LAYOUT.sub(" ", text).strip(" \u00a0")


def placed(rows: Sequence[Sequence[GridCell]]) -> list[list[GridCell | None]]:
    """Every cell at all the places that it reaches over; a merged cell never reaches below the last row.

    Where they reach over more than MOST_PLACES, each gets one place.

    >>> placed([[GridCell("甲", rows=2), GridCell("乙")], [GridCell("丙")]])[1][0].text
    '甲'
    """
    if sum(cell.columns * min(cell.rows, len(rows)) for row in rows for cell in row) > MOST_PLACES:
        return [list(row) for row in rows]
    grid: list[list[GridCell | None]] = [[] for _ in rows]
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while x < len(grid[y]) and grid[y][x] is not None:
                x += 1
            for line in grid[y : y + max(1, cell.rows)]:
                line.extend([None] * (x + max(1, cell.columns) - len(line)))
                line[x : x + max(1, cell.columns)] = [cell] * max(1, cell.columns)
            x += max(1, cell.columns)
    return grid


def _filled(row: list[GridCell | None], width: int) -> list[GridCell | None]:
    return row + [None] * (width - len(row))
