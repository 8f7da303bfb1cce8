"""Tables that are set in plain text: by bars, by tabs, by runs of spaces.

Prose must never be taken for a table, so that a block of lines is one only if its numbers stand in columns.
`TABLE_STYLES` is asked for every block of lines; the first style that takes it decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from reportmine.lexicon.patterns import pattern
from reportmine.model import Span, Table

_Row = tuple[Span, ...]


class _Line(NamedTuple):
    """A line of the text: where it begins, and its characters without the line end."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class _Block(NamedTuple):
    """Rows of cells over so many lines that follow one another; `head` is how many rows are known to be heads."""

    length: int
    rows: tuple[_Row, ...]
    head: int = 0


class TableStyle(NamedTuple):
    """A way to set a table in text: its name, why it is one, which lines may be of it, and what takes a block of them.

    `take` sees the lines from the one where the block begins to the end of the run of such lines.
    """

    name: str
    why: str
    may_be: Callable[[str], bool]
    take: Callable[[str, Sequence[_Line]], _Block | None]


def tables_in(text: str) -> tuple[Table, ...]:
    r"""The tables of a plain text, in order.

    >>> text = "主要产品产量：\n产品\t产量（吨）\t增长%\n钢材\t120\t5.2\n水泥\t80\t-1.3\n以上为快报数。"
    >>> [[span.of(text) for span in row] for row in tables_in(text)[0].rows]
    [['产品', '产量（吨）', '增长%'], ['钢材', '120', '5.2'], ['水泥', '80', '-1.3']]
    >>> tables_in("全年\t增长5.2%，\n就业\t新增12万人。")
    ()
    """
    if not any(mark in text for mark in ("\t", "|", "│", "  ", "\u3000")):
        return ()
    lines = _lines(text)
    found: list[Table] = []
    runs = {style.name: _Run(style) for style in TABLE_STYLES}
    at = 0
    while at < len(lines):
        block = next(filter(None, (run.taken(text, lines, at) for run in runs.values())), None)
        if block is not None:
            found.append(_table(text, lines, at, block))
        at += block.length if block else 1
    return tuple(found)


# Lines above a table that look like one more row of it, but are none: a run is tried so often.
_MOST_TRIES = 3


class _Run:
    """Lines of one style that follow one another, tried from their first few on, so that time stays in step."""

    def __init__(self, style: TableStyle) -> None:
        self._style = style
        self._end = 0
        self._tries = 0

    def taken(self, text: str, lines: Sequence[_Line], at: int) -> _Block | None:
        """The block that begins at a line, if the style takes one there."""
        if not self._style.may_be(lines[at].text):
            return None
        if at >= self._end:
            end = at
            while end < len(lines) and self._style.may_be(lines[end].text):
                end += 1
            self._end, self._tries = end, 0
        self._tries += 1
        return self._style.take(text, lines[at : self._end]) if self._tries <= _MOST_TRIES else None


def _lines(text: str) -> list[_Line]:
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append(_Line(start, line.rstrip("\r")))
        start += len(line) + 1
    return lines


def _table(text: str, lines: Sequence[_Line], at: int, block: _Block) -> Table:
    start, last = lines[at].start, lines[at + block.length - 1].end
    end = min(len(text), last + (2 if text.startswith("\r\n", last) else 1))
    width = max(map(len, block.rows))
    empty = Span(start, start)
    rows = tuple((*row, *(empty,) * (width - len(row))) for row in block.rows)
    return Table(Span(start, end), rows, block.head)


# -------------------------------------------------------------------------------------------- cells

_NUMBER = pattern(r"[^\w。，；]{0,2}[0-9][0-9,.]*(?: ?[%‰]|[\u4e00-\u9fff/]{1,5})?[^\w。，；]{0,3}")
_TIME = pattern(r"(?:19|20)[0-9]{2}年?(?:[0-9]{1,2}月)?[末底度]?|1?[-—~]?[0-9]{1,2}月末?")
_GAP = pattern(r"[-—–―－/…⋯.·*]+|无|不适用|持平")
_SENTENCE = pattern(r"[。；！？]|[\u4e00-\u9fff]{2}，[\u4e00-\u9fff]{2}")
_LONGEST_CELL = 40


def _is_number(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(cell)) and not _TIME.fullmatch(cell)


def _fits(cell: str) -> bool:
    """Whether a cell may stand in a table set in text: short, and no sentence."""
    return len(cell) <= _LONGEST_CELL and not _SENTENCE.search(cell)


def _split(line: _Line, between: re.Pattern[str]) -> _Row:
    """The cells of a line, without the spaces around them."""
    cells, last = [], 0
    for mark in (*between.finditer(line.text), None):
        end = mark.start() if mark else len(line.text)
        content = line.text[last:end]
        lead = len(content) - len(content.lstrip(" \u3000\u00a0"))
        bare = content.strip(" \u3000\u00a0")
        cells.append(Span(line.start + last + lead, line.start + last + lead + len(bare)))
        last = mark.end() if mark else end
    return tuple(cells)


def _filled(text: str, row: _Row) -> list[str]:
    return [span.of(text) for span in row if span.start < span.end]


# Of 160 tables with numbers in shared/real, put out with tabs, 132 have at least this share of numbers among the
# cells behind the first of their rows. No two lines of prose with tabs or runs of spaces, in 38 texts of shared and
# the samples, follow one another at all but where a table was flattened.
_NUMBERS_SHARE = 0.4
_FEWEST_ROWS = 2


