"""The tables of a web page: which of them hold data, and their cells."""

from __future__ import annotations

from typing import NamedTuple

from reportmine.lexicon.patterns import pattern
from reportmine.readers.document import GridCell
from reportmine.readers.html.dom import Element, Page
from reportmine.readers.html.whitespace import one_line
from reportmine.readers.layout_tables import is_mostly_prose, is_running_text


class Row(NamedTuple):
    """A row of a table: its cells, and whether the page marks it as one of headings."""

    cells: tuple[Element, ...]
    is_head: bool


# The widest table of a real report had 17 columns.
_WIDEST = 100
_DIGITS = pattern(r"\d{1,5}")


def rows_of(page: Page, table: Element) -> list[Row]:
    """The rows of a table that have cells, without those of the tables inside of it."""
    heads = [head for head in page.outermost(table, "thead", "table") if head.tag == "thead"]
    rows = []
    for row in page.outermost(table, "tr", "table"):
        cells = tuple(page.outermost(row, "td", "th")) if row.tag == "tr" else ()
        in_head = any(head.start < row.start < head.end for head in heads)
        if cells:
            rows.append(Row(cells, in_head or all(cell.tag == "th" for cell in cells)))
    return rows


def is_layout(page: Page, table: Element, rows: list[Row]) -> bool:
    """Whether a table only puts text into place: it has one column, or holds tables, or running text.

    Measured as in `layout_tables`: of 331 tables of two real reports those with columns of figures have at most 0.52 of
    their letters in inner tables or running text, a form filled in with paragraphs 0.81.
    """
    if max((len(row.cells) for row in rows), default=0) < 2 or table.attributes.get("role") == "presentation":
        return True
    inner = sum(nested.stats.letters for nested in page.outermost(table, "table"))
    running = sum(
        cell.stats.letters
        for row in rows
        for cell in row.cells
        if is_running_text(cell.stats.sentences) and not cell.stats.tables
    )
    return is_mostly_prose(inner + running, table.stats.letters)


def grid_of(page: Page, rows: list[Row]) -> tuple[list[list[GridCell]], int]:
    """The cells with their reach, and how many of the first rows are headings."""
    grid = [[_cell(page, cell, len(rows) - y) for cell in row.cells] for y, row in enumerate(rows)]
    head = next((y for y, row in enumerate(rows) if not row.is_head), 0)
    return grid, head


def _cell(page: Page, cell: Element, rows_left: int) -> GridCell:
    columns = _reach(cell.attributes.get("colspan", "1"))
    rows = _reach(cell.attributes.get("rowspan", "1"))
    return GridCell(one_line(page.inside(cell)), min(max(1, columns), _WIDEST), min(rows or rows_left, rows_left))


def _reach(given: str) -> int:
    """A span as the page gives it; 0 means as far as there are rows, and what is no number means 1."""
    digits = _DIGITS.match(given.strip())
    return int(digits.group()) if digits else 1
