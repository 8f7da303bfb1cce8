"""Where in the raw text a place stands: its line and its page."""

from __future__ import annotations

import re
from bisect import bisect_right

from reportmine.model import Source


def page_at(source: Source, at: int) -> int | None:
    """The page over a place of the raw text, from 1; None where there are no pages."""
    return bisect_right(source.pages, at) or None if source.pages else None


class LineIndex:
    """Which line of the raw text a place is on, from 1."""

    def __init__(self, raw: str) -> None:
        """Index the lines of `raw`; only LF ends one."""
        self._starts = [match.end() for match in re.finditer("\n", raw)]

    def line(self, at: int) -> int:
        """The line of the character at `at`."""
        return bisect_right(self._starts, at) + 1
