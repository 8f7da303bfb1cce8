"""`reportmine extract`: the claims of reports, as a table or as data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, get_args

import click

from reportmine.cli import options
from reportmine.cli.sources import Sources, protect
from reportmine.cli.streams import STDOUT, put, screen, warn
from reportmine.model import Measure, Report, Source, Status
from reportmine.output.formats import ENDINGS, FORMATS, Format, format_of, render
from reportmine.output.narrowing import narrowed
from reportmine.output.screen import PAPER
from reportmine.output.writing import encoded, write_file

if TYPE_CHECKING:
    from reportmine.lexicon.user import UserLexicon

EPILOG = """\b
Examples:
  reportmine extract report.txt                     a table on the screen
  reportmine extract report.txt -o claims.csv       a table for Excel
  reportmine extract 2022.txt 2023.txt --format json
  reportmine extract reports/ archive.zip page.html -o claims.csv
  reportmine extract report.txt --topic economy --measure change
  reportmine extract old.txt --encoding big5 --status target
  reportmine extract report.txt --lexicon ours.toml
  cat report.txt | reportmine extract - --format jsonl | jq .metric
"""


@click.command(epilog=EPILOG)
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="What to write. Default: what the ending of --output says, else table.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(allow_dash=True),
    metavar="FILE",
    help=f"Write to this file instead of standard output; it may end in {', '.join(ENDINGS)}.",
)
@options.topics
@click.option(
    "--measure",
    "measures",
    multiple=True,
    type=click.Choice(get_args(Measure)),
    metavar="KIND",
    help=f"Only this kind of figure, repeatable: {', '.join(get_args(Measure))}.",
)
@click.option(
    "--status",
    type=click.Choice(get_args(Status)),
    help="Only what was reached (actual) or planned (target).",
)
@options.encoding
@click.option(
    "--csv-encoding",
    callback=options.known_encoding,
    metavar="NAME",
    help="Encoding of CSV, such as gb18030. Default: UTF-8, in files with the mark that Excel needs.",
)
@options.segmenter
@options.lexicon
@options.quiet
def extract(
    reports: tuple[str, ...],
    form: Format | None,
    output: str | None,
    topics: tuple[str, ...],
    measures: tuple[str, ...],
    status: str | None,
    encoding: str | None,
    csv_encoding: str | None,
    segmenter: str,
    lexicons: tuple[str, ...],
    no_user_lexicon: bool,
    quiet: bool,
) -> None:
    """Turn reports into tables of their figures.

    Each figure comes with what it measures, its value and unit, its period, whether it was reached
    or only planned, and the place in the text that says so. A REPORT is a file (text, HTML,
    Markdown), a folder, a ZIP archive, a pattern such as "reports/*.html", or - for standard input.
    What cannot be read is named, and the others are still done.
    """
    target = None if output == "-" else output
    form = form or _format_of(target)
    if csv_encoding and form != "csv":
        raise click.UsageError("--csv-encoding is for CSV; add --format csv.")
    protect(target, reports)
    words = options.user_words(lexicons, no_user_lexicon)

    sources = Sources(reports, encoding, quiet=quiet)
    found = [_report(source, segmenter, words) for source in sources]
    protect(target, (report.source.path for report in found))
    statuses = (status,) if status else ()
    kept = [narrowed(report, topics=topics, measures=measures, statuses=statuses) for report in found]
    if not quiet:
        _warn_of_nothing(found, kept)
    if kept:
        on = screen() if form == "table" and target is None else PAPER
        _write(render(kept, form, array=sources.several, screen=on), form, target, csv_encoding)
    if not sources.complete:
        raise SystemExit(1)


def _format_of(target: str | None) -> Format:
    if target is None:
        return "table"
    form = format_of(target)
    if form is None:
        raise click.UsageError(f"{target}: say --format, or let the name end in {', '.join(ENDINGS)}.")
    return form


def _report(source: Source, segmenter: str, words: UserLexicon | None) -> Report:
    from reportmine.pipeline import extract

    return extract(source, segmenter=segmenter, lexicon=words)


def _warn_of_nothing(found: Sequence[Report], kept: Sequence[Report]) -> None:
    for before, after in zip(found, kept, strict=True):
        if before.claims and not after.claims:
            count = len(before.claims)
            warn(f"{before.source.path}: none of its {count} figures is of the kind that you asked for.")


def _write(text: str, form: Format, target: str | None, csv_encoding: str | None) -> None:
    if target is None:
        put(encoded(text, csv_encoding or "utf-8", STDOUT))
    else:
        # Excel on Chinese Windows takes UTF-8 without this mark for GBK.
        usual = "utf-8-sig" if form == "csv" else "utf-8"
        write_file(target, encoded(text, csv_encoding or usual, target))
