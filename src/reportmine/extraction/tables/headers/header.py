"""A header of a table: what it says of the numbers below or beside it, and the name that is left."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportmine.extraction.tables.headers.times import HeaderTime
from reportmine.extraction.tables.headers.units import TableUnit
from reportmine.lexicon.lexicon import Lexicon
from reportmine.lexicon.patterns import pattern
from reportmine.model import Direction, Measure, Status

BRACKET = pattern(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")


@dataclass(frozen=True, slots=True)
class Header:
    """A header: `name` is what the steps left of `text`, empty where it names nothing.

    `of_row` is true for the header of a row. `signed` is true where the sign of a change tells its direction,
    `flipped` where a minus is written for an increase, `amount` where the change is no rate. `total` is the word of a
    sum. `level` is that of the numbering before it, -1 for none; `lexicon` is the one that it is read by.
    """

    text: str
    name: str
    of_row: bool
    lexicon: Lexicon = field(repr=False, compare=False)
    unit: TableUnit | None = None
    measure: Measure | None = None
    direction: Direction | None = None
    signed: bool = False
    amount: bool = False
    flipped: bool = False
    status: Status | None = None
    time: HeaderTime | None = None
    baseline: str | None = None
    scope: str | None = None
    level: int = -1
    of_which: bool = False
    total: str = ""
