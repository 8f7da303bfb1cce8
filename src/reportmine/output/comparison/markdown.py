"""Sections as Markdown tables; report text is escaped, so that none of it is markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportmine.messages.catalogue import Say, say_in
from reportmine.messages.languages import Language
from reportmine.messages.message import counted
from reportmine.model import Report
from reportmine.output.comparison.result import Result
from reportmine.output.comparison.sections import Section, drawings
from reportmine.output.data.markdown import escaped, row


def to_markdown(result: Result, header: Language = "en") -> str:
    """The Markdown of a comparison, series or audit, in the language of its headings."""
    say = say_in(header)
    return "\n".join(_drawn(*drawing, say) for drawing in drawings(result, header))


def _drawn(reports: Sequence[Report], sections: Iterable[Section], say: Say) -> str:
    """The reports that were compared as a list, then each section as a table."""
    lines = ["# " + (" · ".join(str(report.year or "?") for report in reports) or say("Reports")), ""]
    lines += [f"- {report.year or '?'}: {_told(report, say)}" for report in reports]
    return "\n".join([*lines, *_tables(sections, say)]) + "\n"


def sections_to_markdown(sections: Iterable[Section], header: Language) -> str:
    """Sections alone, each a heading and its table."""
    return "\n".join(_tables(sections, say_in(header))).lstrip("\n") + "\n"


def _tables(sections: Iterable[Section], say: Say) -> Iterable[str]:
    for section in sections:
        yield from ("", f"## {escaped(section.title)}", "", *_table(section, say))


def _told(report: Report, say: Say) -> str:
    """What a report is, and how many figures it has."""
    title = f" ({escaped(report.title)})" if report.title else ""
    name = escaped(report.source.path or say("untitled")) + title
    figures = counted("{count} figure", "{count} figures", len(report.claims))
    return say("{report}, {figures}", report=name, figures=figures)


def _table(section: Section, say: Say) -> Iterable[str]:
    if section.said:
        yield from (f"- {escaped(sentence)}" for sentence in section.said)
        return
    if not section.lines:
        yield section.nothing
        return
    notes = any(line.note for line in section.lines)
    headings = [heading.text or " " for heading in section.headings] + [say("note")] * notes
    yield row(headings)
    yield row(["---:" if heading.right else "---" for heading in section.headings] + ["---"] * notes)
    for line in section.lines:
        yield row([*(escaped(cell.text) for cell in line.cells), *([escaped(line.note)] * notes)])
    if section.note:
        yield from ("", section.note)
