"""Characters → the lines that they stand in, cut where a wide gap parts columns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from reportmine.lexicon.patterns import pattern
from reportmine.readers.pages.glyphs import UNKNOWN, Glyph
from reportmine.readers.superscripts import join_pieces

# How far these thresholds may be moved is measured in docs/reading-office.md.
# In parts of the size of the characters. The space between two Latin words is 0.2 and more, that between two
# Chinese ones 0.25 and more beyond the gap that all characters of a stretched line have (0.84 in a column whose
# next word was long); a mark has a gap of its own on one side.
# Word and LibreOffice set Chinese and digits 0.2 to 0.3 apart by themselves.
_SPACE_BETWEEN_LATIN = 0.18
_SPACE_BETWEEN_CHINESE = 0.22
_SPACE_BESIDE_A_MARK = 0.6
_SPACE_BESIDE_CHINESE = 0.5
_MOST_STRETCHED = 1.0
_COLUMN_GAP = 1.2
# How far from the baseline a superscript or subscript may stand, and how small one is.
_SAME_LINE = 0.45
_SMALL = 0.8
_SHIFT = 0.15

_WIDE = pattern(r"[\p{Han}\u2018-\u201d\u3000-\u303f\uff00-\uffef]")
_MARK = pattern(r"[\u2018-\u201d\u3001-\u301f\uff01-\uff0f\uff1a-\uff20]")
_SET_APART = pattern(r"(?<!\S)\p{Han}(?: \p{Han}){2,}(?!\S)|^\p{Han} \p{Han}$")


class Segment(NamedTuple):
    """A stretch of a line without a wide gap in it."""

    text: str
    left: float
    right: float


class Line(NamedTuple):
    """A line of text on the baseline `y`; its segments from left to right, at least one.

    `ends_spaced` tells whether a space stands behind its last character.
    """

    segments: tuple[Segment, ...]
    y: float
    size: float
    ends_spaced: bool = False

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

    >>> lower = [Glyph("增", 0, 10, 50, 10), Glyph("长", 10, 20, 50, 10), Glyph("5", 23, 28, 50, 10)]
    >>> upper = [Glyph("一", 0, 10, 30, 10), Glyph("二", 40, 50, 30, 10), Glyph("三", 50, 60, 30, 10)]
    >>> [line.text for line in lines_of([*lower, *upper])]
    ['一 二三', '增长5']
    """
    lines = (_line(row) for row in _rows(glyphs))
    return sorted((line for line in lines if line is not None), key=lambda line: (line.y, line.left))


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters by baseline. The fullest baselines come first, so that superscripts and subscripts join them."""
    by_baseline: dict[float, list[Glyph]] = {}
    for glyph in glyphs:
        by_baseline.setdefault(round(glyph.y, 1), []).append(glyph)
    sizes = {y: median(glyph.size for glyph in row) for y, row in by_baseline.items()}
    furthest = _SAME_LINE * max(sizes.values(), default=0.0)
    found: list[float] = []
    for y in sorted(by_baseline, key=lambda y: (-len(by_baseline[y]), y)):
        window = found[bisect_left(found, y - furthest) : bisect_right(found, y + furthest)]
        near = [other for other in window if abs(other - y) <= _reach(sizes[other], sizes[y])]
        if near:
            by_baseline[min(near, key=lambda other: abs(other - y))].extend(by_baseline[y])
        else:
            insort(found, y)
    return [by_baseline[y] for y in found]


def _reach(size: float, joining: float) -> float:
    """How far from a line's baseline characters of a size may stand: those that are smaller may be superscripts."""
    return size * (_SAME_LINE if joining <= _SMALL * size else _SHIFT)


def _line(row: list[Glyph]) -> Line | None:
    row = sorted(row, key=lambda glyph: glyph.left)
    drawn = [glyph for glyph in row if glyph.char != " "]
    if not drawn:
        return None
    size = median(glyph.size for glyph in drawn)
    y = median(glyph.y for glyph in drawn)
    segments = [found for part in _parts(row, size) if (found := _segment(part, y, size)) is not None]
    return Line(tuple(segments), y, size, row[-1].char == " ") if segments else None


def _stretched(part: Sequence[Glyph], size: float) -> float:
    """How far the Chinese characters of a line stand apart."""
    drawn = [glyph for glyph in part if glyph.char != " "]
    pairs = [(a, b) for a, b in pairwise(drawn) if _WIDE.match(a.char) and _WIDE.match(b.char)]
    gap = median(b.left - a.right for a, b in pairs) if pairs else 0.0
    return min(max(gap, 0.0), _MOST_STRETCHED * size)


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
    stretched = _stretched(part, size)
    pieces: list[tuple[str, bool]] = []
    before: Glyph | None = None
    spaced = False
    for glyph in part:
        if glyph.char == " ":
            spaced = True
            continue
        if before is not None and (spaced or _are_apart(before, glyph, size, stretched)):
            pieces.append((" ", False))
        superscript = glyph.size <= _SMALL * size and y - glyph.y > _SHIFT * size
        pieces.append((glyph.char, superscript))
        before, spaced = glyph, False
    # A sign of a font of signs that begins a line is the mark of a list.
    text = _closed_up(join_pieces(pieces).lstrip(f"{UNKNOWN} "))
    return Segment(text, part[0].left, before.right) if text and before is not None else None


def _are_apart(before: Glyph, after: Glyph, size: float, stretched: float) -> bool:
    gap = after.left - before.right
    chinese = bool(_WIDE.match(before.char)) + bool(_WIDE.match(after.char))
    usual = (_SPACE_BETWEEN_LATIN, _SPACE_BESIDE_CHINESE, _SPACE_BETWEEN_CHINESE)[chinese]
    if chinese == 2 and (_MARK.match(before.char) or _MARK.match(after.char)):
        usual = _SPACE_BESIDE_A_MARK
    return gap > usual * size + (stretched if chinese else 0)


def _closed_up(text: str) -> str:
    """Names and words whose characters were set apart to fill a width are one word: 卓 榮 泰."""
    return _SET_APART.sub(lambda match: match.group().replace(" ", ""), text) if " " in text else text
