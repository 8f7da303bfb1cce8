"""A report as it was read: its raw text, and what its format knows of headings, tables and pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from reportmine.model.remarks import Remark
from reportmine.model.spans import Span

# Beside a report, the file of what a reader put right has the report's name with this for its ending.
CORRECTIONS_ENDING = ".corrections.json"


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


@dataclass(frozen=True, slots=True)
class Source:
    """A report as it was read: `raw` is the decoded text that all offsets lead back to.

    `path` is None for text that came from no file; `pages` holds the raw offset at which each page
    begins, empty where the format has none. `headings` and `tables` are those that the format itself
    knows. `remarks` say what could not be read, for the user. `markup` covers, in
    order, what stands in the raw text and is none of the report: front matter, code, the targets of links.
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
