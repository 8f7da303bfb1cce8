"""Panels as CSV, a row a cell: columns that are the same whatever years there are."""

from __future__ import annotations

import csv
import io

from reportmine.model.schema import Language
from reportmine.model.spreadsheets import guarded
from reportmine.output.panel.grid import grid_of
from reportmine.output.panel.wording import PanelResult


def to_csv(result: PanelResult, header: Language = "en") -> str:
    """The CSV text of panels, lines ended by CR LF."""
    grid, text = grid_of(result, header), io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(grid.headings(header))
    writer.writerows(map(guarded, cells) for cells in grid.cells(header))
    return text.getvalue()
