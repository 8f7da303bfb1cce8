"""A picture as it is read best: no finer than need be, and without the grain of scanners and fax machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportmine.readers.ocr.engine import Grey

# A page of A4 at 170 dots to the inch, on which the engine looks for lines. Reading it at 200 took a third longer and
# read a fax worse (half of 53 figures), as the engine's own way of making pictures smaller did (2 of 53, 2026-11-30).
LONGEST_SIDE = 2000
# In pixels. Without it nothing was read of a fax of 150 dots to the inch, and with it all of 32 figures; 0.8 and 1.2
# did as well, filters that take the middle of neighbouring pixels lost 11 to 26 of them (2026-11-30).
_SMOOTHED = 0.8


# The engine makes the shorter side 736 pixels at least: a strip gets paper beside it, or it would fill the memory.
_SLIMMEST = 4


def prepared(picture: Grey) -> Grey:
    """The picture made smaller by the mean of its pixels, and smoothed a little; a strip with paper beside it."""
    import cv2

    height, width = picture.shape
    right, below = max(0, height // _SLIMMEST - width), max(0, width // _SLIMMEST - height)
    made: Any = cv2.copyMakeBorder(picture, 0, below, 0, right, cv2.BORDER_CONSTANT, value=(255,))
    scale = LONGEST_SIDE / max(height, width)
    if scale < 1:
        made = cv2.resize(made, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    made = cv2.GaussianBlur(made, (0, 0), _SMOOTHED)
    smoothed: Grey = made
    return smoothed
