"""Lines that were read of a picture → characters in their places on a page, as the text of a PDF file has them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from reportmine.lexicon.patterns import pattern
from reportmine.readers.ocr.engine import ReadLine
from reportmine.readers.ocr.straighten import Slope
from reportmine.readers.pages.glyphs import Glyph, PageGlyphs, Stroke

_WIDE = pattern(r"[\p{Han}\u2014\u2018-\u201d\u2026\u3000-\u303f\uff00-\uffef]")
# How wide characters are, in parts of their size.
_WIDTH, _NARROW, _NARROWEST = 1.0, 0.55, 0.3
_THIN = frozenset(" .,:;!|'()[]iIlj")

# What follows is in parts of the size of the characters, chosen over the pages of benchmarks/ocr.py (2026-11-30).
# Boxes reach over the characters by this part of their height, on every side.
_MARGIN = 0.13
# The height of a box; that of digits alone is 0.15 smaller, and so is that of a long line.
_BOX = 1.25
# Sizes nearer to the usual one are the usual one: the engine's boxes waver by so much.
_ALIKE = 0.18
# Lines whose middles are nearer are one row.
_SAME_ROW = 0.4
# The middle of a Chinese character is so far above its baseline.
_MIDDLE = 0.35
# Characters further apart than they are wide, and this, have a gap between them.
_GAP = 1.0


class _Piece(NamedTuple):
    """A stretch of a line without a gap in it: its characters, where it begins and ends, its middle and its size."""

    text: str
    left: float
    right: float
    y: float
    size: float


def size_of(lines: Sequence[ReadLine]) -> float:
    """The usual size of the characters of a picture, in pixels; 0 without lines."""
    sizes = sorted(size for line in lines for size in [size_of_line(line)] * len(line.text))
    return median(sizes) if sizes else 0.0


def glyphs_on(
    lines: Sequence[ReadLine], rules: Sequence[Stroke], slope: Slope, scale: float, extent: tuple[float, float]
) -> PageGlyphs:
    """The characters of lines, and ruled lines, on a page of an `extent` in points; `scale` is points a pixel."""
    usual = size_of(lines)
    pieces = [piece for line in lines for piece in _pieces(line, rules, slope, usual)]
    glyphs = [glyph for row in _rows(pieces) for piece in row for glyph in _glyphs(piece, scale)]
    strokes = [Stroke(*(scale * place for place in stroke)) for stroke in rules]
    return PageGlyphs(glyphs, [], strokes, 0.0, extent[1], 1.0)


def size_of_line(line: ReadLine) -> float:
    """The size of the characters of a line: by how far those that are wide stand apart, or by its height."""
    length, high = math.dist(*line.corners[:2]), math.dist(*line.corners[1:3])
    steps = [
        (after - before) * length
        for (a, before), (b, after) in pairwise(zip(line.text, line.middles, strict=True))
        if _WIDE.match(a) and _WIDE.match(b)
    ]
    by_height = high / _BOX
    if len(steps) < 4:
        return by_height
    return min(by_height, max(sum(steps) / len(steps), by_height / 1.5))


def _pieces(line: ReadLine, rules: Sequence[Stroke], slope: Slope, usual: float) -> Iterator[_Piece]:
    """A line in level places, cut where gaps and upright rules part it."""
    corners = [slope.level(corner) for corner in line.corners]
    high = math.dist(*line.corners[1:3])
    size = size_of_line(line)
    size = usual if abs(size - usual) <= _ALIKE * usual else size
    left, right = (corners[0][0] + corners[3][0]) / 2, (corners[1][0] + corners[2][0]) / 2
    y = sum(corner[1] for corner in corners) / 4
    length = right - left
    places = [left + middle * length for middle in line.middles]
    walls = [rule.left for rule in rules if rule.left == rule.right and rule.top <= y <= rule.bottom]
    cuts = [
        k
        for k in range(1, len(places))
        if line.text[k] != " "
        and (
            places[k] - places[k - 1] > (_GAP + (_width(line.text[k]) + _width(line.text[k - 1])) / 2) * size
            or any(places[k - 1] < wall < places[k] for wall in walls)
        )
    ]
    margin = min(_MARGIN * high, length / 4)
    bounds = [0, *cuts, len(places)]
    for start, end in pairwise(bounds):
        first = left + margin if start == 0 else places[start] - _width(line.text[start]) / 2 * size
        last = right - margin if end == len(places) else places[end - 1] + _width(line.text[end - 1]) / 2 * size
        if line.text[start:end].strip():
            yield _Piece(line.text[start:end], first, max(first + 1, last), y, size)


def _rows(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Pieces that stand beside one another, each row on one height: their boxes waver, and rows would fall apart."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.y):
        near = [row for row in rows[-4:] if _is_beside(row, piece)]
        if near:
            near[-1].append(piece)
        else:
            rows.append([piece])
    return [
        [piece._replace(y=y + _MIDDLE * piece.size) for piece in row]
        for row in rows
        for y in [median(piece.y for piece in row)]
    ]


def _is_beside(row: list[_Piece], piece: _Piece) -> bool:
    return all(
        abs(other.y - piece.y) <= _SAME_ROW * min(other.size, piece.size)
        and (piece.left >= other.right - other.size or piece.right <= other.left + other.size)
        for other in row
    )


def _glyphs(piece: _Piece, scale: float) -> Iterator[Glyph]:
    """The characters of a piece, each of which has its share of it."""
    shares = [_width(char) for char in piece.text]
    unit = (piece.right - piece.left) / sum(shares)
    left = piece.left
    for char, share in zip(piece.text, shares, strict=True):
        yield Glyph(char, left * scale, (left + share * unit) * scale, piece.y * scale, piece.size * scale)
        left += share * unit


def _width(char: str) -> float:
    if _WIDE.match(char):
        return _WIDTH
    return _NARROWEST if char in _THIN else _NARROW
