"""`reportmine review`: the least sure figures of a report, checked at the terminal."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportmine.cli import options
from reportmine.cli.inputs import name_of, one_source, protect
from reportmine.cli.outputs import counted
from reportmine.cli.streams import tell, warn
from reportmine.errors import ReportmineError
from reportmine.extras import install_command, quoted

if TYPE_CHECKING:
    from reportmine.cli.reviewing.state import Review
    from reportmine.corrections.carrying import Carried
    from reportmine.model import Report, Source

EPILOG = """\b
Examples:
  reportmine review report.txt                   the least sure fifth, and all that is doubtful
  reportmine review report.txt --all             every figure, in the order of the text
  reportmine review report.txt -o checked.json   corrections in a file of this name
  cat report.txt | reportmine review - -o checked.json

\b
Keys: j k next and back, Enter right, 1-5 another name, n no figure, e edit,
t take in a number that was left out, u undo, s save, q quit.
"""


@click.command(epilog=EPILOG)
@click.argument("report", type=click.Path(allow_dash=True))
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="FILE",
    help="The file of corrections. Default: beside the report, NAME.corrections.json.",
)
@click.option("--all", "everything", is_flag=True, help="Check all figures in order, not only the least sure.")
@options.encoding
@options.segmenter
@options.lexicon
@options.quiet
def review(
    report: str,
    output: str | None,
    everything: bool,
    encoding: str | None,
    segmenter: str,
    lexicons: tuple[str, ...],
    no_user_lexicon: bool,
    quiet: bool,
) -> None:
    """Check the figures of a report at the terminal.

    The text stands at the left, the figures whose names are least sure at the right; a key says that
    one is right, gives it another name or says that it is no figure. What was said is saved as a file
    of corrections, and is there again the next time.
    """
    _check_ready(report)
    words = options.user_words(lexicons, no_user_lexicon)
    source = one_source(report, encoding, quiet=quiet)
    target = _target(source, output)
    if report == "-":
        _take_keyboard()
    from reportmine.api import extract
    from reportmine.cli.reviewing.place import before
    from reportmine.cli.reviewing.state import Review

    found = extract(source, segmenter=segmenter, lexicon=words)
    known = before(target, found)
    if not quiet:
        _say_before(found, target, known)
    for one in known.lost:
        said = "other figures stand at its place, so saving leaves it out"
        warn(f"{target}: what is said of {one.correction.text} does not fit any more ({one.why}); {said}.")
    _run(Review(found, known.entries, everything=everything), target, known, quiet=quiet)


def _check_ready(report: str) -> None:
    """Refuse before anything is read for nothing: without Textual, or without a terminal to draw on."""
    if importlib.util.find_spec("textual") is None:
        command = install_command("review")
        raise ReportmineError(f"review needs textual, which is not installed; install it with: {command}")
    if not _on_terminal(report):
        page = f"reportmine extract {quoted(report)} -o report.html"
        raise click.UsageError(f"review is for a terminal; for a page to read instead, run: {page}")


def _on_terminal(report: str) -> bool:
    """Whether there is a terminal to draw on, and to read keys from where standard input is no report."""
    streams = (sys.stdout, sys.stderr) if report == "-" else (sys.stdin, sys.stdout, sys.stderr)
    return all(stream is not None and stream.isatty() for stream in streams)


def _target(source: Source, output: str | None) -> Path:
    """The file of corrections; a usage error where there is no place for it, or a report stands there."""
    from reportmine.cli.corrected import place_beside

    if output == "-":
        raise click.UsageError("-o -: the screen is on standard output; name a file for the corrections.")
    if output is not None:
        protect(output, [source.path])
        return Path(output)
    found = place_beside(source)
    if found is None:
        said = f"{name_of(source)}: there is no place beside it; name a file, -o report.corrections.json."
        raise click.UsageError(said)
    return found


def _take_keyboard() -> None:
    """Where standard input was the report, keys come from the terminal itself."""
    try:
        terminal = os.open("CONIN$" if os.name == "nt" else "/dev/tty", os.O_RDWR)
    except OSError as error:
        raise click.UsageError(
            "there is no terminal to read keys from; name the report's file instead of -."
        ) from error
    os.dup2(terminal, 0)
    os.close(terminal)


def _say_before(report: Report, target: Path, known: Carried) -> None:
    for remark in report.remarks:
        warn(f"{name_of(report.source)}: {remark}")
    if known.moved:
        warn(
            f"{target}: it was made for another version; {counted(known.moved, 'figure')} stand elsewhere in this one."
        )
    for one in known.kept:
        warn(
            f"{target}: what is said of {one.correction.text} does not fit any more ({one.why}); it stays in the file."
        )


def _run(review: Review, target: Path, known: Carried, *, quiet: bool) -> None:
    from reportmine.cli.reviewing.app import ReviewApp
    from reportmine.cli.reviewing.place import save

    written = []

    def saved() -> str:
        written.append(save(target, review.report, review.entries, known.kept))
        return f"{counted(written[-1], 'correction')} written to {target}."

    app = ReviewApp(review, saved)
    app.run()
    if written and not quiet:
        tell(f"{counted(written[-1], 'correction')} written to {target}.")
    if app.return_code:
        raise SystemExit(app.return_code)  # Textual has told what went wrong
