"""`reportmine text`: the decoded text that offsets refer to."""

from __future__ import annotations

import click

from reportmine.cli import options
from reportmine.cli.streams import STDOUT, put
from reportmine.output.writing import encoded

EPILOG = """\b
Examples:
  reportmine text report.txt | less
  reportmine text old.txt --encoding big5 > old.utf8.txt
  curl -s https://example.org/report.txt | reportmine text -
"""


@click.command(epilog=EPILOG)
@click.argument("report", type=click.Path(allow_dash=True))
@options.encoding
def text(report: str, encoding: str | None) -> None:
    """Print the text that offsets count in.

    It is the decoded text of REPORT in UTF-8, its line ends as they stand; "start" and "end" of a
    figure are code points of it. REPORT is a file, or - for standard input.
    """
    from reportmine.reading import read

    put(encoded(read(report, encoding=encoding).raw, "utf-8", STDOUT))
