"""Comparisons as an Excel workbook: the findings, a sheet a section with what people look at, the rows of the CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from reportmine.comparison.model import Comparison, Series
from reportmine.model import Report
from reportmine.model.schema import Language
from reportmine.output.comparison.findings import finding_lines, findings_title
from reportmine.output.comparison.grid import Grid, grid_of
from reportmine.output.comparison.result import PARTS, SECTIONS, Result
from reportmine.output.comparison.sheets import metrics_of, section_of
from reportmine.output.data.xlsx.legend import legend
from reportmine.output.data.xlsx.workbook import Sheet, workbook

# What the other sheets are called below Chinese headings.
_CHINESE = {**PARTS, "findings": "要点", "metrics": "历年", "all": "全部"}
# In digits; three sentences stand beside one another.
_FINDING, _SENTENCE = 110, 40
_SENTENCES = ("reason", "old_sentence", "new_sentence")


def to_xlsx(result: Result, header: Language = "en") -> bytes:
    """The workbook of a comparison, series or audit."""
    comparison = result.subject if isinstance(result.subject, Comparison) and result.is_whole else None
    findings = finding_lines(comparison, header) if comparison else ()
    return grid_workbook(grid_of(result, header), header, findings, " · ".join(_titles(result)))


def grid_workbook(grid: Grid, header: Language = "en", findings: Sequence[str] = (), title: str = "") -> bytes:
    """The workbook of a grid; numbers are numbers but for those that Excel would round.

    `findings` are lines of text for a sheet in front; without any there is none. Paper shows the `title`.
    """
    parts = [*_parts(grid), ("all", grid)]
    tables = [_sheet(name, part, header) for name, part in parts]
    known = {field.headed(header): field for _, part in reversed(parts) for field in part.fields}
    sheets = [*([_findings(findings, header)] if findings else []), *tables]
    return workbook([*sheets, legend(known.values(), header, "comparison")], title)


def _titles(result: Result) -> Iterator[str]:
    match result.subject:
        case Comparison() as comparison:
            reports: Sequence[Report] = (comparison.old, comparison.new)
        case Series() as series:
            reports = series.reports
        case audits:
            reports = [report for report, _ in audits]
    for report in reports:
        year = f" ({report.year})" if report.year else ""
        yield (report.title or PurePath(report.source.path or "").name) + year


def _parts(grid: Grid) -> Iterator[tuple[str, Grid]]:
    if grid.reports:
        yield "metrics", metrics_of(grid)
        return
    there = {row["section"] for row in grid.rows}
    yield from ((section, section_of(grid, section)) for section in SECTIONS if section in there)


def _findings(lines: Sequence[str], header: Language) -> Sheet:
    title = findings_title(header)
    return Sheet(_named("findings", header), [title], ["text"], [[line] for line in lines], room={0: _FINDING})


def _sheet(name: str, part: Grid, header: Language) -> Sheet:
    names, kinds = [field.name for field in part.fields], [field.kind for field in part.fields]
    frozen = names.index("metric") + 1
    room = {at: _SENTENCE for at, one in enumerate(names) if one in _SENTENCES}
    return Sheet(_named(name, header), part.headings(header), kinds, part.cells(header), frozen, room=room)


def _named(name: str, header: Language) -> str:
    return _CHINESE[name] if header == "zh" else name
