"""Characters → the lines that they stand in, cut where a wide gap parts columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

import regex

from reportmine.reading.pdf_glyphs import UNKNOWN, Glyph
from reportmine.reading.raised import joined

# In parts of the size of the characters. Word sets Chinese and digits 0.25 to 0.3 apart by itself, and stretches
# Chinese by up to 0.4 to fill a line; the space between two Latin words is 0.2 and more.
_SPACE_BESIDE_CHINESE = 0.6
_SPACE_BETWEEN_LATIN = 0.18
_COLUMN_GAP = 1.2
# How far from the baseline a raised or lowered character may stand, and how small one is.
_SAME_LINE = 0.45
_SMALL = 0.8
_RAISED = 0.15

_WIDE = regex.compile(r"[\p{Han}\u2018-\u201d\u3000-\u303f\uff00-\uffef]")
_SET_APART = regex.compile(r"(?<!\S)\p{Han}(?: \p{Han}){2,}(?!\S)|^\p{Han} \p{Han}$")


class Segment(NamedTuple):
    """A stretch of a line without a wide gap in it."""

    text: str
    left: float
    right: float


class Line(NamedTuple):
    """A line of text on the baseline `y`; its segments from left to right, at least one."""

    segments: tuple[Segment, ...]
    y: float
    size: float

    @property
    def left(self) -> float:
        """Where its first character begins."""
        return self.segments[0].left

    @property
    def right(self) -> float:
        """Where its last character ends."""
        return self.segments[-1].right

    @property
    def text(self) -> str:
        """All its segments, with a space where a gap was."""
        return _closed_up(" ".join(segment.text for segment in self.segments))


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines that characters stand in, from the top down.

    >>> drawn = [Glyph("增", 0, 10, 50, 10), Glyph("长", 10, 20, 50, 10), Glyph("5", 23, 28, 50, 10)]
    >>> [line.text for line in lines_of([*drawn, Glyph("一", 0, 10, 30, 10), Glyph("二", 40, 50, 30, 10)])]
    ['一 二', '增长5']
    """
    lines = (_line(row) for row in _rows(glyphs))
    return sorted((line for line in lines if line is not None), key=lambda line: (line.y, line.left))


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters by baseline. The fullest baselines come first, so that raised and lowered ones join them."""
    by_baseline: dict[float, list[Glyph]] = {}
    for glyph in glyphs:
        by_baseline.setdefault(round(glyph.y, 1), []).append(glyph)
    rows: list[tuple[float, float, list[Glyph]]] = []
    for y, row in sorted(by_baseline.items(), key=lambda item: (-len(item[1]), item[0])):
        size = median(glyph.size for glyph in row)
        near = [one for one in rows if abs(one[0] - y) <= _reach(one[1], size)]
        if near:
            min(near, key=lambda one: abs(one[0] - y))[2].extend(row)
        else:
            rows.append((y, size, row))
    return [row for _, _, row in rows]


def _reach(size: float, joining: float) -> float:
    """How far from a line's baseline characters of a size may stand: those that are smaller may be raised."""
    return size * (_SAME_LINE if joining <= _SMALL * size else _RAISED)


def _line(row: list[Glyph]) -> Line | None:
    row = sorted(row, key=lambda glyph: glyph.left)
    drawn = [glyph for glyph in row if glyph.char != " "]
    if not drawn:
        return None
    size = median(glyph.size for glyph in drawn)
    y = median(glyph.y for glyph in drawn)
    segments = [found for part in _parts(row, size) if (found := _segment(part, y, size)) is not None]
    return Line(tuple(segments), y, size) if segments else None


def _parts(row: Sequence[Glyph], size: float) -> list[list[Glyph]]:
    """A line cut at its wide gaps."""
    parts: list[list[Glyph]] = []
    before: Glyph | None = None
    for glyph in row:
        if glyph.char == " ":
            if before is not None:
                parts[-1].append(glyph)
            continue
        if before is None or glyph.left - before.right > _COLUMN_GAP * size:
            parts.append([])
        parts[-1].append(glyph)
        before = glyph
    return parts


def _segment(part: Sequence[Glyph], y: float, size: float) -> Segment | None:
    pieces: list[tuple[str, bool]] = []
    before: Glyph | None = None
    spaced = False
    for glyph in part:
        if glyph.char == " ":
            spaced = True
            continue
        if before is not None and (spaced or _are_apart(before, glyph, size)):
            pieces.append((" ", False))
        raised = glyph.size <= _SMALL * size and y - glyph.y > _RAISED * size
        pieces.append((glyph.char, raised))
        before, spaced = glyph, False
    # A sign of a font of signs that begins a line is the mark of a list.
    text = _closed_up(joined(pieces).lstrip(f"{UNKNOWN} "))
    return Segment(text, part[0].left, before.right) if text and before is not None else None


def _are_apart(before: Glyph, after: Glyph, size: float) -> bool:
    chinese = _WIDE.match(before.char) or _WIDE.match(after.char)
    return after.left - before.right > size * (_SPACE_BESIDE_CHINESE if chinese else _SPACE_BETWEEN_LATIN)


def _closed_up(text: str) -> str:
    """Names and words whose characters were set apart to fill a width are one word: 卓 榮 泰."""
    return _SET_APART.sub(lambda match: match.group().replace(" ", ""), text) if " " in text else text
