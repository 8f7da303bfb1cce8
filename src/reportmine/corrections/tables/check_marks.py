"""The column of a workbook in which a reader says whether a figure is right: what stands there, and what is meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Literal

from reportmine.corrections.file import quoted
from reportmine.corrections.tables.workbooks import CHECK
from reportmine.errors import CorrectionsError

# What a workbook offers to say, in English and in Chinese: it is right, it is no figure.
OFFERED: Mapping[str, tuple[str, str]] = {"en": ("ok", "no"), "zh": ("对", "不是")}

_NOTHING = frozenset(("", CHECK.name, CHECK.heading))
_RIGHT = frozenset(("ok", "right", "yes", "y", "对", "是", "正确", "✓", "✔", "√", "v", "☑"))
_NO_FIGURE = frozenset(("no", "n", "x", "no figure", "×", "✗", "✘", "☒", "不是", "非数据"))


def said_in(cell: object) -> Literal["right", "no figure"] | None:
    """What a reader says in the column; None where nothing is said. Raises CorrectionsError for other words.

    >>> said_in("OK"), said_in("✗"), said_in("核对"), said_in(None)
    ('right', 'no figure', None, None)
    >>> said_in("later")
    Traceback (most recent call last):
    reportmine.errors.CorrectionsError: 'later' says nothing that is known; write ok (对) for right, \
no (不是) for no figure, or nothing.
    """
    if cell is None:
        return None
    word = unicodedata.normalize("NFKC", str(cell)).replace("\ufe0f", "").strip().casefold()
    if word in _NOTHING:
        return None
    if word in _RIGHT:
        return "right"
    if word in _NO_FIGURE:
        return "no figure"
    raise CorrectionsError(
        "{cell} says nothing that is known; write ok (对) for right, no (不是) for no figure, or nothing.",
        cell=quoted(str(cell)),
    )
