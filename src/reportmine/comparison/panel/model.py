"""What a panel is made of: rows of bodies, cells of years, and the figure that each cell shows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from reportmine.messages.message import Message
from reportmine.model import Claim, Measure, Status

# Why a reader should look at a cell: the figure was not surely read; another figure of the same says something else;
# the report of the year after tells it; its sentence names no year, so that of its report stands in.
Mark = Literal["unsure", "disputed", "later", "no year"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that was found for a cell: its value in the unit of the panel, and where it stands.

    `high` is the upper end of a range, None for a point; `path` and `title` are those of its report.
    """

    value: Decimal
    high: Decimal | None
    claim: Claim
    path: str | None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """A cell: the figure that it shows, the rule by which that came before others, and what is doubtful about it.

    `rule` is empty where there was nothing to choose. `rivals` are other figures of the same, those that say something
    else; `found` counts all figures that would fit.
    """

    figure: Figure
    rule: str = ""
    marks: tuple[Mark, ...] = ()
    rivals: tuple[Figure, ...] = ()
    found: int = 1


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body and its cells, one a year of the panel, None where nothing was found."""

    body: str
    cells: tuple[Observation | None, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """A figure of several bodies over some years, the years ascending.

    All values are in `unit`, without 万 and 亿; `multiplier` is what most of them are printed in: 1, 10000 or
    100000000. `reports` counts what was looked through. `remarks` say what was left out; where no figure fits there
    are no rows, and they say what was found in its place.
    """

    metric: str
    measure: Measure
    status: Status
    unit: str = ""
    multiplier: Decimal = Decimal(1)
    years: tuple[int, ...] = ()
    rows: tuple[BodyRow, ...] = ()
    reports: int = 0
    remarks: tuple[Message, ...] = ()

    @property
    def observations(self) -> tuple[tuple[str, int, Observation], ...]:
        """The cells that are filled: body, year and what was found, row by row."""
        return tuple(
            (row.body, year, cell)
            for row in self.rows
            for year, cell in zip(self.years, row.cells, strict=True)
            if cell is not None
        )
