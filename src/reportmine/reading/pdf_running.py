"""Running headers and footers and page numbers: lines that come again on page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from reportmine.reading.pdf_lines import Line

# Only the outer lines of a page can be running ones. Two at the head and two at the foot is what books have.
_OUTER_LINES = 3
# On so many pages, and on this share of them: headers of left and right pages differ, and chapters have their own.
_FEWEST_PAGES = 2
_SHARE = 0.3
# Lines that come again stand at the same height, in points, but for a drift of scanned pages.
_SAME_HEIGHT = 6.0
# Nothing but a page number: 3, - 3 -, 第3页, 第3页 共6页, 3/6, Page 3 of 6, iv.
_PAGE_NUMBER = re.compile(
    r"[-—–·•~\s]*(?:(?:第\s*)?[0-9０-９]{1,4}(?:\s*页|\s*頁)?(?:\s*[,，/／]?\s*(?:共|of|之)?\s*[0-9]{1,4}(?:\s*页|\s*頁)?)?"
    r"|第[一二三四五六七八九十百]{1,5}[页頁]|[Pp](?:age|\.)\s*[0-9]{1,4}(?:\s*(?:of|/)\s*[0-9]{1,4})?|[ivxlc]{1,6})[-—–·•~\s]*"
)
# Where a page is too long for its lines to be numbers by chance: a single page needs marks around its number.
_MARKED_NUMBER = re.compile(r"[-—–·•~]\s*[0-9]{1,4}\s*[-—–·•~]|第\s*[0-9]{1,4}\s*[页頁].*|[Pp]age\s.*")
_DIGITS = re.compile(r"[0-9０-９]+")


class PageLines(NamedTuple):
    """The lines of one page from the top down, and the edges of the page."""

    lines: list[Line]
    top: float
    bottom: float


def without_running(pages: Sequence[PageLines]) -> list[list[Line]]:
    """The lines of all pages without those that run through them.

    A line is known again by its text, with all its numbers alike, and by its height on the page.
    """
    counts = Counter(key for page in pages for key in {key for line in _outer(page) for key in _keys(page, line)})
    needed = max(_FEWEST_PAGES, _SHARE * len(pages))
    return [_left(page, counts, needed) for page in pages]


def _left(page: PageLines, counts: Counter[tuple[str, int]], needed: float) -> list[Line]:
    gone = set()
    for line in _outer(page):
        often = max((counts[key] for key in _keys(page, line)), default=0)
        if _MARKED_NUMBER.fullmatch(line.text) or often >= needed:
            gone.add(line)
    return [line for line in page.lines if line not in gone]


def _outer(page: PageLines) -> list[Line]:
    """The lines of a page that may be running ones, of its head and its foot."""
    middle = (page.top + page.bottom) / 2
    head = [line for line in page.lines[:_OUTER_LINES] if line.y < middle]
    foot = [line for line in page.lines[-_OUTER_LINES:] if line.y >= middle]
    return head + foot


def _keys(page: PageLines, line: Line) -> list[tuple[str, int]]:
    """What a line is known by; two heights, so that none falls between two steps."""
    text = "#" if _PAGE_NUMBER.fullmatch(line.text) else _DIGITS.sub("#", line.text.replace(" ", ""))
    step = (line.y - page.top) / _SAME_HEIGHT
    return [(text, int(step)), (text, int(step + 0.5) + 100_000)]
