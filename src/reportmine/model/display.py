"""How a figure is shown to people, wherever that is: text without controls, and the signs beside it."""

from __future__ import annotations

import unicodedata

ARROWS = {"up": " ↑", "down": " ↓", None: ""}
# Behind a doubtful name stands a mark.
DOUBT = "?"

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


def cells(text: str) -> int:
    """How many cells of a terminal a text takes.

    >>> cells("数字 a")
    6
    """
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
