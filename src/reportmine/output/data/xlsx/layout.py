"""How wide the columns of a sheet are, and which of them wrap: told by what stands in the first rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from rich.cells import cell_len

from reportmine.model.schema import Cell, Kind

NUMBERS: tuple[Kind, ...] = ("decimal", "integer", "real")
_LOOKED_AT = 200  # the rows that tell how wide a column is
_FILTER_BUTTON = 2
# In digits: the most that columns of names, of numbers and of sentences have.
_NAME, _NUMBER = 30, 60
SENTENCE = 48
# So many digits of 10 points fit on a page of A4 that lies, at the smallest size that can be read (5.5 points, about).
_PAGE = 290
# A line of the font, in points; what is longer than so many lines is read in its cell.
_LINE, _MOST_LINES = 16.5, 6


class Width(NamedTuple):
    """How many digits wide a column is, and whether its text goes on below itself."""

    digits: int
    wraps: bool


def widths(
    headings: Sequence[str], kinds: Sequence[Kind], rows: Sequence[Sequence[Cell]], room: Mapping[int, int]
) -> Iterator[Width]:
    """The widths of all columns, at most as `room` says for their places; a Chinese character takes two digits.

    >>> list(widths(["a", "b"], ["text", "decimal"], [["长" * 40, "1186.4"], ["短", None]], {0: 48}))
    [Width(digits=49, wraps=True), Width(digits=9, wraps=False)]
    """
    looked_at = list(islice(rows, _LOOKED_AT))
    for at, (heading, kind) in enumerate(zip(headings, kinds, strict=True)):
        widest = max((_room(row[at], kind) for row in looked_at if row[at] not in (None, "")), default=0)
        most = room.get(at, _NUMBER if kind in NUMBERS else _NAME)
        yield Width(
            max(min(widest, most), cell_len(heading) + _FILTER_BUTTON) + 1 + (kind in NUMBERS),
            widest > most and kind not in NUMBERS,
        )


def _room(cell: Cell, kind: Kind) -> int:
    said = str(cell)
    commas = (len(said.partition(".")[0].lstrip("-")) - 1) // 3 if kind == "decimal" else 0
    return max(map(cell_len, said.splitlines()), default=0) + commas


class Heights:
    """How high rows are, of which the columns at some places wrap after so many digits.

    Programs do not work it out when they open a workbook.

    >>> heights = Heights([(0, 49), (1, 31)])
    >>> heights.of(["长" * 60, "短"]), heights.of(["短", None])
    (49.5, None)
    """

    def __init__(self, wrapped: Iterable[tuple[int, int]]) -> None:
        """Take the places, and the digits of each."""
        self._wrapped = tuple(wrapped)
        self._lines = lru_cache(1024)(_lines)  # neighbours are often of one sentence

    def of(self, row: Sequence[Cell]) -> float | None:
        """The height of a row in points, None where a line is enough."""
        lines = 1
        for at, digits in self._wrapped:
            if row[at] is not None:
                lines = max(lines, self._lines(str(row[at]), digits))
        return None if lines == 1 else _LINE * min(lines, _MOST_LINES)


def _lines(text: str, digits: int) -> int:
    # Three bytes of UTF-8 take the room of two digits; what is left of a line behind its last character is lost.
    room = (len(text) + len(text.encode("utf-8", "replace"))) // 2
    return (1 if room <= digits else -(-room // (digits - 2))) + text.count("\n")


def pages_across(shown: int) -> int:
    """How many pages columns of so many digits take beside one another.

    >>> pages_across(150), pages_across(500)
    (1, 2)
    """
    return max(1, -(-shown // _PAGE))
