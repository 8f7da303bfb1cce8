"""`reportmine extract`: the claims of reports, as a table or as data."""

from __future__ import annotations

import gc
from collections.abc import Sequence

import click

from reportmine.cli import options, outputs
from reportmine.cli.corrected import Chosen, corrected_all
from reportmine.cli.inputs import Sources, extract_all, name_of, reports_counted
from reportmine.cli.large_texts import extract_in_pieces, large_text_of
from reportmine.cli.outputs import Destination
from reportmine.cli.speaking import misuse
from reportmine.cli.streams import tell, warn
from reportmine.errors import FaultError, ReportmineError
from reportmine.faults import faults_told
from reportmine.messages.message import counted, message
from reportmine.model import OcrMode, Report
from reportmine.model.schema import Language
from reportmine.output.filtering import narrowed
from reportmine.output.registry import REPORTS, Style

EPILOG = """\b
Examples:
  reportmine extract report.txt                     a table on the screen
  reportmine extract report.txt -o claims.xlsx      an Excel workbook
  reportmine extract report.txt -o report.html      a page to read, search and check
  reportmine extract reports/*.txt -o claims.db     an SQLite database
  reportmine extract 2022.txt 2023.txt --format json
  reportmine extract reports/ archive.zip page.html -o claims.csv
  reportmine extract report.txt --topic economy --measure change
  reportmine extract report.txt --min-confidence 0.8
  reportmine extract old.txt --encoding big5 --status target
  reportmine extract report.txt --lexicon ours.toml
  reportmine extract report.txt --corrections report.corrections.json
  cat report.txt | reportmine extract - --format jsonl | jq .metric
"""


@click.command(epilog=EPILOG)
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True, type=click.Path(allow_dash=True))
@outputs.written(REPORTS)
@options.narrowing
@options.encoding
@options.scans
@options.jobs
@click.option(
    "--csv-encoding",
    callback=options.known_encoding,
    metavar="NAME",
    help="Encoding of CSV, such as gb18030. Default: UTF-8, in files with the mark that Excel needs.",
)
@options.page_language
@click.option(
    "--no-pictures",
    is_flag=True,
    help="Leave the pictures of scanned pages out of an HTML page: it shows the text that was read.",
)
@options.segmenter
@options.lexicon
@options.corrections
@options.quiet
def extract(
    reports: tuple[str, ...],
    form: str | None,
    output: str | None,
    header: Language | None,
    topics: tuple[str, ...],
    measures: tuple[str, ...],
    status: str | None,
    min_confidence: float,
    encoding: str | None,
    ocr: OcrMode,
    as_one: bool,
    jobs: int | None,
    csv_encoding: str | None,
    language: Language,
    no_pictures: bool,
    segmenter: str,
    lexicons: tuple[str, ...],
    no_user_lexicon: bool,
    corrections: tuple[str, ...],
    no_corrections: bool,
    quiet: bool,
) -> None:
    """Turn reports into tables of their figures.

    Each figure comes with what it measures, its value and unit, its period, whether it was reached
    or only planned, and the place in the text that says so. A REPORT is a file (text, HTML,
    Markdown, Word, PDF, Excel), a folder, a ZIP archive, a WARC file, a pattern such as
    "reports/*.html", or - for standard input. What cannot be read is named, and the others are
    still done.
    """
    to = outputs.destination(REPORTS, form, output, header, reports, (*lexicons, *corrections), quiet=quiet)
    if csv_encoding and to.form.name != "csv":
        raise misuse("--csv-encoding is for CSV; add --format csv.")
    if no_pictures and to.form.name != "html":
        raise misuse("--no-pictures is for HTML; add --format html.")
    words = options.user_words(lexicons, no_user_lexicon)

    narrowing = options.narrowing_of(topics, measures, status, min_confidence)
    text = None if corrections else large_text_of(reports, encoding, to)
    if text:
        extract_in_pieces(text, to, csv_encoding, segmenter, words, narrowing, quiet=quiet)
        return

    pictures = to.form.name == "html" and not no_pictures
    sources = Sources(reports, encoding, ocr, as_one=as_one, pictures=pictures, jobs=jobs, quiet=quiet)
    found = extract_all(sources, segmenter, words)
    found, known = corrected_all(found, sources, Chosen(corrections, not no_corrections), words, to.target)
    kept = [narrowed(report, **narrowing) for report in found]
    if not quiet:
        _warn_of_remarks(found)
        _warn_of_few(found)
        _warn_of_nothing(found, kept, _given(topics, measures, narrowing["statuses"], min_confidence))
    if kept:
        style = Style(sources.several, to.canvas, to.header, language, known)
        # The reports stay to the end: looking through them for garbage, over and over, took half the time of writing.
        gc.freeze()
        try:
            _write(kept, to, style, csv_encoding, quiet=quiet)
        except (ReportmineError, OSError):
            raise
        except Exception:
            kept = [report for report in kept if _can_be_written(report, to, style, sources)]
            _write(kept, to, style, csv_encoding, quiet=quiet)
        figures = counted("{count:,} figure", "{count:,} figures", sum(len(report.claims) for report in kept))
        about = message("{figures} of {reports}", figures=figures, reports=reports_counted(len(kept)))
        outputs.tell_written(to, about, quiet=quiet)
        if pictures and not quiet:
            _tell_of_pictures(kept)
    if not sources.complete:
        raise SystemExit(1)


