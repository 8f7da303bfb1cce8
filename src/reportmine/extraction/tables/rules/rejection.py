"""Which numbers of a table are no figures: those in heads and names, row numbers, codes, times, notes.

`TABLE_REJECTIONS` is asked from top to bottom; the first that fires rejects.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from reportmine.extraction.rejection.rules import rejection
from reportmine.extraction.tables.headers.roles import role_of
from reportmine.extraction.tables.structure.cells import TableCell
from reportmine.extraction.tables.structure.header_paths import Spot
from reportmine.extraction.tables.structure.layout import ColumnKind, Layout
from reportmine.model import Note, Quantity, Span


class Seat(NamedTuple):
    """A quantity of a cell and where the cell stands: its column's kind, empty in heads and outside of all parts,
    and, if the cell is a number with heads, its spot."""

    quantity: Quantity
    cell: TableCell
    column: ColumnKind | None
    spot: Spot | None = None


class TableRejection(NamedTuple):
    """A named reason to reject; `test` gives the characters that convinced it, or an empty string."""

    name: str
    why: str
    test: Callable[[Seat], str]


def table_rejection(seat: Seat) -> Note | None:
    """The note of the first rule that rejects a number of a table that is understood, or None for a figure."""
    for rule in TABLE_REJECTIONS:
        evidence = rule.test(seat)
        if evidence:
            return Note(rule.name, evidence, rule.why)
    return None


def column_kinds(layout: Layout) -> dict[Span, ColumnKind]:
    """The kind of column that each body cell of the parts stands in."""
    found: dict[Span, ColumnKind] = {}
    for part in layout.parts:
        for row in part.body:
            if not row.is_banner:
                for column in part.columns:
                    found.setdefault(row.line[column.at].span, column.kind)
    return found


# The rules of prose that know a time or a name by itself, whatever stands around the cell.
_TIMES = frozenset(("year", "month or day", "time of day", "part of the calendar", "document number", "too long"))


def _note_mark(seat: Seat) -> str:
    figure = seat.cell.figure
    return seat.cell.text if figure and seat.quantity in figure.marks else ""


def _time(seat: Seat) -> str:
    if seat.spot is None:
        note = rejection(seat.cell.text, seat.quantity)
        if note is not None and note.rule in _TIMES:
            return seat.cell.text
    return seat.cell.text if seat.cell.kind == "time" or seat.quantity.unit == "学年" else ""


def _row_number(seat: Seat) -> str:
    return seat.cell.text if seat.column == "row_number" else ""


def _code(seat: Seat) -> str:
    if seat.column == "code":
        return seat.cell.text
    heads = (*seat.spot.row.heads[-1:], *seat.spot.column.heads[-1:]) if seat.spot else ()
    return next((head.text for head in heads if role_of(head.text) in ("code", "row_number")), "")


def _several(seat: Seat) -> str:
    """Cells with two lines belong to two rows, and which is which nobody can tell."""
    crowded = ""
    if seat.spot:
        heads = (head.text for head in (*seat.spot.column.heads, *seat.spot.row.heads))
        crowded = next((cell.text for cell in seat.spot.line if _is_crowded(cell)), "")
        crowded = crowded or next(filter(_AMOUNT.search, heads), "")
    return crowded or (seat.cell.text if _is_crowded(seat.cell) else "")


# A head with an amount in it has the first row of numbers run into it.
_AMOUNT = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]%、[0-9]")


def _is_crowded(cell: TableCell) -> bool:
    """Nothing but numbers, and more than one: 10 50, or amounts; 010-65550000 is none."""
    if cell.kind != "text" or len(cell.found) < 2 or not _ONLY_NUMBERS.fullmatch(cell.text):
        return False
    return " " in cell.text.strip() or all(_AMOUNT_LIKE.search(one.span.of(cell.text)) for one in cell.found)


_ONLY_NUMBERS = re.compile(r"[0-9.,\-−+()（）% ]+")
_AMOUNT_LIKE = re.compile("[.,]")


def _head(seat: Seat) -> str:
    return seat.cell.text if seat.column is None or seat.column in ("key", "unit") else ""


def _words(seat: Seat) -> str:
    return seat.cell.text if seat.spot is None else ""


TABLE_REJECTIONS: tuple[TableRejection, ...] = (
    TableRejection("note mark", "12.5[1]: the number of a note", _note_mark),
    TableRejection("time in a table", "2022年, 2019-05-11: a head or cell that says when", _time),
    TableRejection("row number", "序号, 行次 count rows and columns", _row_number),
    TableRejection("code", "股票代码, 联系电话: what stands there names something", _code),
    TableRejection("several numbers", "10 50: two rows in one, and nothing tells them apart", _several),
    TableRejection("table head", "the number belongs to a head, or to the name of a row", _head),
    TableRejection("words in a cell", "1:3, 16%、13%: no single number", _words),
)

# What is said of numbers that no rule rejects and that still make no claim.
NO_NAME = Note("number without a name", "", "nothing beside or over the number says what it measures")
LIKE_ANOTHER = Note("columns not told apart", "", "another number of the row would say the same of the same thing")
NOT_UNDERSTOOD = Note("table not understood", "", "most numbers of the table have no name that is their own")