def _is_table(text: str, rows: Sequence[_Row]) -> bool:
    """Whether rows of cells are a table of numbers: short cells, numbers in several rows, rows of one length."""
    beside = [span.of(text) for row in rows for span in row[1:] if span.start < span.end]
    numbers = sum(map(_is_number, beside))
    with_numbers = sum(any(_is_number(span.of(text)) for span in row) for row in rows)
    usual = Counter(map(len, rows)).most_common(1)[0][1]
    return (
        with_numbers >= _FEWEST_ROWS
        and numbers >= _NUMBERS_SHARE * len(beside)
        and usual * 2 > len(rows)
        and all(_fits(cell) for row in rows for cell in _filled(text, row))
    )


# -------------------------------------------------------------------------------------------- styles

_BAR = pattern(r"(?<!\\)[|│]")
_RULE = pattern(r"\s*[|│]?(?:\s*:?-+:?\s*[|│])*\s*:?-+:?\s*[|│]?\s*")
_FRAME = r"│|+─━┌┬┐├┼┤└┴┘╋═╔╦╗╠╬╣╚╩╝=\-"
_BORDER = pattern(rf"\s*[{_FRAME}][{_FRAME} ]{{3,}}")


def _has_bar(line: str) -> bool:
    return bool(_BAR.search(line)) or _is_border(line)


def _is_border(line: str) -> bool:
    return bool(_BORDER.fullmatch(line)) and any(char in "─━═-" for char in line)


def _barred(text: str, lines: Sequence[_Line]) -> _Block | None:
    """Markdown, with a rule below its heads; or lines that begin and end with bars and hold numbers."""
    kept = [line for line in lines if not (_RULE.fullmatch(line.text) or _is_border(line.text))]
    ruled = len(lines) > 1 and bool(_RULE.fullmatch(lines[1].text)) and "|" in lines[1].text
    rows = tuple(_between_bars(line) for line in kept)
    if len(rows) < _FEWEST_ROWS or max(map(len, rows)) < 2 or not any(_filled(text, row) for row in rows):
        return None
    framed = all(line.text.strip()[:1] in "|│" and line.text.strip()[-1:] in "|│" for line in kept)
    if not ruled and not (framed and _is_table(text, rows)):
        return None
    return _Block(len(lines), rows, head=1 if ruled else 0)


def _between_bars(line: _Line) -> _Row:
    cells = _split(line, _BAR)
    bare = line.text.strip()
    return cells[1 if bare[:1] in "|│" else 0 : -1 if len(bare) > 1 and bare[-1] in "|│" else None]


_TAB = pattern("\t")


def _has_tab(line: str) -> bool:
    return "\t" in line.strip(" ") and not line.isspace()


def _tabbed(text: str, lines: Sequence[_Line]) -> _Block | None:
    """Lines with tabs between short cells."""
    rows = [_split(line, _TAB) for line in lines]
    while rows and len(_filled(text, rows[-1])) < 2:
        rows.pop()
    if len(rows) < _FEWEST_ROWS or len(_filled(text, rows[0])) < 2 or not _is_table(text, rows):
        return None
    return _Block(len(rows), tuple(rows))


_SPACES = pattern(r"(?<=\S)(?: {2,}| ?\u3000[ \u3000]*)(?=\S)")
_MOST_HEADS = 2


def _has_spaces(line: str) -> bool:
    return bool(_SPACES.search(line))


def _spaced(text: str, lines: Sequence[_Line]) -> _Block | None:
    """Rows of one name and one number or several, as many on each line, with runs of spaces between."""
    rows = [_split(line, _SPACES) for line in lines]
    heads = 0
    while heads < min(_MOST_HEADS, len(rows)) and _is_head(text, rows[heads]):
        heads += 1
    width = len(rows[heads]) if heads < len(rows) else 0
    length = heads
    while length < len(rows) and _is_data(text, rows[length], width):
        length += 1
    fewest = _FEWEST_ROWS if heads else _FEWEST_ROWS + 1
    if length - heads < fewest or any(len(row) not in (width, width - 1) for row in rows[:heads]):
        return None
    empty = Span(lines[0].start, lines[0].start)
    return _Block(length, tuple(row if len(row) == width else (empty, *row) for row in rows[:length]))


def _is_head(text: str, row: _Row) -> bool:
    cells = _filled(text, row)
    return len(cells) > 1 and all(_fits(cell) and not _is_number(cell) for cell in cells)


def _is_data(text: str, row: _Row, width: int) -> bool:
    """A name, then numbers or nothing: at least one number, and at most one cell of other words."""
    cells = _filled(text, row)
    if len(cells) != width or width < 2 or not _fits(cells[0]) or _is_number(cells[0]):
        return False
    numbers = sum(map(_is_number, cells[1:]))
    return numbers > 0 and numbers + sum(bool(_GAP.fullmatch(cell)) for cell in cells[1:]) >= width - 2


TABLE_STYLES: tuple[TableStyle, ...] = (
    TableStyle("bars", "| 指标 | 数值 | between bars, as in Markdown", _has_bar, _barred),
    TableStyle("tabs", "指标⇥数值: what is copied from a sheet or a page", _has_tab, _tabbed),
    TableStyle("spaces", "指标    数值: columns set with spaces", _has_spaces, _spaced),
)
