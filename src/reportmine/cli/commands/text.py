"""`reportmine text`: the decoded text that offsets refer to."""

from __future__ import annotations

import click

from reportmine.cli import options
from reportmine.cli.inputs import one_source
from reportmine.cli.streams import STDOUT, put
from reportmine.model import OcrMode
from reportmine.output.files import encoded

EPILOG = """\b
Examples:
  reportmine text report.txt | less
  reportmine text old.txt --encoding big5 > old.utf8.txt
  curl -s https://example.org/report.txt | reportmine text -
"""


@click.command(epilog=EPILOG)
@click.argument("report", type=click.Path(allow_dash=True))
@options.encoding
@options.scans
@options.quiet
def text(report: str, encoding: str | None, ocr: OcrMode, as_one: bool, quiet: bool) -> None:
    """Print the text that offsets count in.

    It is the decoded text of REPORT in UTF-8, its line ends as they stand; "start" and "end" of a
    figure are code points of it. REPORT is a file, one in a ZIP archive (2023.zip/report.txt), or -
    for standard input; of a web page it is the report on it.
    """
    put(encoded(one_source(report, encoding, ocr, as_one=as_one, quiet=quiet).raw, "utf-8", STDOUT))
