"""What spreadsheets do to text: which of it they would run as a formula, and what a cell has no place for.

Writers and what reads tables back go by the same rules, so that a text that was guarded or fitted is known again.
"""

from __future__ import annotations

import re

from reportmine.model.schema import Cell, whole

# The author that workbooks of reportmine name, by which they are known.
MADE_BY = "reportmine"

# Excel takes the full-width signs, too. A sign that stands alone is harmless.
_SIGNS = r"[=+\-@\t\r\n＝＋－＠]"
FORMULA = re.compile(f"{_SIGNS}.", re.DOTALL)
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")
_GUARD = re.compile(f"'(?={_SIGNS})")
_LINE_END = re.compile("\r\n?")
# XML has no place for them.
UNHELD = "\x00-\x08\x0b-\x1f\ufffe\uffff"
_UNHELD = re.compile(f"[{UNHELD}]")


def guarded(cell: Cell) -> Cell:
    """The cell, with an apostrophe in front where a spreadsheet would run it as a formula.

    >>> guarded("=1+1"), guarded("-2.41"), guarded("- 全市"), guarded(7)
    ("'=1+1", '-2.41', "'- 全市", 7)
    """
    if isinstance(cell, str) and FORMULA.match(cell) and not NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def unguarded(text: str) -> str:
    r"""The text without the apostrophe that guards it.

    >>> unguarded("'=1+1"), unguarded("'\n "), unguarded("'七五'规划")
    ('=1+1', '\n ', "'七五'规划")
    """
    return _GUARD.sub("", text, count=1) if text.startswith("'") else text


def held(text: str) -> str:
    r"""Text as a cell of a workbook keeps it: line ends as \n, � for what XML has no place for.

    >>> held("近\r\n200万\x1b[31m")
    '近\n200万�[31m'
    """
    return _UNHELD.sub("�", _LINE_END.sub("\n", whole(text)))
