"""Laying out text in terminal cells, of which a Chinese character takes two."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len as measured
from rich.text import Span as Styled
from rich.text import Text

from reportmine.model import Span
from reportmine.model.display import shown as shown

GAP = "  "

# Rich remembers, too, but is asked through Python: a cell is measured three times before it stands in its row.
cell_len = functools.lru_cache(4096)(measured)


class Cell(NamedTuple):
    """What stands in one cell of a table and how it looks; `style` is Rich's."""

    text: str
    style: str = ""


def fit(text: str, width: int) -> int:
    """How many characters from the left fit into `width` cells.

    >>> fit("GDP增长", 6)
    4
    """
    used = 0
    for count, char in enumerate(text):
        used += cell_len(char)
        if used > width:
            return count
    return len(text)


def fold(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells; one empty line for no text.

    >>> fold("新媒体平台总浏览量", 8)
    ['新媒体平', '台总浏览', '量']
    """
    lines = []
    while cell_len(text) > width:
        count = max(1, fit(text, width))
        lines.append(text[:count])
        text = text[count:]
    return [*lines, text]


def breaks(text: str, width: int) -> list[int]:
    """Where the second and each later line begins, of lines of at most `width` cells.

    They are broken at spaces and between Chinese characters, but not in front of a comma or behind a bracket.

    >>> text = "没有适用“年份”、year before 等规则。"
    >>> starts = [0, *breaks(text, 12)]
    >>> [text[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]
    ['没有适用“年', '份”、year ', 'before 等规', '则。']
    """
    found: list[int] = []
    start = last = used = 0
    for at, char in enumerate(text):
        if at > start and _may_break(text[at - 1], char):
            last = at
        used += cell_len(char)
        if used > width and char != " ":
            start = last if last > start else at
            found.append(start)
            used = cell_len(text[start : at + 1])
    return found


def _may_break(before: str, char: str) -> bool:
    if before in _OPENING or char in _CLOSING:
        return False
    return before == " " or cell_len(before) == 2 or cell_len(char) == 2


_OPENING, _CLOSING = frozenset("“‘（《〈【「『"), frozenset(" ，。、；：！？”’）》〉】」』…")


def cut(text: str, width: int) -> str:
    """The text, or as much of it from the left as fits into `width` cells with the sign of a cut.

    >>> cut("政府工作报告", 8), cut("工作报告", 8)
    ('政府工…', '工作报告')
    """
    return text if cell_len(text) <= width else text[: fit(text, width - 1)] + "…"


def excerpt(text: str, mark: Span, width: int) -> tuple[str, Span]:
    """The part of a sentence around `mark` that fits into `width` cells, and the mark in it.

    Two thirds of the room go to what stands before a figure, for that mostly says what it measures.

    >>> excerpt("全团粉丝近200万，总浏览量已超10亿", Span(5, 9), 16)
    ('…粉丝近200万，…', Span(start=4, end=8))
    """
    if cell_len(text) <= width:
        return text, mark
    figure = mark.of(text)
    figure = figure[: fit(figure, max(1, width - 2))]
    before, after = text[: mark.start], text[mark.end :]
    room = max(0, width - cell_len(figure) - 2)
    left = fit(before[::-1], max(room * 2 // 3, room - cell_len(after)))
    right = fit(after, room - cell_len(before[len(before) - left :]))
    start = ("…" if left < len(before) else "") + before[len(before) - left :]
    end = after[:right] + ("…" if right < len(after) else "")
    return start + figure + end, Span(len(start), len(start) + len(figure))


def widths(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """How many cells each column takes when nothing is folded.

    >>> widths([[Cell("指标"), Cell("a")], [Cell("x"), Cell("b")]])
    [4, 1]
    """
    return [max(cell_len(cell.text) for cell in column) for column in zip(*rows, strict=True)]


def lay(row: Sequence[Cell], wide: Sequence[int], right: Sequence[int] = ()) -> Iterator[Text]:
    """The lines of one table row, its cells folded to the widths `wide`; columns `right` end flush.

    >>> [line.plain for line in lay([Cell("地区生产总值"), Cell("5%")], [8, 4], right=[1])]
    ['地区生产    5%', '总值          ']
    """
    return (Text(line, spans=styled) for line, styled in laid(row, wide, right))


def laid(row: Sequence[Cell], wide: Sequence[int], right: Sequence[int] = ()) -> Iterator[tuple[str, list[Styled]]]:
    """The same without Rich, which takes as long to clean a line as all this: each line, and how its parts look."""
    folded = [fold(cell.text, width) for cell, width in zip(row, wide, strict=True)]
    for pieces in zip_longest(*folded, fillvalue=""):
        line, styled = "", []
        for at, (piece, cell, width) in enumerate(zip(pieces, row, wide, strict=True)):
            padding = " " * (width - cell_len(piece))
            line += (GAP if at else "") + (padding if at in right else "")
            if piece and cell.style:
                styled.append(Styled(len(line), len(line) + len(piece), cell.style))
            line += piece + ("" if at in right else padding)
        yield line, styled
