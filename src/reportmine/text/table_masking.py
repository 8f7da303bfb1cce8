"""Prose without its tables: what is left of a table is a bar on a line of its own, and its cells that are sentences."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportmine.model import Offsets, Span
from reportmine.text.aligned_text import AlignedText

# A line that begins with a bar runs on from no other, and none runs on from it.
_BAR = "|"


class MaskedTable(NamedTuple):
    """A table that is left out of the prose, and the cells of it that stay, in order; all spans are raw."""

    table: Span
    prose: tuple[Span, ...] = ()


class _Piece(NamedTuple):
    """Characters of the aligned and the raw offset of the first of them."""

    text: str
    at: int


def without_tables(raw: str, tables: Sequence[MaskedTable]) -> AlignedText:
    r"""The raw text as a aligned without these tables (in order, not overlapping).

    >>> raw = "产量如下：\n甲\t5\n长句，两段。\t6\n其后。"
    >>> without_tables(raw, [MaskedTable(Span(6, 19), (Span(10, 16),))]).text
    '产量如下：\n|\n长句，两段。\n其后。'
    """
    if not tables:
        return AlignedText(raw)
    pieces = [piece for piece in _pieces(raw, tables) if piece.text]
    *starts, length = itertools.accumulate((len(piece.text) for piece in pieces), initial=0)
    offsets = Offsets(tuple(starts), tuple(piece.at for piece in pieces), length)
    return AlignedText("".join(piece.text for piece in pieces), offsets)


def _pieces(raw: str, tables: Sequence[MaskedTable]) -> Iterator[_Piece]:
    last = 0
    for span, prose in tables:
        start, end = span
        # One of two line ends around a table: blank lines tell of a layout, and a table is none.
        blank = start > last and raw[start - 1] == "\n" and raw[max(0, start - 2) : start - 1] in ("\n", "")
        before = start - 1 if blank else start
        yield _Piece(raw[last:before], last)
        yield from _left_of_table(raw, span, prose)
        last = end + 1 if raw[end - 1 : end + 1] == "\n\n" else end
    yield _Piece(raw[last:], last)


def _left_of_table(raw: str, table: Span, prose: Sequence[Span]) -> Iterator[_Piece]:
    """A bar, then each sentence on a line of its own; the characters between them stand for the line ends."""
    start, end = table
    if start == end:
        return
    at = start
    if not prose or prose[0].start > start + 1:
        yield _Piece(_BAR, start)
        at = start + 1
    for cell in prose:
        if cell.start > at:
            yield _Piece("\n", cell.start - 1)
        yield _Piece(raw[cell.start : cell.end], cell.start)
        at = cell.end
    if raw[end - 1] == "\n" and at < end:
        yield _Piece("\n", end - 1)
