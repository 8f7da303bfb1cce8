"""What the columns of a block hold: names of rows, numbers, units, row numbers, codes, or words that tell more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from reportmine.extraction.tables.headers.roles import Role, role_of
from reportmine.extraction.tables.headers.units import unit_of
from reportmine.extraction.tables.structure.cells import TableCell, is_year
from reportmine.extraction.tables.structure.rows import BodyRow, CellRow, count_up, filled_cells, row_kind

ColumnKind = Literal["key", "number", "unit", "row_number", "code", "text", "empty"]


class Column(NamedTuple):
    """A column of a block: where it stands in the rows, what it holds, and its headers from top to bottom."""

    at: int
    kind: ColumnKind
    headers: CellRow


def columns_of(header_rows: Sequence[CellRow], body: Sequence[BodyRow]) -> Iterator[Column]:
    """The columns of a block with at least one row, from left to right."""
    headers = _with_blanks_filled(header_rows)
    rows = [row.cells for row in body if not row.is_banner]
    keys: list[int] = []
    has_numbers = False
    for at in range(len(body[0].cells)):
        path = tuple(filled_cells(row[at] for row in headers))
        kind = _column_kind(at, path, rows, keys, has_numbers)
        if kind == "key":
            keys.append(at)
        has_numbers = has_numbers or kind == "number"
        yield Column(at, kind, path)


def _with_blanks_filled(header_rows: Sequence[CellRow]) -> list[CellRow]:
    """The rows of headers with each blank filled from its left, where headers below it tell that it reaches over it."""
    filled: list[CellRow] = []
    for k, row in enumerate(header_rows):
        below = header_rows[k + 1] if k + 1 < len(header_rows) else None
        cells = list(row)
        for at in range(2, len(cells)):
            reaches = below is not None and not below[at].is_empty and not below[at - 1].is_empty
            if reaches and cells[at].is_empty and not cells[at - 1].is_empty and row_kind(row) == "header":
                cells[at] = cells[at - 1]
        filled.append(tuple(cells))
    return [row for row in filled if row_kind(row) != "counter"]


def _column_kind(at: int, path: CellRow, rows: Sequence[CellRow], keys: Sequence[int], has_numbers: bool) -> ColumnKind:
    """What a column holds; `keys` are the columns of names on its left, `has_numbers` tells of numbers there."""
    cells = [row[at] for row in rows if not row[at].is_empty]
    if not cells:
        return "empty"
    role = _column_role(path, is_first=not keys)
    numbers = [cell for cell in cells if cell.kind == "number"]
    words = [cell for cell in cells if cell.kind in ("text", "time")]
    if role == "row_number" or (not keys and not has_numbers and not path and count_up(numbers) and not words):
        return "row_number"
    if keys and not has_numbers and len(cells) > 1 and all(map(is_year, cells)) and role in ("naming", "time"):
        return "key"  # 2020, 2021 below year: the time of the row
    if role == "code" or (role == "time" and (keys or has_numbers)):
        return "code"
    if role == "unit" or (
        keys and len(words) > 1 and not numbers and all(unit_of(cell.text, cell.lexicon) for cell in words)
    ):
        return "unit"
    if role == "describing" and len(numbers) * 2 < len(cells):
        return "text"
    if has_numbers or len(numbers) >= len(words) > 0 or not words:
        return "key" if not has_numbers and not keys and _are_labels(cells) else "number" if numbers else "text"
    if not keys:
        return "key" if _are_labels(cells) else "number"
    return "key" if _is_second_key(role, rows, keys) else "number" if numbers else "text"


def _column_role(path: CellRow, *, is_first: bool) -> Role:
    """The role of the nearest header that has one; 单位 below 指标 opens a row of units, and the column is of names."""
    roles = [role for role in (role_of(cell.text) for cell in reversed(path)) if role]
    return roles[-1 if roles[0] == "unit" and is_first else 0] if roles else ""


def _are_labels(cells: Sequence[TableCell]) -> bool:
    return sum(cell.kind != "number" or _is_label(cell) for cell in cells) * 2 > len(cells)


def _is_label(cell: TableCell) -> bool:
    """1年以内, 65岁及以上, 2019: a number that names a row rather than measures it."""
    if cell.figure is None:
        return True
    quantity = cell.figure.quantity
    return is_year(cell) or quantity.dimension == "time" or quantity.qualifier != "exact" or not cell.text[0].isdigit()


def _is_second_key(role: Role, rows: Sequence[CellRow], keys: Sequence[int]) -> bool:
    """Whether one more column of words before the numbers is part of what is measured."""
    return role == "naming" or len({tuple(row[at].text for at in keys) for row in rows}) < len(rows)
