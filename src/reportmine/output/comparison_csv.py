"""Comparisons as CSV: one table for all sections, a row a pair, audit, target or lone figure."""

from __future__ import annotations

import csv
import io

from reportmine.output.columns import Language
from reportmine.output.comparison_rows import Grid
from reportmine.output.csv_table import guarded


def to_csv(grid: Grid, language: Language = "en") -> str:
    """The CSV text of a comparison, series or audit, lines ended by CR LF."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(grid.headings(language))
    writer.writerows(map(guarded, cells) for cells in grid.cells())
    return text.getvalue()
