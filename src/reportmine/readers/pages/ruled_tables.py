"""Ruled lines → the cells of the tables that they draw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportmine.readers.pages.glyphs import Glyph, Stroke
from reportmine.readers.pages.line_breaks import glued, is_full
from reportmine.readers.pages.lines import lines_of

# How far these thresholds may be moved is measured in docs/reading-office.md.
# In points: lines nearer to one another are one, lines that miss each other by less touch.
_SAME = 2.0
_TOUCH = 3.0
# Shorter ones are marks and dashes.
_SHORTEST = 6.0
# More lines, or cells, are a drawing: the fullest page of table has a hundred rows and twenty columns.
_MOST_LINES = 300
_MOST_CELLS = 3000
# The axes and grid of a chart are a table whose cells are empty.
_FILLED = 0.25


class Cell(NamedTuple):
    """A cell: its text, and over how many columns and rows it reaches."""

    text: str
    columns: int
    rows: int


class Grid(NamedTuple):
    """A table on a page: its outer edges, its inner column edges, its rows with each cell where it begins."""

    left: float
    top: float
    right: float
    columns: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]


class _RuledLine(NamedTuple):
    """A drawn line, its pieces put together: where it lies, and from where to where it runs."""

    at: float
    start: float
    end: float

    def covers(self, place: float) -> bool:
        return self.start - _TOUCH <= place <= self.end + _TOUCH


class _Frame(NamedTuple):
    """The lines of one table; `xs` and `ys` are the edges of columns and rows."""

    horizontal: list[_RuledLine]
    vertical: list[_RuledLine]
    xs: list[float]
    ys: list[float]


def grids_of(strokes: Iterable[Stroke], glyphs: Sequence[Glyph]) -> tuple[list[Grid], list[Glyph]]:
    """The ruled tables of a page from the top down, and the characters that stand in none of them.

    A frame with one column holds no table: what stands in it is text.
    """
    grids = []
    for frame in _frames(list(strokes)):
        inside = [glyph for glyph in glyphs if _holds(frame, glyph)]
        grid = _grid(frame, inside)
        if grid is not None:
            grids.append(grid)
            taken = set(inside)
            glyphs = [glyph for glyph in glyphs if glyph not in taken]
    return sorted(grids, key=lambda grid: (grid.top, grid.left)), list(glyphs)


def _frames(strokes: list[Stroke]) -> list[_Frame]:
    horizontal = _merged(_RuledLine(s.top, s.left, s.right) for s in strokes if s.top == s.bottom)
    vertical = _merged(_RuledLine(s.left, s.top, s.bottom) for s in strokes if s.left == s.right)
    frames: list[_Frame] = []
    if max(len(horizontal), len(vertical)) > _MOST_LINES:
        return frames
    while vertical:
        lines, uprights = _connected(vertical.pop(), horizontal, vertical)
        horizontal = [line for line in horizontal if line not in lines]
        vertical = [line for line in vertical if line not in uprights]
        if len(lines) >= 2:
            frames.append(_closed(lines, uprights))
    return frames


def _merged(lines: Iterable[_RuledLine]) -> list[_RuledLine]:
    """Lines drawn piece by piece, or twice, as one."""
    rows: list[list[_RuledLine]] = []
    for line in sorted(lines):
        if rows and line.at - rows[-1][-1].at <= _SAME:
            rows[-1].append(line)
        else:
            rows.append([line])
    merged = []
    for row in rows:
        at = sum(line.at for line in row) / len(row)
        start, end = float("inf"), float("-inf")
        for line in sorted(row, key=lambda line: line.start):
            if line.start > end + _TOUCH:
                merged.append(_RuledLine(at, start, end))
                start, end = line.start, line.end
            end = max(end, line.end)
        merged.append(_RuledLine(at, start, end))
    return [line for line in merged if line.end - line.start >= _SHORTEST]


def _connected(
    upright: _RuledLine, horizontal: list[_RuledLine], vertical: list[_RuledLine]
) -> tuple[list[_RuledLine], list[_RuledLine]]:
    """All lines that hang together with one vertical line."""
    lines: list[_RuledLine] = []
    uprights = [upright]
    while True:
        more = [one for one in horizontal if one not in lines and any(_cross(one, other) for other in uprights)]
        lines += more
        also = [one for one in vertical if one not in uprights and any(_cross(other, one) for other in more)]
        uprights += also
        if not also:
            return lines, uprights


def _cross(horizontal: _RuledLine, vertical: _RuledLine) -> bool:
    return horizontal.covers(vertical.at) and vertical.covers(horizontal.at)


def _closed(horizontal: list[_RuledLine], vertical: list[_RuledLine]) -> _Frame:
    """A frame whose open sides, as many tables have them, are closed."""
    left, right = min(line.start for line in horizontal), max(line.end for line in horizontal)
    top, bottom = min(line.start for line in vertical), max(line.end for line in vertical)
    top, bottom = min(top, *(line.at for line in horizontal)), max(bottom, *(line.at for line in horizontal))
    for edge in (left, right):
        if all(abs(line.at - edge) > _TOUCH for line in vertical):
            vertical = [*vertical, _RuledLine(edge, top, bottom)]
    for edge in (top, bottom):
        if all(abs(line.at - edge) > _TOUCH for line in horizontal):
            horizontal = [*horizontal, _RuledLine(edge, left, right)]
    return _Frame(horizontal, vertical, _places(vertical), _places(horizontal))


def _places(lines: Iterable[_RuledLine]) -> list[float]:
    places: list[float] = []
    for at in sorted(line.at for line in lines):
        if not places or at - places[-1] > _SAME:
            places.append(at)
    return places


def _holds(frame: _Frame, glyph: Glyph) -> bool:
    x, y = _middle(glyph)
    return frame.xs[0] <= x <= frame.xs[-1] and frame.ys[0] <= y <= frame.ys[-1]


def _middle(glyph: Glyph) -> tuple[float, float]:
    # The baseline is an eighth to a fifth of the size above the lower edge of a Chinese character.
    return (glyph.left + glyph.right) / 2, glyph.y - 0.35 * glyph.size


def _grid(frame: _Frame, inside: list[Glyph]) -> Grid | None:
    """The table of a frame; None where it has one column, or is a drawing."""
    if len(frame.xs) < 3 or len(frame.xs) * len(frame.ys) > _MOST_CELLS:
        return None
    areas = _areas(frame)
    if len(areas) < 2:
        return None
    home = {place: area for area, places in areas.items() for place in places}
    held: dict[tuple[int, int], list[Glyph]] = {area: [] for area in areas}
    for glyph in inside:
        x, y = _middle(glyph)
        held[home[_index(frame.ys, y), _index(frame.xs, x)]].append(glyph)
    rows: list[list[Cell]] = [[] for _ in frame.ys[1:]]
    for (row, column), places in sorted(areas.items()):
        columns, height = (len({place[k] for place in places}) for k in (1, 0))
        text = _text(held[row, column], frame.xs[column + columns])
        rows[row].append(Cell(text, columns, height))
    if sum(bool(cell.text) for row in rows for cell in row) < max(2, _FILLED * len(areas)):
        return None
    return Grid(frame.xs[0], frame.ys[0], frame.xs[-1], tuple(frame.xs[1:-1]), tuple(map(tuple, rows)))


def _areas(frame: _Frame) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """The places, as row and column, that each cell takes up, by the first of them."""
    height, width = len(frame.ys) - 1, len(frame.xs) - 1
    free = {(row, column) for row in range(height) for column in range(width)}
    areas: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for first in sorted(free):
        if first not in free:
            continue
        area, waiting = [], [first]
        free.discard(first)
        while waiting:
            place = waiting.pop()
            area.append(place)
            fresh = [near for near in _open_neighbours(frame, place) if near in free]
            free.difference_update(fresh)
            waiting += fresh
        rows, columns = {row for row, _ in area}, {column for _, column in area}
        if len(area) == len(rows) * len(columns):
            areas[first] = area
        else:
            areas.update({place: [place] for place in area})
    return areas


def _open_neighbours(frame: _Frame, place: tuple[int, int]) -> Iterable[tuple[int, int]]:
    """The places beside this one that no line parts from it."""
    row, column = place
    y = (frame.ys[row] + frame.ys[row + 1]) / 2
    x = (frame.xs[column] + frame.xs[column + 1]) / 2
    beside = (
        (frame.vertical, frame.xs, column, y, (row, column - 1)),
        (frame.vertical, frame.xs, column + 1, y, (row, column + 1)),
        (frame.horizontal, frame.ys, row, x, (row - 1, column)),
        (frame.horizontal, frame.ys, row + 1, x, (row + 1, column)),
    )
    for lines, edges, edge, at, near in beside:
        if not any(abs(line.at - edges[edge]) <= _SAME and line.covers(at) for line in lines):
            yield near


def _index(edges: Sequence[float], at: float) -> int:
    return min(sum(edge <= at for edge in edges), len(edges) - 1) - 1


def _text(glyphs: list[Glyph], right: float) -> str:
    """What stands in a cell; its lines are one where the next word did not fit or two Chinese characters meet."""
    lines = lines_of(glyphs)
    text = lines[0].text if lines else ""
    for before, line in pairwise(lines):
        chinese = text[-1] > "\u2e7f" and line.text[0] > "\u2e7f"
        text = glued(text, line.text) if chinese or is_full(before, right, line) else f"{text} {line.text}"
    return text
