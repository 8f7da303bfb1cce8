"""Pages → a document: each step in its order, over all pages.

Running headers and footers, page numbers, and tables of contents are left out; lines that a page broke are one
paragraph again; ruled tables, and rows of figures in columns, are tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from reportmine.readers.document import DocumentBuilder, GridCell
from reportmine.readers.layout_tables import is_layout
from reportmine.readers.pages.aligned_tables import with_aligned
from reportmine.readers.pages.columns import columns_of, with_usual_edges
from reportmine.readers.pages.footnotes import insert_at_page_ends, separate_paragraphs, split_footnotes
from reportmine.readers.pages.glyphs import PageGlyphs
from reportmine.readers.pages.lines import Line, lines_of
from reportmine.readers.pages.paragraphs import Paragraph, paragraphs_of
from reportmine.readers.pages.ruled_tables import Grid, grids_of
from reportmine.readers.pages.running_headers import PageLines, without_running
from reportmine.readers.pages.split_tables import Table, with_whole_tables

_NO_LEVELS: Mapping[str, int] = MappingProxyType({})


class Page(NamedTuple):
    """A page: its tables, the lines around them, and the text that runs otherwise."""

    grids: list[Grid]
    lines: PageLines
    sideways: list[list[Line]]


def page_of(drawn: PageGlyphs) -> Page:
    """The tables and lines of what stands on a page."""
    grids, rest = grids_of(drawn.strokes, drawn.glyphs)
    return Page(
        grids, PageLines(lines_of(rest), drawn.top, drawn.bottom), [lines_of(group) for group in drawn.sideways]
    )


def add_pages(pages: Sequence[Page], builder: DocumentBuilder, levels: Mapping[str, int] = _NO_LEVELS) -> None:
    """Hand on all that stands on the pages, each with the page that it begins on.

    `levels` are those of the headings that the format knows, by their `bare` texts.
    """
    bodies = without_running([page.lines for page in pages])
    size = _usual_size(bodies)
    split = [split_footnotes(lines, size) for lines in bodies]
    columns = [columns_of([*page.grids, *lines]) for page, (lines, _) in zip(pages, split, strict=True)]
    columns = [
        [column._replace(elements=with_aligned(column.elements)) for column in page]
        for page in with_usual_edges(columns)
    ]
    separate = {k: separate_paragraphs(k, [notes, *pages[k].sideways]) for k, (_, notes) in enumerate(split)}
    begun = -1
    for part in insert_at_page_ends(with_whole_tables(paragraphs_of(columns)), separate):
        for _ in range(part.page - begun):
            builder.page()
        _add_part(part, levels, builder)
        begun = part.page + len(part.breaks)
    for _ in range(len(pages) - 1 - begun):
        builder.page()


def _add_part(part: Paragraph | Table, levels: Mapping[str, int], builder: DocumentBuilder) -> None:
    if isinstance(part, Paragraph):
        level = levels.get(bare(part.text))
        if level is None or part.breaks:
            builder.paragraph(part.text, breaks=part.breaks)
        else:
            builder.heading(part.text, level)
    elif is_layout(cell.text for row in part.rows for cell in row):
        for y, row in enumerate(part.rows):
            for _ in range(part.breaks.count(y)):
                builder.page()
            for cell in row:
                builder.paragraph(cell.text)
    else:
        builder.table([[GridCell(*cell) for cell in row] for row in part.rows], breaks=part.breaks)


def _usual_size(bodies: Sequence[list[Line]]) -> float:
    counts: Counter[float] = Counter()
    for lines in bodies:
        for line in lines:
            counts[round(line.size, 1)] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def bare(text: str) -> str:
    """A text by which a heading is known again, however it is spaced.

    >>> bare("一、 综 合")
    '一、综合'
    """
    return "".join(text.split())
