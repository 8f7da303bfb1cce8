"""The ink of a line, against what was read of it: each digit and each point of a number is a spot of ink of its own.

Where the spots are others than the characters, the number is in doubt: of faxes the engine loses points and signs, and
is sure all the same. Where they are the same, a spot tells of its character whether it is small and raised: 5.2% with
the mark of a note is not 5.21%.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from reportmine.lexicon.patterns import pattern
from reportmine.readers.ocr.engine import ReadLine
from reportmine.readers.ocr.layout import size_of_line
from reportmine.readers.superscripts import superscript_of

if TYPE_CHECKING:
    from reportmine.readers.ocr.engine import Grey

# Characters that are one spot each, and digits among them.
_RUN = pattern(r"[0-9\[\]①-⑳](?:[0-9.,\[\]①-⑳]*[0-9\[\]①-⑳])?")
_POINTS = frozenset(".,")
_DIGITS = frozenset("0123456789")
# A 0 before a sign may be the ring of the sign; behind a point and where a number begins there is no mark.
_NO_MARK = pattern(r"0(?=[%‰])|(?<=[.,“（(])\d|(?<!.)\d")
# Characters that are level strokes themselves.
_LEVEL = tuple("-\u2013\u2014\u2212\uff0d~\uff5e\u4e00\u4e8c\u4e09+=")
# How sure a character is at most whose ink is another one: its claim is among those to be looked at.
_DOUBTED = 0.79

# In parts of the size of the characters, chosen over the pages of benchmarks/ocr.py (2026-11-30).
# Smaller spots are grain. A digit is 0.7 high, a raised one 0.4, a point 0.1, and a comma 0.25.
_GRAIN = 0.09
# With more specks than three, and this for each character, it is a fax, which breaks digits: half of one looks raised.
# Half of the lines of faxes had 0.2 and more at 200 dots to the inch and 1.1 at 150, and other lines none.
_FEW_SPECKS, _MOST_SPECKS = 3, 0.1
# Ink that is wider or higher is no character but a ruled line, or several characters that run into one another.
_WIDEST = 1.3
_HIGHEST = 1.4
_WIDEST_DIGIT = 0.7
# Two digits that touch are at least so wide.
_TWO_DIGITS = 0.85
_POINT = 0.42
# Spots that share so much of the narrower one's width are one character.
_ABOVE = 0.35
# In parts of a digit's height: a minus is so wide and no higher.
_SIGN_WIDE, _SIGN_HIGH = 0.33, 0.3
# The places of characters are off by so much.
_OFF = 0.45
# A raised character ends so far above the others, and is so much smaller than them.
_RAISED = 0.15
_SMALLER = 0.8


class Spot(NamedTuple):
    """A spot of ink: its edges, along the line and down from the upper edge of its box, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Where it stands along the line."""
        return (self.left + self.right) / 2

    def joined(self, other: Spot) -> Spot:
        """Both as one."""
        return Spot(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


def with_ink(line: ReadLine, picture: Grey) -> ReadLine:
    """A line whose numbers are in doubt where their ink is another, and whose raised characters are superscripts."""
    runs = [found.span() for found in _RUN.finditer(line.text)]
    if not runs:
        return line
    strip = _strip(line, picture)
    long = math.dist(*line.corners[:2])
    size = size_of_line(line)
    spots, specks = _spots(strip, size)
    own: dict[int, Spot | None] = {}
    for start, end in runs:
        places = [place * long for place in line.middles[:end]]
        told = _told(line.text[start:end], places[start:], spots, size)
        if told and (
            _has_lost_sign(line.text[:start], places[:start], told[0], spots, size)
            or (end == len(line.text) and _has_lost_point(told[-1], spots, size))
        ):
            told = None
        own.update(dict.fromkeys(range(start, end)) if told is None else zip(range(start, end), told, strict=True))
    line = _doubted(line, {k for k, spot in own.items() if spot is None})
    return line if specks > _FEW_SPECKS + _MOST_SPECKS * len(line.text) else _raised(line, own, size)


def _strip(line: ReadLine, picture: Grey) -> Grey:
    """The box of a line, levelled, and what stands right behind it: boxes may end before a last point."""
    import cv2
    import numpy as np

    a, b, _, d = line.corners
    long, high = max(1, round(math.dist(a, b))), max(1, round(math.dist(a, d)))
    turn: Any = cv2.getAffineTransform(
        np.array([a, b, d], np.float32), np.array([(0, 0), (long, 0), (0, high)], np.float32)
    )
    strip: Grey = cv2.warpAffine(picture, turn, (long + high // 2, high), borderMode=cv2.BORDER_REPLICATE)  # type: ignore[assignment]
    return strip


def _spots(strip: Grey, size: float) -> tuple[list[Spot], int]:
    """The spots of ink in a strip from left to right, and how many specks; what stands above a spot is a part of it."""
    import cv2

    _, ink = cv2.threshold(strip, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    _, _, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    spots: list[Spot] = []
    specks = 0
    for left, top, wide, high, area in sorted(boxes[1:].tolist()):
        spot = Spot(left, top, left + wide, top + high)
        if area < (_GRAIN * size) ** 2:
            specks += 1
            continue
        if wide > _WIDEST * size or high > _HIGHEST * size:
            continue
        while spots and _is_above(spots[-1], spot):
            spot = spot.joined(spots.pop())
        spots.append(spot)
    return spots, specks


def _is_above(spot: Spot, other: Spot) -> bool:
    """Whether one stands above the other, or inside of it: faxes break digits into pieces."""
    common = min(spot.right, other.right) - max(spot.left, other.left)
    return common > _ABOVE * min(spot.right - spot.left, other.right - other.left)


def _told(run: str, places: Sequence[float], spots: Sequence[Spot], size: float) -> list[Spot] | None:
    """The spot of each character of a run; None where they are not as many, or of another kind."""
    parts = (part for spot in spots for part in _halves(spot, size))
    near = [part for part in parts if places[0] - _OFF * size <= part.middle <= places[-1] + _OFF * size]
    shape = [char in _POINTS for char in run]
    highest = max(near, key=lambda spot: spot.bottom - spot.top, default=None)
    alike = [
        part
        for start in range(len(near) - len(run) + 1)
        for part in [near[start : start + len(run)]]
        if highest and [_is_point(spot, highest, size) for spot in part] == shape
    ]
    # What stands beside a number may look like a digit: those that stand best are meant.
    best = min(alike, key=lambda part: abs(part[0].middle - places[0] + part[-1].middle - places[-1]), default=None)
    return None if best is None or _has_run_in(run, best, size) else best


def _halves(spot: Spot, size: float) -> tuple[Spot, ...]:
    """A spot, or both digits where two have run into one another."""
    if spot.right - spot.left < _TWO_DIGITS * size:
        return (spot,)
    return spot._replace(right=spot.middle), spot._replace(left=spot.middle)


def _has_run_in(run: str, part: Sequence[Spot], size: float) -> bool:
    """Whether a digit is wider than any: a minus or a point has run into it."""
    return any(
        char in _DIGITS and spot.right - spot.left > _WIDEST_DIGIT * size for char, spot in zip(run, part, strict=True)
    )


def _has_lost_sign(before: str, places: Sequence[float], first: Spot, spots: Sequence[Spot], size: float) -> bool:
    """Whether a minus stands before the first digit that is none of the characters before it."""
    if before.endswith(_LEVEL):
        return False
    reach = (places[-1] + _OFF * size if places else 0.0, first.left)
    high = first.bottom - first.top
    return any(
        spot.right - spot.left >= _SIGN_WIDE * high
        and spot.bottom - spot.top <= _SIGN_HIGH * high
        and first.top + 0.3 * high < (spot.top + spot.bottom) / 2 < first.bottom - 0.2 * high
        for spot in spots
        if max(reach[0], first.left - size) < spot.middle < reach[1]
    )


def _has_lost_point(last: Spot, spots: Sequence[Spot], size: float) -> bool:
    """Whether a point stands behind the last digit of a line: the number goes on in the next one."""
    return any(last.right <= spot.middle <= last.right + size / 2 and _is_point(spot, last, size) for spot in spots)


def _is_point(spot: Spot, highest: Spot, size: float) -> bool:
    """Whether a spot is small, and below the middle of the highest one beside it."""
    return spot.bottom - spot.top < _POINT * size and spot.top > (highest.top + highest.bottom) / 2


def _doubted(line: ReadLine, doubts: set[int]) -> ReadLine:
    scores = tuple(min(score, _DOUBTED) if k in doubts else score for k, score in enumerate(line.scores))
    return line._replace(scores=scores)


def _raised(line: ReadLine, own: dict[int, Spot | None], size: float) -> ReadLine:
    """The line with its raised characters as superscripts, and without those that are the mark of a note."""
    spots = {k: spot for k, spot in own.items() if spot is not None and line.text[k] not in _POINTS}
    if not spots:
        return line
    tall = _tall(spots.values())
    foot, wide = median(spot.bottom for spot in tall), median(spot.right - spot.left for spot in tall)
    high = max(spot.bottom - spot.top for spot in tall)
    raised = [
        (spot := spots.get(k)) is not None
        and spot.bottom - spot.top <= _SMALLER * high
        and spot.right - spot.left <= (_SMALLER if line.text[k] in _DIGITS else 1.5) * wide
        and foot - spot.bottom >= _RAISED * size
        and not _NO_MARK.match(line.text, k)
        for k in range(len(line.text))
    ]
    # Brackets are higher than what stands in them; behind a raised character of a number the rest of it is raised.
    for k in range(1, len(raised) - 1):
        if raised[k]:
            raised[k - 1] = raised[k - 1] or line.text[k - 1] == "["
            raised[k + 1] = raised[k + 1] or line.text[k + 1] == "]"
    for k in reversed(range(len(raised) - 1)):
        raised[k] = raised[k] and (raised[k + 1] or line.text[k + 1] not in _DIGITS | _POINTS)
    beside = {k for k in range(len(raised) - 1) if raised[k + 1] and not raised[k] and line.text[k] in _DIGITS}
    return _with_superscripts(_doubted(line, beside), raised) if any(raised) else line


def _tall(spots: Iterable[Spot]) -> list[Spot]:
    """The spots that are about as high as the highest one."""
    spots = list(spots)
    largest = max(spot.bottom - spot.top for spot in spots)
    return [spot for spot in spots if spot.bottom - spot.top > _SMALLER * largest]


def _with_superscripts(line: ReadLine, raised: Sequence[bool]) -> ReadLine:
    kept: list[tuple[str, float, float]] = []
    for is_raised, group in groupby(range(len(line.text)), key=lambda k: raised[k]):
        places = list(group)
        text = line.text[places[0] : places[-1] + 1]
        text = superscript_of(text) if is_raised else text
        if text:
            most = _DOUBTED if is_raised else 1.0
            kept.extend(
                (char, line.middles[k], min(most, line.scores[k])) for char, k in zip(text, places, strict=True)
            )
    chars, middles, scores = zip(*kept, strict=True)
    return line._replace(text="".join(chars), middles=middles, scores=scores)
