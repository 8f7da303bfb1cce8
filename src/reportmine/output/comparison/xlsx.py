"""Comparisons as an Excel workbook: the findings, a sheet a section with what people look at, the rows of the CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportmine.comparison.model import Comparison
from reportmine.model.schema import Language
from reportmine.output.comparison.findings import finding_lines, findings_title
from reportmine.output.comparison.grid import Grid, grid_of
from reportmine.output.comparison.result import SECTIONS, Result
from reportmine.output.comparison.sheets import metrics_of, section_of
from reportmine.output.data.xlsx.workbook import Sheet, workbook

# What the sheets are called below Chinese headings.
_CHINESE = {
    "findings": "要点",
    "pairs": "变化",
    "audits": "核对",
    "targets": "目标",
    "only-old": "不再报告",
    "only-new": "新增",
    "metrics": "历年",
    "all": "全部",
}


def to_xlsx(result: Result, header: Language = "en") -> bytes:
    """The workbook of a comparison, series or audit."""
    comparison = result.subject if isinstance(result.subject, Comparison) and result.is_whole else None
    findings = finding_lines(comparison, header) if comparison else ()
    return grid_workbook(grid_of(result), header, findings)


def grid_workbook(grid: Grid, header: Language = "en", findings: Sequence[str] = ()) -> bytes:
    """The workbook of a grid; numbers are numbers but for those that Excel would round.

    `findings` are lines of text for a sheet in front; without any there is none.
    """
    tables = [_sheet(name, part, header) for name, part in (*_parts(grid), ("all", grid))]
    return workbook([_findings(findings, header), *tables] if findings else tables)


def _parts(grid: Grid) -> Iterator[tuple[str, Grid]]:
    if grid.reports:
        yield "metrics", metrics_of(grid)
        return
    there = {row["section"] for row in grid.rows}
    yield from ((section, section_of(grid, section)) for section in SECTIONS if section in there)


def _findings(lines: Sequence[str], header: Language) -> Sheet:
    return Sheet(_named("findings", header), [findings_title(header)], ["text"], [[line] for line in lines])


def _sheet(name: str, part: Grid, header: Language) -> Sheet:
    kinds = [field.kind for field in part.fields]
    return Sheet(_named(name, header), part.headings(header), kinds, part.cells())


def _named(name: str, header: Language) -> str:
    return _CHINESE[name] if header == "zh" else name
