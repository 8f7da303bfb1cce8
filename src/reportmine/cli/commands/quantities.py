"""`reportmine quantities`: every number of every line, kept or rejected."""

from __future__ import annotations

import click

from reportmine.cli import options, outputs
from reportmine.cli.inputs import one_source
from reportmine.output.registry import QUANTITIES

EPILOG = """\b
Examples:
  echo 全团粉丝近200万 | reportmine quantities
  reportmine quantities lines.txt --format jsonl | jq '.[].value'
"""


@click.command(epilog=EPILOG)
@click.argument("file", default="-", type=click.Path(allow_dash=True))
@outputs.printed(QUANTITIES, "A table, or for each line of text one line with a JSON array.")
@options.encoding
@options.lexicon
def quantities(file: str, form: str, encoding: str | None, lexicons: tuple[str, ...], no_user_lexicon: bool) -> None:
    """Find every number, line by line.

    Each line of FILE is a text of its own. A number that is no claim, such as a date, says by which
    rule it was rejected. Without FILE, or with -, standard input is read.
    """
    from reportmine.api import survey

    words = options.user_words(lexicons, no_user_lexicon)
    lines = texts(one_source(file, encoding).raw)
    found = [(line, survey(line, lexicon=words)) for line in lines]
    outputs.show(found, QUANTITIES, form)


def texts(raw: str) -> list[str]:
    r"""The texts of a file that holds one a line; only LF and CR LF end a line.

    >>> texts("粉丝近200万\r\n\n共20场\x85\n")
    ['粉丝近200万', '', '共20场\x85']
    """
    lines = raw.split("\n")
    return [line.removesuffix("\r") for line in (lines[:-1] if lines[-1] == "" else lines)]
