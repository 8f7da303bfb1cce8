"""The tables of a Markdown file, whose cells are stretches of the file: those with pipes, and those in HTML.

HTML tables stand in Markdown that was made from PDF or scans, since only they can merge cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportmine.lexicon.patterns import pattern
from reportmine.model import Span, Table
from reportmine.readers.document import MOST_PLACES, GridCell, expand_spans
from reportmine.readers.markdown.markup import Marked

_PIPE = pattern(r"(?<!\\)\|")
_QUOTE = pattern(r"[ \t>]*")

_HTML_TABLE = pattern(r"<table\b[^<>]*>(?:(?!<table\b).)*?</table\s*>", re.IGNORECASE | re.DOTALL)
_HTML_ROW = pattern(r"<tr\b[^<>]*>(.*?)(?=<tr\b|</table)", re.IGNORECASE | re.DOTALL)
_HTML_CELL = pattern(r"<t(?P<kind>[dh])\b(?P<spans>[^<>]*)>(?P<text>.*?)(?=<t[dh]\b|</t[dh]|\Z)", re.I | re.DOTALL)
_REACH = pattern(r"\b(?P<way>col|row)span\s*=\s*[\"']?\s*(?P<count>\d{1,3})", re.IGNORECASE)


def pipe_table(marked: Marked, raw: str, lines: Sequence[Span]) -> Table | None:
    """The table of these lines: its head, a rule of minuses, its rows, up to the first line without a pipe.

    None where it has nothing but pictures, or more places than any table of a report.
    """
    rows = []
    for number, line in enumerate(lines):
        if "|" not in line.of(raw):
            break
        if number != 1:
            rows.append([marked.trimmed(*cell) for cell in _pipe_cells(raw, line)])
    width = max(map(len, rows), default=0)
    if not width or width * len(rows) > MOST_PLACES:
        return None
    full = tuple((*row, *[Span(row[-1].end, row[-1].end)] * (width - len(row))) for row in rows)
    if not any(cell.start < cell.end for row in full[1:] for cell in row):
        return None
    return Table(Span(lines[0].start, lines[len(rows)].end), full, head=1)


def _pipe_cells(raw: str, line: Span) -> list[Span]:
    start, end = _QUOTE.match(raw, *line).end(), line.start + len(line.of(raw).rstrip())  # type: ignore[union-attr]
    start += raw[start:end].startswith("|")
    cells = []
    for pipe in _PIPE.finditer(raw, start, end):
        cells.append(Span(start, pipe.start()))
        start = pipe.end()
    return [*cells, Span(start, end)] if start < end or not cells else cells


def html_tables(marked: Marked) -> Iterator[Table]:
    """The tables in HTML, of those inside of one another the inner ones.

    >>> text = "<table><tr><th colspan=2>甲</th></tr><tr><td><b>5</b></td><td>6</td></tr></table>"
    >>> [[span.of(text) for span in row] for row in next(html_tables(Marked(text))).rows]
    [['甲', '甲'], ['5', '6']]
    """
    for table in _HTML_TABLE.finditer(marked.text):
        rows = [_html_cells(marked, row) for row in _HTML_ROW.finditer(marked.text, *table.span())]
        spans = [[cell.span for cell in row] for row in rows]
        full = expand_spans([[cell.reach for cell in row] for row in rows], spans, Span(table.start(), table.start()))
        head = next((y for y, row in enumerate(rows) if not all(cell.is_head for cell in row)), 0)
        if any(cell.start < cell.end for line in full for cell in line):
            yield Table(Span(*table.span()), full, head)


class _HtmlCell(NamedTuple):
    span: Span
    reach: GridCell
    is_head: bool


def _html_cells(marked: Marked, row: re.Match[str]) -> list[_HtmlCell]:
    cells = []
    for cell in _HTML_CELL.finditer(marked.text, *row.span(1)):
        reach = {each["way"].lower(): int(each["count"]) for each in _REACH.finditer(cell["spans"])}
        span = marked.trimmed(*cell.span("text"))
        cells.append(_HtmlCell(span, GridCell("", reach.get("col", 1), reach.get("row", 1)), cell["kind"] in "hH"))
    return cells
