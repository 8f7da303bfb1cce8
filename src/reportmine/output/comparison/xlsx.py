"""Comparisons as an Excel workbook: the rows of the CSV, one sheet a section."""

from __future__ import annotations

from collections.abc import Iterator

from reportmine.output.comparison.grid import Grid, grid_of
from reportmine.output.comparison.result import Result
from reportmine.output.data.xlsx.workbook import Sheet, workbook
from reportmine.output.schema import Language


def to_xlsx(result: Result, header: Language = "en") -> bytes:
    """The workbook of a comparison, series or audit."""
    return grid_workbook(grid_of(result), header)


def grid_workbook(grid: Grid, header: Language = "en") -> bytes:
    """The workbook of a grid; numbers are numbers but for those that Excel would round."""
    kinds = [field.kind for field in grid.fields]
    return workbook(Sheet(name, part.headings(header), kinds, part.cells()) for name, part in _parts(grid))


def _parts(grid: Grid) -> Iterator[tuple[str, Grid]]:
    if grid.fields[0].name != "section":
        yield "metrics", grid
        return
    for name in dict.fromkeys(str(row["section"]) for row in grid.rows) or ["nothing"]:
        yield name, grid._replace(rows=[row for row in grid.rows if row["section"] == name])
