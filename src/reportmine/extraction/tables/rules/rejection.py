"""Which numbers of a table are no figures: those in headers and names, row numbers, codes, times, notes.

`TABLE_REJECTION_RULES` is asked from top to bottom; the first that fires rejects.
"""

from __future__ import annotations

from typing import NamedTuple

from reportmine.extraction.rejection.damage import lost_beside
from reportmine.extraction.rejection.rules import rejection
from reportmine.extraction.rule import Rule, first_answer
from reportmine.extraction.tables.headers.roles import role_of
from reportmine.extraction.tables.structure.cells import TableCell
from reportmine.extraction.tables.structure.columns import ColumnKind
from reportmine.extraction.tables.structure.headed_cells import HeadedCell
from reportmine.extraction.tables.structure.layout import Layout
from reportmine.lexicon.patterns import pattern
from reportmine.model import Note, Quantity, Span


class CellNumber(NamedTuple):
    """A quantity of a cell and where the cell stands: its column's kind, empty in headers and outside of all blocks,
    and, if the cell is a number with headers, the cell with them."""

    quantity: Quantity
    cell: TableCell
    column: ColumnKind | None
    headed: HeadedCell | None = None


def table_rejection(number: CellNumber) -> Note | None:
    """The note of the first rule that rejects a number of a table that is understood, or None for a figure."""
    decided = first_answer(TABLE_REJECTION_RULES, number)
    return Note("table-rejection", decided[0].name, decided[1], decided[0].why) if decided else None


def column_kinds(layout: Layout) -> dict[Span, ColumnKind]:
    """The kind of column that each body cell of the blocks stands in."""
    kinds: dict[Span, ColumnKind] = {}
    for block in layout.blocks:
        for row in block.body:
            if not row.is_banner:
                for column in block.columns:
                    kinds.setdefault(row.cells[column.at].span, column.kind)
    return kinds


def _beside_lost(number: CellNumber) -> str:
    return lost_beside(number.cell.text, number.quantity.span)


def _note_mark(number: CellNumber) -> str:
    figure = number.cell.figure
    return number.cell.text if figure and number.quantity in figure.marks else ""


def _time(number: CellNumber) -> str:
    if number.headed is None:
        rejected = rejection(number.cell.text, number.quantity, number.cell.lexicon)
        if rejected is not None and rejected.label.self_evident:
            return number.cell.text
    return number.cell.text if number.cell.kind == "time" or number.quantity.unit == "学年" else ""


def _row_number(number: CellNumber) -> str:
    return number.cell.text if number.column == "row_number" else ""


def _code(number: CellNumber) -> str:
    if number.column == "code":
        return number.cell.text
    headers = (*number.headed.row.headers[-1:], *number.headed.column.headers[-1:]) if number.headed else ()
    return next((header.text for header in headers if role_of(header.text) in ("code", "row_number")), "")


def _several(number: CellNumber) -> str:
    """Cells with two lines belong to two rows, and which is which nobody can tell."""
    crowded = ""
    if number.headed:
        headers = (header.text for header in (*number.headed.column.headers, *number.headed.row.headers))
        crowded = next((cell.text for cell in number.headed.row_cells if _is_crowded(cell)), "")
        crowded = crowded or next(filter(_HEADER_AMOUNT.search, headers), "")
    return crowded or (number.cell.text if _is_crowded(number.cell) else "")


# A header with an amount in it has the first row of numbers run into it.
_HEADER_AMOUNT = pattern(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]%、[0-9]")


def _is_crowded(cell: TableCell) -> bool:
    """Nothing but numbers, and more than one: 10 50, or amounts; 010-65550000 is none."""
    if cell.kind != "text" or len(cell.quantities) < 2 or not _ONLY_NUMBERS.fullmatch(cell.text):
        return False
    return " " in cell.text.strip() or all(
        _AMOUNT_MARK.search(quantity.span.of(cell.text)) for quantity in cell.quantities
    )


_ONLY_NUMBERS = pattern(r"[0-9.,\-−+()（）% ]+")
_AMOUNT_MARK = pattern("[.,]")


def _header_or_name(number: CellNumber) -> str:
    return number.cell.text if number.column is None or number.column in ("key", "unit") else ""


def _words(number: CellNumber) -> str:
    return number.cell.text if number.headed is None else ""


TABLE_REJECTION_RULES: tuple[Rule[CellNumber, str, None], ...] = (
    Rule(
        "lost in a cell",
        "1�34, 5�%: where a character could not be read, nobody knows what the number was",
        _beside_lost,
    ),
    Rule("note mark", "12.5[1]: the number of a note", _note_mark),
    Rule("time in a table", "2022年, 2019-05-11: a head or cell that says when", _time),
    Rule("row number", "序号, 行次 count rows and columns", _row_number),
    Rule("code", "股票代码, 联系电话: what stands there names something", _code),
    Rule("several numbers", "10 50: two rows in one, and nothing tells them apart", _several),
    Rule("table head", "the number belongs to a head, or to the name of a row", _header_or_name),
    Rule("words in a cell", "1:3, 16%、13%: no single number", _words),
)

# What is said of numbers that no rule rejects and that still make no claim.
NO_NAME = Note(
    "table-rejection",
    rule="number without a name",
    evidence="",
    value="nothing beside or over the number says what it measures",
)
LIKE_ANOTHER = Note(
    "table-rejection",
    rule="columns not told apart",
    evidence="",
    value="another number of the row would say the same of the same thing",
)
NOT_UNDERSTOOD = Note(
    "table-rejection",
    rule="table not understood",
    evidence="",
    value="most numbers of the table have no name that is their own",
)
LEFT_OUT = (NO_NAME, LIKE_ANOTHER, NOT_UNDERSTOOD)
