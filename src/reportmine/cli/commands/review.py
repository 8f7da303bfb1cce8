"""`reportmine review`: the least sure figures of a report, checked at the terminal."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportmine.cli import options
from reportmine.cli.inputs import name_of, one_source
from reportmine.cli.overwriting import protect
from reportmine.cli.speaking import language, misuse
from reportmine.cli.standard_error import given_back
from reportmine.cli.streams import tell, warn
from reportmine.errors import ReportmineError
from reportmine.extras import install_command, quoted
from reportmine.messages.message import Message, counted

if TYPE_CHECKING:
    from reportmine.cli.reviewing.state import Review
    from reportmine.corrections.carrying import Carried
    from reportmine.model import OcrMode, Report, Source

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
@options.scans
@options.segmenter
@options.lexicon
@options.quiet
def review(
    report: str,
    output: str | None,
    everything: bool,
    encoding: str | None,
    ocr: OcrMode,
    as_one: bool,
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
    source = one_source(report, encoding, ocr, as_one=as_one, quiet=quiet)
    target = _target(source, output)
    protect(str(target), [report], (*lexicons, options.user_file()))
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
        warn(
            "{path}: what is said of {text} does not fit any more ({why}); other figures stand at its place, so "
            "saving leaves it out.",
            path=str(target),
            text=one.correction.text,
            why=one.why,
        )
    _run(Review(found, known.entries, everything=everything), target, known, quiet=quiet)


def _check_ready(report: str) -> None:
    """Refuse before anything is read for nothing: without Textual, or without a terminal to draw on."""
    if importlib.util.find_spec("textual") is None:
        raise ReportmineError(
            "{feature} needs {library}, which is not installed; install it with: {command}",
            feature="review",
            library="textual",
            command=install_command("review"),
        )
    if not _on_terminal(report):
        page = f"reportmine extract {quoted(report)} -o report.html"
        raise misuse("review is for a terminal; for a page to read instead, run: {command}", command=page)


def _on_terminal(report: str) -> bool:
    """Whether there is a terminal to draw on, and to read keys from where standard input is no report."""
    streams = (sys.stdout, sys.stderr) if report == "-" else (sys.stdin, sys.stdout, sys.stderr)
    return all(stream is not None and stream.isatty() for stream in streams)


def _target(source: Source, output: str | None) -> Path:
    """The file of corrections; a usage error where there is no place for it, or a report stands there."""
    from reportmine.cli.corrected import place_beside

    if output == "-":
        raise misuse("-o -: the screen is on standard output; name a file for the corrections.")
    if output is not None:
        return Path(output)
    found = place_beside(source)
    if found is None:
        raise misuse(
            "{report}: there is no place beside it; name a file, -o report.corrections.json.",
            report=name_of(source) or "",
        )
    return found


def _take_keyboard() -> None:
    """Where standard input was the report, keys come from the terminal itself."""
    try:
        terminal = os.open("CONIN$" if os.name == "nt" else "/dev/tty", os.O_RDWR)
    except OSError as error:
        raise misuse("there is no terminal to read keys from; name the report's file instead of -.") from error
    os.dup2(terminal, 0)
    os.close(terminal)


def _say_before(report: Report, target: Path, known: Carried) -> None:
    for remark in report.remarks:
        warn("{place}: {reason}", place=name_of(report.source) or "", reason=remark.message)
    if known.moved:
        warn(
            counted(
                "{path}: it was made for another version; {count} figure stands elsewhere in this one.",
                "{path}: it was made for another version; {count} figures stand elsewhere in this one.",
                known.moved,
                path=str(target),
            )
        )
    for one in known.kept:
        warn(
            "{path}: what is said of {text} does not fit any more ({why}); it stays in the file.",
            path=str(target),
            text=one.correction.text,
            why=one.why,
        )


def _run(review: Review, target: Path, known: Carried, *, quiet: bool) -> None:
    from reportmine.cli.reviewing.app import ReviewApp
    from reportmine.cli.reviewing.place import save

    written = []

    def saved() -> Message:
        count = save(target, review.report, review.entries, known.kept)
        said = counted(
            "{count:,} correction written to {path}.",
            "{count:,} corrections written to {path}.",
            count,
            path=str(target),
        )
        written.append(said)
        return said

    app = ReviewApp(review, saved, language())
    with given_back():
        app.run()
    if written and not quiet:
        tell(written[-1])
    if app.return_code:
        raise SystemExit(app.return_code)  # Textual has told what went wrong
