"""The text of a report as blocks to read: headings, paragraphs, tables, and in them the numbers where they stand.

Nothing of the raw text is left out but the layout's line ends and indents. The characters that cleaning took
away (glosses, markup, page marks) are pieces of their own, so that they can be shown faintly.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from reportmine.model import CleanText, Report, Source, Span, Table
from reportmine.output.terminal.cells import shown
from reportmine.text.cleaning import clean
from reportmine.text.headings import heading_in
from reportmine.text.table_masking import MaskedTable

PieceKind = Literal["text", "claim", "rejected", "dropped"]
BlockKind = Literal["title", "heading", "paragraph", "table", "page"]

_SPACES = " \t\u3000"
_LINE_ENDS = "\r\n"
_LINE_END = re.compile("\n")
# Of the layout's line ends, only those between Latin words stand for a space.
_BETWEEN_WORDS = re.compile(r"(?<=[A-Za-z0-9])[\r\n](?=[A-Za-z0-9])")
_DROPPED = b"\0"
_RUN = re.compile(rb"\x00+|\x01+")
# What a page shows in one piece, and what it leaves out or shows as a space.
_IN_LINE = re.compile(r"[^\r\n\t]+|[\r\n\t]")
# A heading of the format counts from 1, one of the text from 0; in the page both stand below the report's title.
_DEEPEST = 4


class Piece(NamedTuple):
    """A stretch of raw text, safe to show; `number` is which claim or rejected number of the report it is.

    `start` is where the raw text has exactly these characters, -1 where they are shown otherwise than they stand there.
    """

    kind: PieceKind
    text: str
    number: int = -1
    start: int = -1


class TableCell(NamedTuple):
    """A cell of a table, over how many columns and rows it reaches."""

    pieces: tuple[Piece, ...]
    columns: int = 1
    rows: int = 1
    header: bool = False


class Block(NamedTuple):
    """A heading or paragraph with its pieces, a table with its rows, or the beginning of page `level`."""

    kind: BlockKind
    pieces: tuple[Piece, ...] = ()
    level: int = 0
    rows: tuple[tuple[TableCell, ...], ...] = ()


_Number = tuple[Span, PieceKind, int]


class _Text(NamedTuple):
    """What the blocks are cut from; `title` is the raw span of the line that is the report's title.

    `laid` is the raw text with spaces for the line ends between words that need one; `kept` is told by `_kept`.
    """

    raw: str
    laid: str
    kept: bytes | None
    clean: CleanText
    numbers: Sequence[_Number]
    starts: Sequence[int]
    title: str | None


def blocks_of(report: Report) -> Iterator[Block]:
    """The blocks of a report in order.

    >>> from reportmine.api import extract
    >>> for block in blocks_of(extract("2023年工作报告\\n一、回顾\\n举办培训20场。")):
    ...     print(block.kind, [(piece.kind, piece.text) for piece in block.pieces])
    title [('rejected', '2023年'), ('text', '工作报告')]
    heading [('rejected', '一'), ('text', '、回顾')]
    paragraph [('text', '举办培训'), ('claim', '20场'), ('text', '。')]
    """
    source = report.source
    prose = report.prose or clean(source.raw, [MaskedTable(table.span) for table in source.tables], source.markup)
    numbers: list[_Number] = [(claim.span, "claim", at) for at, claim in enumerate(report.claims)]
    numbers += [(rejected.span, "rejected", at) for at, rejected in enumerate(report.rejected)]
    numbers.sort()
    starts = [span.start for span, _, _ in numbers]
    laid = _BETWEEN_WORDS.sub(" ", source.raw)
    text = _Text(source.raw, laid, _kept(prose, source.tables), prose, numbers, starts, report.title)
    known = {heading.span.start: heading.level for heading in source.headings}
    tables = {table.span.start: table for table in source.tables}
    title_open = True
    for at, line in _lines(prose, source):
        if at in source.pages and len(source.pages) > 1:
            yield Block("page", level=source.pages.index(at) + 1)
        if table := tables.get(line.start):
            yield Block("table", rows=tuple(_rows(table, text)))
        elif line.of(source.raw).strip():
            block = _block(line, text, known, title_open)
            title_open = False
            yield block


def _lines(cleaned: CleanText, source: Source) -> Iterator[tuple[int, Span]]:
    """The raw spans of the lines as the author set them, a table as one of them; with the page that each begins."""
    raw, pages, tables = source.raw, source.pages, source.tables
    ends = [found.start() for found in _LINE_END.finditer(cleaned.text)]
    if cleaned.offsets is not None:
        ends = [cleaned.offsets[end] for end in ends]
    cuts = {0, len(raw), *pages, *(edge for table in tables for edge in table.span)}
    # A tag that parts two blocks counts as a line end, but is text of the file.
    cuts.update(end + (raw[end] in "\r\n") for end in ends)
    # What is no text of the report, such as a block of code, keeps its lines.
    cuts.update(end.start() + 1 for markup in source.markup for end in _LINE_END.finditer(raw, *markup))
    inside = [table.span for table in tables]
    cuts = {cut for cut in cuts if not any(span.start < cut < span.end for span in inside)}
    starts = set(pages)
    for start, end in pairwise(sorted(cuts)):
        yield (start if start in starts else -1), Span(start, end)


def _block(line: Span, text: _Text, known: dict[int, int], may_be_title: bool) -> Block:
    content = line.of(text.raw)
    indent = len(content) - len(content.lstrip(_SPACES + _LINE_ENDS))
    pieces = _pieces(Span(line.start + indent, line.start + len(content.rstrip(_SPACES + _LINE_ENDS))), text)
    cleaned = _clean_line(line, text.clean)
    content = cleaned.strip("\n \t　#*_")
    if may_be_title and text.title and content == text.title:
        return Block("title", pieces)
    level = next((known[at] for at in range(*line) if at in known), None) if known else None
    if level is not None:
        return Block("heading", pieces, min(level, _DEEPEST))
    heading = heading_in(cleaned.strip("\n"))
    if heading is None or len(heading[1]) < len(content):
        return Block("paragraph", pieces)
    return Block("heading", pieces, min(heading[0] + 1, _DEEPEST))


def _clean_line(line: Span, cleaned: CleanText) -> str:
    if cleaned.offsets is None:
        return line.of(cleaned.text)
    return cleaned.text[bisect_left(cleaned.offsets, line.start) : bisect_left(cleaned.offsets, line.end)]


def _pieces(span: Span, text: _Text) -> tuple[Piece, ...]:
    """The pieces of a raw span: its numbers, and what stands between them."""
    at, stop = span
    pieces: list[Piece] = []
    for (start, end), kind, number in text.numbers[bisect_left(text.starts, at) : bisect_left(text.starts, stop)]:
        pieces += _between(at, start, text)
        at = min(end, stop)
        written = text.raw[start:at]
        safe = shown(written)
        pieces.append(Piece(kind, safe, number, start if safe == written else -1))
    pieces += _between(at, stop, text)
    return tuple(pieces)


def _between(start: int, end: int, text: _Text) -> Iterable[Piece]:
    """The pieces between two numbers: text, and what cleaning took away."""
    if text.kept is None or text.kept.find(_DROPPED, start, end) < 0:
        return _piece("text", start, end, text)
    runs = (run.span() for run in _RUN.finditer(text.kept, start, end))
    return [
        piece for first, last in runs for piece in _piece("text" if text.kept[first] else "dropped", first, last, text)
    ]


def _piece(kind: PieceKind, start: int, end: int, text: _Text) -> Iterable[Piece]:
    """The pieces of a stretch, one a line; none where there are only line ends."""
    written = text.raw[start:end]
    if written.isprintable():
        return (Piece(kind, written, start=start),) if written else ()
    return _lines_of_piece(kind, start, end, text)


def _lines_of_piece(kind: PieceKind, start: int, end: int, text: _Text) -> Iterator[Piece]:
    for found in _IN_LINE.finditer(text.raw, start, end):
        laid = text.laid[found.start() : found.end()]
        if laid not in _LINE_ENDS:
            safe = shown(laid)
            yield Piece(kind, safe, start=found.start() if safe == found.group() else -1)


def stretches(pieces: Iterable[Piece]) -> list[tuple[int, list[Piece]]]:
    """The pieces by the stretches of raw text that they show: where each begins, -1 where it is shown otherwise.

    >>> pieces = [Piece("text", "培训", start=3), Piece("claim", "2场", 0, 5), Piece("text", " ")]
    >>> [start for start, _ in stretches(pieces)]
    [3, -1]
    """
    found: list[tuple[int, list[Piece]]] = []
    behind = -1
    for piece in pieces:
        if piece.start < 0 or piece.start != behind:
            found.append((piece.start, []))
        found[-1][1].append(piece)
        behind = piece.start + len(piece.text) if piece.start >= 0 else -1
    return found


def _kept(prose: CleanText, tables: Sequence[Table] = ()) -> bytes | None:
    """A byte a raw character, 0 for what cleaning took away but spaces and line ends; None where it took nothing."""
    if prose.offsets is None:
        return None
    kept = bytearray(map((_SPACES + _LINE_ENDS).__contains__, prose.raw))
    for at in prose.offsets:
        kept[at] = 1
    for start, end in (table.span for table in tables):
        # Tables are no prose: nobody has cleaned them as a whole.
        kept[start:end] = _kept(clean(prose.raw[start:end])) or bytes([1]) * (end - start)
    return bytes(kept)


def _rows(table: Table, text: _Text) -> Iterator[tuple[TableCell, ...]]:
    """The rows of a table, each merged cell once, where it begins."""
    placed: set[Span] = set()
    for y, row in enumerate(table.rows):
        cells = []
        for x, span in enumerate(row):
            if span.start < span.end and span in placed:
                continue
            placed.add(span)
            columns, rows = _reach(table.rows, x, y)
            cells.append(TableCell(_pieces(span, text), columns, rows, y < table.head))
        yield tuple(cells)


def _reach(rows: Sequence[Sequence[Span]], x: int, y: int) -> tuple[int, int]:
    """Over how many columns and rows the cell at a place reaches."""
    span = rows[y][x]
    if span.start == span.end:
        return 1, 1
    return _run(rows[y][x:], span), _run((row[x] for row in rows[y:]), span)


def _run(cells: Iterable[Span], span: Span) -> int:
    count = 0
    for cell in cells:
        if cell != span:
            break
        count += 1
    return count
