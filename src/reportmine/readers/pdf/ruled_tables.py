"""Ruled lines → the cells of the tables that they draw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportmine.readers.pdf.glyphs import Glyph, Stroke
from reportmine.readers.pdf.line_breaks import glued, is_full
from reportmine.readers.pdf.lines import lines_of

# How far these thresholds may be moved is measured in docs/reading-office.md.
# In points: lines nearer to one another are one, lines that miss each other by less touch.
_SAME = 2.0
_TOUCH = 3.0
# Shorter ones are marks and dashes.
_SHORTEST = 6.0
# More rules, or cells, are a drawing: the fullest page of table has a hundred rows and twenty columns.
_MOST_RULES = 300
_MOST_CELLS = 3000
# The axes and grid of a chart are a table whose cells are empty.
_FILLED = 0.25


class Cell(NamedTuple):
    """A cell: its text, and over how many columns and rows it reaches."""

    text: str
    columns: int
    rows: int


class Grid(NamedTuple):
    """A table on a page: its edges, its inner column edges, its rows with each cell where it begins."""

    left: float
    top: float
    right: float
    bottom: float
    columns: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]


class _Rule(NamedTuple):
    """A merged line: where it lies, and from where to where it runs."""

    at: float
    start: float
    end: float

    def covers(self, place: float) -> bool:
        return self.start - _TOUCH <= place <= self.end + _TOUCH


class _Frame(NamedTuple):
    """The lines of one table; `xs` and `ys` are the edges of columns and rows."""

    level: list[_Rule]
    upright: list[_Rule]
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
    level = _merged(_Rule(s.top, s.left, s.right) for s in strokes if s.top == s.bottom)
    upright = _merged(_Rule(s.left, s.top, s.bottom) for s in strokes if s.left == s.right)
    frames: list[_Frame] = []
    if max(len(level), len(upright)) > _MOST_RULES:
        return frames
    while upright:
        lines, posts = _connected(upright.pop(), level, upright)
        level = [rule for rule in level if rule not in lines]
        upright = [rule for rule in upright if rule not in posts]
        if len(lines) >= 2:
            frames.append(_closed(lines, posts))
    return frames


def _merged(rules: Iterable[_Rule]) -> list[_Rule]:
    """Lines drawn piece by piece, or twice, as one."""
    rows: list[list[_Rule]] = []
    for rule in sorted(rules):
        if rows and rule.at - rows[-1][-1].at <= _SAME:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    found = []
    for row in rows:
        at = sum(rule.at for rule in row) / len(row)
        start, end = float("inf"), float("-inf")
        for rule in sorted(row, key=lambda rule: rule.start):
            if rule.start > end + _TOUCH:
                found.append(_Rule(at, start, end))
                start, end = rule.start, rule.end
            end = max(end, rule.end)
        found.append(_Rule(at, start, end))
    return [rule for rule in found if rule.end - rule.start >= _SHORTEST]


def _connected(post: _Rule, level: list[_Rule], upright: list[_Rule]) -> tuple[list[_Rule], list[_Rule]]:
    """All lines that hang together with one upright line."""
    lines: list[_Rule] = []
    posts = [post]
    while True:
        more = [one for one in level if one not in lines and any(_cross(one, other) for other in posts)]
        lines += more
        also = [one for one in upright if one not in posts and any(_cross(other, one) for other in more)]
        posts += also
        if not also:
            return lines, posts


def _cross(level: _Rule, upright: _Rule) -> bool:
    return level.covers(upright.at) and upright.covers(level.at)


def _closed(level: list[_Rule], upright: list[_Rule]) -> _Frame:
    """A frame whose open sides, as many tables have them, are closed."""
    left, right = min(rule.start for rule in level), max(rule.end for rule in level)
    top, bottom = min(rule.start for rule in upright), max(rule.end for rule in upright)
    top, bottom = min(top, *(rule.at for rule in level)), max(bottom, *(rule.at for rule in level))
    for edge in (left, right):
        if all(abs(rule.at - edge) > _TOUCH for rule in upright):
            upright = [*upright, _Rule(edge, top, bottom)]
    for edge in (top, bottom):
        if all(abs(rule.at - edge) > _TOUCH for rule in level):
            level = [*level, _Rule(edge, left, right)]
    return _Frame(level, upright, _places(upright), _places(level))


def _places(rules: Iterable[_Rule]) -> list[float]:
    found: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not found or at - found[-1] > _SAME:
            found.append(at)
    return found


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
    return Grid(frame.xs[0], frame.ys[0], frame.xs[-1], frame.ys[-1], tuple(frame.xs[1:-1]), tuple(map(tuple, rows)))


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
        (frame.upright, frame.xs, column, y, (row, column - 1)),
        (frame.upright, frame.xs, column + 1, y, (row, column + 1)),
        (frame.level, frame.ys, row, x, (row - 1, column)),
        (frame.level, frame.ys, row + 1, x, (row + 1, column)),
    )
    for rules, edges, edge, at, near in beside:
        if not any(abs(rule.at - edges[edge]) <= _SAME and rule.covers(at) for rule in rules):
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
