"""The ruled lines of a picture: level and upright strokes longer than any of a character."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from reportmine.readers.pages.glyphs import Stroke

if TYPE_CHECKING:
    from reportmine.readers.ocr.engine import Grey
    from reportmine.readers.ocr.straighten import Slope

# In parts of the size of the characters, chosen over the pages of benchmarks/ocr.py (2026-11-30): the strokes of 一 and
# of a dash are 1 and 2 long, that of a bracket 1 high, and the lowest row of a table 1.4.
_LONG = 3.0
_HIGH = 1.4
_THICK = 0.35
# Breaks that noise makes in a line.
_BREAK = 0.25
# Darker than its neighbourhood by so much, of 255: letters show through thin paper by less.
_DARKER = 18


def rules_of(picture: Grey, slope: Slope, size: float) -> list[Stroke]:
    """The ruled lines of a picture whose characters are `size` pixels high, where they are when lines are level."""
    import cv2
    import numpy as np

    window = 2 * round(size) + 1
    ink: Any = cv2.adaptiveThreshold(
        picture, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, _DARKER
    )
    if slope.sine:
        turn = cv2.getRotationMatrix2D((slope.x, slope.y), math.degrees(math.atan2(slope.sine, slope.cosine)), 1.0)
        ink = cv2.warpAffine(ink, turn, (picture.shape[1], picture.shape[0]))
    strokes = []
    gap = max(1, round(_BREAK * size))
    for level, length in ((True, round(_LONG * size)), (False, round(_HIGH * size))):
        bridge, least = ((np.ones((1, n) if level else (n, 1), np.uint8)) for n in (gap, length))
        kept = cv2.morphologyEx(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, bridge), cv2.MORPH_OPEN, least)
        _, _, boxes, _ = cv2.connectedComponentsWithStats(kept, connectivity=8)
        for left, top, width, height, _ in boxes[1:].tolist():
            if (height if level else width) <= max(3.0, _THICK * size):
                middle = (top + height / 2) if level else (left + width / 2)
                strokes.append(
                    Stroke(left, middle, left + width, middle) if level else Stroke(middle, top, middle, top + height)
                )
    return strokes
