"""What `compare` and `audit` share: reading their reports, and writing what they found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from reportmine.cli.sources import Sources, protect
from reportmine.cli.streams import STDOUT, put, screen
from reportmine.output.comparison_formats import ENDINGS, FORMATS, ComparisonFormat, format_of
from reportmine.output.screen import PAPER, Screen
from reportmine.output.writing import encoded, write_file

if TYPE_CHECKING:
    from reportmine.lexicon.user import UserLexicon
    from reportmine.model import Report

FAILED_CHECK = 3

_form = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="What to write. Default: what the ending of --output says, else table.",
)
_output = click.option(
    "-o",
    "--output",
    type=click.Path(allow_dash=True),
    metavar="FILE",
    help=f"Write to this file instead of standard output; it may end in {', '.join(ENDINGS)}.",
)


def written(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options `form` and `output`."""
    return _form(_output(command))


def read_all(sources: Sources, segmenter: str, words: UserLexicon | None) -> list[Report]:
    """The reports of all sources in order."""
    from reportmine.pipeline import extract

    return [extract(source, segmenter=segmenter, lexicon=words) for source in sources]


def form_of(form: ComparisonFormat | None, target: str | None, reports: Sequence[str]) -> ComparisonFormat:
    """The format to write in; a usage error where nothing tells it or a report would be overwritten."""
    protect(target, reports)
    found = form or ("table" if target is None else format_of(target))
    if found is None:
        raise click.UsageError(f"{target}: say --format, or let the name end in {', '.join(ENDINGS)}.")
    if found == "xlsx" and target is None:
        raise click.UsageError("an Excel workbook is written to a file: give it with -o changes.xlsx.")
    return found


def canvas(form: ComparisonFormat, target: str | None) -> Screen:
    """What a table is drawn on: this terminal, or paper."""
    return screen() if form == "table" and target is None else PAPER


def write(text: str, form: ComparisonFormat, target: str | None) -> None:
    """Write to a file, or to standard output for None."""
    if target is None:
        put(encoded(text, "utf-8", STDOUT))
    elif form == "xlsx":
        from reportmine.output.comparison_xlsx import to_xlsx

        write_file(target, to_xlsx(text, target))
    else:
        # Excel on Chinese Windows takes UTF-8 without this mark for GBK.
        write_file(target, encoded(text, "utf-8-sig" if form == "csv" else "utf-8", target))
