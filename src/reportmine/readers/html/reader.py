"""HTML → the report on the page: paragraphs, headings and tables, without what stands around it.

A page is taken apart (`dom`), the elements that are none of the report are left out (`boilerplate`), and the
others are handed to the DocumentBuilder line by line. Whole pages and pieces of one are read alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from reportmine.errors import OwnResultError, ReadingError
from reportmine.lexicon.patterns import pattern
from reportmine.messages.message import message
from reportmine.readers.document import Document, DocumentBuilder
from reportmine.readers.encoding.detection import decode
from reportmine.readers.html.boilerplate import is_boilerplate, left_out
from reportmine.readers.html.dom import Element, Page, page_of
from reportmine.readers.html.tables import grid_of, is_layout, rows_of
from reportmine.readers.html.whitespace import one_line

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
# Pages that were saved as a string of JavaScript or JSON have their line ends written out.
_WRITTEN_LINE_END = pattern(r"(?:\\r)?\\n(?=\s*<)|(?:\\t)+(?=\s*<)")

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# A heading element may be used for its looks; this is also the longest title that text/sections.py takes.
_LONGEST_HEADING = 60
_PARTS_OF_A_TITLE = pattern(r"[_|｜]+|\s+[-–—－]+\s*|[-–—－]{2,}|－")
# 无标题文档 and 新建网页 say nothing.
_SHORTEST_TITLE = 6
_HAN = pattern(r"[\u4e00-\u9fff]")
_YEAR = pattern(r"(?:19|20)\d\d|二[〇零○]")

_FRAMES = message("is a page of frames without text of its own; save the frame that holds the report.")
_NO_TEXT = {
    "frameset": _FRAMES,
    "iframe": _FRAMES,
    "script": message("holds no text, since a script brings it from elsewhere; save the page from the browser anew."),
}


def read(data: bytes, encoding: str | None = None) -> Document:
    """The report on a page; raises ReadingError, without a path: no text, none of its own, in no known encoding.

    >>> document = read("<h1>2023年年报</h1><p>举办培训<span>20</span>场<br>增长5%</p><div class=foot>首页".encode())
    >>> document.text, document.headings[0].span.of(document.text)
    ('2023年年报\\n举办培训20场\\n增长5%\\n', '2023年年报')
    """
    text, codec = _decoded(data, encoding)
    page = page_of(_WRITTEN_LINE_END.sub("", text))
    if page.generator == "reportmine":
        raise OwnResultError("is a page that reportmine wrote; give the report itself.")
    # Of a page that is nothing but links and buttons they are the text: better too much than nothing.
    document = _built(page, _is_left_out) or _built(page, lambda *_: False)
    if document is None:
        nothing = message("is a web page without any text.")
        raise ReadingError(next((_NO_TEXT[tag] for tag in page.writers), nothing))
    return document._replace(encoding=codec)


def _decoded(data: bytes, encoding: str | None) -> tuple[str, str]:
    """The bytes decide; what the page says of its encoding counts only where they do not tell."""
    try:
        return decode(data, encoding)
    except ReadingError:
        declared = _DECLARED.search(data)
        if encoding is not None or declared is None:
            raise
        try:
            return decode(data, declared.group(1).decode("ascii"))
        except ReadingError:
            pass
        raise


def _is_left_out(element: Element, page: Page) -> bool:
    return left_out(element, page) is not None


def _built(page: Page, skips: Callable[[Element, Page], bool]) -> Document | None:
    """The page without the parts that `skips` says; None where no text is left."""
    builder = DocumentBuilder()
    title = _missing_title(page)
    builder.heading(title, 1)
    line: list[str] = []
    at = 0
    while at < len(page.nodes):
        node = page.nodes[at]
        at += 1
        if isinstance(node, str):
            line.append(node)
            continue
        if isinstance(node, Element) and not node.is_block:
            continue
        _write_line(builder, line)
        line = []
        if isinstance(node, Element) and (skips(node, page) or _is_written_whole(builder, page, node)):
            at = node.end
    _write_line(builder, line)
    document = builder.document()
    return document if document.text.strip() != title else None


def _write_line(builder: DocumentBuilder, pieces: list[str]) -> None:
    line = one_line(pieces)
    if line.strip() and not is_boilerplate(line):
        builder.paragraph(line)


def _is_written_whole(builder: DocumentBuilder, page: Page, element: Element) -> bool:
    """Write a heading or a table of data; False, and nothing written, for every other element."""
    if element.tag == "table":
        return _is_written_as_table(builder, page, element)
    if element.tag not in _HEADINGS or element.stats.tables or element.stats.letters > _LONGEST_HEADING:
        return False
    text = one_line(page.inside(element))
    if not text.strip() or "。" in text or is_boilerplate(text):
        return False
    builder.heading(text, int(element.tag[1]))
    return True


def _is_written_as_table(builder: DocumentBuilder, page: Page, table: Element) -> bool:
    rows = rows_of(page, table)
    if is_layout(page, table, rows):
        return False
    grid, head = grid_of(page, rows)
    if all(not cell.text or is_boilerplate(cell.text) for row in grid for cell in row):
        return True
    for caption in page.outermost(table, "caption", "tr"):
        if caption.tag == "caption":
            builder.paragraph(one_line(page.inside(caption)))
    builder.table(grid, head=head)
    return True


def _missing_title(page: Page) -> str:
    """The title that the head of a page gives it, where the page itself does not show it."""
    shown = "".join("".join(part.split()) for part in page.nodes if isinstance(part, str))
    for title in page.titles:
        parts = [part.strip() for part in _PARTS_OF_A_TITLE.split(one_line([title]))]
        telling = [part for part in parts if len("".join(part.split())) >= _SHORTEST_TITLE and _HAN.search(part)]
        if any("".join(part.split()) in shown for part in telling):
            return ""
        if telling:
            # The other part is the name of the site.
            return next((part for part in telling if _YEAR.search(part)), telling[0])
    return ""
