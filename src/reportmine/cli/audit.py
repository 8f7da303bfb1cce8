"""`reportmine audit`: what a report says, worked out again from its own figures."""

from __future__ import annotations

import click

from reportmine.cli import options, reports
from reportmine.cli.sources import Sources, protect
from reportmine.cli.streams import warn
from reportmine.output.comparison_formats import ComparisonFormat, render_audits

EPILOG = """\b
Examples:
  reportmine audit report.txt
  reportmine audit 2022.txt 2023.txt --format json
  reportmine audit report.txt --strict && echo all is consistent

\b
Exit status: 3 with --strict when something does not agree.
"""


@click.command(epilog=EPILOG)
@click.argument("paths", metavar="REPORT...", nargs=-1, required=True, type=click.Path(allow_dash=True))
@reports.written
@click.option("--strict", is_flag=True, help="Exit with status 3 when a figure does not agree with the others.")
@options.encoding
@options.segmenter
@options.lexicon
@options.quiet
def audit(
    paths: tuple[str, ...],
    form: ComparisonFormat | None,
    output: str | None,
    strict: bool,
    encoding: str | None,
    segmenter: str,
    lexicons: tuple[str, ...],
    no_user_lexicon: bool,
    quiet: bool,
) -> None:
    """Check the figures of a report against each other.

    Growth from one figure to another, parts against their whole, and the same metric given twice are
    worked out again. What agrees within rounding of the printed digits is consistent.
    """
    from reportmine.comparing.audits import audit as audits_of

    target = None if output == "-" else output
    form = reports.form_of(form, target, paths)
    words = options.user_words(lexicons, no_user_lexicon)
    sources = Sources(paths, encoding, quiet=quiet)
    found = [(report, audits_of(report)) for report in reports.read_all(sources, segmenter, words)]
    protect(target, (report.source.path for report, _ in found))
    for report, _ in found:
        if not report.claims and not quiet:
            warn(f"{report.source.path}: there is no figure in it.")
    if found:
        reports.write(render_audits(found, form, reports.canvas(form, target)), form, target)
    if not sources.complete:
        raise SystemExit(1)
    if strict and any(one.consistent is False for _, audits in found for one in audits):
        raise SystemExit(reports.FAILED_CHECK)
