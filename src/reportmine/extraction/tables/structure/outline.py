"""The rows of a block as an outline: the headers beside each row, and the row above that it is a part of.

A row is a part of another by 其中, by numbering, by indentation, or below a banner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import and_

from reportmine.extraction.tables.headers.header import Header
from reportmine.extraction.tables.headers.parser import parse_header
from reportmine.extraction.tables.headers.roles import role_of
from reportmine.extraction.tables.headers.units import TableUnit, unit_of
from reportmine.extraction.tables.structure.cells import TableCell
from reportmine.extraction.tables.structure.layout import TableBlock
from reportmine.extraction.tables.structure.rows import CellRow
from reportmine.lexicon.header_words import header_words

_COLONS = ("：", ":")
_ORDERING_KEY = header_words("ordering_key")


@dataclass(slots=True)
class OutlineRow:
    """A row: its cells and headers, how far it is indented, the row that it is a part of.

    `carried_unit` is the unit in brackets of the last row above that had one.
    """

    cells: CellRow
    headers: tuple[Header, ...]
    is_banner: bool
    indent: int
    parent: OutlineRow | None = None
    carried_unit: TableUnit | None = None

    @property
    def name(self) -> str:
        """The names of its headers together."""
        last = len(self.headers) - 1
        return "".join(
            header.name for k, header in enumerate(self.headers) if k == last or not header.name.endswith(_ORDERING_KEY)
        )

    @property
    def level(self) -> int:
        """The level of its numbering, -1 for none."""
        return self.headers[-1].level if self.headers else -1

    @property
    def of_which(self) -> bool:
        """Whether it is marked as a part: 其中."""
        return any(header.of_which for header in self.headers)

    @property
    def ends_in_colon(self) -> bool:
        """Whether its last header ends in a colon: 流动负债：."""
        return bool(self.headers) and self.headers[-1].text.endswith(_COLONS)


def outline_of(block: TableBlock, raw: str) -> list[OutlineRow]:
    """The rows of a block from top to bottom, each with the one that it is a part of."""
    keys = [column.at for column in block.of_kind("key")]
    above: dict[int, TableCell] = {}
    rows: list[OutlineRow] = []
    places = {row.cells[at].span for at in _place_columns(block) for row in block.body if not row.is_banner}
    for cells, is_banner in block.body:
        if is_banner:
            naming = [cell for cell in cells if not cell.is_empty][:1]
        else:
            naming = _naming_cells(cells, keys, above) or _moved_name(cells, block)
        headers = tuple(_row_header(cell, is_place=cell.span in places) for cell in naming)
        rows.append(OutlineRow(cells, headers, is_banner, _indent(naming[0], raw) if naming else 0))
    _unmark_items(rows)
    outline = _Outline()
    for row in rows:
        outline.add(row)
    _carry_units(rows)
    return rows


def _place_columns(block: TableBlock) -> list[int]:
    """The columns of names below 地区, 县区: what stands there is a place, whatever it ends in."""
    return [
        column.at for column in block.of_kind("key") if column.headers and role_of(column.headers[-1].text) == "place"
    ]


def _row_header(cell: TableCell, *, is_place: bool) -> Header:
    header = parse_header(cell.text, cell.lexicon, of_row=True)
    is_named = header.name and not header.measure and header.name not in cell.lexicon.indicators
    return replace(header, name="", scope=header.name) if is_place and is_named else header


def _naming_cells(cells: CellRow, keys: Sequence[int], above: dict[int, TableCell]) -> list[TableCell]:
    """The cells that name a row; a blank one before a filled one goes on from the rows above."""
    last = max((at for at in keys if not cells[at].is_empty), default=-1)
    naming = [above.get(at, cells[at]) if at < last and cells[at].is_empty else cells[at] for at in keys]
    above.update((at, cell) for at, cell in zip(keys, naming, strict=True) if not cell.is_empty)
    return list({cell.span: cell for cell in naming if not cell.is_empty}.values())


def _moved_name(cells: CellRow, block: TableBlock) -> list[TableCell]:
    """合计 stands in the column of row numbers, or over several columns, where the one of names is empty."""
    before = cells[: min((column.at for column in block.of_kind("number")), default=0)]
    codes = {column.at for column in block.of_kind("code")}
    words = [cell for at, cell in enumerate(before) if cell.kind == "text" or (cell.kind == "time" and at not in codes)]
    return [cell for cell in words if not unit_of(cell.text, cell.lexicon)][:1]


def _indent(cell: TableCell, raw: str) -> int:
    """How far a cell is set in, in narrow characters; a single one is no indentation."""
    lead = raw[raw.rfind("\n", 0, cell.span.start) + 1 : cell.span.start]
    width = sum(2 if char == "\u3000" else 1 for char in lead)
    return width if width > 1 and not lead.strip(" \u3000\u00a0") else 0


def _unmark_items(rows: Sequence[OutlineRow]) -> None:
    """A name beside blanks is an item without a number, unless its marks or the rows around show that it heads some."""
    blanks = [row.is_banner and row.cells[0].span != row.cells[-1].span for row in rows]
    plain = [blank and row.level < 0 and not row.ends_in_colon for blank, row in zip(blanks, rows, strict=True)]
    has_colons = any(blank and row.ends_in_colon for blank, row in zip(blanks, rows, strict=True))
    are_groups = plain[:1] == [True] and not has_colons and not any(map(and_, plain, plain[1:]))
    numbered = {row.level for row in rows if not row.is_banner}
    for k, (row, below) in enumerate(zip(rows, [*rows[1:], None], strict=True)):
        if blanks[k]:
            is_deeper = below is not None and below.indent > row.indent
            is_group = are_groups if plain[k] else row.ends_in_colon or row.level not in numbered
            row.is_banner = below is not None and (is_group or is_deeper)


class _Outline:
    """The rows so far, as far as a later one may be a part of them."""

    def __init__(self) -> None:
        self._banner: OutlineRow | None = None
        self._main: OutlineRow | None = None
        self._named: OutlineRow | None = None
        self._by_level: dict[int, OutlineRow] = {}
        self._indented: list[OutlineRow] = []

    def add(self, row: OutlineRow) -> None:
        """Find what a row is a part of, and remember it for those below."""
        while self._indented and self._indented[-1].indent >= row.indent:
            self._indented.pop()
        if self._banner is not None and 0 <= row.level <= self._banner.level:
            self._banner = None
        row.parent = self._parent(row)
        if row.is_banner:
            self._banner = row
        if row.level >= 0:
            self._by_level = {level: outer for level, outer in self._by_level.items() if level < row.level}
            self._by_level[row.level] = row
        if row.name and not row.of_which:
            self._main = row
        if row.name:
            self._named = row
        self._indented.append(row)

    def _parent(self, row: OutlineRow) -> OutlineRow | None:
        """By 其中, by what only a row above can name, by numbering, by indentation, or the banner above."""
        outer_levels = [level for level in self._by_level if level < row.level]
        if row.of_which:
            return self._main
        if row.headers and not row.name and not row.is_banner and not _stands_alone(row):
            return self._named or self._banner
        if row.level >= 0 and outer_levels:
            return self._by_level[max(outer_levels)]
        if row.indent and self._indented:
            return self._indented[-1]
        if row.is_banner or (self._banner is not None and _is_sum_of_more(row, self._banner)):
            return None
        return self._banner


def _is_sum_of_more(row: OutlineRow, banner: OutlineRow) -> bool:
    """合计 below a group that nothing marks may sum up more than it."""
    beside_blanks = banner.cells[0].span != banner.cells[-1].span
    is_marked = banner.level >= 0 or banner.ends_in_colon
    return beside_blanks and not is_marked and any(header.total for header in row.headers)


def _stands_alone(row: OutlineRow) -> bool:
    """Whether a row without a name stands for itself: a year, a place, a sum."""
    return any(header.time or header.scope or header.total for header in row.headers)


def _carry_units(rows: Sequence[OutlineRow]) -> None:
    last: TableUnit | None = None
    for row in rows:
        own = next((header.unit for header in row.headers if header.unit), None)
        row.carried_unit, last = last, own or (None if row.is_banner else last)
