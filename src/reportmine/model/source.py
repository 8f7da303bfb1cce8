"""A report as it was read: its raw text, and what its format knows of headings, tables and pages."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from reportmine.model.remarks import Remark
from reportmine.model.spans import Span

# Beside a report, the file of what a reader put right has the report's name with this for its ending.
CORRECTIONS_ENDING = ".corrections.json"

# A character ends no further from its middle than this, in parts of its usual width: beside a gap it is no wider.
_REACH = 0.9

# Which pages are read as pictures: those without text that can be read, all, or none.
OcrMode = Literal["auto", "always", "never"]


class Heading(NamedTuple):
    """A heading that the format itself knows, by style or tag; `level` counts from 1, the highest."""

    span: Span
    level: int


class Table(NamedTuple):
    """A table: where it stands in the raw text, and its cells, row by row; all spans are raw.

    The rows are equally long: a cell that is merged over several places stands at each of them with
    the same span, an empty one has an empty span. `head` is how many rows the format marks as
    headings, 0 where it does not say. `caption` covers the lines above that belong to it, if any.
    """

    span: Span
    rows: tuple[tuple[Span, ...], ...]
    head: int = 0
    caption: Span = Span(0, 0)


class Box(NamedTuple):
    """A place on a picture, in parts of its width and its height from the upper left corner.

    >>> str(Box(0.1, 0.25, 0.5, 0.275))
    '0.1000 0.2500 0.5000 0.2750'
    """

    left: float
    top: float
    right: float
    bottom: float

    def __str__(self) -> str:
        """The four numbers, as tables have them."""
        return " ".join(f"{place:.4f}" for place in self)

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Box:
        """The smallest box that holds all of these, one at least."""
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return cls(min(lefts), min(tops), max(rights), max(bottoms))


class Doubt(NamedTuple):
    """A character that was not surely read, by its raw offset: how sure it is, and what was read if it was mended."""

    at: int
    score: float
    was: str = ""


class ScannedLine(NamedTuple):
    """A line that was read of a picture: where it stands in the raw text and on the picture, and how sure it is.

    `rise` is how much lower it ends than it begins, in parts of the picture's height; `middles` are those of its
    characters, one for each of `span`, in parts of its own length, empty where nobody knows them.
    """

    span: Span
    box: Box
    score: float
    doubts: tuple[Doubt, ...] = ()
    rise: float = 0.0
    middles: tuple[float, ...] = ()

    def box_of(self, span: Span, raw: str) -> Box:
        """Where the part of the line that `span` covers stands.

        >>> line = ScannedLine(Span(0, 5), Box(0.1, 0.2, 0.9, 0.3), 0.99)
        >>> line.box_of(Span(2, 4), "培训20场").left
        0.5
        >>> round(line._replace(middles=(0.1, 0.3, 0.5, 0.6, 0.8)).box_of(Span(2, 4), "培训20场").left, 2)
        0.45
        """
        edges = self._edges(self.span.of(raw))
        inside = edges[max(0, span.start - self.span.start) : max(1, span.end - self.span.start)]
        left, right = inside[0][0], inside[-1][1]
        width, height = self.box.right - self.box.left, self.box.bottom - self.box.top - abs(self.rise)
        tops = [self.box.top + max(0.0, -self.rise) + self.rise * part for part in (left, right)]
        return Box(self.box.left + width * left, min(tops), self.box.left + width * right, max(tops) + height)

    def _edges(self, text: str) -> list[tuple[float, float]]:
        """Where each character begins and ends, in parts of the line's length."""
        if not self.middles:
            ends = accumulate(map(_width, text), initial=0)
            whole = max(1, sum(map(_width, text)))
            return list(pairwise(end / whole for end in ends))
        drawn = [(char, at) for char, at in zip(text, self.middles, strict=True) if not char.isspace()]
        found = iter(_edges_by_middles([_width(char) for char, _ in drawn], [at for _, at in drawn]))
        edges: list[tuple[float, float]] = []
        for char in text:
            # A space takes no room of its own, behind the character before it.
            edges.append((edges[-1][1],) * 2 if char.isspace() else next(found))
        return edges


