"""PDF files: the text that is drawn on their pages, in the order in which it is read.

Running headers and footers, page numbers, tables of contents and text set askew are left out; lines that a
page broke are one paragraph again; ruled tables, and rows of figures in columns, are tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from reportmine.errors import ReadingError
from reportmine.reading.composing import Composer, Document, GridCell
from reportmine.reading.layout_tables import is_layout
from reportmine.reading.pdf_aligned import with_aligned
from reportmine.reading.pdf_columns import Column, columns_of, with_usual_edges
from reportmine.reading.pdf_glyphs import UNKNOWN, PageGlyphs, glyphs_of
from reportmine.reading.pdf_grids import Grid, grids_of
from reportmine.reading.pdf_lines import lines_of
from reportmine.reading.pdf_paragraphs import Paragraph, paragraphs_of
from reportmine.reading.pdf_running import PageLines, without_running

# A page whose fonts do not tell this share of its characters cannot be read.
_UNTOLD = 0.2

_LOCKED = "is locked with a password; unlock it with: qpdf --password=... --decrypt locked.pdf open.pdf"
_BROKEN = "is a PDF file that is cut off or damaged; get it once more, or mend it with: qpdf broken.pdf mended.pdf"
_PICTURES = "make their text readable with: ocrmypdf -l chi_sim scan.pdf text.pdf"


class _Page(NamedTuple):
    """A page as it was drawn, its tables, and why it has no text, if so."""

    drawn: PageGlyphs
    grids: list[Grid]
    lines: PageLines
    fault: str
