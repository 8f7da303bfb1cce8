"""The rows of a panel in the order that a reader asks for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Literal

from reportmine.comparison.panel.model import BodyRow, Panel

RowOrder = Literal["given", "name", "value"]


def ordered(panel: Panel, order: RowOrder) -> Panel:
    """The panel with its rows as bodies came, by name, or by their newest value, the largest first."""
    match order:
        case "given":
            return panel
        case "name":
            return replace(panel, rows=tuple(sorted(panel.rows, key=lambda row: row.body)))
        case "value":
            return replace(panel, rows=tuple(sorted(panel.rows, key=_newest_first)))


def _newest_first(row: BodyRow) -> tuple[tuple[bool, Decimal], ...]:
    """Later years come before earlier ones; who has none in a year stands behind those who have."""
    return tuple((cell is None, -cell.figure.value if cell else Decimal(0)) for cell in reversed(row.cells))