def _edges_by_middles(widths: list[int], middles: list[float]) -> list[tuple[float, float]]:
    """Where characters begin and end whose middles are known: halfway to the next, no further than they are wide."""
    from statistics import median  # which takes 5 ms of every start, and few reports are scans

    between = list(zip(pairwise(middles), pairwise(widths), strict=True))
    steps = [2 * (b - a) / (wide + next_wide) for (a, b), (wide, next_wide) in between if b > a]
    reach = _REACH * (median(steps) if steps else 1.0)
    cuts = [a + (b - a) * wide / (wide + next_wide) for (a, b), (wide, next_wide) in between]
    sides = zip(middles, widths, [0.0, *cuts], [*cuts, 1.0], strict=True)
    edges = [(max(left, at - reach * wide), min(right, at + reach * wide)) for at, wide, left, right in sides]
    edges[0] = 0.0, edges[0][1]
    edges[-1] = edges[-1][0], 1.0
    return edges


def _width(char: str) -> int:
    """How wide a character is: a Chinese one, and the sign %, is as wide as two of others."""
    return 2 if char == "%" or unicodedata.east_asian_width(char) in "WFA" else 1


class Scan(NamedTuple):
    """A page that was read of a picture: its number, from 1; the picture's size in pixels, once it was upright.

    `turned` is by how many degrees clockwise it was turned for that; `lines` stand in the order of the raw text.
    `picture` is what the upright page looks like, smaller and in grey, as a WebP file; empty where nobody wants it.
    """

    page: int
    width: int
    height: int
    turned: int
    lines: tuple[ScannedLine, ...]
    picture: bytes = b""

    def __repr__(self) -> str:
        """The fields, but of the picture only how large it is.

        >>> Scan(1, 1414, 2000, 0, (), b"RIFF")
        Scan(page=1, width=1414, height=2000, turned=0, lines=(), picture=<4 bytes>)
        """
        *others, _ = (f"{name}={value!r}" for name, value in self._replace(picture=b"")._asdict().items())
        return f"Scan({', '.join(others)}, picture=<{len(self.picture)} bytes>)"

    def lines_of(self, span: Span) -> tuple[ScannedLine, ...]:
        """The lines that have characters of a raw span.

        >>> line = ScannedLine(Span(4, 9), Box(0.1, 0.2, 0.9, 0.3), 0.99)
        >>> scan = Scan(1, 1414, 2000, 0, (line,))
        >>> len(scan.lines_of(Span(6, 8))), len(scan.lines_of(Span(9, 12)))
        (1, 0)
        """
        # Lines follow one another, so that those of a span end with the last that begins before its end.
        first = bisect_right(self.lines, span.start, key=_start)
        near = self.lines[max(0, first - 1) : bisect_right(self.lines, span.end - 1, key=_start)]
        return tuple(line for line in near if line.span.end > span.start)


def _start(line: ScannedLine) -> int:
    return line.span.start


@dataclass(frozen=True, slots=True)
class Source:
    """A report as it was read: `raw` is the decoded text that all offsets lead back to.

    `path` is None for text that came from no file; `pages` holds the raw offset at which each page
    begins, empty where the format has none. `headings` and `tables` are those that the format itself
    knows. `remarks` say what could not be read, for the user. `markup` covers, in
    order, what stands in the raw text and is none of the report: front matter, code, the targets of links. `scans`
    are the pages whose text was read of pictures.
    """

    raw: str
    path: str | None = None
    format: str = "text"
    encoding: str = "utf-8"
    sha256: str = ""
    pages: tuple[int, ...] = ()
    headings: tuple[Heading, ...] = ()
    tables: tuple[Table, ...] = ()
    remarks: tuple[Remark, ...] = ()
    markup: tuple[Span, ...] = ()
    scans: tuple[Scan, ...] = ()

    def without_pictures(self) -> Source:
        """The same without the pictures of scanned pages, each of which takes 10 to 70 kB."""
        scans = tuple(scan._replace(picture=b"") for scan in self.scans)
        return replace(self, scans=scans) if scans else self
