"""What stands on a page: characters and ruled lines in their places, in points, rightwards and downwards.

The text of a PDF file gives them, and so do pictures that were read.
"""

from __future__ import annotations

from typing import NamedTuple

# A character that is not told.
UNKNOWN = "\ufffd"


class Glyph(NamedTuple):
    """A character, or a space, from `left` to `right` on the baseline `y`, `size` points high."""

    char: str
    left: float
    right: float
    y: float
    size: float


class Stroke(NamedTuple):
    """A straight line, level or upright."""

    left: float
    top: float
    right: float
    bottom: float


class PageGlyphs(NamedTuple):
    """What is on a page: its text in the way most of it runs, that which runs otherwise, the ruled lines.

    `top` and `bottom` are the edges of the page. `pictured` is the part of it that its largest picture covers,
    1 where it is full of drawings.
    """

    glyphs: list[Glyph]
    sideways: list[list[Glyph]]
    strokes: list[Stroke]
    top: float
    bottom: float
    pictured: float

    @classmethod
    def empty(cls, top: float = 0.0, bottom: float = 0.0) -> PageGlyphs:
        """A page with nothing on it."""
        return cls([], [], [], top, bottom, 0.0)
