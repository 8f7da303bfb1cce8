"""`reportmine explain`: why numbers were read as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reportmine.cli import options, outputs
from reportmine.cli.inputs import one_source
from reportmine.cli.speaking import misuse
from reportmine.output.registry import EXPLANATIONS

if TYPE_CHECKING:
    from reportmine.model import OcrMode, Source

EPILOG = """\b
Examples:
  reportmine explain report.txt --line 12           all numbers of a line
  reportmine explain report.txt --at 956            the number at this offset
  reportmine explain --text 全年举办培训20场，增长5%
  reportmine explain report.txt --line 12 --format json | jq '.numbers[].decisions'
"""

# A report with more numbers would fill dozens of screens.
_AT_MOST = 12


@click.command(epilog=EPILOG)
@click.argument("report", required=False, type=click.Path(allow_dash=True))
@click.option("--line", type=click.IntRange(min=1), metavar="N", help="The numbers of this line of the text.")
@click.option("--at", type=click.IntRange(min=0), metavar="OFFSET", help='The number at this offset, as in "start".')
@click.option("--text", metavar="TEXT", help="Explain this text instead of a REPORT.")
@outputs.printed(EXPLANATIONS, "Lines for people, or one JSON document.")
@options.encoding
@options.scans
@options.segmenter
@options.lexicon
@options.quiet
def explain(
    report: str | None,
    line: int | None,
    at: int | None,
    text: str | None,
    form: str,
    encoding: str | None,
    ocr: OcrMode,
    as_one: bool,
    segmenter: str,
    lexicons: tuple[str, ...],
    no_user_lexicon: bool,
    quiet: bool,
) -> None:
    """Show why each number was read as it was.

    For every number: the words around it, which rules were asked, which one decided and by what, and
    what the rules behind it would have said. REPORT is a file, one in a ZIP archive, or - for
    standard input.
    """
    from reportmine.api import explain as explained
    from reportmine.model import Source

    if line is not None and at is not None:
        raise misuse("--line and --at are two ways to say which number; choose one.")
    words = options.user_words(lexicons, no_user_lexicon)
    if (report is None) == (text is None):
        raise misuse("name a REPORT, or give --text; one of the two.")
    source = Source(text) if text is not None else one_source(str(report), encoding, ocr, as_one=as_one, quiet=quiet)
    _check_place(source, line, at)
    found = explained(source, line=line, at=at, segmenter=segmenter, lexicon=words)
    if len(found) > _AT_MOST and line is None and at is None and text is None:
        raise misuse(
            "{path}: there are {number} numbers in it; say which, with --line or --at.",
            path=report or "",
            number=len(found),
        )
    outputs.show((source, found), EXPLANATIONS, form)


def _check_place(source: Source, line: int | None, at: int | None) -> None:
    lines = source.raw.count("\n") + (not source.raw.endswith("\n"))
    if line is not None and line > lines:
        raise misuse("--line {line}: the text ends with line {last}.", line=line, last=lines)
    if at is not None and at >= len(source.raw):
        raise misuse("--at {at}: the text ends with offset {last}.", at=at, last=len(source.raw) - 1)
