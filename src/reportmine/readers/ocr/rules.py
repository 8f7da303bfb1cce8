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
# Over so much of a line its darkness is the mean, so that grain makes no line, and breaks none.
_SMEARED = 0.5
# By so much of what is smeared a black line grows at each end, and a pale one by less.
_TRIMMED = 0.4
# Darker than its neighbourhood by so much, of 255: a line of one pixel is by 60, what shows through by less than 20.
_DARKER = 30


def rules_of(picture: Grey, slope: Slope, size: float) -> list[Stroke]:
    """The ruled lines of a picture whose characters are `size` pixels high, where they are when lines are level."""
    import cv2
    import numpy as np

    level_picture: Any = picture
    if slope.sine:
        turn = cv2.getRotationMatrix2D((slope.x, slope.y), math.degrees(math.atan2(slope.sine, slope.cosine)), 1.0)
        level_picture = cv2.warpAffine(level_picture, turn, picture.shape[::-1], borderMode=cv2.BORDER_REPLICATE)
    strokes = []
    window, smeared = 2 * round(size) + 1, max(1, round(_SMEARED * size))
    for level, length in ((True, round(_LONG * size)), (False, round(_HIGH * size))):
        along: Any = cv2.blur(level_picture, (smeared, 1) if level else (1, smeared))
        dark = cv2.adaptiveThreshold(along, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, _DARKER)
        least = np.ones((1, length) if level else (length, 1), np.uint8)
        _, _, boxes, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(dark, cv2.MORPH_OPEN, least), connectivity=8)
        for left, top, width, height, _ in boxes[1:].tolist():
            if (height if level else width) > max(3.0, _THICK * size):
                continue
            x, y = left + width / 2, top + height / 2
            # Smearing made it longer at both ends.
            trim = _TRIMMED * smeared
            strokes.append(
                Stroke(left + trim, y, left + width - trim, y)
                if level
                else Stroke(x, top + trim, x, top + height - trim)
            )
    return strokes
