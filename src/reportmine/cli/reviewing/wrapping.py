"""The text of a report in the lines of a terminal, each of them a stretch of the raw text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from reportmine.model import Span
from reportmine.output.terminal.cells import cell_len

_PARTS = frozenset(".,%-/:")


def wrapped(raw: str, width: int) -> list[Span]:
    """The lines of a text, none wider than `width` cells; numbers and Latin words stay whole where they can.

    >>> raw = "举办培训1200场。\\n\\n好"
    >>> [line.of(raw) for line in wrapped(raw, 10)]
    ['举办培训', '1200场。', '', '好']
    """
    lines: list[Span] = []
    start = 0
    for line in raw.split("\n"):
        lines.extend(_folded(raw, start, start + len(line.rstrip("\r")), max(2, width)))
        start += len(line) + 1
    return lines


def line_of(lines: Sequence[Span], offset: int) -> int:
    """The number of the line, from 0, in which a character of the text stands."""
    return max(0, bisect_right(lines, offset, key=lambda line: line.start) - 1)


def _folded(raw: str, start: int, end: int, width: int) -> Iterator[Span]:
    used, first = 0, start
    for at in range(start, end):
        used += cell_len(raw[at])
        if used > width:
            stop = _before_word(raw, first, at)
            yield Span(first, stop)
            used, first = cell_len(raw[stop : at + 1]), stop
    yield Span(first, end)


def _before_word(raw: str, first: int, at: int) -> int:
    """Where to break a line that is full at `at`: before the number or Latin word there, if it begins in the line."""
    stop = at
    while stop > first and _joined(raw[stop]) and _joined(raw[stop - 1]):
        stop -= 1
    return stop if stop > first else at


def _joined(char: str) -> bool:
    return (char.isascii() and char.isalnum()) or char in _PARTS
