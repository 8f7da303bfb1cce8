"""Numbers with a character in them that looks like another one, mended where both sides say which it is."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from reportmine.lexicon.loader import rows
from reportmine.lexicon.patterns import pattern
from reportmine.readers.ocr.engine import ReadLine

# Characters that were read surely stay where a row of the table asks for doubt: of 9,000 digits of benchmarks/ocr.py
# that were right one in a hundred was less sure (2026-11-30).
_DOUBTED = 0.98
# How sure a mended character is at most: its claim is among the doubtful ones, which are to be looked at.
_MENDED = 0.79


class Mending(NamedTuple):
    """What was mended: the place in the line as it is now, what was read, and the character that stands there."""

    at: int
    was: str
    now: str


class _Lookalike(NamedTuple):
    read: str
    means: str
    between: re.Pattern[str]
    unsure: bool


def mended(line: ReadLine) -> tuple[ReadLine, tuple[Mending, ...]]:
    """A line with its numbers mended, and what was done.

    >>> corners = (0, 0), (70, 0), (70, 9), (0, 9)
    >>> line = ReadLine("增长1O5忆元", corners, 0.9, tuple(k / 7 for k in range(7)), (0.9,) * 7)
    >>> after, mendings = mended(line)
    >>> after.text, mendings
    ('增长105亿元', (Mending(at=3, was='O', now='0'), Mending(at=5, was='忆', now='亿')))
    """
    mendings: list[Mending] = []
    for known in _lookalikes():
        while (at := next(_places(line, known), None)) is not None:
            line = _replaced(line, at, known)
            mendings = [
                one._replace(at=one.at - len(known.read) + len(known.means)) if one.at > at else one for one in mendings
            ]
            mendings.append(Mending(at, known.read, known.means))
    return line, tuple(sorted(mendings))


def _places(line: ReadLine, known: _Lookalike) -> Iterator[int]:
    if known.read not in line.text:
        return
    for found in known.between.finditer(line.text):
        start, end = found.span("read")
        if not known.unsure or min(line.scores[start:end]) < _DOUBTED:
            yield start


def _replaced(line: ReadLine, at: int, known: _Lookalike) -> ReadLine:
    end = at + len(known.read)
    middle = sum(line.middles[at:end]) / len(known.read)
    sure = min(_MENDED, *line.scores[at:end])
    return line._replace(
        text=line.text[:at] + known.means + line.text[end:],
        middles=(*line.middles[:at], middle, *line.middles[end:]),
        scores=(*line.scores[:at], sure, *line.scores[end:]),
    )


@functools.cache
def _lookalikes() -> tuple[_Lookalike, ...]:
    """The table `readers/lookalikes.csv`; each means one character."""
    return tuple(
        _Lookalike(
            row["read"],
            row["means"],
            pattern(f"(?:{row['before']})(?P<read>{re.escape(row['read'])})(?={row['after']})"),
            row["unsure"] == "yes",
        )
        for row in rows("readers/lookalikes.csv")
    )
