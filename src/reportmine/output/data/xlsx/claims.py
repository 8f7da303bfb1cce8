"""Reports as an Excel workbook: their figures, those of them to check, and the reports themselves."""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.corrections.queue import to_check
from reportmine.corrections.tables.check_marks import CANDIDATES, CHECK, OFFERED
from reportmine.model import Report
from reportmine.model.schema import COLUMNS, REPORT_COLUMNS, Cell, Language, headings, kinds, record, report_rows, rows
from reportmine.output.data.xlsx.workbook import Sheet, workbook

_NAMES: dict[Language, tuple[str, str, str]] = {
    "en": ("figures", "to check", "sources"),
    "zh": ("数据", "待核对", "来源"),
}
# What a reader looks at stands first among the figures to check; all other columns follow in their order.
_FIRST = ("path", "metric", "confidence", "text", "sentence")
_FROZEN = 3  # the check, the path, the metric


def to_xlsx(reports: Sequence[Report], header: Language = "en") -> bytes:
    """The workbook of reports: the columns of the CSV behind a column in which a reader may say what is right.

    Numbers are numbers; values that Excel would round stay text. `corrections.tables` reads back what was put right.
    """
    figures, doubtful, sources = _NAMES[header]
    names = [column.headed(header) for column in REPORT_COLUMNS]
    facts = [column.kind for column in REPORT_COLUMNS]
    return workbook(
        [
            _figures(figures, reports, header),
            _to_check(doubtful, reports, header),
            Sheet(sources, names, facts, list(report_rows(reports))),
        ]
    )


def _figures(name: str, reports: Sequence[Report], header: Language) -> Sheet:
    check = CHECK[header == "zh"]
    found: list[Sequence[Cell]] = []
    for report in reports:
        marked = set(to_check(report.claims))
        found += ((check if at in marked else None, *row) for at, row in enumerate(rows(report)))
    return Sheet(name, (check, *headings(header)), ("text", *kinds()), found, _FROZEN, OFFERED[header])


def _to_check(name: str, reports: Sequence[Report], header: Language) -> Sheet:
    """The figures to check of all reports, the least sure first, with the names that nearly became theirs."""
    order = _order()
    check, candidates = CHECK[header == "zh"], CANDIDATES[header == "zh"]
    found: list[tuple[float, Sequence[Cell]]] = []
    for report in reports:
        for claim in (report.claims[at] for at in to_check(report.claims)):
            cells = (report.source.path, *record(claim).values())
            row = [cells[place] for place in order]
            others = " | ".join(claim.other_names)
            found.append((claim.confidence or 0, (check, *row[:2], others, *row[2:])))
    found.sort(key=lambda one: one[0])
    above, kind = [headings(header)[place] for place in order], [kinds()[place] for place in order]
    return Sheet(
        name,
        (check, *above[:2], candidates, *above[2:]),
        ("text", *kind[:2], "text", *kind[2:]),
        [row for _, row in found],
        _FROZEN,
        OFFERED[header],
    )


def _order() -> list[int]:
    """The places in a row of figures in the order in which the sheet of those to check has them."""
    names = ("path", *(column.name for column in COLUMNS))
    first = [names.index(name) for name in _FIRST]
    return first + [at for at in range(len(names)) if at not in first]
