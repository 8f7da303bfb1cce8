"""PDF files: the text that is drawn on their pages, in the order in which it is read.

A page without text, or with text in fonts that do not tell it, can be read as the picture that it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportmine.errors import ReadingError
from reportmine.extras import install_command, is_installed
from reportmine.messages.message import message
from reportmine.model import OcrMode, Remark, RemarkCode
from reportmine.readers.document import Document, DocumentBuilder
from reportmine.readers.ocr import ask_for_engine
from reportmine.readers.ocr.placing import with_scans
from reportmine.readers.ocr.reading import ReadPage
from reportmine.readers.ocr.side_by_side import side_by_side
from reportmine.readers.pages.assembling import add_pages, bare, page_of
from reportmine.readers.pages.glyphs import PageGlyphs
from reportmine.readers.pdf.legibility import is_legible
from reportmine.readers.pdf.process import DamagedPageError, PdfFile, opened

# A picture over so much of the page, with less text than a line, is a page that was scanned.
_SCANNED = 0.5
_FEWEST_CHARACTERS = 30
# Why a page has no text, in the order in which it is said; as a picture those in front can be read.
_READABLE: tuple[RemarkCode, ...] = ("pages_scanned", "pages_unmapped")
_FAULTS: tuple[RemarkCode, ...] = (*_READABLE, "pages_damaged")


class _PdfPage(NamedTuple):
    """What is on a page, why it has no text that can be read, if so, and the lines that were read of its picture."""

    drawn: PageGlyphs
    fault: RemarkCode | None = None
    scan: ReadPage | None = None


def read(data: bytes, _encoding: str | None = None, *, ocr: OcrMode = "auto") -> Document:
    """Read a PDF file; it knows its encoding itself. `ocr` says which pages are read as pictures.

    Raises ReadingError, without a path: locked, damaged, no text, or only text that its fonts do not tell; also where
    all pages are to be read as pictures and what reads them is not installed.
    """
    with opened(data) as file:
        levels = {bare(mark.title): mark.level + 1 for mark in file.marks()}
        pages = [_page(file, k) for k in range(file.pages)]
        pages = _read_as_pictures(file, pages, ocr)
    builder = DocumentBuilder()
    add_pages([page_of(page.drawn) for page in pages], builder, levels)
    remarks = tuple(_remarks(pages, ocr))
    document = builder.document()._replace(remarks=remarks)
    if not document.text:
        why = remarks[0].message if remarks else message("its pages are empty; give another file.")
        raise ReadingError("holds no text: {reason}", reason=why)
    scans = {k: page.scan for k, page in enumerate(pages) if page.scan}
    return with_scans(document, scans) if scans else document


def _page(file: PdfFile, k: int) -> _PdfPage:
    try:
        drawn = file.glyphs(k)
    except DamagedPageError:
        return _PdfPage(PageGlyphs.empty(), "pages_damaged")
    if not is_legible(drawn.glyphs):
        return _PdfPage(PageGlyphs.empty(drawn.top, drawn.bottom), "pages_unmapped")
    visible = sum(glyph.char != " " for glyph in drawn.glyphs)
    scanned = drawn.pictured > _SCANNED and visible < _FEWEST_CHARACTERS
    return _PdfPage(drawn, "pages_scanned" if scanned else None)


def _read_as_pictures(file: PdfFile, pages: list[_PdfPage], ocr: OcrMode) -> list[_PdfPage]:
    """The pages with those read as pictures that are to be, where what reads them is installed."""
    wanted = [k for k, page in enumerate(pages) if page.fault in _READABLE or (ocr == "always" and not page.fault)]
    if ocr == "always":
        ask_for_engine()
    if ocr == "never" or not wanted or not is_installed("ocr"):
        return pages
    from reportmine.readers.ocr.reading import read_page

    # PDFium draws one page after the other; what is drawn is read in several threads.
    scans = side_by_side(lambda drawn: read_page(*drawn), (file.picture(k) for k in wanted), len(wanted))
    for k, scan in zip(wanted, scans, strict=True):
        if scan.lines:
            pages[k] = _PdfPage(scan.drawn, None, scan)
    return pages


def _remarks(pages: Sequence[_PdfPage], ocr: OcrMode) -> Iterator[Remark]:
    """What could not be read and what to do, a remark for each kind of fault, and what was read as pictures."""
    install = "" if ocr == "never" or is_installed("ocr") else install_command("ocr")
    for fault in _FAULTS:
        numbers = [k for k, page in enumerate(pages, start=1) if page.fault == fault]
        if numbers:
            how = {"install": install} if fault in _READABLE and install else {}
            yield Remark.of(fault, pages=_listed(numbers), count=len(numbers), **how)
    read = [k for k, page in enumerate(pages, start=1) if page.scan]
    if read:
        yield Remark.of("pages_recognised", pages=_listed(read), count=len(read))


def _listed(numbers: Sequence[int]) -> str:
    """Page numbers in words.

    >>> _listed([1, 2, 3, 7]), _listed([4, 5])
    ('1-3, 7', '4-5')
    """
    ends = [k for k, (a, b) in enumerate(pairwise(numbers), start=1) if b != a + 1]
    runs = [numbers[start:end] for start, end in pairwise([0, *ends, len(numbers)])]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
