"""Reports as an Excel workbook: their figures, those of them to check, the reports, and what it all means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from operator import itemgetter
from pathlib import PurePath
from typing import Any

from reportmine.corrections.queue import to_check
from reportmine.corrections.tables.check_marks import OFFERED
from reportmine.corrections.tables.printed import printed
from reportmine.corrections.tables.workbooks import CANDIDATES, CHECK, PRINTED
from reportmine.model import Report
from reportmine.model.schema import COLUMNS, PATH, REPORT_COLUMNS, Cell, Column, Language, report_rows, rows
from reportmine.output.data.xlsx.layout import SENTENCE
from reportmine.output.data.xlsx.legend import legend
from reportmine.output.data.xlsx.workbook import Sheet, workbook

_NAMES: dict[Language, tuple[str, str, str]] = {
    "en": ("figures", "to check", "sources"),
    "zh": ("数据", "待核对", "来源"),
}
Row = tuple[Cell, ...]
_UNIT = [column.name for column in COLUMNS].index("unit") + 1
_FIGURES: tuple[Column[Any], ...] = (CHECK, PATH, *COLUMNS[:_UNIT], *PRINTED, *COLUMNS[_UNIT:])
# What a reader looks at stands first among the figures to check; all other columns follow in their order.
_FIRST = (CHECK.name, "path", "metric", CANDIDATES.name, "confidence", "text", "sentence")
_KNOWN = {column.name: column for column in (*_FIGURES, CANDIDATES)}
_CHECKED = [_KNOWN[name] for name in (*_FIRST, *(name for name in _KNOWN if name not in _FIRST))]
_FROZEN = 3  # the check, the path, the metric
# For programs, or said by others already; others only where nothing stands in them.
_FOLDED: Set[str] = {"indicator", "start", "end", "section"}
_FOLDED_EMPTY = ("value_max", "printed_value_max", "direction", "baseline", "scope", "page")
_PRINTED: Set[str] = {column.name for column in PRINTED}
_SENTENCES = ("sentence", CANDIDATES.name)


def to_xlsx(reports: Sequence[Report], header: Language = "en") -> bytes:
    """The workbook of reports: the columns of the CSV behind a column in which a reader may say what is right.

    Numbers are numbers; values that Excel would round stay text. `corrections.tables` reads back what was put right.
    """
    figures, doubtful, sources = _NAMES[header]
    doubts = [to_check(report.claims) for report in reports]
    found = [list(_rows(report, set(to), header)) for report, to in zip(reports, doubts, strict=True)]
    # The path tells nothing where all figures are of one report; the sentence to check shows what is printed.
    folded = _FOLDED | ({PATH.name} if sum(map(bool, found)) < 2 else set())
    titled = [report.title or PurePath(report.source.path or "").name for report in reports]
    return workbook(
        [
            _sheet(figures, _FIGURES, [row for rows in found for row in rows], header, folded),
            _sheet(doubtful, _CHECKED, list(_checked(reports, doubts, found)), header, folded | _PRINTED),
            _sources(sources, reports, header),
            legend((*_FIGURES, CANDIDATES, *REPORT_COLUMNS[1:]), header, "figures"),
        ],
        titled[0] if len(titled) == 1 else "",
    )


def _sources(name: str, reports: Sequence[Report], header: Language) -> Sheet:
    above = [column.headed(header) for column in REPORT_COLUMNS]
    digest = [column.name for column in REPORT_COLUMNS].index("sha256")
    kinds = [column.kind for column in REPORT_COLUMNS]
    return Sheet(name, above, kinds, list(report_rows(reports)), room={digest: SENTENCE})


def _rows(report: Report, doubtful: Set[int], header: Language) -> Iterator[Row]:
    """The cells of `_FIGURES`, of those to check with a mark."""
    check = CHECK.headed(header)
    for at, (claim, row) in enumerate(zip(report.claims, rows(report, header), strict=True)):
        yield (check if at in doubtful else None, *row[: _UNIT + 1], *printed(claim).cells(), *row[_UNIT + 1 :])


def _sheet(
    name: str, columns: Sequence[Column[Any]], found: Sequence[Row], header: Language, folded: Set[str]
) -> Sheet:
    names = [column.name for column in columns]
    offered = {
        at: [str(column.said(one, header)) for one in column.choices]
        for at, column in enumerate(columns)
        if column.choices
    }
    return Sheet(
        name,
        [column.headed(header) for column in columns],
        [column.kind for column in columns],
        found,
        _FROZEN,
        {names.index(CHECK.name): OFFERED[header], **offered},
        frozenset(_folded(names, found, folded)),
        {at: SENTENCE for at, one in enumerate(names) if one in _SENTENCES},
    )


def _folded(names: Sequence[str], found: Sequence[Row], folded: Set[str]) -> Iterator[int]:
    """The columns that are out of sight."""
    for at, name in enumerate(names):
        if name in folded or (name in _FOLDED_EMPTY and not any(row[at] for row in found)):
            yield at


def _checked(
    reports: Sequence[Report], doubts: Sequence[Sequence[int]], found: Sequence[Sequence[Row]]
) -> Iterator[Row]:
    """The cells of `_CHECKED` of the figures to check of all reports, the least sure first."""
    doubtful = [
        (claim.confidence or 0, (*own[at], CANDIDATES.get(claim)))
        for report, to, own in zip(reports, doubts, found, strict=True)
        for at, claim in ((at, report.claims[at]) for at in to)
    ]
    places = [(*_FIGURES, CANDIDATES).index(column) for column in _CHECKED]
    for _, cells in sorted(doubtful, key=itemgetter(0)):
        yield tuple(cells[place] for place in places)