def _warn_of_remarks(found: Sequence[Report]) -> None:
    for report in found:
        for remark in report.remarks:
            warn("{place}: {reason}", place=name_of(report.source), reason=remark.message)


def _warn_of_few(found: Sequence[Report]) -> None:
    from reportmine.cli.few_figures import few_figures

    for said in filter(None, map(few_figures, found)):
        warn(said)


def _tell_of_pictures(reports: Sequence[Report]) -> None:
    from reportmine.output.html.scanned_pages import size_of

    pages, size = size_of(reports)
    if pages:
        said = counted(
            "the picture of {count:,} page takes {size:,} kB of it; {option} leaves it out.",
            "the pictures of {count:,} pages take {size:,} kB of it; {option} leaves them out.",
            pages,
            size=round(size / 1000),
            option="--no-pictures",
        )
        tell(said)


def _given(
    topics: Sequence[str], measures: Sequence[str], statuses: Sequence[str], min_confidence: float
) -> tuple[str, ...]:
    """The options that narrow what is shown, as they were given."""
    options_given = {"--topic": topics, "--measure": measures, "--status": statuses}
    sureness = (f"--min-confidence {min_confidence:g}",) if min_confidence else ()
    return (*(f"{name} {value}" for name, values in options_given.items() for value in values), *sureness)


def _warn_of_nothing(found: Sequence[Report], kept: Sequence[Report], narrowing: tuple[str, ...]) -> None:
    for before, after in zip(found, kept, strict=True):
        if before.claims and not after.claims:
            warn(
                "{path}: none of its {number} figures is what you asked for; leave some of this out: {options}.",
                path=name_of(before.source),
                number=len(before.claims),
                options=narrowing,
            )


def _can_be_written(report: Report, to: Destination, style: Style, sources: Sources) -> bool:
    """Whether a report alone can be written; where it cannot, that is said."""
    try:
        with faults_told(name_of(report.source)):
            to.form.render([report], style)
    except FaultError as error:
        sources.complain(error)
        return False
    return True


def _write(reports: Sequence[Report], to: Destination, style: Style, csv_encoding: str | None, *, quiet: bool) -> None:
    if to.target and to.form.add_to:
        to.form.add_to(to.target, reports, outputs.waiting(quiet=quiet))
    else:
        outputs.write(to.form.render(reports, style), to, csv_encoding)
