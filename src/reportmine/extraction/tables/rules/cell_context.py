"""One number of a table with its headers: all that a rule may see, and small questions of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reportmine.extraction.tables.headers.header import Header
from reportmine.extraction.tables.headers.times import HeaderTime
from reportmine.extraction.tables.structure.cells import Figure
from reportmine.extraction.tables.structure.headed_cells import HeadedCell
from reportmine.extraction.tables.structure.header_paths import HeaderPath
from reportmine.extraction.tables.table_context import TableContext
from reportmine.lexicon.header_words import header_words
from reportmine.lexicon.lexicon import Lexicon
from reportmine.model import Measure, Quantity, Status

_SCORES = header_words("score")


class CellContext(NamedTuple):
    """All that a rule may see: the number with its headers, and the table that it stands in.

    Once they are known, the measure, with the header that gave it, and the status. `change_is_amount` is true where
    the numbers beside it tell that the change is an amount, `is_score` where its headers say that it is points of a
    judgement.
    """

    headed: HeadedCell
    table: TableContext
    measure: Measure = "level"
    measure_header: Header | None = None
    change_is_amount: bool = False
    is_score: bool = False
    status: Status = "actual"

    @property
    def text(self) -> str:
        """The clean text of the cell."""
        return self.headed.cell.text

    @property
    def figure(self) -> Figure:
        """The number with what stands around it in the cell."""
        assert self.headed.cell.figure is not None
        return self.headed.cell.figure

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon that the table is read by."""
        return self.headed.cell.lexicon

    @property
    def quantity(self) -> Quantity:
        """The number itself; 8 of 8/10 below 得分."""
        return (self.figure.score if self.is_score else None) or self.figure.quantity

    @property
    def row(self) -> HeaderPath:
        """The headers beside the number."""
        return self.headed.row

    @property
    def column(self) -> HeaderPath:
        """The headers over the number."""
        return self.headed.column

    def headers(self) -> Iterator[Header]:
        """The headers from the nearest to the farthest, those of the column before those of the row."""
        yield from reversed(self.column.headers)
        yield from reversed(self.row.headers)


def is_of_score(headed: HeadedCell) -> bool:
    """Whether the headers of a number say that it is points of a judgement."""
    headers = (*headed.row.headers, *headed.column.headers)
    return any(header.text.endswith(_SCORES) or header.name.endswith(_SCORES) for header in headers)


def path_text(cell: CellContext) -> str:
    """The headers of a number as they stand, row before column."""
    headers = (*cell.row.headers, *cell.column.headers)
    return " | ".join(dict.fromkeys(header.text for header in headers))


def time_of(cell: CellContext) -> HeaderTime | None:
    """The time that the headers of a number say, that of the column within that of the row."""
    time: HeaderTime | None = None
    for header in cell.headers():
        if header.time:
            time = header.time if time is None else time.below(header.time)
    return time
