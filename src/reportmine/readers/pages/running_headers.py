"""Running headers and footers and page numbers: lines that come again on page after page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from reportmine.lexicon.patterns import pattern
from reportmine.readers.pages.lines import Line

# How far these thresholds may be moved is measured in docs/reading-office.md.
# Only the outer lines of a page can be running ones. Two at the head and two at the foot is what books have.
_OUTER_LINES = 3
# On so many pages, and on this share of them: headers of left and right pages differ, and chapters have their own.
_FEWEST_PAGES = 2
_SHARE = 0.3
# Lines that come again stand at the same height, in points, but for a drift of scanned pages.
_SAME_HEIGHT = 6.0
# Nothing but a page number: 3, - 3 -, 第3页, 第3页 共6页, 3/6, Page 3 of 6, iv.
_PAGE_NUMBER = pattern(
    r"[-—–·•~\s]*(?:(?:第\s*)?[0-9０-９]{1,4}(?:\s*页|\s*頁)?(?:\s*[,，/／]?\s*(?:共|of|之)?\s*[0-9]{1,4}(?:\s*页|\s*頁)?)?"
    r"|第[一二三四五六七八九十百]{1,5}[页頁]|[Pp](?:age|\.)\s*[0-9]{1,4}(?:\s*(?:of|/)\s*[0-9]{1,4})?|[ivxlc]{1,6})[-—–·•~\s]*"
)
_DIGITS = pattern(r"[0-9０-９]+")
# A page that stands alone shows a running line by its place in the margin, in parts of the page, and its distance
# from the text, in parts of its size; a line as large as the text has to be further away, a larger one is a title.
_MARGIN = 0.075
_DISTANCE = 1.8
_DISTANCE_IF_ALIKE = 3.0
_SMALLER = 0.9
_LARGER = 1.02


class PageLines(NamedTuple):
    """The lines of one page from the top down, and the edges of the page."""

    lines: list[Line]
    top: float
    bottom: float


def without_running(pages: Sequence[PageLines]) -> list[list[Line]]:
    """The lines of all pages without those that run through them.

    A line is known again by its text, with all its numbers alike, and by its height on the page.
    """
    size = median(line.size for page in pages for line in page.lines) if any(page.lines for page in pages) else 0.0
    counts = Counter(key for page in pages for key in {key for line in _outer(page) for key in _keys(page, line)})
    needed = max(_FEWEST_PAGES, _SHARE * len(pages))
    bodies = []
    for page in pages:
        again = {line for line in _outer(page) if any(counts[key] >= needed for key in _keys(page, line))}
        gone = again.union(line for line in _outer(page) if _is_in_margin(page, line, size))
        bodies.append([line for line in page.lines if line not in gone])
    return bodies


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
    return [(text, int(step)), (text, -1 - int(step + 0.5))]


def _is_in_margin(page: PageLines, line: Line, size: float) -> bool:
    height = page.bottom - page.top
    if min(line.y - page.top, page.bottom - line.y) > _MARGIN * height:
        return False
    others = [abs(other.y - line.y) for other in page.lines if abs(other.y - line.y) > 1]
    differs = line.size <= _SMALLER * size or _PAGE_NUMBER.fullmatch(line.text) is not None
    distance = _DISTANCE if differs else _DISTANCE_IF_ALIKE
    return line.size <= _LARGER * size and min(others, default=0.0) > distance * line.size
