"""PDF files: the text that is drawn on their pages, in the order in which it is read.

Running headers and footers, page numbers, tables of contents and text set askew are left out; lines that a
page broke are one paragraph again; ruled tables, and rows of figures in columns, are tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from reportmine.errors import ReadingError
from reportmine.messages.message import message
from reportmine.model import Remark, RemarkCode
from reportmine.readers.document import Document, DocumentBuilder, GridCell
from reportmine.readers.layout_tables import is_layout
from reportmine.readers.pdf.aligned_tables import with_aligned
from reportmine.readers.pdf.columns import columns_of, with_usual_edges
from reportmine.readers.pdf.footnotes import insert_at_page_ends, separate_paragraphs, split_footnotes
from reportmine.readers.pdf.glyphs import UNKNOWN, glyphs_of
from reportmine.readers.pdf.lines import Line, lines_of
from reportmine.readers.pdf.paragraphs import Paragraph, paragraphs_of
from reportmine.readers.pdf.ruled_tables import Grid, grids_of
from reportmine.readers.pdf.running_headers import PageLines, without_running
from reportmine.readers.pdf.split_tables import Table, with_whole_tables

# A page whose fonts do not tell this share of its characters cannot be read.
_UNMAPPED = 0.2
# A picture over so much of the page, with less text than a line, is a page that was scanned.
_SCANNED = 0.5
_FEWEST_CHARACTERS = 30

_LOCKED = message(
    "is locked with a password; unlock it with: {command}.",
    command="qpdf --password=... --decrypt locked.pdf open.pdf",
)
_BROKEN = message(
    "is a PDF file that is cut off or damaged; get it once more, or mend it with: {command}.",
    command="qpdf broken.pdf mended.pdf",
)
# Why a page has no text, in the order in which it is said.
_FAULTS: tuple[RemarkCode, ...] = ("pages_scanned", "pages_unmapped", "pages_damaged")


class _Page(NamedTuple):
    """A page: its tables, the lines around them, the text that runs otherwise, and why it has none, if so."""

    grids: list[Grid]
    lines: PageLines
    sideways: list[list[Line]]
    fault: RemarkCode | None = None


def read(data: bytes, _encoding: str | None = None) -> Document:
    """Read a PDF file; it knows its encoding itself.

    Raises ReadingError, without a path: locked, damaged, no text, or only text that its fonts do not tell.
    """
    file = _opened(data)
    try:
        levels = {_bare(mark.get_title()): mark.level + 1 for mark in file.get_toc()}
        pages = [_page(file, k) for k in range(len(file))]
    finally:
        file.close()
    builder = DocumentBuilder()
    _add_pages(pages, levels, builder)
    faults = tuple(_faults(pages))
    document = builder.document()
    if not document.text:
        why = faults[0].message if faults else message("its pages are empty; give another file.")
        raise ReadingError("holds no text: {reason}", reason=why)
    return document._replace(remarks=faults)


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise ReadingError(_LOCKED if locked else _BROKEN) from None


def _page(file: pypdfium2.PdfDocument, k: int) -> _Page:
    try:
        page = file[k]
        drawn = glyphs_of(page)
        page.close()
    except pypdfium2.PdfiumError:
        return _Page([], PageLines([], 0, 0), [], "pages_damaged")
    visible = [glyph for glyph in drawn.glyphs if glyph.char != " "]
    unmapped = sum(glyph.char == UNKNOWN for glyph in visible)
    if unmapped > _UNMAPPED * len(visible):
        return _Page([], PageLines([], drawn.top, drawn.bottom), [], "pages_unmapped")
    scanned = drawn.pictured > _SCANNED and len(visible) < _FEWEST_CHARACTERS
    grids, rest = grids_of(drawn.strokes, drawn.glyphs)
    lines = PageLines(lines_of(rest), drawn.top, drawn.bottom)
    return _Page(grids, lines, [lines_of(group) for group in drawn.sideways], "pages_scanned" if scanned else None)


def _faults(pages: Sequence[_Page]) -> Iterator[Remark]:
    """What could not be read and what to do, a remark for each kind of fault."""
    for fault in _FAULTS:
        numbers = [k for k, page in enumerate(pages, start=1) if page.fault == fault]
        if numbers:
            yield Remark.of(fault, pages=_listed(numbers), count=len(numbers))


def _listed(numbers: Sequence[int]) -> str:
    """Page numbers in words.

    >>> _listed([1, 2, 3, 7]), _listed([4, 5])
    ('1-3, 7', '4-5')
    """
    ends = [k for k, (a, b) in enumerate(pairwise(numbers), start=1) if b != a + 1]
    runs = [numbers[start:end] for start, end in pairwise([0, *ends, len(numbers)])]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _add_pages(pages: Sequence[_Page], levels: dict[str, int], builder: DocumentBuilder) -> None:
    """Hand on all that stands on the pages, each with the page that it begins on."""
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


def _add_part(part: Paragraph | Table, levels: dict[str, int], builder: DocumentBuilder) -> None:
    if isinstance(part, Paragraph):
        level = levels.get(_bare(part.text))
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


def _bare(text: str) -> str:
    return "".join(text.split())
