"""A picture of a page → what stands on it, and its lines as they were read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reportmine.readers.ocr.cache import Reading, cached
from reportmine.readers.ocr.engine import ReadLine
from reportmine.readers.ocr.ink import with_ink
from reportmine.readers.ocr.layout import glyphs_on, size_of
from reportmine.readers.ocr.lookalikes import Mending, mended
from reportmine.readers.ocr.preparing import prepared
from reportmine.readers.ocr.rules import rules_of
from reportmine.readers.ocr.seals import without_stamps
from reportmine.readers.ocr.shrinking import shrunk
from reportmine.readers.ocr.straighten import read_upright, slope_of
from reportmine.readers.pages.glyphs import PageGlyphs

if TYPE_CHECKING:
    from reportmine.readers.ocr.engine import Grey

# The longer side of a page whose size nobody tells, in points: A4.
_LONGER_SIDE = 842.0
# In pixels; a line of the smallest print that can be read is higher.
_LOWEST = 8


class ReadPage(NamedTuple):
    """A page that was read of a picture: what stands on it; the picture's size and how far it was turned; its lines.

    `picture` is what it looks like, as a small WebP file.
    """

    drawn: PageGlyphs
    width: int
    height: int
    turned: int
    lines: tuple[tuple[ReadLine, tuple[Mending, ...]], ...]
    picture: bytes


def read_page(picture: Grey, longer_side: float = _LONGER_SIDE) -> ReadPage:
    """Read the picture of a page whose longer side is so many points."""
    import numpy as np

    is_line = min(picture.shape) < _LOWEST
    picture = prepared(picture)
    reading = Reading(0, ()) if is_line else cached(picture, lambda: _read(picture))
    upright = np.ascontiguousarray(np.rot90(picture, -reading.turned // 90))
    height, width = upright.shape
    slope = slope_of(reading.lines, width, height)
    print_only = without_stamps(reading.lines, slope)
    lines = tuple(mended(with_ink(line, upright)) for line in print_only)
    texts = [line for line, _ in lines]
    size = size_of(texts)
    rules = rules_of(upright, slope, size) if size else []
    scale = longer_side / max(width, height)
    drawn = glyphs_on(texts, rules, slope, scale, (width * scale, height * scale))
    return ReadPage(drawn, width, height, reading.turned, lines, shrunk(upright))


def _read(picture: Grey) -> Reading:
    _, turned, lines = read_upright(picture)
    return Reading(turned, tuple(lines))
