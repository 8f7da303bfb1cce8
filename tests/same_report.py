"""One report in many formats: builders that write it with real writers, and what its figures must be in each.

A further format needs a function from the lines of a text to the bytes of a file, and a row in BUILDERS.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from reportmine import extract
from reportmine.model import Report
from reportmine.reading import read

SAMPLES = Path(__file__).parent.parent / "samples"
# A font for Chinese that PDF viewers have, so that no font file is needed.
SONG = "STSong-Light"
HEADING = re.compile(r"[一二三四五六七八九十]+、")


class Figure(NamedTuple):
    """What a figure of a report is, wherever it stands."""

    metric: str
    value: str
    unit: str
    period: str | None
    status: str
    measure: str


def figures(report: Report) -> list[Figure]:
    """The figures of a report in order."""
    return [
        Figure(c.metric, str(c.quantity.low), c.quantity.unit, c.period, c.status, c.measure) for c in report.claims
    ]


def lines_of(sample: str) -> list[str]:
    """The paragraphs of a sample, the title first."""
    return [line for line in read(SAMPLES / sample).raw.splitlines() if line]


def figures_of_text(sample: str) -> list[Figure]:
    """The figures of a sample as the text file that it is."""
    return figures(extract(read(SAMPLES / sample)))


def figures_of(data: bytes, path: Path) -> list[Figure]:
    """The figures of a file with these bytes, written to `path`."""
    path.write_bytes(data)
    return figures(extract(read(path)))


def to_docx(lines: Sequence[str]) -> bytes:
    """A Word file: a title, headings by style, paragraphs set in by two characters, a header."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "内部资料 第1号"
    document.add_paragraph(lines[0], style="Title")
    for line in lines[1:]:
        document.add_paragraph(line, style="Heading 1" if HEADING.match(line) else None)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    """The bytes of a Word file."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def to_pdf(lines: Sequence[str], *, size: float = 16, indent: float = 2, footer: str = "— {} —") -> bytes:
    """A PDF file of A4 pages: wrapped lines, a running header, numbered pages."""
    register_song()
    body = ParagraphStyle("body", fontName=SONG, fontSize=size, leading=size * 1.75, wordWrap="CJK")
    body = ParagraphStyle("set in", body, firstLineIndent=indent * size)
    title = ParagraphStyle("title", body, fontSize=size * 1.375, leading=size * 2, firstLineIndent=0, alignment=1)

    def running(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont(SONG, 9)
        canvas.drawString(72, A4[1] - 40, "2024年 内部资料 第12期")
        canvas.drawCentredString(A4[0] / 2, 36, footer.format(document.page))

    file = io.BytesIO()
    story = [Paragraph(escaped(line), body if k else title) for k, line in enumerate(lines)]
    SimpleDocTemplate(file, pagesize=A4).build(story, onFirstPage=running, onLaterPages=running)
    return file.getvalue()


def register_song() -> None:
    """Make the font known to reportlab."""
    if SONG not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(SONG))


def escaped(text: str) -> str:
    """Text for reportlab, which reads markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


BUILDERS: dict[str, Callable[[Sequence[str]], bytes]] = {"docx": to_docx, "pdf": to_pdf}
