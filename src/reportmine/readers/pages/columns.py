"""The reading order of a page: its columns, each with the edges that its lines are set between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from statistics import median
from typing import NamedTuple

from reportmine.readers.pages.lines import Line, Segment
from reportmine.readers.pages.ruled_tables import Grid

Element = Line | Grid

# How far these thresholds may be moved is measured in docs/reading-office.md.
# Prose in columns has on each side of the gap so many lines, of so many characters, that most of them fill their
# side so far. Columns of a table without rules are read row by row; their cells are shorter.
_FEWEST_LINES = 4
_SHORTEST_PROSE = 8
_FILLING = 0.6
# A gap lies within this part of the page's text.
_INNER = 0.15
# Marks that end a sentence or a part of it; they may hang over the edge.
MARKS = tuple("，。、；：？！”’）》」』】,.;:?!")
# A page with fewer lines may have none that reaches an edge.
_TELLING = 10


class Column(NamedTuple):
    """Elements from the top down, and the edges between which their lines are set."""

    elements: list[Element]
    left: float
    right: float


def columns_of(elements: Iterable[Element]) -> list[Column]:
    """The columns of a page in reading order; above and below two of them there may be one across the page."""
    return [Column(part, *_edges(part)) for part in _cut(sorted(elements, key=_top))]


def with_usual_edges(pages: Sequence[list[Column]]) -> list[list[Column]]:
    """Columns of pages with few lines, with the edges of a full page nearby; a page of the same side comes first."""
    telling = {k: page[0] for k, page in enumerate(pages) if len(page) == 1 and len(page[0].elements) >= _TELLING}
    adjusted = []
    for k, columns in enumerate(pages):
        if len(columns) == 1 and k not in telling:
            near = next((telling[at] for at in (k - 2, k + 2, k - 1, k + 1) if at in telling), columns[0])
            columns = [Column(columns[0].elements, min(columns[0].left, near.left), max(columns[0].right, near.right))]
        adjusted.append(columns)
    return adjusted


def _top(element: Element) -> tuple[float, float]:
    return (element.top if isinstance(element, Grid) else element.y - element.size), element.left


def _edges(elements: list[Element]) -> tuple[float, float]:
    """The outermost edges that several lines share; those of all where no two do."""
    lines = [element for element in elements if isinstance(element, Line)]
    if not lines:
        return min(one.left for one in elements), max(one.right for one in elements)
    half = median(line.size for line in lines) / 2
    rights = [line.right - (line.size if line.text.endswith(MARKS) else 0) for line in lines]
    return min(_shared([line.left for line in lines], half)), max(_shared(rights, half))


def _shared(edges: list[float], half: float) -> list[float]:
    """The edges that others agree with; all where none do."""
    ordered = sorted(edges)
    return [b for a, b, c in _triples(ordered) if min(b - a, c - b) <= half] or edges


def _triples(ordered: list[float]) -> Iterator[tuple[float, float, float]]:
    padded = [float("-inf"), *ordered, float("inf")]
    return zip(padded, padded[1:], padded[2:], strict=False)


def _cut(elements: list[Element]) -> list[list[Element]]:
    gap = _gap([element for element in elements if isinstance(element, Line)])
    if gap is None:
        return [elements] if elements else []
    parts: list[list[Element]] = []
    across: list[Element] = []
    for crossing, run in groupby(elements, key=lambda element: _crosses(element, gap)):
        part = list(run)
        halves = [[piece for element in part for piece in _side(element, gap, right)] for right in (False, True)]
        if crossing or not all(_is_prose(half) for half in halves):
            across += part
            continue
        parts += [across] if across else []
        across = []
        parts += [column for half in halves for column in _cut(half)]
    return parts + ([across] if across else [])


def _gap(lines: list[Line]) -> float | None:
    """Where the columns are parted: the place that fewest lines cross with prose on both sides; None for one column."""
    segments = [segment for line in lines for segment in line.segments]
    if len(segments) < 2 * _FEWEST_LINES:
        return None
    left, right = min(s.left for s in segments), max(s.right for s in segments)
    step = median(line.size for line in lines) / 2
    best: tuple[int, float] | None = None
    for k in range(int((right - left) * _INNER / step), int((right - left) * (1 - _INNER) / step) + 1):
        place = left + k * step
        before, after = [s for s in segments if s.right <= place], [s for s in segments if s.left >= place]
        crossed = len(segments) - len(before) - len(after)
        if crossed <= min(len(before), len(after)) and _fill_a_side(before) and _fill_a_side(after):
            best = min(best or (crossed, place), (crossed, place))
    return None if best is None else best[1]


def _is_prose(half: list[Element]) -> bool:
    return _fill_a_side([segment for element in half if isinstance(element, Line) for segment in element.segments])


def _fill_a_side(segments: Sequence[Segment]) -> bool:
    if len(segments) < _FEWEST_LINES:
        return False
    width = max(s.right for s in segments) - min(s.left for s in segments)
    return (
        median(len(s.text) for s in segments) >= _SHORTEST_PROSE
        and median(s.right - s.left for s in segments) >= _FILLING * width
    )


def _crosses(element: Element, gap: float) -> bool:
    parts: Sequence[Segment | Grid] = (element,) if isinstance(element, Grid) else element.segments
    return any(part.left < gap < part.right for part in parts)


def _side(element: Element, gap: float, right: bool) -> Iterator[Element]:
    """What of an element stands on one side of the gap."""
    if isinstance(element, Grid):
        if (element.left >= gap) is right:
            yield element
        return
    segments = tuple(segment for segment in element.segments if (segment.left >= gap) is right)
    if segments:
        yield element._replace(segments=segments)
