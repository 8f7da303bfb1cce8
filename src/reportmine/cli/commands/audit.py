"""`reportmine audit`: what a report says, worked out again from its own figures."""

from __future__ import annotations

import click

from reportmine.cli import options, outputs
from reportmine.cli.corrected import Chosen, corrected_all
from reportmine.cli.inputs import Sources, extract_all, name_of, reports_counted
from reportmine.cli.streams import warn
from reportmine.errors import FaultError
from reportmine.faults import faults_told
from reportmine.messages.message import message
from reportmine.model import OcrMode
from reportmine.model.schema import Language
from reportmine.output.comparison.result import Result
from reportmine.output.registry import COMPARISONS, Style

EPILOG = """\b
Examples:
  reportmine audit report.txt
  reportmine audit 2022.txt 2023.txt --format json
  reportmine audit report.txt --strict && echo all is consistent

\b
Exit status: 3 with --strict when something is surely wrong.
"""


@click.command(epilog=EPILOG)
@click.argument("paths", metavar="REPORT...", nargs=-1, required=True, type=click.Path(allow_dash=True))
@outputs.written(COMPARISONS)
@click.option("--strict", is_flag=True, help="Exit with status 3 when a figure is surely wrong.")
@options.encoding
@options.scans
@options.page_language
@options.segmenter
@options.lexicon
@options.corrections
@options.quiet
def audit(
    paths: tuple[str, ...],
    form: str | None,
    output: str | None,
    header: Language | None,
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
    """Check the figures of a report against each other.

    Growth from one figure to another, parts against their whole, and the same metric given twice are
    worked out again. What agrees within rounding of the printed digits is consistent. Wrong is only what
    surely belongs together; what may be right although it does not agree is listed apart.
    """
    from reportmine.cli.few_figures import few_figures
    from reportmine.comparison.audits.rules import audit as audits_of

    to = outputs.destination(COMPARISONS, form, output, header, paths, (*lexicons, *corrections), quiet=quiet)
    words = options.user_words(lexicons, no_user_lexicon)
    sources = Sources(paths, encoding, ocr, as_one=as_one, quiet=quiet)
    read = extract_all(sources, segmenter, words)
    read = corrected_all(read, sources, Chosen(corrections, not no_corrections), words, to.target).reports
    found = []
    for report in read:
        try:
            with faults_told(name_of(report.source)):
                found.append((report, audits_of(report)))
        except FaultError as error:
            sources.complain(error)
    for report, _ in found:
        if not report.claims and not quiet:
            warn(few_figures(report) or message("{path}: there is no figure in it.", path=name_of(report.source)))
    if found:
        style = Style(screen=to.canvas, header=to.header, language=language)
        outputs.write(to.form.render(Result(found), style), to)
        about = message("the audit of {reports}", reports=reports_counted(len(found)))
        outputs.tell_written(to, about, quiet=quiet)
    if not sources.complete:
        raise SystemExit(1)
    if strict and any(one.finding == "wrong" for _, audits in found for one in audits):
        raise SystemExit(outputs.FAILED_CHECK)
