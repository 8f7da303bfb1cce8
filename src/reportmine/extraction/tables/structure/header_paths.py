"""What stands over and beside every number of a table: the heads of its column and of its row, and their names.

A name is as short as it can be and still tell its row or column from the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reportmine.extraction.tables.headers.parser import Head, read_head
from reportmine.extraction.tables.headers.roles import role_of
from reportmine.extraction.tables.headers.units import TableUnit, unit_of
from reportmine.extraction.tables.structure.cells import TableCell
from reportmine.extraction.tables.structure.layout import Column, Part
from reportmine.model import Span

_COLONS = ("：", ":")


class Path(NamedTuple):
    """Heads from the outermost to the nearest, and the name that they give a row or column.

    `lead` is the name of what the row is a part of, which goes before its own where no column name tells more.
    """

    heads: tuple[Head, ...] = ()
    name: str = ""
    lead: str = ""


class Spot(NamedTuple):
    """A number of a table with its paths; `unit` is what a column or row of units says of it.

    `carried` is the unit in brackets of the last row above that had one; `line` are the cells of its row, each once.
    """

    cell: TableCell
    row: Path
    column: Path
    unit: TableUnit | None
    carried: TableUnit | None
    line: tuple[TableCell, ...]


@dataclass(slots=True)
class _Row:
    """A row under way: its cells, heads, how deep it stands, the row that it is a part of."""

    line: tuple[TableCell, ...]
    heads: tuple[Head, ...]
    banner: bool
    indent: int
    parent: _Row | None = None
    carried: TableUnit | None = None

    @property
    def name(self) -> str:
        return "".join(head.name for head in self.heads)

    @property
    def level(self) -> int:
        return self.heads[-1].level if self.heads else -1

    @property
    def of_which(self) -> bool:
        return any(head.of_which for head in self.heads)


def spots_of(part: Part, raw: str) -> Iterator[Spot]:
    """Every number in the number columns of a part, row by row."""
    numbers = part.of_kind("number")
    columns = _column_paths(part, numbers)
    units = _units_by_column(part)
    rows = _rows(part, raw)
    paths = _row_paths(rows)
    for row, path in zip(rows, paths, strict=True):
        unit = _unit_beside(part, row)
        line = tuple({cell.span: cell for cell in row.line if cell.kind != "blank"}.values())
        over: dict[Span, list[int]] = {}
        for k, column in enumerate(numbers):
            if row.line[column.at].kind == "number" and not row.banner:
                over.setdefault(row.line[column.at].span, []).append(k)
        for found in over.values():
            at = numbers[found[0]].at
            beside = path if part.heads else _nearest(row, at, path)
            above = _common([columns[k] for k in found])
            yield Spot(row.line[at], beside, above, unit or units.get(at), row.carried, line)


# ----------------------------------------------------------------------------------------- columns


def _column_paths(part: Part, numbers: Sequence[Column]) -> list[Path]:
    """The heads over each column of numbers, named with as few of them as tell the columns apart."""
    heads = [
        tuple(read_head(cell.text, cell.lexicon) for cell in column.heads if not _is_number_of_column(cell))
        for column in numbers
    ]
    names = [[head.name for head in path if head.name] for path in heads]
    facets = [
        tuple(filter(any, ((head.time, head.measure, head.status, head.scope) for head in path))) for path in heads
    ]
    # 总计 below 申请人情况 is the sum of all; only where that is not enough its upper heads tell which.
    lengths = [0 if path and path[-1].total else min(1, len(found)) for path, found in zip(heads, names, strict=True)]
    while True:
        said = Counter((_last(found, n), facet) for found, n, facet in zip(names, lengths, facets, strict=True))
        longer = [
            n + 1 if n < len(found) and said[_last(found, n), facet] > 1 else n
            for found, n, facet in zip(names, lengths, facets, strict=True)
        ]
        if longer == lengths:
            break
        lengths = longer
    paths = [Path(path, _last(found, n)) for path, found, n in zip(heads, names, lengths, strict=True)]
    return _with_lent_names(paths, [_tells_time(part, column) for column in numbers])


def _tells_time(part: Part, column: Column) -> bool:
    """账龄: 1年以内, 2年."""
    cells = [row.line[column.at] for row in part.body if not row.is_banner]
    found = [cell.figure.quantity.dimension for cell in cells if cell.figure]
    return bool(found) and set(found) == {"time"}


def _with_lent_names(paths: Sequence[Path], times: Sequence[bool]) -> list[Path]:
    """增长% behind 产量 is the growth of 产量."""
    found: list[Path] = []
    last = Path()
    for path, is_time in zip(paths, times, strict=True):
        measured = any(head.measure in ("change", "share", "rank") for head in path.heads)
        if not measured and not is_time:
            last = path
        lends = measured and not path.name and path.heads[:-1] == last.heads[:-1]
        found.append(path._replace(name=last.name) if lends else path)
    return found


def _common(paths: Sequence[Path]) -> Path:
    """What is over all the columns that a merged number reaches over."""
    if len(paths) == 1 or all(path.heads == paths[0].heads for path in paths):
        return paths[0]
    heads = tuple(head for head in paths[0].heads if all(head in path.heads for path in paths))
    return Path(heads, next((head.name for head in reversed(heads) if head.name), ""))


def _last(names: Sequence[str], count: int) -> str:
    return "".join(names[len(names) - count :])


def _is_number_of_column(cell: TableCell) -> bool:
    return cell.kind == "number" and len(cell.text) < 3


def _units_by_column(part: Part) -> dict[int, TableUnit]:
    """What a row of units says: 单位, 亿元, %, 人."""
    for line in (*part.heads, *(row.line for row in part.body)):
        if role_of(line[0].text) == "unit":
            found = {k: unit_of(cell.text, cell.lexicon) for k, cell in enumerate(line[1:], start=1)}
            return {k: unit for k, unit in found.items() if unit}
    return {}


def _unit_beside(part: Part, row: _Row) -> TableUnit | None:
    cells = (row.line[column.at] for column in part.of_kind("unit"))
    return next((unit for cell in cells if (unit := unit_of(cell.text, cell.lexicon))), None)


# -------------------------------------------------------------------------------------------- rows


def _rows(part: Part, raw: str) -> list[_Row]:
    keys = [column.at for column in part.of_kind("key")]
    above: dict[int, TableCell] = {}
    rows: list[_Row] = []
    for line, is_banner in part.body:
        if is_banner:
            cells = [cell for cell in line if not cell.is_empty][:1]
        else:
            cells = _named_cells(line, keys, above) or _moved_name(line, part)
        heads = tuple(read_head(cell.text, cell.lexicon, beside=True) for cell in cells)
        rows.append(_Row(line, heads, is_banner, _indent(cells[0], raw) if cells else 0))
    _keep_banners(rows)
    outline = _Outline()
    for row in rows:
        outline.add(row)
    _carry_units(rows)
    return rows


def _keep_banners(rows: Sequence[_Row]) -> None:
    """应付债券 beside blanks heads no group where groups are marked (流动负债：) or the next row is like it."""
    alone = [row.banner and row.line[0].span != row.line[-1].span for row in rows]
    marked = [row.banner and (row.level >= 0 or row.heads[-1].text.endswith(_COLONS)) for row in rows]
    colons = any(one and row.heads[-1].text.endswith(_COLONS) for one, row in zip(alone, rows, strict=True))
    plain = [one and not other for one, other in zip(alone, marked, strict=True)]
    for row, one, following in zip(rows, plain, [*plain[1:], False], strict=True):
        row.banner = row.banner and not (one and (colons or following))


def _named_cells(line: tuple[TableCell, ...], keys: Sequence[int], above: dict[int, TableCell]) -> list[TableCell]:
    """The cells that name a row; a blank one before a filled one goes on from the rows above."""
    last = max((at for at in keys if not line[at].is_empty), default=-1)
    cells = [above.get(at, line[at]) if at < last and line[at].is_empty else line[at] for at in keys]
    above.update((at, cell) for at, cell in zip(keys, cells, strict=True) if not cell.is_empty)
    return list({cell.span: cell for cell in cells if not cell.is_empty}.values())


def _moved_name(line: tuple[TableCell, ...], part: Part) -> list[TableCell]:
    """合计 stands in the column of row numbers, or over several columns, where the one of names is empty."""
    before = line[: min((column.at for column in part.of_kind("number")), default=0)]
    return [cell for cell in before if cell.kind in ("text", "time") and not unit_of(cell.text, cell.lexicon)][:1]


def _indent(cell: TableCell, raw: str) -> int:
    """How far a cell is set in, in narrow characters; one alone is none."""
    lead = raw[raw.rfind("\n", 0, cell.span.start) + 1 : cell.span.start]
    width = sum(2 if char == "\u3000" else 1 for char in lead)
    return width if width > 1 and not lead.strip(" \u3000\u00a0") else 0


class _Outline:
    """The rows so far, as far as a later one may be a part of them."""

    def __init__(self) -> None:
        self._banner: _Row | None = None
        self._main: _Row | None = None
        self._named: _Row | None = None
        self._levels: dict[int, _Row] = {}
        self._indents: list[_Row] = []

    def add(self, row: _Row) -> None:
        """Find what a row is a part of, and remember it for those below."""
        while self._indents and self._indents[-1].indent >= row.indent:
            self._indents.pop()
        if self._banner is not None and 0 <= row.level <= self._banner.level:
            self._banner = None
        row.parent = self._parent(row)
        if row.banner:
            self._banner = row
        if row.level >= 0:
            self._levels = {level: one for level, one in self._levels.items() if level < row.level} | {row.level: row}
        if row.name and not row.of_which:
            self._main = row
        if row.name:
            self._named = row
        self._indents.append(row)

    def _parent(self, row: _Row) -> _Row | None:
        """By 其中, by what only a row above can name, by numbering, by indentation, or the banner above."""
        outer = [level for level in self._levels if level < row.level]
        if row.of_which:
            return self._main
        if row.heads and not row.name and not row.banner and not _is_whole(row):
            return self._named or self._banner
        if row.level >= 0 and outer:
            return self._levels[max(outer)]
        if row.indent and self._indents:
            return self._indents[-1]
        return None if row.banner else self._banner


def _is_whole(row: _Row) -> bool:
    """Whether a row without a name stands for itself: a year, a place, a sum."""
    return any(head.time or head.scope or head.total for head in row.heads)


def _carry_units(rows: list[_Row]) -> None:
    last: TableUnit | None = None
    for row in rows:
        own = next((head.unit for head in row.heads if head.unit), None)
        row.carried, last = last, own or (None if row.banner else last)


def _row_paths(rows: Sequence[_Row]) -> list[Path]:
    names = Counter((row.name, _facets(row)) for row in rows if not row.banner)
    return [_path(row, names[row.name, _facets(row)] > 1) for row in rows]


def _facets(row: _Row) -> tuple[object, ...]:
    return tuple((head.time, head.measure, head.scope) for head in row.heads)


def _path(row: _Row, twice: bool) -> Path:
    heads, name = row.heads, row.name
    parent = row.parent
    if parent is not None and parent.name and name and not twice:
        return Path(heads, name, parent.name if _needs(row, parent) else "")
    while parent is not None and (twice or not name):
        heads = (*parent.heads, *heads)
        if parent.name and not (parent.banner and _only_orders(parent)):
            return Path(heads, parent.name + name)
        parent = parent.parent
    return Path(heads, name)


def _needs(row: _Row, parent: _Row) -> bool:
    """Whether a row cannot be understood without the one that it is a part of."""
    indicators = row.heads[-1].lexicon.indicators
    known = row.name in indicators or indicators.longest_ending(row.name, 0, len(row.name)) >= 0
    if known or re.split("[（(]", row.name)[0][-2:] in parent.name:
        return False
    return row.of_which or (parent.banner and _is_subject(parent))


def _is_subject(banner: _Row) -> bool:
    """期末畜禽存栏 says of what the rows below it are; 一、综合 and 流动资产： only order them."""
    return banner.level < 0 and not _only_orders(banner) and not banner.heads[-1].text.endswith(_COLONS)


def _only_orders(banner: _Row) -> bool:
    """分行业, 按地区分: names how the rows below are ordered, and nothing measured."""
    return banner.heads[-1].text.startswith(("分", "按", "其中")) or banner.heads[-1].text.endswith("分")


def _nearest(row: _Row, at: int, path: Path) -> Path:
    """In a table without heads a number belongs to the words nearest on its left."""
    for k in range(at - 1, -1, -1):
        cell = row.line[k]
        if cell.kind in ("text", "time") and not unit_of(cell.text, cell.lexicon):
            head = read_head(cell.text, cell.lexicon, beside=True)
            return path if row.heads and head == row.heads[-1] else Path((head,), head.name)
    return path
