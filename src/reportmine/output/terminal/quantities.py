"""Quantities of lines of text as a table for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from reportmine.model import Quantity, Rejected
from reportmine.model.digits import plain
from reportmine.output.terminal.canvas import Screen, paint
from reportmine.output.terminal.cells import Cell, lay, shown, widths
from reportmine.output.terminal.wording import heading, rule_name, words

# A line of text, and what was found in it.
Line = tuple[str, Sequence[tuple[Quantity, Rejected | None]]]

_COLUMNS = ("line", "start", "text", "value", "unit", "qualifier")
_RIGHT = (0, 1, 3)


def to_quantity_table(found: Sequence[Line], screen: Screen) -> str:
    """One row a quantity, for each text and what was found in it.

    >>> from decimal import Decimal
    >>> from reportmine.model import Span
    >>> from reportmine.output.terminal.canvas import PAPER
    >>> quantity = Quantity(Span(1, 5), Decimal(3), Decimal(5), "个", qualifier="range")
    >>> print(to_quantity_table([("共3—5个", [(quantity, None)])], PAPER), end="")
    line  start  text   value  unit  qualifier  form    rejected
       1      1  3—5个  3 – 5  个    range      number
    """
    say, language = screen.say, screen.language
    qualifiers = words("qualifier", language)
    rows = [
        (
            *_cells(number, text, quantity, rejected),
            Cell(qualifiers[quantity.qualifier]),
            Cell(say(quantity.form)),
            Cell(rule_name("rejection", rejected.rule, language) if rejected else "", "magenta"),
        )
        for number, (text, quantities) in enumerate(found, start=1)
        for quantity, rejected in quantities
    ]
    if not rows:
        return say("No quantity to show.") + "\n"
    headings = (*(heading(column, language) for column in _COLUMNS), say("form"), say("rejected"))
    header = tuple(Cell(text, "dim") for text in headings)
    return paint(_lines([header, *rows], screen), screen)


def _lines(rows: Sequence[Sequence[Cell]], screen: Screen) -> Iterator[Text]:
    wide = widths(rows)
    if screen.width is not None:
        wide = [min(width, screen.width // 4) for width in wide]
    for row in rows:
        yield from lay(row, wide, _RIGHT)


def _cells(number: int, text: str, quantity: Quantity, rejected: Rejected | None) -> tuple[Cell, ...]:
    ends = [plain(end) for end in (quantity.low, quantity.high) if end is not None]
    return (
        Cell(str(number), "dim"),
        Cell(str(quantity.span.start), "dim"),
        Cell(shown(quantity.span.of(text)), "bold cyan" if rejected is None else ""),
        Cell(" – ".join(ends)),
        Cell(shown(quantity.unit)),
    )
