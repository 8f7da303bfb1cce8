"""How formats that are text are told from their content, whatever they are called: HTML, Markdown.

Only the beginning is looked at, as bytes: all their marks are ASCII, which every Chinese encoding keeps
(of UTF-16 the NULs are taken out).
"""

from __future__ import annotations

import re

from reportmine.lexicon.patterns import pattern

_LOOKED_AT = 65_536

# A whole page says so at its beginning.
_PAGE = pattern(
    rb"\A[\xef\xbb\xbf\xff\xfe\s]*(?:<\?xml[^>]{0,200}>\s*)?(?><!--.{0,5000}?-->\s*)*+"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|frameset)\b",
    re.IGNORECASE | re.DOTALL,
)
# A text that begins with one of these is HTML; <img> and <br> begin Markdown as well.
_FIRST_TAG = pattern(
    rb"\A[\xef\xbb\xbf\xff\xfe\s]*(?><!--.{0,5000}?-->\s*)*+"
    rb"<(?:p|div|table|tbody|tr|td|th|span|font|b|strong|h[1-6]|ul|ol|li|dl|pre|center|blockquote|section|article|main"
    rb"|header|nav|form|style|script)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
# One that begins otherwise is HTML with so many of these. Text cleaning copes with paragraphs and bold print
# alone, and then the offsets count in the file itself.
_INNER_TAG = re.compile(rb"</(?:div|table|tr|td|th|span|font|ul|section)>", re.IGNORECASE)
_FEWEST_TAGS = 8

# The headers of a mail, with a page and what belongs to it for the body.
_MHT = pattern(
    rb"\A\s*(?:[A-Z][\w-]{1,40}:[^\r\n]{0,1000}\r?\n(?:[ \t][^\r\n]{0,1000}\r?\n){0,20}){0,20}?"
    rb"Content-Type:\s*(?:multipart/related|text/html)",
    re.IGNORECASE,
)

_MARKS_OF_MARKDOWN = (
    re.compile(rb"(?:^|\n)#{1,6} \S[^\n]*\n(?:.*\n)*?#{1,6} \S"),
    re.compile(rb"\]\((?:https?://|/|\.{1,2}/|#)[^\s)]{0,300}\)"),
    re.compile(rb"(?:^|\n) {0,3}\|?[ \t]*:?-{2,}:?[ \t]*\|[-:| \t]*\r?(?:\n|$)"),
    re.compile(rb"\*\*[^*\s][^*\n]*\*\*(?:.*\n)*?.*\*\*[^*\s][^*\n]*\*\*"),
    re.compile(rb"(?:^|\n)(?:```|~~~)[\w-]*\r?\n"),
    re.compile(rb"\A(?:\xef\xbb\xbf)?---\r?\n(?:[\w-]+:[^\n]*\n)+---\r?\n"),
)
_FEWEST_MARKS = 2


def is_web_page(data: bytes) -> bool:
    """Whether this is a whole HTML page.

    >>> is_web_page(b"<!DOCTYPE html><p>5%"), is_web_page("<html>".encode("utf-16")), is_web_page(b"<p>5%")
    (True, True, False)
    """
    return b"<" in data[:_LOOKED_AT] and _PAGE.match(_beginning(data)) is not None


def is_mht(data: bytes) -> bool:
    """Whether this is a page with its pictures in one file (MHT), also under the name of a Word file.

    >>> is_mht(b"MIME-Version: 1.0\\r\\nContent-Type: multipart/related; boundary=x\\r\\n")
    True
    """
    return _MHT.match(data[:_LOOKED_AT]) is not None


def is_piece_of_html(data: bytes) -> bool:
    """Whether this is a piece of an HTML page: it begins with a tag, or has many.

    >>> is_piece_of_html("<p>增长5%</p>".encode()), is_piece_of_html("标签<p>有3种".encode())
    (True, False)
    """
    if b"<" not in data[:_LOOKED_AT]:
        return False
    beginning = _beginning(data)
    return bool(_FIRST_TAG.match(beginning)) or sum(1 for _ in _INNER_TAG.finditer(beginning)) >= _FEWEST_TAGS


def is_markdown(data: bytes) -> bool:
    """Whether this is clearly Markdown: it has two kinds of its marks and more.

    >>> is_markdown("# 一\\n\\n## 二\\n\\n**甲**与**乙**".encode()), is_markdown("#1 馆\\n5 * 3 * 2".encode())
    (True, False)
    """
    beginning = data[:_LOOKED_AT]
    return sum(mark.search(beginning) is not None for mark in _MARKS_OF_MARKDOWN) >= _FEWEST_MARKS


def _beginning(data: bytes) -> bytes:
    beginning = data[:_LOOKED_AT]
    return beginning.replace(b"\0", b"") if b"\0" in beginning[:64] else beginning
