"""The formats of comparisons, series and audits; what a format needs is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from reportmine.comparison.model import Audit, Comparison, Series
from reportmine.model import Report
from reportmine.output.registry import NAMED, PLAIN, Format, Style
from reportmine.output.schema import Language
from reportmine.output.terminal.canvas import Screen

if TYPE_CHECKING:
    from reportmine.output.comparison.grid import Grid
    from reportmine.output.comparison.sections import Section

FORMATS: tuple[Format, ...] = (
    NAMED["table"],
    NAMED["json"],
    NAMED["csv"],
    NAMED["markdown"]._replace(headed=False),  # what stands above its sections is English
    NAMED["xlsx"],
    NAMED["html"],
)

Audited = Sequence[tuple[Report, Sequence[Audit]]]


def render_comparison(comparison: Comparison, form: Format, show: Collection[str], style: Style = PLAIN) -> str | bytes:
    """Two reports side by side in one format; `show` names the sections."""
    match form.name:
        case "json":
            from reportmine.output.comparison.json import comparison_document, to_text

            return to_text(comparison_document(comparison, show))
        case "csv" | "xlsx":
            from reportmine.output.comparison.grid import comparison_grid

            return _flat(comparison_grid(comparison, show), form, style.header)
        case "html":
            from reportmine.output.html.comparison_page import comparison_page

            return comparison_page(comparison, show, style.language)
        case _:
            from reportmine.output.comparison.sections import sections_of

            return _drawn((comparison.old, comparison.new), sections_of(comparison, show), form, style.screen)


def render_series(series: Series, form: Format, show: Collection[str], style: Style = PLAIN) -> str | bytes:
    """More than two reports in one format: the rows, then what each is to the one before."""
    match form.name:
        case "json":
            from reportmine.output.comparison.json import series_document, to_text

            return to_text(series_document(series, show))
        case "csv" | "xlsx":
            from reportmine.output.comparison.grid import series_grid

            return _flat(series_grid(series), form, style.header)
        case "html":
            from reportmine.output.html.comparison_page import series_page

            return series_page(series, show, style.language)
        case _:
            from reportmine.output.comparison.sections import sections_of, series_section

            rest = [part for part in show if part in ("audits", "targets")]
            steps = [
                section._replace(title=f"{step.old.year or '?'} → {step.new.year or '?'} · {section.title}")
                for step in series.steps
                for section in sections_of(step, rest)
            ]
            return _drawn(series.reports, [series_section(series), *steps], form, style.screen)


def render_audits(audits: Audited, form: Format, style: Style = PLAIN) -> str | bytes:
    """The checks of one report and more in one format."""
    match form.name:
        case "json":
            from reportmine.output.comparison.json import audits_document, to_text

            return to_text(audits_document(audits))
        case "csv" | "xlsx":
            from reportmine.output.comparison.grid import audits_grid

            return _flat(audits_grid(audits), form, style.header)
        case "html":
            from reportmine.output.html.comparison_page import audits_page

            return audits_page(audits, style.language)
        case _:
            from reportmine.output.comparison.sections import audit_section

            drawn = (
                _drawn([one], [audit_section(found, "Its own figures")], form, style.screen) for one, found in audits
            )
            return "\n".join(drawn)


def _flat(grid: Grid, form: Format, language: Language) -> str | bytes:
    if form.name == "xlsx":
        from reportmine.output.comparison.xlsx import to_xlsx

        return to_xlsx(grid, language)
    from reportmine.output.comparison.csv import to_csv

    return to_csv(grid, language)


def _drawn(reports: Sequence[Report], sections: Sequence[Section], form: Format, screen: Screen) -> str:
    if form.name == "markdown":
        from reportmine.output.comparison.markdown import to_markdown

        return to_markdown(reports, sections)
    from reportmine.output.comparison.terminal import to_table

    return to_table(reports, sections, screen)
