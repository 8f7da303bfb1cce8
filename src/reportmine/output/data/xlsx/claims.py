"""Reports as an Excel workbook: a sheet of their figures, and one of the reports themselves."""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.model import Report
from reportmine.output.data.xlsx.workbook import Sheet, workbook
from reportmine.output.schema import REPORT_COLUMNS, Language, headings, kinds, report_rows, rows

_NAMES: dict[Language, tuple[str, str]] = {"en": ("figures", "sources"), "zh": ("数据", "来源")}


def to_xlsx(reports: Sequence[Report], header: Language = "en") -> bytes:
    """The workbook of reports: the columns of the CSV, numbers as numbers; values that Excel would round stay text."""
    figures, sources = _NAMES[header]
    found = [row for report in reports for row in rows(report)]
    names = [column.headed(header) for column in REPORT_COLUMNS]
    facts = [column.kind for column in REPORT_COLUMNS]
    return workbook(
        [
            Sheet(figures, headings(header), kinds(), found),
            Sheet(sources, names, facts, list(report_rows(reports))),
        ]
    )
