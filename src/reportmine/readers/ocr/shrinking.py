"""A picture of a page → the small one that readers see beside the figures: in grey, a WebP file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportmine.readers.ocr.engine import Grey

# In pixels: a page of A4 at 120 dots to the inch, on which a Chinese character of 12 points has 20.
_LONGEST_SIDE = 1600
_QUALITY = 30


def shrunk(picture: Grey) -> bytes:
    """The picture, which is upright, as a file of 20 to 150 kB."""
    import cv2

    made: Any = picture
    scale = _LONGEST_SIDE / max(made.shape)
    if scale < 1:
        made = cv2.resize(made, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    _, file = cv2.imencode(".webp", made, [cv2.IMWRITE_WEBP_QUALITY, _QUALITY])
    return bytes(file)
