"""Pictures that were taken turned or a few degrees askew: which way up they are read, and how far lines slope."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from reportmine.readers.ocr.engine import Point, ReadLine, lines_in

if TYPE_CHECKING:
    from reportmine.readers.ocr.engine import Grey

# A box of text so much higher than wide is a line that was turned, as single characters and short numbers are not.
_TALL = 1.5
# Where characters are less sure on average, the picture may be upside down: pages read right had 0.97 and more, even
# as a fax, and pages read upside down at most 0.75 (benchmarks/ocr.py, 2026-11-30).
_SURE = 0.85
# Only lines so much longer than high tell a slope, and none slopes further, in degrees.
_LONG = 5
_STEEPEST = 15


class Slope(NamedTuple):
    """How lines slope, as cosine and sine of the angle, and the point that the picture is turned about."""

    cosine: float = 1.0
    sine: float = 0.0
    x: float = 0.0
    y: float = 0.0

    def level(self, point: Point) -> Point:
        """Where a point is when lines are level.

        >>> Slope(0.0, 1.0).level((0.0, 5.0))
        (5.0, 0.0)
        """
        x, y = point[0] - self.x, point[1] - self.y
        return self.x + x * self.cosine + y * self.sine, self.y + y * self.cosine - x * self.sine


def read_upright(picture: Grey) -> tuple[Grey, int, list[ReadLine]]:
    """The picture the way up that it is read, by how many degrees clockwise it was turned for that, and its lines."""
    import numpy as np

    readings = [(0, picture, lines_in(picture))]
    if _are_tall(readings[0][2]):
        turned = np.rot90(picture, -1)
        readings = [(90, turned, lines_in(turned))]
    if _sureness(readings[0][2]) < _SURE:
        angle, picture, _ = readings[0]
        over = np.rot90(picture, 2)
        readings.append(((angle + 180) % 360, over, lines_in(over)))
    angle, picture, lines = max(readings, key=lambda reading: _told(reading[2]))
    return picture, angle, lines


def slope_of(lines: Sequence[ReadLine], width: float, height: float) -> Slope:
    """How the lines of a picture slope: the middle one of their angles, longer lines counting for more."""
    angles = []
    for line in lines:
        (x0, y0), (x1, y1), _, (x3, y3) = line.corners
        length, high = math.hypot(x1 - x0, y1 - y0), math.hypot(x3 - x0, y3 - y0)
        angle = math.atan2(y1 - y0, x1 - x0)
        if length > _LONG * high and abs(math.degrees(angle)) < _STEEPEST:
            angles.append((angle, length))
    angle = _weighted_median(angles)
    return Slope(math.cos(angle), math.sin(angle), width / 2, height / 2)


def _are_tall(lines: Sequence[ReadLine]) -> bool:
    sides = [(math.dist(*line.corners[:2]), math.dist(*line.corners[1:3])) for line in lines]
    tall = sum(high for wide, high in sides if high > _TALL * wide)
    return tall > sum(wide for wide, high in sides if high <= _TALL * wide)


def _sureness(lines: Sequence[ReadLine]) -> float:
    return _told(lines) / max(1, sum(len(line.text) for line in lines))


def _told(lines: Sequence[ReadLine]) -> float:
    """How much was read: characters by how sure they are."""
    return sum(line.score * len(line.text) for line in lines)


def _weighted_median(values: list[tuple[float, float]]) -> float:
    """The value with as much weight below it as above; 0 where there is none.

    >>> _weighted_median([(1.0, 1.0), (5.0, 10.0), (9.0, 2.0)])
    5.0
    """
    half = sum(weight for _, weight in values) / 2
    for value, weight in sorted(values):
        half -= weight
        if half <= 0:
            return value
    return 0.0
