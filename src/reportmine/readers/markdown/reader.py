"""Markdown → the file as it is, with its headings and tables, and with what is none of the report marked.

The raw text is the file itself, so that offsets and lines count in what the user sees. markdown-it tells the
blocks; where they stand follows from their lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from reportmine.lexicon.patterns import pattern
from reportmine.model import Heading, Span
from reportmine.readers.document import Document
from reportmine.readers.encoding.detection import decode
from reportmine.readers.markdown.markup import Marked, is_code, marks_in
from reportmine.readers.markdown.tables import html_tables, pipe_table
from reportmine.readers.sniffing.own_output import refuse_own_output
from reportmine.readers.text_tables import tables_in

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINE = pattern(r"[^\r\n]*(?:\r\n?|\n|$)")
_LINE_END = pattern(r"\r\n?|\n")
_FRONT_MATTER = pattern(r"\A---[ \t]*(?:\r\n?|\n)(?:[^\r\n]*(?:\r\n?|\n)){0,200}?(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)")
_FIELD = pattern(r"^[\w-]+[ \t]*:", re.MULTILINE)
_TITLE = pattern(r"^title[ \t]*:[ \t]*(?P<quote>[\"']?)(?P<title>[^\r\n]+?)(?P=quote)[ \t]*\r?$", re.MULTILINE)

# Lines without text of the report: around a container, a list of contents, the target of a link.
_LINE_OF_MARKS = pattern(
    r"^[ >\t]*(?::{3,}[^\r\n]*|\[\[?toc\]?\]|\[[^\]^\r\n][^\]\r\n]*\]:[ \t]*\S[^\r\n]*)[ \t]*(?=\r?$)",
    re.MULTILINE | re.IGNORECASE,
)
_NOT_SHOWN = pattern(r"\s*<(?:script|style|!--)", re.IGNORECASE)

_BEFORE_HEADING = pattern(r"(?:[ \t>]|[-*+][ \t]|\d{1,3}[.)][ \t])*(?:#{1,6}(?![^ \t\r\n]))?")
_BEHIND_HEADING = pattern(r"(?:[ \t]+#+|[ \t]*\{[#.][^{}\r\n]*\})?\s*$")
# As long as a heading of text/sections.py may be.
_LONGEST_HEADING = 60


def read(data: bytes, encoding: str | None = None) -> Document:
    """The text of a Markdown file; raises ReadingError, without a path, where it is in no known encoding.

    >>> document = read("---\\ntitle: 年报\\n---\\n## 一、读者\\n`n=5`，共**12**人\\n".encode())
    >>> [heading.span.of(document.text) for heading in document.headings]
    ['年报', '一、读者']
    >>> [span.of(document.text) for span in document.markup]
    ['---\\ntitle: ', '---\\n', '`n=5`']
    """
    text, codec = decode(data, encoding)
    refuse_own_output(text)
    lines = [Span(*match.span()) for match in _LINE.finditer(text)]
    front = _FRONT_MATTER.match(text)
    front_end = front.end() if front and _FIELD.search(front.group()) else 0
    title = _TITLE.search(text, 0, front_end)
    tokens, references = _parsed(text, front_end)
    blocks = [Span(0, front_end), *_marked_blocks(text, tokens, lines)]
    marked = marks_in(text, references).without(blocks[1:])
    headings = [Heading(Span(*title.span("title")), 1)] if title else []
    headings += _headings(tokens, lines, marked)
    piped = (pipe_table(marked, text, _of(token, lines)) for token in tokens if token.type == "table_open")
    # Of tables inside of one another the inner ones: no number stands in two.
    tables = list(html_tables(marked))
    tables += [table for table in filter(None, piped) if not any(_overlap(table.span, one.span) for one in tables)]
    # Text taken for Markdown may have tables that are set as in any text.
    known = [*blocks, *(table.span for table in tables)]
    tables += (table for table in tables_in(text) if not any(_overlap(table.span, span) for span in known))
    markup = marked.without(_around(title, front_end)).spans
    return Document(text, codec, headings=tuple(headings), tables=tuple(sorted(tables)), markup=markup)


def _overlap(first: Span, other: Span) -> bool:
    return first.start < other.end and other.start < first.end


def _around(title: re.Match[str] | None, front_end: int) -> list[Span]:
    """The front matter without the title, which is text and keeps its line end."""
    if title is None:
        return [Span(0, front_end)]
    start, end = title.span("title")
    return [Span(0, start), Span(end, title.end()), Span(title.end() + 1, front_end)]


def _parsed(text: str, front_end: int) -> tuple[list[Token], list[str]]:
    """The blocks, and the names of the links that are defined; in place of the front matter stand empty lines."""
    from markdown_it import MarkdownIt

    # No code by indentation: in Chinese texts that is how a paragraph begins.
    parser = MarkdownIt("commonmark").enable("table").disable("code")
    found: dict[str, Any] = {}
    empty = "\n" * len(_LINE_END.findall(text, 0, front_end))
    tokens = parser.parse(empty + text[front_end:], found)
    return tokens, list(found.get("references", ()))


def _of(token: Token, lines: Sequence[Span]) -> Sequence[Span]:
    """The lines of a block."""
    first, behind = token.map or (0, 0)
    return lines[first:behind]


def _marked_blocks(text: str, tokens: Sequence[Token], lines: Sequence[Span]) -> Iterator[Span]:
    """What is none of the report and takes whole lines; their last line end stays."""
    for token in tokens:
        block = _of(token, lines)
        is_code_block = token.type == "fence" and (token.info or is_code(token.content))
        if is_code_block or (token.type == "html_block" and _NOT_SHOWN.match(token.content)):
            yield Span(block[0].start, block[0].start + len(text[block[0].start : block[-1].end].rstrip()))
    yield from (Span(*match.span()) for match in _LINE_OF_MARKS.finditer(text))


def _headings(tokens: Sequence[Token], lines: Sequence[Span], marked: Marked) -> Iterator[Heading]:
    """The headings, and the lines that are nothing but bold print, which stand one level below them."""
    level = 0
    for before, token in pairwise(tokens):
        is_bold_line = before.type == "paragraph_open" and before.level == 0 and _is_bold_line(token)
        if before.type != "heading_open" and not is_bold_line:
            continue
        line = _of(token, lines)[0]
        start, end = _BEFORE_HEADING.match(marked.text, *line), _BEHIND_HEADING.search(marked.text, *line)
        span = marked.trimmed(start.end() if start else line.start, end.start() if end else line.end)
        if before.type == "heading_open":
            level = int(before.tag[1])
        if span.start < span.end:
            yield Heading(span, level + is_bold_line)


def _is_bold_line(token: Token) -> bool:
    marks = [child.type for child in token.children or () if child.type != "text" or child.content]
    whole = marks[:1] == ["strong_open"] and marks.index("strong_close") == len(marks) - 1
    return whole and len(token.content) <= _LONGEST_HEADING and "。" not in token.content
