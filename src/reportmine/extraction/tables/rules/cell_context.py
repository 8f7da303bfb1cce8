"""One number of a table with its heads: all that a rule may see, and small questions of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reportmine.extraction.tables.headers.caption import TableContext
from reportmine.extraction.tables.headers.parser import Head
from reportmine.extraction.tables.headers.times import HeadTime
from reportmine.extraction.tables.structure.header_paths import Spot
from reportmine.lexicon.lexicon import Lexicon
from reportmine.model import Measure, Quantity, Status


class CellContext(NamedTuple):
    """All that a rule may see: the number with its heads, and the table that it stands in.

    Once they are known, the measure, with the head that said so, and the status. `by_amounts` is true where the
    numbers beside tell that the change is an amount.
    """

    spot: Spot
    table: TableContext
    measure: Measure = "level"
    saying: Head | None = None
    by_amounts: bool = False
    status: Status = "actual"

    @property
    def quantity(self) -> Quantity:
        """The number itself."""
        assert self.spot.cell.figure is not None
        return self.spot.cell.figure.quantity

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon that the table is read by."""
        return self.spot.cell.lexicon

    def heads(self) -> Iterator[Head]:
        """The heads from the nearest to the farthest, those of the column before those of the row."""
        yield from reversed(self.spot.column.heads)
        yield from reversed(self.spot.row.heads)


def path_text(cell: CellContext) -> str:
    """The heads of a number as they stand, row before column."""
    heads = (*cell.spot.row.heads, *cell.spot.column.heads)
    return " | ".join(dict.fromkeys(head.text for head in heads))


def time_of(cell: CellContext) -> HeadTime | None:
    """The time that the heads of a number say, that of the column within that of the row."""
    found: HeadTime | None = None
    for head in cell.heads():
        if head.time:
            found = head.time if found is None else found.below(head.time)
    return found
