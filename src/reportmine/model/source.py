"""A report as it was read: its raw text, and what its format knows of headings, tables and pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from reportmine.model.remarks import Remark
from reportmine.model.spans import Span

# Beside a report, the file of what a reader put right has the report's name with this for its ending.
CORRECTIONS_ENDING = ".corrections.json"

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
    """A line that was read of a picture: where it stands in the raw text and on the picture, and how sure it is."""

    span: Span
    box: Box
    score: float
    doubts: tuple[Doubt, ...] = ()

    def box_of(self, span: Span, raw: str) -> Box:
        """Where the part of the line that `span` covers stands: wide characters have twice the share of others.

        >>> ScannedLine(Span(0, 5), Box(0.1, 0.2, 0.9, 0.3), 0.99).box_of(Span(2, 4), "培训20场").left
        0.5
        """
        shares = [2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in self.span.of(raw)]
        unit = (self.box.right - self.box.left) / max(1, sum(shares))
        start, end = (max(0, at - self.span.start) for at in span)
        left = self.box.left + unit * sum(shares[:start])
        return self.box._replace(left=left, right=self.box.left + unit * sum(shares[:end]))


class Scan(NamedTuple):
    """A page that was read of a picture: its number, from 1; the picture's size in pixels, once it was upright.

    `turned` is by how many degrees clockwise it was turned for that; `lines` stand in the order of the raw text.
    """

    page: int
    width: int
    height: int
    turned: int
    lines: tuple[ScannedLine, ...]


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
