"""How a figure is shown to people, wherever that is: text without controls, and the signs beside it."""

from __future__ import annotations

import unicodedata

from reportmine.model.claim import Claim, Quantity
from reportmine.model.digits import grouped, plain

ARROWS = {"up": " ↑", "down": " ↓", None: ""}
# Behind a doubtful name stands a mark.
DOUBT = "?"
# And behind a value or unit that a reader corrected.
CORRECTED = "*"

_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_DIRECTIONS = (0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A))
_SPACES = map(ord, "\t\n\r\x85\u2028\u2029")
_UNSEEN = dict.fromkeys((*_CONTROLS, *_DIRECTIONS), "�") | dict.fromkeys(_SPACES, " ")


def shown(text: str) -> str:
    r"""Report text that is safe on a terminal and of the same length: no line ends, no escapes.

    >>> shown("近\n200万\x1b[31m")
    '近 200万�[31m'
    """
    return text if text.isprintable() else text.translate(_UNSEEN)


# In text that keeps its lines, these two are no controls.
_UNSEEN_IN_LINES = {code: sign for code, sign in _UNSEEN.items() if code not in map(ord, "\t\n")}


def visible(text: str) -> str:
    r"""Text of several lines that is safe on a terminal and of the same length: no escapes, lines as they are.

    >>> visible("近\n200万\x1b]0;x\x07\u202e")
    '近\n200万�]0;x��'
    """
    return text if text.isprintable() else text.translate(_UNSEEN_IN_LINES)


def spelt_out(quantity: Quantity) -> str:
    """A value in plain digits in groups of three, or both ends of a range, with its unit.

    >>> from decimal import Decimal
    >>> from reportmine.model import Quantity, Span
    >>> spelt_out(Quantity(Span(0, 1), Decimal(350000000), unit="元"))
    '350,000,000 元'
    >>> spelt_out(Quantity(Span(0, 1), Decimal(5), Decimal(6), "%"))
    '5–6 %'
    """
    ends = (quantity.low,) if quantity.high is None else (quantity.low, quantity.high)
    return f"{'–'.join(grouped(plain(end)) for end in ends)} {quantity.unit}".strip()


def corrected_figure(claim: Claim) -> str:
    """What a reader made of a value or unit, with its mark; "" for a figure that is as its report prints it."""
    return f"{spelt_out(claim.quantity)} {CORRECTED}" if claim.is_put_right else ""


def cells(text: str) -> int:
    """How many cells of a terminal a text takes.

    >>> cells("数字 a")
    6
    """
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
