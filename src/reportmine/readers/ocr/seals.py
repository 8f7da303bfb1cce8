"""Seals and stamps over the print: the coloured ones are taken out of the picture, of others what was read of them.

The ink of a seal is red or blue and print is black: of a red pixel the red part tells how dark it would be without the
seal. Only rings and frames are taken out, so that print in colours and white print on coloured bands stay.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from reportmine.readers.ocr.engine import ReadLine
from reportmine.readers.ocr.straighten import Slope

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from reportmine.readers.ocr.engine import Grey

    Colour = NDArray[np.uint8]

# Red or blue is ink whose strongest part is by so much stronger than the others, of 255; grey paper varies by 20.
_COLOURED = 50
# Pictures with a smaller share of such pixels, of every eighth row and column, have no seal: one of 30 mm has 0.001.
_HARDLY_ANY = 0.0003
_SAMPLED = 8
# A seal is so wide in parts of the page's width: 42 mm of 210 by law, small ones 25. It is about as high as wide, and
# what is filled further is a picture.
_NARROWEST, _WIDEST = 0.1, 0.35
_LONGEST = 1.7
_FULLEST = 0.5
# A ring that print breaks is one over gaps of this part of the page's width.
_GAP = 0.004
# In pixels.
_RIM = 9

# What is read of a stamp are pieces of so few characters, slanted by so many degrees or upon another line.
_SHORT = 5
_SLANTED = 6
_TOLD_BY = 1.5
_ON_ANOTHER = 0.15
# How sure a character is at most that another line stands on.
_DOUBTED = 0.79


def grey_without_seals(picture: Colour) -> Grey:
    """A picture in red, green and blue → grey, the seals with coloured ink taken out."""
    import cv2

    grey: Any = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    sample = picture[::_SAMPLED, ::_SAMPLED]
    for channel in (0, 2):
        if _coloured(sample, channel).mean() < _HARDLY_ANY:
            continue
        ink = _coloured(picture, channel)
        for rows, columns in _rings(ink, picture.shape[1]):
            grey[rows, columns] = _lifted(grey[rows, columns], picture[rows, columns, channel], ink[rows, columns])
    found: Grey = grey
    return found


def _coloured(picture: Colour, channel: int) -> NDArray[np.bool_]:
    """Where one part is stronger than both others."""
    import numpy as np

    others = np.maximum(picture[..., 1], picture[..., 2 - channel])
    found: NDArray[np.bool_] = picture[..., channel] > np.minimum(others, 255 - _COLOURED) + _COLOURED
    return found


def _rings(ink: NDArray[np.bool_], width: int) -> Iterator[tuple[slice, slice]]:
    """The places of rings and frames of ink."""
    import cv2
    import numpy as np

    gap = max(2, round(_GAP * width))
    joined = cv2.dilate(ink.astype(np.uint8), np.ones((gap, gap), np.uint8))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    for left, top, wide, high, _ in boxes[1:].tolist():
        place = slice(top, top + high), slice(left, left + wide)
        is_seal = (
            _NARROWEST * width <= max(wide, high) <= _WIDEST * width
            and max(wide, high) <= _LONGEST * min(wide, high)
            and ink[place].mean() <= _FULLEST
        )
        if is_seal:
            yield place


def _lifted(grey: Grey, strongest: Grey, ink: NDArray[np.bool_]) -> Grey:
    """What stands below a seal: its ink as light as the paper, and print as dark as it is."""
    import cv2
    import numpy as np

    # The rims of strokes are paler than ink, and darker than paper; JPEG smears their colour.
    rim: Any = cv2.dilate(ink.astype(np.uint8), np.ones((_RIM, _RIM), np.uint8))
    paper, level = np.percentile(grey, 90), max(1.0, float(np.median(strongest[ink])))
    lifted = np.minimum(strongest * (paper / level), paper)
    found: Grey = np.where(rim.astype(bool), np.maximum(grey, lifted), grey).astype(np.uint8)
    return found


def without_stamps(lines: Sequence[ReadLine], slope: Slope) -> list[ReadLine]:
    """The lines without the pieces of stamps: short ones, slanted or upon others, whose characters there are in doubt.

    >>> def line(text: str, left: float, top: float) -> ReadLine:
    ...     right, count = left + 10 * len(text), len(text)
    ...     corners = (left, top), (right, top), (right, top + 12), (left, top + 12)
    ...     return ReadLine(text, corners, 0.99, tuple((k + 0.5) / count for k in range(count)), (0.99,) * count)
    >>> only, = without_stamps([line("举办培训20场", 0, 0), line("公章", 40, 6)], Slope())
    >>> only.text, only.scores
    ('举办培训20场', (0.99, 0.99, 0.99, 0.99, 0.79, 0.79, 0.99))
    """
    level = [line for line in lines if not _is_slanted(line, slope)]
    places = [_edges(line, slope) for line in level]
    kept = []
    for line, place in zip(level, places, strict=True):
        upon = [other for other, at in zip(level, places, strict=True) if other is not line and _meet(place, at)]
        if len(line.text) <= _SHORT and any(len(other.text) > len(line.text) for other in upon):
            continue
        kept.append(_doubted(line, place, [_edges(other, slope) for other in upon]))
    return kept


_Edges = tuple[float, float, float, float]


def _is_slanted(line: ReadLine, slope: Slope) -> bool:
    (x0, y0), (x1, y1) = (slope.level(corner) for corner in line.corners[:2])
    long, high = math.dist(*line.corners[:2]), math.dist(*line.corners[1:3])
    angle = abs(math.degrees(math.atan2(y1 - y0, x1 - x0)))
    return len(line.text) <= _SHORT and long > _TOLD_BY * high and angle > _SLANTED


def _edges(line: ReadLine, slope: Slope) -> _Edges:
    xs, ys = zip(*(slope.level(corner) for corner in line.corners), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _meet(place: _Edges, other: _Edges) -> bool:
    """Whether a good part of the smaller of two lines stands on the other."""
    wide = min(place[2], other[2]) - max(place[0], other[0])
    high = min(place[3], other[3]) - max(place[1], other[1])
    smaller = min((right - left) * (bottom - top) for left, top, right, bottom in (place, other))
    return wide > 0 and high > 0 and wide * high > _ON_ANOTHER * smaller


def _doubted(line: ReadLine, place: _Edges, upon: Sequence[_Edges]) -> ReadLine:
    if not upon:
        return line
    left, right = place[0], place[2]
    at = [left + middle * (right - left) for middle in line.middles]
    scores = tuple(
        min(score, _DOUBTED) if any(other[0] <= x <= other[2] for other in upon) else score
        for x, score in zip(at, line.scores, strict=True)
    )
    return line._replace(scores=scores)
