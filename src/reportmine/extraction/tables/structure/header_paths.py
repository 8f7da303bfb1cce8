"""The headers over each column and beside each row, and the name that they give it together.

A name is as short as it can be and still tell its row or column from the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from reportmine.extraction.tables.headers.header import Header
from reportmine.extraction.tables.headers.parser import parse_header
from reportmine.extraction.tables.structure.cells import TableCell
from reportmine.extraction.tables.structure.columns import Column
from reportmine.extraction.tables.structure.layout import TableBlock
from reportmine.extraction.tables.structure.outline import OutlineRow
from reportmine.lexicon.header_words import header_words

_ORDERING = header_words("ordering")
_ORDERING_ENDING = header_words("ordering_ending")


_PAST_NAMES = header_words("past_name")
_RELATIVE_TIMES = header_words("relative_time")


class HeaderPath(NamedTuple):
    """Headers from the outermost to the nearest, and the name that they give a row or column.

    `prefix` is the name of what the row is a part of, which goes before its own where no column name tells more.
    """

    headers: tuple[Header, ...] = ()
    name: str = ""
    prefix: str = ""


# ----------------------------------------------------------------------------------------- columns


def column_paths(block: TableBlock) -> list[HeaderPath]:
    """The path over each column of numbers, named with as few of its headers as tell the columns apart."""
    columns = block.of_kind("number")
    paths = [
        tuple(parse_header(cell.text, cell.lexicon) for cell in column.headers if not _is_column_number(cell))
        for column in columns
    ]
    named = [
        HeaderPath(headers, _last(_names(headers), count))
        for headers, count in zip(paths, _shortest_lengths(paths), strict=True)
    ]
    return _with_borrowed_names(named, [_holds_durations(block, column) for column in columns])


def common_path(paths: Sequence[HeaderPath]) -> HeaderPath:
    """What is over all the columns that a merged number reaches over."""
    if all(path.headers == paths[0].headers for path in paths):
        return paths[0]
    headers = tuple(header for header in paths[0].headers if all(header in path.headers for path in paths))
    return HeaderPath(headers, next((header.name for header in reversed(headers) if header.name), ""))


def _shortest_lengths(paths: Sequence[tuple[Header, ...]]) -> list[int]:
    """How many of its last names each column needs to be told from the others."""
    names = [_names(headers) for headers in paths]
    facets = [
        tuple(filter(any, ((header.time, header.measure, header.status, header.scope) for header in headers)))
        for headers in paths
    ]
    # 总计 below 申请人情况 is the sum of all; only where that is not enough its upper headers tell which.
    lengths = [
        0 if headers and headers[-1].total else min(1, len(own)) for headers, own in zip(paths, names, strict=True)
    ]
    while True:
        labels = [(_last(own, n), facet) for own, n, facet in zip(names, lengths, facets, strict=True)]
        counts = Counter(labels)
        longer = [
            n + 1 if n < len(own) and counts[label] > 1 else n
            for own, n, label in zip(names, lengths, labels, strict=True)
        ]
        if longer == lengths:
            return lengths
        lengths = longer


def _names(headers: tuple[Header, ...]) -> list[str]:
    return [header.name for header in headers if header.name]


def _last(names: Sequence[str], count: int) -> str:
    return "".join(names[len(names) - count :])


def _holds_durations(block: TableBlock, column: Column) -> bool:
    """账龄: 1年以内, 2年."""
    cells = [row.cells[column.at] for row in block.body if not row.is_banner]
    return {cell.figure.quantity.dimension for cell in cells if cell.figure} == {"time"}


def _with_borrowed_names(paths: Sequence[HeaderPath], are_durations: Sequence[bool]) -> list[HeaderPath]:
    """增长% behind 产量 is the growth of 产量."""
    named: list[HeaderPath] = []
    level = HeaderPath()
    for path, is_duration in zip(paths, are_durations, strict=True):
        is_derived = any(header.measure in ("change", "share", "rank") for header in path.headers)
        if not is_derived and not is_duration and not (level.headers and path.name.startswith(_PAST_NAMES)):
            level = path
        borrows = is_derived and not path.name and path.headers[:-1] == level.headers[:-1]
        lent = "" if level.name in _RELATIVE_TIMES else level.name
        named.append(path._replace(name=lent) if borrows else path)
    return named


def _is_column_number(cell: TableCell) -> bool:
    return cell.kind == "number" and len(cell.text) < 3


# -------------------------------------------------------------------------------------------- rows


def row_paths(rows: Sequence[OutlineRow]) -> list[HeaderPath]:
    """The path beside each row; where two rows have one name, those that they are a part of tell them apart."""
    counts = Counter((row.name, _facets(row)) for row in rows if not row.is_banner)
    return [_row_path(row, is_ambiguous=counts[row.name, _facets(row)] > 1) for row in rows]


def _facets(row: OutlineRow) -> tuple[object, ...]:
    return tuple((header.time, header.measure, header.scope) for header in row.headers)


def _row_path(row: OutlineRow, *, is_ambiguous: bool) -> HeaderPath:
    headers, name, parent = row.headers, row.name, row.parent
    if parent is not None and parent.name and name and not is_ambiguous:
        return HeaderPath(headers, name, parent.name if _needs_parent(row, parent) else "")
    while parent is not None and (is_ambiguous or not name):
        headers = (*parent.headers, *headers)
        if parent.name and not (parent.is_banner and _only_orders(parent)):
            return HeaderPath(headers, parent.name + name)
        parent = parent.parent
    return HeaderPath(headers, name)


def _needs_parent(row: OutlineRow, parent: OutlineRow) -> bool:
    """Whether a row cannot be understood without the one that it is a part of."""
    indicators = row.headers[-1].lexicon.indicators
    is_known = row.name in indicators or indicators.longest_ending(row.name, 0, len(row.name)) >= 0
    if is_known or re.split("[（(]", row.name)[0][-2:] in parent.name:
        return False
    return row.of_which or (parent.is_banner and _is_subject(parent))


def _is_subject(banner: OutlineRow) -> bool:
    """期末畜禽存栏 says of what the rows below it are; 一、综合 and 流动资产： only order them."""
    return banner.level < 0 and not _only_orders(banner) and not banner.ends_in_colon


def _only_orders(banner: OutlineRow) -> bool:
    """分行业, 按地区分: names how the rows below are ordered, and nothing measured."""
    text = banner.headers[-1].text
    return text.startswith(_ORDERING) or text.endswith(_ORDERING_ENDING)
