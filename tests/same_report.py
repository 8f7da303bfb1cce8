"""One report in many formats: builders that write it with real writers, and what its figures must be in each.

A further format needs a function from the lines of a text to the bytes of a file, and a row in BUILDERS.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import docx
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from reportmine import extract
from reportmine.model import Report
from reportmine.readers.files import read

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
    for is_row, part in groupby(lines[1:], key=lambda line: "\t" in line):
        if is_row:
            add_table(document, [line.split("\t") for line in part])
            continue
        for line in part:
            document.add_paragraph(line, style="Heading 1" if HEADING.match(line) else None)
    return saved(document)


def add_table(document: docx.document.Document, rows: Sequence[Sequence[str]]) -> None:
    """Add a table of these cells to a Word file."""
    table = document.add_table(len(rows), len(rows[0]))
    for k, row in enumerate(rows):
        for cell, text in zip(table.rows[k].cells, row, strict=True):
            cell.text = text


def to_html(lines: Sequence[str]) -> bytes:
    """A web page: the report between a menu, a row of buttons and a footer."""
    title, *rest = map(html.escape, lines)
    body = re.sub("</table>\n<table>", "\n", "\n".join(map(element, rest)))
    menu = "".join(f'<li><a href="/{k}">{name}</a></li>' for k, name in enumerate(("首页", "要闻", "政务公开")))
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>
<div class="nav"><ul>{menu}</ul></div><div class="content"><h1>{title}</h1>
<div class="share"><a href="#">打印</a> <a href="#">收藏</a></div>
{body}
</div><div class="footer"><p>版权所有 ICP备12345678号 浏览次数：1024</p></div></body></html>""".encode()


def element(line: str) -> str:
    """A line of the report as an element of the page, a line of cells as a table of one row."""
    if "\t" in line:
        return "<table><tr>" + "".join(f"<td>{cell}</td>" for cell in line.split("\t")) + "</tr></table>"
    return f"<h2>{line}</h2>" if HEADING.match(line) else f"<p>{line}</p>"


def to_markdown(lines: Sequence[str]) -> bytes:
    """A Markdown file, with front matter, headings and paragraphs."""
    body = "\n".join(map(block, lines[1:]))
    # A table of pipes needs a line below its head.
    body = re.sub(r"(?<!\|\n)(\|.*\|\n)", lambda found: found[1] + "|---" * (found[1].count("|") - 1) + "|\n", body)
    return f"---\ndate: 2024-03-05\nviews: 512\n---\n\n# {lines[0]}\n\n{body}\n".encode()


def block(line: str) -> str:
    """A line of the report as a block of Markdown, a line of cells as a row of a table."""
    if "\t" in line:
        return "| " + line.replace("\t", " | ") + " |"
    return f"## {line}\n" if HEADING.match(line) else f"{line}\n"


def to_text(encoding: str) -> Callable[[Sequence[str]], bytes]:
    """A builder of text files in this encoding."""
    return lambda lines: "\n".join([*lines, ""]).encode(encoding)


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
    grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), SONG, 10)]
    story: list[Flowable] = [Paragraph(escaped(lines[0]), title)]
    for is_row, part in groupby(lines[1:], key=lambda line: "\t" in line):
        if is_row:
            story.append(Table([line.split("\t") for line in part], style=grid))
        else:
            story.extend(Paragraph(escaped(line), body) for line in part)
    SimpleDocTemplate(file, pagesize=A4).build(story, onFirstPage=running, onLaterPages=running)
    return file.getvalue()


def register_song() -> None:
    """Make the font known to reportlab."""
    if SONG not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(SONG))


def escaped(text: str) -> str:
    """Text for reportlab, which reads markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


BUILDERS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "docx": to_docx,
    "html": to_html,
    "md": to_markdown,
    "pdf": to_pdf,
    "big5.txt": to_text("big5"),
    "gb18030.txt": to_text("gb18030"),
    "utf-16.txt": to_text("utf-16"),
    "utf-8.txt": to_text("utf-8"),
}
