"""Tables without ruled lines: rows of cells that stand in columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportmine.lexicon.patterns import pattern
from reportmine.readers.pages.columns import Element
from reportmine.readers.pages.lines import Line
from reportmine.readers.pages.ruled_tables import Cell, Grid

# How far these thresholds may be moved is measured in docs/reading-office.md.
# Fewer rows than these, or with fewer figures behind their first cells, are lines of text with gaps in them.
_FEWEST_ROWS = 3
_FIGURES = 0.5
_FIGURE = pattern(r"[-−+<>≈约]?[0-9０-９][0-9,.，．%％‰\s]*[^\s0-9]{0,6}|[-—–/…]+")


def with_aligned(elements: Iterable[Element]) -> list[Element]:
    """Elements of one column, with lines that make up a table as that table."""
    result: list[Element] = []
    run: list[Line] = []
    for element in elements:
        if isinstance(element, Line) and len(element.segments) > 1:
            run.append(element)
            continue
        result += _table_or_lines(run)
        run = []
        result.append(element)
    return [*result, *_table_or_lines(run)]


def _table_or_lines(run: list[Line]) -> Sequence[Element]:
    if len(run) < _FEWEST_ROWS:
        return run
    columns = _columns(run)
    rows = [_cells(line, columns) for line in run]
    behind = [cell for row in rows for cell in row[1:] if cell]
    figures = sum(_FIGURE.fullmatch(cell) is not None for cell in behind)
    if any(sum(map(bool, row)) < len(line.segments) for row, line in zip(rows, run, strict=True)):
        return run
    if len(columns) < 2 or figures < _FIGURES * len(behind):
        return run
    left, right = min(line.left for line in run), max(line.right for line in run)
    cells = tuple(tuple(Cell(text, 1, 1) for text in row) for row in rows)
    inner = tuple(start for start, _ in columns[1:])
    return [Grid(left, run[0].y - run[0].size, right, inner, cells)]


def _columns(run: Sequence[Line]) -> list[tuple[float, float]]:
    """From where to where the cells of each column reach."""
    columns: list[tuple[float, float]] = []
    for segment in sorted((segment for line in run for segment in line.segments), key=lambda cell: cell.left):
        if columns and segment.left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], segment.right))
        else:
            columns.append((segment.left, segment.right))
    return columns


def _cells(line: Line, columns: Sequence[tuple[float, float]]) -> list[str]:
    return [
        " ".join(segment.text for segment in line.segments if start <= segment.left < end) for start, end in columns
    ]
