"""Comparisons as CSV: one table for all sections, a row a pair, audit, target or lone figure."""

from __future__ import annotations

import csv
import io

from reportmine.model.schema import Language
from reportmine.model.spreadsheets import guarded
from reportmine.output.comparison.grid import Grid, grid_of
from reportmine.output.comparison.result import Result


def to_csv(result: Result, header: Language = "en") -> str:
    """The CSV text of a comparison, series or audit, lines ended by CR LF."""
    return csv_of(grid_of(result, header), header)


def csv_of(grid: Grid, header: Language) -> str:
    """The CSV text of a flat table, cells guarded, lines ended by CR LF."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(grid.headings(header))
    writer.writerows(map(guarded, cells) for cells in grid.cells(header))
    return text.getvalue()
