"""Sections as Markdown tables; report text is escaped, so that none of it is markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportmine.model import Report
from reportmine.output.comparison.result import Result
from reportmine.output.comparison.sections import Section, drawings
from reportmine.output.data.markdown import escaped, row


def to_markdown(result: Result) -> str:
    """The Markdown of a comparison, series or audit."""
    return "\n".join(_drawn(*drawing) for drawing in drawings(result))


def _drawn(reports: Sequence[Report], sections: Iterable[Section]) -> str:
    """The reports that were compared as a list, then each section as a table."""
    lines = ["# " + (" · ".join(str(report.year or "?") for report in reports) or "Reports"), ""]
    lines += [f"- {report.year or '?'}: {_name(report)}, {len(report.claims)} figures" for report in reports]
    for section in sections:
        lines += ["", f"## {section.title}", "", *_table(section)]
    return "\n".join(lines) + "\n"


def _name(report: Report) -> str:
    title = f" ({escaped(report.title)})" if report.title else ""
    return escaped(report.source.path or "untitled") + title


def _table(section: Section) -> Iterable[str]:
    if section.said:
        yield from (f"- {escaped(sentence)}" for sentence in section.said)
        return
    if not section.lines:
        yield section.nothing
        return
    notes = any(line.note for line in section.lines)
    headings = [heading.text or " " for heading in section.headings] + ["note"] * notes
    yield row(headings)
    yield row(["---:" if heading.right else "---" for heading in section.headings] + ["---"] * notes)
    for line in section.lines:
        yield row([*(escaped(cell.text) for cell in line.cells), *([escaped(line.note)] * notes)])
    if section.note:
        yield from ("", section.note)
