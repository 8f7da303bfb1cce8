"""Reports as an Excel workbook: their figures, those of them to check, the reports, and what it all means."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence, Set
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
_FROZEN = 3  # the check, the path, the metric
# For programs, or said by others already; others only where nothing stands in them.
_FOLDED: Set[str] = {"indicator", "start", "end", "section"}
_SENTENCES = ("sentence", CANDIDATES.name)
_FOLDED_EMPTY = ("value_max", "printed_value_max", "direction", "baseline", "scope", "page")


def to_xlsx(reports: Sequence[Report], header: Language = "en") -> bytes:
    """The workbook of reports: the columns of the CSV behind a column in which a reader may say what is right.

    Numbers are numbers; values that Excel would round stay text. `corrections.tables` reads back what was put right.
    """
    figures, doubtful, sources = _NAMES[header]
    found = [list(_rows(report, header)) for report in reports]
    # The path tells nothing where all figures are of one report; the sentence to check shows what is printed.
    folded = _FOLDED | ({PATH.name} if sum(map(bool, found)) < 2 else set())
    titled = [report.title or PurePath(report.source.path or "").name for report in reports]
    return workbook(
        [
            _sheet(figures, _FIGURES, _marked(reports, found, header), header, folded),
            _sheet(doubtful, *_to_check(reports, found, header), header, folded | {one.name for one in PRINTED}),
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


def _rows(report: Report, header: Language) -> Iterator[Row]:
    """The cells of `_FIGURES` behind the check."""
    for claim, row in zip(report.claims, rows(report, header), strict=True):
        yield (*row[: _UNIT + 1], *printed(claim).cells(), *row[_UNIT + 1 :])


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


def _marked(reports: Sequence[Report], found: Sequence[Sequence[Row]], header: Language) -> list[Row]:
    """All figures, those to check marked."""
    check = CHECK.headed(header)
    marked: list[Row] = []
    for report, own in zip(reports, found, strict=True):
        doubtful: Collection[int] = set(to_check(report.claims))
        marked += ((check if at in doubtful else None, *row) for at, row in enumerate(own))
    return marked


def _to_check(
    reports: Sequence[Report], found: Sequence[Sequence[Row]], header: Language
) -> tuple[list[Column[Any]], list[Row]]:
    """The figures to check of all reports, the least sure first, with the names that nearly became theirs."""
    known = (*_FIGURES, CANDIDATES)
    names = [column.name for column in known]
    first = [names.index(name) for name in _FIRST]
    order = first + [at for at in range(len(names)) if at not in first]
    doubtful: list[tuple[float, Row]] = []
    for report, own in zip(reports, found, strict=True):
        for at in to_check(report.claims):
            claim = report.claims[at]
            cells = (CHECK.headed(header), *own[at], CANDIDATES.get(claim))
            doubtful.append((claim.confidence or 0, tuple(cells[place] for place in order)))
    doubtful.sort(key=lambda one: one[0])
    return [known[place] for place in order], [row for _, row in doubtful]
