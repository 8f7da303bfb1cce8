"""`reportmine compare`: two reports and more side by side."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, get_args

import click

from reportmine.cli import options, outputs
from reportmine.cli.choices import OneOf
from reportmine.cli.corrected import Chosen, corrected_all
from reportmine.cli.helping import Told
from reportmine.cli.inputs import Sources, extract_all, reports_counted
from reportmine.cli.overwriting import are_same
from reportmine.cli.speaking import bad_value, misuse
from reportmine.cli.streams import warn
from reportmine.comparison.model import Order
from reportmine.messages.message import message
from reportmine.model.schema import Language
from reportmine.output.comparison.result import PARTS, SECTIONS, Result
from reportmine.output.registry import COMPARISONS, Style

if TYPE_CHECKING:
    from reportmine.comparison.model import Comparison
    from reportmine.model import OcrMode, Report

EPILOG = """\b
Examples:
  reportmine compare 2022.txt 2023.txt
  reportmine compare 2022.txt 2023.txt --show pairs --min-change 10 --sort change
  reportmine compare 2022.txt 2023.txt -o changes.csv
  reportmine compare 2022.txt 2023.txt -o changes.html
  reportmine compare 2016.txt 2017.txt 2018.txt 2019.txt --topic economy
  reportmine compare 2022.txt 2023.txt --strict --show targets

\b
Exit status: 3 with --strict when an audit fails or a target is missed.
"""


def _years(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[int, ...]:
    try:
        return tuple(int(year) for year in value.split(",")) if value else ()
    except ValueError:
        raise bad_value(ctx, param, "{value!r} are no years; say 2022,2023.", value=value or "") from None


def _number(ctx: click.Context, param: click.Parameter, value: str | None) -> Decimal | None:
    try:
        found = None if value is None else Decimal(value.rstrip("%"))
    except InvalidOperation:
        found = Decimal("NaN")
    if found is not None and not found.is_finite():
        raise bad_value(ctx, param, "{value!r} is no number; say 5 or 2.5.", value=value or "")
    return found


@click.command(epilog=EPILOG)
@click.argument("paths", metavar="OLD NEW [MORE]...", nargs=-1, required=True, type=click.Path(allow_dash=True))
@outputs.written(COMPARISONS)
@click.option(
    "--show",
    multiple=True,
    type=OneOf(PARTS),
    metavar="SECTION",
    cls=Told,
    told=message("Only this section, repeatable: {choices}."),
)
@options.topics
@options.min_confidence
@click.option(
    "--min-change",
    callback=_number,
    metavar="N",
    help="Only pairs that moved by N and more: per cent, points of a rate, places of a rank.",
)
@click.option(
    "--sort",
    "order",
    type=OneOf(get_args(Order)),
    default="order",
    show_default=True,
    help="Pairs by size of change, by metric, or in the order of the old report.",
)
@click.option("--years", callback=_years, metavar="Y,Y", help="The years of the reports, in the order given.")
@click.option("--strict", is_flag=True, help="Exit with status 3 when an audit fails or a target is missed.")
@options.encoding
@options.scans
@options.page_language
@options.segmenter
@options.lexicon
@options.corrections
@options.quiet
def compare(
    paths: tuple[str, ...],
    form: str | None,
    output: str | None,
    header: Language | None,
    show: tuple[str, ...],
    topics: tuple[str, ...],
    min_confidence: float,
    min_change: Decimal | None,
    order: Order,
    years: tuple[int, ...],
    strict: bool,
    encoding: str | None,
    ocr: OcrMode,
    as_one: bool,
    language: Language,
    segmenter: str,
    lexicons: tuple[str, ...],
    no_user_lexicon: bool,
    corrections: tuple[str, ...],
    no_corrections: bool,
    quiet: bool,
) -> None:
    """Compare the reports of two years and more.

    Two reports: what changed, whether the new one's statements of change agree with the old one's
    figures, what became of the old one's targets, and what only one of them reports. More: one row a
    metric, one column a report. The reports are put in the order of their own years. A folder, a
    ZIP archive or a WARC file stands for the reports in it.
    """
    to = outputs.destination(COMPARISONS, form, output, header, paths, (*lexicons, *corrections), quiet=quiet)
    words = options.user_words(lexicons, no_user_lexicon)
    sources = Sources(paths, encoding, ocr, as_one=as_one, quiet=quiet)
    read = extract_all(sources, segmenter, words)
    _check_number(paths, read, years, complete=sources.complete)
    read = corrected_all(read, sources, Chosen(corrections, not no_corrections), words, to.target).reports
    found = _in_order(read, years)
    from reportmine.comparison.selection import Selection, selected, selected_rows

    wanted = Selection(topics, min_change, order, min_confidence)
    style = Style(screen=to.canvas, header=to.header, language=language)

    if len(found) == 2:
        from reportmine.comparison.pairwise import compare as compared

        steps: Sequence[Comparison] = (compared(*found),)
        warnings = steps[0].warnings
        result = Result(selected(steps[0], wanted), show or SECTIONS)
    else:
        from reportmine.comparison.series import compare_all

        series = compare_all(found)
        steps, warnings = series.steps, series.warnings
        result = Result(selected_rows(series, wanted), show or SECTIONS)

    for warning in () if quiet else warnings:
        warn(warning)
    outputs.write(to.form.render(result, style), to)
    about = message("the comparison of {reports}", reports=reports_counted(len(found)))
    outputs.tell_written(to, about, quiet=quiet)
    if not sources.complete:
        raise SystemExit(1)
    if strict and any(_fails(step) for step in steps):
        raise SystemExit(outputs.FAILED_CHECK)


def _check_number(paths: Sequence[str], found: Sequence[Report], years: Sequence[int], *, complete: bool) -> None:
    if len(found) < 2:
        if not complete:
            raise SystemExit(1)  # and why was said
        if len(paths) > 1 and found and all(are_same(path, found[0].source.path or "") for path in paths):
            raise misuse(
                "{first} and {second} are the same file; name two reports. For one there is reportmine audit.",
                first=paths[0],
                second=paths[1],
            )
        raise misuse("compare needs two reports and more; for one there is reportmine audit.")
    if years and len(years) != len(found):
        raise misuse("--years names {years} years for {reports} reports.", years=len(years), reports=len(found))


def _in_order(found: list[Report], years: Sequence[int]) -> list[Report]:
    """The reports from the oldest to the newest; as given where one of them has no year."""
    from reportmine.comparison.series import in_order, of_years

    return in_order(of_years(found, years) if years else found)


def _fails(step: Comparison) -> bool:
    audits = any(audit.finding == "wrong" for audit in step.audits)
    return audits or any(target.met is False for target in step.targets)
