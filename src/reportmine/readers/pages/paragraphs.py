"""Lines → paragraphs, also over the ends of columns and pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from reportmine.lexicon.patterns import pattern
from reportmine.readers.pages.columns import MARKS, Column
from reportmine.readers.pages.line_breaks import glued, is_full
from reportmine.readers.pages.lines import Line
from reportmine.readers.pages.ruled_tables import Grid

# How far these thresholds may be moved is measured in docs/reading-office.md.
# In characters: a paragraph is set in by two, and lines of one begin within half a character.
_SET_IN = 1.2
# On either side of a centred line.
_ROOM = 0.3
# A line that ends so far before the edge ends its paragraph.
_EARLY = 4.0
# Lines further apart than this part of the usual distance, or of another size by this part, are of two paragraphs.
_WIDER_APART = 1.5
_OTHER_SIZE = 0.12
_FINISHED = pattern(r"[。！？!?；;：:][”’」』）)》]*$")
# A paragraph that begins with one of these hangs over: its further lines are set in.
_LIST_MARK = pattern(r"[•●■◆▪·○□➢-]|[（(]?[0-9一二三四五六七八九十]{1,3}[)）、．.]|[①-⑳]")
# Behind a finished sentence a line that begins with one of these is a heading or a list entry.
_OPENS = pattern(
    r"[（(]?[一二三四五六七八九十]{1,3}[)）、．.]|第[一二三四五六七八九十百]{1,4}[章节條条部]|[（(][0-9]{1,2}[)）]"
    r"|[0-9]{1,2}(?:[、．]|\.(?![0-9]))|[•●■◆▪·①-⑳]|[\[［〔][0-9]+[\]］〕]|注[:：]"
)
_LEADERS = pattern(r"(?:[.．…·・•]\s?){4,}\s*[-—]?\s*[0-9ivxlc]{1,4}\s*[-—]?$")


class _Setting(NamedTuple):
    """How a column is set: its edges, the usual distance of its lines and size of its characters."""

    left: float
    right: float
    pitch: float
    size: float


class _Placed(NamedTuple):
    """A line or a table, the page that it stands on, from 0, and how its column is set."""

    element: Line | Grid
    page: int
    setting: _Setting


class Paragraph(NamedTuple):
    """A paragraph: its text, the page it begins on, and at which of its characters further pages begin."""

    text: str
    page: int
    breaks: tuple[int, ...]
    size: float


def paragraphs_of(pages: Sequence[Sequence[Column]]) -> Iterator[Paragraph | tuple[int, Grid]]:
    """Paragraphs, and tables with their page, in reading order; lines of a table of contents are left out."""
    placed = [
        _Placed(element, k, setting)
        for k, columns in enumerate(pages)
        for column in columns
        for setting in [_setting(column)]
        for element in column.elements
        if isinstance(element, Grid) or not _LEADERS.search(element.text)
    ]
    group: list[_Placed] = []
    for one in placed:
        if group and not _goes_on(group, one):
            yield _finished(group)
            group = []
        group.append(one)
    if group:
        yield _finished(group)


def _finished(group: Sequence[_Placed]) -> Paragraph | tuple[int, Grid]:
    first = group[0]
    if isinstance(first.element, Grid):
        return first.page, first.element
    text, breaks = first.element.text, []
    for before, one in pairwise(group):
        assert isinstance(one.element, Line)
        assert isinstance(before.element, Line)
        text = glued(text, one.element.text, spaced=before.element.ends_spaced)
        breaks += [len(text) - len(one.element.text)] * (one.page - before.page)
    return Paragraph(text, first.page, tuple(breaks), first.element.size)


def _goes_on(group: Sequence[_Placed], after: _Placed) -> bool:
    """Whether the paragraph so far goes on in the line `after`."""
    last = group[-1]
    line, following = last.element, after.element
    if isinstance(line, Grid) or isinstance(following, Grid):
        return False
    if len(line.segments) > 1 and len(following.segments) > 1:
        return False
    if abs(line.size - following.size) > _OTHER_SIZE * max(line.size, following.size):
        return False
    if last.setting is after.setting and following.y - line.y > _WIDER_APART * _pitch(after):
        return False
    if not is_full(line, last.setting.right, following):
        return False
    if _FINISHED.search(line.text) and (_OPENS.match(following.text) or _is_bare(after)):
        return False
    return not _begins_anew(group, after)


def _begins_anew(group: Sequence[_Placed], after: _Placed) -> bool:
    """Whether a line is set in as the first one of a paragraph is, or out of the paragraph before."""
    line, following = group[-1].element, after.element
    assert isinstance(line, Line) and isinstance(following, Line)
    if _is_centred(group[-1], filling=_is_title(group[-1])) and _is_centred(after):
        return False
    step = _SET_IN * following.size
    indent = following.left - after.setting.left
    if len(group) > 1:
        # The second line of a paragraph shows where its lines begin.
        return abs(indent - (line.left - group[-1].setting.left)) > step
    if indent <= step:
        return False
    hangs = _LIST_MARK.match(line.text) is not None and not _FINISHED.search(line.text)
    return not (hangs and indent >= line.left - group[-1].setting.left)


def _is_centred(placed: _Placed, *, filling: bool = False) -> bool:
    """Whether a line stands in the middle, with room on both sides unless it may be `filling` its width."""
    line, column = placed.element, placed.setting
    size = line.size if isinstance(line, Line) else 0.0
    left, right = line.left - column.left, column.right - line.right
    return abs(left - right) < size and (filling or min(left, right) > _ROOM * size)


def _is_bare(placed: _Placed) -> bool:
    """Whether a line ends early and without a mark, as a heading does and the last line of a paragraph does not."""
    line = placed.element
    return (
        isinstance(line, Line)
        and placed.setting.right - line.right > _EARLY * line.size
        and not line.text.endswith(MARKS)
    )


def _is_title(placed: _Placed) -> bool:
    return isinstance(placed.element, Line) and placed.element.size > (1 + _OTHER_SIZE) * placed.setting.size


def _pitch(placed: _Placed) -> float:
    """The usual distance from one line of this size to the next."""
    assert isinstance(placed.element, Line)
    return placed.setting.pitch * max(1.0, placed.element.size / placed.setting.size)


def _setting(column: Column) -> _Setting:
    lines = [element for element in column.elements if isinstance(element, Line)]
    steps = [after.y - before.y for before, after in pairwise(lines) if after.y - before.y > before.size / 2]
    pitch = median(steps) if steps else float("inf")
    return _Setting(column.left, column.right, pitch, median(line.size for line in lines) if lines else 1.0)
