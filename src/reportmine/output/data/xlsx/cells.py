"""Rows of a sheet as the XML that Excel reads: text that stays text, numbers that keep all of their digits."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from xlsxwriter.utility import xl_col_to_name

from reportmine.model.digits import plain, shifted
from reportmine.model.schema import Cell, Kind
from reportmine.model.spreadsheets import UNHELD, held
from reportmine.output.data.xlsx.layout import NUMBERS, Heights, Width
from reportmine.output.data.xlsx.styles import DIGITS, Styles

# What Excel takes: UTF-16 units of a cell.
UNITS = 32_767
_LARGEST = 300  # digits of the largest double, about


def places_of(digits: str) -> int | None:
    """How many places a number has behind the point; None where Excel cannot hold all of its digits, or it is a bound.

    >>> places_of("118640000000"), places_of("-2.41"), places_of("12345678901234567890"), places_of("≥ 2.41")
    (0, 2, None, None)
    """
    if not digits.lstrip("-").replace(".", "").isdecimal():
        return None
    places = len(digits.partition(".")[2])
    fits = len(digits.replace(".", "").strip("-0")) <= DIGITS and places <= DIGITS and len(digits) < _LARGEST
    return places if fits else None


def fitting(text: str) -> str:
    r"""Text as a cell can hold it: line ends as \n, � for what XML has no place for, the end cut off if it is too long.

    >>> fitting("近\r\n200万\x1b[31m")
    '近\n200万�[31m'
    >>> fitting("长" * 40_000)[-63:]
    '长… (cut: a cell of Excel has no room for all 40,000 characters)'
    """
    text = held(text)
    if len(text) <= UNITS // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * UNITS:
        return text
    said = f"… (cut: a cell of Excel has no room for all {len(text):,} characters)"
    return units[: 2 * (UNITS - len(said))].decode("utf-16-le", "ignore") + said


class Columns(NamedTuple):
    """The columns of a sheet; those that are `folded` do not tell how high a row is."""

    headings: Sequence[str]
    kinds: Sequence[Kind]
    widths: Sequence[Width]
    folded: Collection[int] = ()


def rows_xml(columns: Columns, rows: Sequence[Sequence[Cell]], style: Styles) -> Iterator[str]:
    """The rows below their headings."""
    headings, kinds, found, folded = columns
    names = [xl_col_to_name(at) for at in range(len(headings))]
    above = (
        f'<c r="{name}1"{_text(heading, style.number_heading if kind in NUMBERS else style.heading)}'
        for name, kind, heading in zip(names, kinds, headings, strict=True)
    )
    yield f'<row r="1">{"".join(above)}</row>'
    starts = [f'<c r="{name}' for name in names]
    writers = [_writer(kind, style, wraps=width.wraps) for kind, width in zip(kinds, found, strict=True)]
    heights = Heights((at, width.digits) for at, width in enumerate(found) if width.wraps and at not in folded)
    for number, row in enumerate(rows, 2):
        cells = [
            f'{start}{number}"{write(cell)}'
            for start, write, cell in zip(starts, writers, row, strict=True)
            if cell is not None and cell != ""
        ]
        height = heights.of(row)
        high = f' ht="{height}"' if height else ""
        yield f'<row r="{number}"{high}>{"".join(cells)}</row>'


# A column says few different things, and neighbours often the same: so many are remembered.
_REMEMBERED = 1024


def _writer(kind: Kind, style: Styles, *, wraps: bool) -> Callable[[Any], str]:
    """What makes the XML of a cell behind its place out of its content."""

    @lru_cache(_REMEMBERED)
    def decimal(said: str) -> str:
        percent = said[-1] == "%"
        digits = said[:-1] if percent else said
        places = places_of(digits)
        if places is None:
            return _text(said, style.number_text)
        if not percent:
            return f' s="{style.places[places]}"><v>{digits}</v></c>'
        # 5.2% is held as 0.052.
        return f' s="{style.percent[places]}"><v>{plain(shifted(Decimal(digits), -2))}</v></c>'

    @lru_cache(_REMEMBERED, typed=True)
    def number(number: float) -> str:
        return f' s="{style.number}"><v>{number}</v></c>'

    @lru_cache(_REMEMBERED)
    def text(text: str) -> str:
        return _text(text, style.wrapped if wraps else style.text)

    writers: dict[Kind, Callable[[Any], str]] = {"decimal": decimal, "integer": number, "real": number}
    return writers.get(kind, text)


def _text(text: str, style: int) -> str:
    if _SPECIAL.search(text) or len(text) > UNITS // 2:
        # What reads like an escape of the format is escaped itself.
        text = _ESCAPE.sub("_x005F_", fitting(text))
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    space = ' xml:space="preserve"' if text != text.strip() else ""
    look = f' s="{style}"' if style else ""
    return f'{look} t="inlineStr"><is><t{space}>{text}</t></is></c>'


_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_SPECIAL = re.compile(f"[{UNHELD}\r_&<>\ud800-\udfff]")
