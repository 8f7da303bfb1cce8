"""How wide the columns of a sheet are, and which of them wrap: told by what stands in the first rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from statistics import median
from typing import NamedTuple

from rich.cells import cell_len

from reportmine.model.schema import Cell, Kind
from reportmine.output.data.xlsx.cells import NUMBERS

_LOOKED_AT = 200  # the rows that tell how wide a column is
_FILTER_BUTTON = 3
# In digits: a name has at most the one, sentences the other; a column is of sentences where half are longer than a name.
_NAME, _SENTENCE = 30, 60
# So many digits of this font fit on a page of A4 that lies, at the smallest size that can be read (7 points, about).
_PAGE = 210


class Width(NamedTuple):
    """How many digits wide a column is, and whether its text goes on below itself."""

    digits: int
    wraps: bool


def widths(headings: Sequence[str], kinds: Sequence[Kind], rows: Sequence[Sequence[Cell]]) -> Iterator[Width]:
    """The widths of all columns; a Chinese character takes the room of two digits.

    >>> list(widths(["a", "b"], ["text", "decimal"], [["长" * 40, "1186.4"], ["短", None]]))
    [Width(digits=61, wraps=True), Width(digits=8, wraps=False)]
    """
    looked_at = list(islice(rows, _LOOKED_AT))
    for at, (heading, kind) in enumerate(zip(headings, kinds, strict=True)):
        rooms = [_room(row[at], kind) for row in looked_at if row[at] not in (None, "")]
        widest = max(rooms, default=0)
        most = _SENTENCE if kind in NUMBERS or (rooms and median(rooms) > _NAME) else _NAME
        yield Width(max(min(widest, most), cell_len(heading) + _FILTER_BUTTON) + 1, widest > most and kind not in NUMBERS)


def _room(cell: Cell, kind: Kind) -> int:
    said = str(cell)
    commas = (len(said.partition(".")[0].lstrip("-")) - 1) // 3 if kind == "decimal" else 0
    return max(map(cell_len, said.splitlines()), default=0) + commas


def pages_across(shown: int) -> int:
    """How many pages columns of so many digits take beside one another.

    >>> pages_across(150), pages_across(500)
    (1, 3)
    """
    return max(1, -(-shown // _PAGE))
