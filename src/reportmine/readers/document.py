"""The raw text of a document that is no text file, put together piece by piece, with what stands where.

Every reader of such a format hands its pieces to one `DocumentBuilder`, so that the same report gives the same
text whatever it is kept in: a paragraph is a line, a row of a table is a line with tabs between its cells,
blank lines stand around a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportmine.lexicon.patterns import pattern
from reportmine.model import Heading, Remark, RemarkCode, Scan, Span, Table

# White space of the format, not of the author: a paragraph and a cell are one line each.
_LAYOUT = pattern(r"[ \u00a0]*[\t\r\n\f\v\x85\u2028\u2029]+[ \u00a0]*")
_SPACE = " \u00a0\u3000"
# More columns than HTML lets a cell reach over.
_WIDEST = 1000
# The largest table of two real reports had 86 rows of 7 columns; a web page may ask for 65,534 rows a cell.
MOST_PLACES = 200_000


class Document(NamedTuple):
    """What a reader took out of a file; all spans and offsets count in `text`."""

    text: str
    encoding: str = "utf-8"
    pages: tuple[int, ...] = ()
    headings: tuple[Heading, ...] = ()
    tables: tuple[Table, ...] = ()
    remarks: tuple[Remark, ...] = ()
    markup: tuple[Span, ...] = ()
    scans: tuple[Scan, ...] = ()


class GridCell(NamedTuple):
    """A cell as a format gives it: its text, and over how many columns and rows it reaches."""

    text: str
    columns: int = 1
    rows: int = 1


class DocumentBuilder:
    """Takes the pieces of a document in reading order.

    >>> builder = DocumentBuilder()
    >>> builder.heading("一、综合", 1)
    >>> builder.paragraph("全年举办培训20场。")
    >>> builder.table([[GridCell("指标", rows=2), GridCell("数值", columns=2)], [GridCell("甲"), GridCell("乙")]])
    >>> document = builder.document()
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
        self._remarks: list[Remark] = []

    def page(self) -> None:
        """A page begins here."""
        self._pages.append(self._length)

    def heading(self, text: str, level: int) -> None:
        """A heading that the format knows; `level` counts from 1."""
        span = self._line(text)
        if span is not None:
            self._headings.append(Heading(span, level))

    def paragraph(self, text: str, *, breaks: Sequence[int] = ()) -> None:
        """A paragraph, which becomes one line; nothing where it has no text.

        `breaks` are the characters of it at which further pages begin; with them it has no white space to lose.
        """
        start = self._length
        self._line(text)
        self._pages += [start + at for at in breaks]

    def table(self, rows: Sequence[Sequence[GridCell]], *, head: int = 0, breaks: Sequence[int] = ()) -> None:
        """A table, merged cells once, where they begin; nothing where it has no text.

        `breaks` are the rows, from 0, at which further pages begin.
        """
        if not any(_one_line(cell.text).strip(_SPACE) for row in rows for cell in row):
            return
        self._add("\n")
        start = self._length
        spans = []
        for y, row in enumerate(rows):
            self._pages += [self._length] * breaks.count(y)
            spans.append([self._cell(cell.text, first=k == 0) for k, cell in enumerate(row)])
            self._add("\n")
        lines = expand_spans(rows, spans, Span(start, start))
        if lines:
            self._tables.append(Table(Span(start, self._length), lines, head))
        else:
            self.remark("table_too_large", rows=len(rows))
        self._add("\n")

    def _cell(self, text: str, *, first: bool) -> Span:
        """Append a cell; how far the first one of a row is set in stays in the text, before its span."""
        line = _LAYOUT.sub(" ", text)
        bare = line.strip(_SPACE)
        lead = line[: line.index(bare)] if bare else ""
        self._add(lead if first else "\t")
        return self._add(bare)

    def remark(self, code: RemarkCode, **parameters: str | int) -> None:
        """Something that the user should know."""
        self._remarks.append(Remark.of(code, **parameters))

    def document(self) -> Document:
        """All that was taken in."""
        marks = tuple(self._pages), tuple(self._headings), tuple(self._tables), tuple(self._remarks)
        return Document("".join(self._parts), "utf-8", *marks)

    def _line(self, text: str) -> Span | None:
        content = _one_line(text)
        if not content:
            return None
        span = self._add(content)
        self._add("\n")
        return span

    def _add(self, text: str) -> Span:
        """Append `text`; the span of it."""
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return Span(start, self._length)


def _one_line(text: str) -> str:
    return _LAYOUT.sub(" ", text).strip(" \u00a0")


def expand_spans(
    rows: Sequence[Sequence[GridCell]], spans: Sequence[Sequence[Span]], empty: Span
) -> tuple[tuple[Span, ...], ...]:
    """The span of every cell at all the places that it reaches over, and `empty` where there is none.

    No cell reaches below the last row; where they reach over more than MOST_PLACES, each has one place.
    Nothing where there are more places even so.

    >>> cells = [[GridCell("甲", rows=2), GridCell("乙")], [GridCell("丙")]]
    >>> spans = [[Span(0, 1), Span(2, 3)], [Span(4, 5)]]
    >>> [[span.start for span in row] for row in expand_spans(cells, spans, Span(0, 0))]
    [[0, 2], [0, 4]]
    """
    merged = sum(cell.columns * min(cell.rows, len(rows)) for row in rows for cell in row) <= MOST_PLACES
    grid: list[list[Span | None]] = [[] for _ in rows]
    for y, row in enumerate(rows):
        x = 0
        for cell, span in zip(row, spans[y], strict=True):
            while x < len(grid[y]) and grid[y][x] is not None:
                x += 1
            end = x + (min(max(1, cell.columns), _WIDEST) if merged else 1)
            for line in grid[y : y + (max(1, cell.rows) if merged else 1)]:
                line.extend([None] * (end - len(line)))
                line[x:end] = [span] * (end - x)
            x = end
    width = max(map(len, grid), default=0)
    if width * len(grid) > MOST_PLACES:
        return ()
    return tuple(tuple(span or empty for span in [*line, *[None] * (width - len(line))]) for line in grid)
