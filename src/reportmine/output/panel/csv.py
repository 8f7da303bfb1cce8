"""Panels as CSV, a row a cell: columns that are the same whatever years there are."""

from __future__ import annotations

from reportmine.model.schema import Language
from reportmine.output.comparison.csv import csv_of
from reportmine.output.panel.grid import grid_of
from reportmine.output.panel.wording import PanelResult


def to_csv(result: PanelResult, header: Language = "en") -> str:
    """The CSV text of panels, lines ended by CR LF."""
    return csv_of(grid_of(result, header), header)
