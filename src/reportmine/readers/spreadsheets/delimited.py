"""CSV and its like, with commas, semicolons, tabs or bars: the raw text is the file itself, cells are spans of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportmine.errors import OwnResultError
from reportmine.lexicon.patterns import pattern
from reportmine.model import Span, Table
from reportmine.readers.document import Document
from reportmine.readers.encoding.detection import decode
from reportmine.readers.sniffing.own_output import OWN_HEADERS
from reportmine.readers.spreadsheets.regions import Box, Region, Sheet, SheetCell

DELIMITERS = (",", ";", "\t", "|")

# The rows that tell the delimiter.
_SAMPLE = 200


class _Row(NamedTuple):
    """The cells of a row, and where its line ends, the line end included."""

    cells: tuple[Span, ...]
    start: int
    end: int


def read(data: bytes, encoding: str | None) -> Document:
    """The tables of a CSV file; raises OwnResultError, without a path, for what reportmine wrote itself."""
    text, codec = decode(data, encoding)
    rows = list(_rows(text, _delimiter(text)))
    if rows and tuple(_plain(text, rows[0])[:4]) in OWN_HEADERS:
        raise OwnResultError("is a table of claims that reportmine wrote; give the report that it was made from.")
    return Document(text, codec, tables=tuple(_tables(text, rows)))


def _plain(text: str, row: _Row) -> tuple[str, ...]:
    return tuple(span.of(text) for span in row.cells)


# ------------------------------------------------------------------------------------------- parsing


def _delimiter(text: str) -> str:
    """The delimiter of most columns in most rows; Excel's own line sep=; says it outright."""
    told = re.match(r"sep=(.)\r?\n", text)
    if told:
        return told[1]
    return max(DELIMITERS, key=lambda mark: _regularity(text, mark))


def _regularity(text: str, delimiter: str) -> tuple[float, int]:
    """The share of rows that have the commonest number of cells, where that is more than one, and the number."""
    widths: Counter[int] = Counter()
    for count, row in enumerate(_rows(text, delimiter)):
        if count == _SAMPLE:
            break
        widths[len(row.cells)] += 1
    several = [(count, width) for width, count in widths.items() if width > 1]
    if not several:
        return 0.0, 0
    count, width = max(several)
    return count / sum(widths.values()), width


def _rows(text: str, delimiter: str) -> Iterator[_Row]:
    """The rows of cells: quoted ones without their quotes, doubled quotes and line ends in them as they stand."""
    mark = re.escape(delimiter)
    cell = re.compile(
        rf'[ \t]*"(?P<quoted>(?:[^"]|"")*)"[^{mark}\r\n]*|(?P<bare>[^{mark}\r\n]*)'
        if delimiter != "\t"
        else r'"(?P<quoted>(?:[^"]|"")*)"[^\t\r\n]*|(?P<bare>[^\t\r\n]*)'
    )
    at, start = 0, 0
    cells: list[Span] = []
    while at <= len(text):
        found = cell.match(text, at)
        assert found is not None  # the bare form takes anything, also nothing
        cells.append(_stripped(text, *found.span("quoted" if found["quoted"] is not None else "bare")))
        at = found.end()
        if text.startswith(delimiter, at):
            at += 1
            continue
        end = at + (2 if text.startswith("\r\n", at) else 1)
        if at > start or len(cells) > 1 or at < len(text):
            yield _Row(tuple(cells), start, min(end, len(text)))
        at = start = end
        cells = []


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


# -------------------------------------------------------------------------------------------- tables

_NUMBER = pattern(r"[-+−(（]?[0-9][0-9,.]*[%‰)）]?")


def _tables(text: str, rows: Sequence[_Row]) -> Iterator[Table]:
    cells = {
        (y, x): SheetCell(span.of(text), number=bool(_NUMBER.fullmatch(span.of(text))))
        for y, row in enumerate(rows)
        for x, span in enumerate(row.cells)
        if span.start < span.end
    }
    last = 0
    for region in Sheet(cells).regions():
        box = region.box if isinstance(region, Region) else _box_of(region.place[0])
        # Of blocks side by side the first takes the whole of their rows.
        if box.top >= last:
            yield _table(rows, box)
            last = box.bottom


def _box_of(row: int) -> Box:
    """A row with one cell: a table of its own, so that its delimiters are left out of the prose."""
    return Box(row, row + 1, 0, 1)


def _table(rows: Sequence[_Row], box: Box) -> Table:
    start, end = rows[box.top].start, rows[box.bottom - 1].end
    empty = Span(start, start)
    width = max(len(row.cells) for row in rows[box.top : box.bottom])
    lines = [(*row.cells, *(empty,) * (width - len(row.cells))) for row in rows[box.top : box.bottom]]
    return Table(Span(start, end), tuple(tuple(line) for line in lines))
