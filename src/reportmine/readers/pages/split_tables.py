"""Tables that a page end cut in two are one table again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reportmine.readers.pages.paragraphs import Paragraph
from reportmine.readers.pages.ruled_tables import Cell, Grid

# In points: the columns of a table stand at the same places on both pages.
_SAME_PLACE = 3.0


_Rows = tuple[tuple[Cell, ...], ...]


class Table(NamedTuple):
    """A table: its rows, the page it begins on, the rows at which further pages begin, the edges of its columns."""

    rows: _Rows
    page: int
    breaks: tuple[int, ...]
    edges: tuple[float, ...]


def with_whole_tables(elements: Iterable[Paragraph | tuple[int, Grid]]) -> Iterator[Paragraph | Table]:
    """Paragraphs as they are; a table that follows at once on one of the page before, at the same place, goes on it."""
    table: Table | None = None
    for element in elements:
        begun = None if isinstance(element, Paragraph) else _begun(*element)
        if table is not None and begun is not None and _goes_on(table, begun):
            table = _continued(table, begun)
            continue
        if table is not None:
            yield table
        table = begun
        if isinstance(element, Paragraph):
            yield element
    if table is not None:
        yield table


def _begun(page: int, grid: Grid) -> Table:
    return Table(grid.rows, page, (), (grid.left, *grid.columns, grid.right))


def _goes_on(table: Table, following: Table) -> bool:
    """Whether a table stands on the next page between the same edges, with no column that breaks up the others."""
    (few, many) = sorted((table.edges, following.edges), key=len)
    outer = abs(few[0] - many[0]) <= _SAME_PLACE and abs(few[-1] - many[-1]) <= _SAME_PLACE
    return (
        following.page == table.page + len(table.breaks) + 1
        and outer
        and all(any(abs(edge - other) <= _SAME_PLACE for other in many) for edge in few)
    )


def _continued(table: Table, following: Table) -> Table:
    """The table with the rows of the next page, but for the heading if it stands there again."""
    edges = max(table.edges, following.edges, key=len)
    rows, more = (_in_columns(part, edges) for part in (table, following))
    again = 0
    while again < min(len(rows), len(more) - 1) and _texts(rows[again]) == _texts(more[again]):
        again += 1
    joined = _reaching_on(rows, more[again:])
    return Table(joined, table.page, (*table.breaks, len(rows)), edges)


def _texts(row: tuple[Cell, ...]) -> list[str]:
    return [cell.text for cell in row]


def _in_columns(table: Table, edges: Sequence[float]) -> _Rows:
    """The rows of a table cut into columns by more edges than its own."""
    if len(edges) == len(table.edges):
        return table.rows
    place = [min(range(len(edges)), key=lambda k: abs(edges[k] - edge)) for edge in table.edges]
    begins = _first_columns(table.rows)
    return tuple(
        tuple(
            cell._replace(columns=place[begins[y, x] + cell.columns] - place[begins[y, x]])
            for x, cell in enumerate(row)
        )
        for y, row in enumerate(table.rows)
    )


def _first_columns(rows: _Rows) -> dict[tuple[int, int], int]:
    """The column at which each cell begins, by its row and its place in it."""
    taken: set[tuple[int, int]] = set()
    found = {}
    for y, row in enumerate(rows):
        column = 0
        for x, cell in enumerate(row):
            while (y, column) in taken:
                column += 1
            found[y, x] = column
            taken.update((y + down, column + right) for down in range(cell.rows) for right in range(cell.columns))
    return found


def _reaching_on(rows: _Rows, more: _Rows) -> _Rows:
    """All rows; a cell that reaches to the page end reaches on where the next page begins with an empty one."""
    begins = _first_columns(rows)
    foot = {
        (begins[y, x], cell.columns): (y, x)
        for y, row in enumerate(rows)
        for x, cell in enumerate(row)
        if y + cell.rows == len(rows)
    }
    longer: dict[tuple[int, int], int] = {}
    kept = []
    column = 0
    for cell in more[0]:
        place = foot.get((column, cell.columns))
        if place is not None and not cell.text and cell.rows > 1:
            longer[place] = cell.rows
        else:
            kept.append(cell)
        column += cell.columns
    above = tuple(
        tuple(cell._replace(rows=cell.rows + longer.get((y, x), 0)) for x, cell in enumerate(row))
        for y, row in enumerate(rows)
    )
    return (*above, tuple(kept), *more[1:])
