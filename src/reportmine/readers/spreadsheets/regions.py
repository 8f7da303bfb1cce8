"""The cells of a sheet → paragraphs and tables: what stands together in several columns is a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportmine.readers.document import GridCell

Place = tuple[int, int]


class SheetCell(NamedTuple):
    """A cell with text: over how many rows and columns it reaches, and whether it holds a number."""

    text: str
    rows: int = 1
    columns: int = 1
    number: bool = False


class Box(NamedTuple):
    """A rectangle of places, ends not included."""

    top: int
    bottom: int
    left: int
    right: int


class Paragraph(NamedTuple):
    """A cell that is no part of a table."""

    place: Place


class Region(NamedTuple):
    """A rectangle that is a table."""

    box: Box


class Sheet:
    """The cells of a sheet by their places (row, column), found row by row.

    >>> texts = {(0, 0): "2023年", (1, 0): "指标", (1, 1): "数值", (2, 0): "粮食", (2, 1): "5", (4, 0): "注：快报数。"}
    >>> sheet = Sheet({place: SheetCell(text, number=text == "5") for place, text in texts.items()})
    >>> list(sheet.regions())
    [Paragraph(place=(0, 0)), Region(box=Box(top=1, bottom=3, left=0, right=2)), Paragraph(place=(4, 0))]
    """

    def __init__(self, cells: Mapping[Place, SheetCell]) -> None:
        """Index the cells of a sheet."""
        self.cells = cells
        self._columns: dict[int, list[int]] = {}
        self._reached: set[int] = set()
        for row, column in sorted(cells):
            self._columns.setdefault(row, []).append(column)
            self._reached.update(range(row + 1, row + cells[row, column].rows))

    def regions(self) -> Iterator[Paragraph | Region]:
        """The paragraphs and tables, from top to bottom."""
        for band in self._bands():
            for part in self._side_by_side(band):
                yield from self._parts(part)

    def grid(self, box: Box) -> list[list[GridCell]]:
        """The rows of a table as `DocumentBuilder.table` takes them: a merged cell once, empty columns left out."""
        columns = sorted(self._filled(box))
        covered: set[Place] = set()
        rows: list[list[GridCell]] = []
        for row in range(box.top, box.bottom):
            line: list[GridCell] = []
            for column in columns:
                if (row, column) in covered:
                    continue
                cell = self.cells.get((row, column), _EMPTY)
                high = min(cell.rows, box.bottom - row)
                over = [at for at in columns if column <= at < column + cell.columns]
                covered.update((row + y, at) for y in range(high) for at in over)
                line.append(GridCell(cell.text, len(over), high))
            rows.append(line)
        return rows

    def _bands(self) -> list[Box]:
        """Stretches of rows without an empty one; an empty row inside a table parts nothing."""
        bands: list[Box] = []
        for row in sorted({*self._columns, *self._reached}):
            places = self._columns.get(row, [])
            left = min(places, default=bands[-1].left if bands else 0)
            right = max((at + self.cells[row, at].columns for at in places), default=left + 1)
            last = bands[-1] if bands else None
            if last and (row == last.bottom or (row == last.bottom + 1 and self._goes_on(last, row))):
                bands[-1] = Box(last.top, row + 1, min(left, last.left), max(right, last.right))
            else:
                bands.append(Box(row, row + 1, left, right))
        return bands

    def _goes_on(self, band: Box, row: int) -> bool:
        """Whether a row below an empty one is one more of the table above: numbers only below its numbers."""
        above, here = self._numbers(band.bottom - 1), self._numbers(row)
        return bool(here) and here <= above and self._columns[row][0] == band.left

    def _numbers(self, row: int) -> set[int]:
        return {column for column in self._columns.get(row, []) if self.cells[row, column].number}

    def _side_by_side(self, band: Box) -> list[Box]:
        """A band cut at its first empty column with two or more columns and rows on both sides."""
        filled = self._filled(band)
        columns = sorted(filled)
        for before, after in pairwise(columns):
            left, right = band._replace(right=before + 1), band._replace(left=after)
            if after > before + 1 and self._is_wide(left) and self._is_wide(right):
                return [left, *self._side_by_side(right)]
        return [band]

    def _filled(self, box: Box) -> set[int]:
        """The columns of a box in which something stands."""
        return {
            at
            for row in range(box.top, box.bottom)
            for column in self._in_row(box, row)
            for at in range(column, min(box.right, column + self.cells[row, column].columns))
        }

    def _is_wide(self, box: Box) -> bool:
        return sum(len(self._in_row(box, row)) > 1 for row in range(box.top, box.bottom)) > 1

    def _in_row(self, box: Box, row: int) -> Sequence[int]:
        return [column for column in self._columns.get(row, []) if box.left <= column < box.right]

    def _parts(self, box: Box) -> Iterator[Paragraph | Region]:
        """Rows of one cell above and below a table are paragraphs: its title, its unit, its notes."""
        top, bottom = box.top, box.bottom
        while top < bottom and self._is_alone(box, top):
            top += 1
        while bottom > top and self._is_alone(box, bottom - 1):
            bottom -= 1
        yield from self._paragraphs(box._replace(bottom=top))
        if top < bottom:
            yield Region(box._replace(top=top, bottom=bottom))
        yield from self._paragraphs(box._replace(top=bottom))

    def _is_alone(self, box: Box, row: int) -> bool:
        """Whether at most one cell stands in a row, of words, and none reaches into it or out of it."""
        places = self._in_row(box, row)
        cells = [self.cells[row, column] for column in places]
        return (
            len(places) <= 1 and row not in self._reached and all(cell.rows == 1 and not cell.number for cell in cells)
        )

    def _paragraphs(self, box: Box) -> Iterator[Paragraph]:
        for row in range(box.top, box.bottom):
            yield from (Paragraph((row, column)) for column in self._in_row(box, row))


_EMPTY = SheetCell("")
