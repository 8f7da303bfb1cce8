"""The formats of comparisons, series and audits; what a format needs is imported when it is asked for.

A workbook is rendered as CSV first; `comparison_xlsx` makes it of that when it is written.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal, get_args

from reportmine.comparing.values import Audit, Comparison, Series
from reportmine.model import Report
from reportmine.output.screen import PAPER, Screen

if TYPE_CHECKING:
    from reportmine.output.comparison_sections import Section
    from reportmine.output.language import Language

ComparisonFormat = Literal["table", "json", "csv", "md", "xlsx", "html"]
FORMATS: tuple[ComparisonFormat, ...] = get_args(ComparisonFormat)
ENDINGS: dict[str, ComparisonFormat] = {
    ".txt": "table",
    ".json": "json",
    ".csv": "csv",
    ".md": "md",
    ".xlsx": "xlsx",
    ".html": "html",
}

Audited = Sequence[tuple[Report, Sequence[Audit]]]


def format_of(path: str) -> ComparisonFormat | None:
    """The format that the ending of a file's name stands for, None for an unknown one.

    >>> format_of("changes.MD"), format_of("changes.doc")
    ('md', None)
    """
    return ENDINGS.get(PurePath(path).suffix.lower())


def render_comparison(
    comparison: Comparison,
    form: ComparisonFormat,
    show: Collection[str],
    screen: Screen = PAPER,
    language: Language = "zh",
) -> str:
    """Two reports side by side as text in one format; `show` names the sections, `language` is that of a page."""
    reports = (comparison.old, comparison.new)
    match form:
        case "json":
            from reportmine.output.comparison_records import comparison_document, to_text

            return to_text(comparison_document(comparison, show))
        case "csv" | "xlsx":
            from reportmine.output.comparison_csv import to_csv

            return to_csv(comparison, show)
        case "html":
            from reportmine.output.page_comparison import comparison_page

            return comparison_page(comparison, show, language)
        case _:
            from reportmine.output.comparison_sections import sections_of

            return _drawn(reports, sections_of(comparison, show), form, screen)


def render_series(
    series: Series,
    form: ComparisonFormat,
    show: Collection[str],
    screen: Screen = PAPER,
    language: Language = "zh",
) -> str:
    """More than two reports as text in one format: the rows, then what each is to the one before."""
    match form:
        case "json":
            from reportmine.output.comparison_records import series_document, to_text

            return to_text(series_document(series, show))
        case "csv" | "xlsx":
            from reportmine.output.comparison_csv import series_csv

            return series_csv(series)
        case "html":
            from reportmine.output.page_comparison import series_page

            return series_page(series, show, language)
        case _:
            from reportmine.output.comparison_sections import sections_of, series_section

            rest = [part for part in show if part in ("audits", "targets")]
            steps = [
                section._replace(title=f"{step.old.year or '?'} → {step.new.year or '?'} · {section.title}")
                for step in series.steps
                for section in sections_of(step, rest)
            ]
            return _drawn(series.reports, [series_section(series), *steps], form, screen)


def render_audits(audits: Audited, form: ComparisonFormat, screen: Screen = PAPER, language: Language = "zh") -> str:
    """The checks of one report and more as text in one format."""
    match form:
        case "json":
            from reportmine.output.comparison_records import audits_document, to_text

            return to_text(audits_document(audits))
        case "csv" | "xlsx":
            from reportmine.output.comparison_csv import audits_csv

            return audits_csv(audits)
        case "html":
            from reportmine.output.page_comparison import audits_page

            return audits_page(audits, language)
        case _:
            from reportmine.output.comparison_sections import audit_section

            drawn = (_drawn([one], [audit_section(found, "Its own figures")], form, screen) for one, found in audits)
            return "\n".join(drawn)


def _drawn(reports: Sequence[Report], sections: Sequence[Section], form: ComparisonFormat, screen: Screen) -> str:
    if form == "md":
        from reportmine.output.comparison_markdown import to_markdown

        return to_markdown(reports, sections)
    from reportmine.output.comparison_table import to_table

    return to_table(reports, sections, screen)
