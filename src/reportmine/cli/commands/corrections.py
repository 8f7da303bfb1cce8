"""`reportmine corrections`: files of what a reader put right, and a corrected table made into one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportmine.cli import options
from reportmine.cli.inputs import Sources, extract_all
from reportmine.cli.outputs import counted
from reportmine.cli.streams import STDOUT, complain, put, tell, warn
from reportmine.errors import CorrectionsError
from reportmine.output.files import encoded, write_file

if TYPE_CHECKING:
    from reportmine.corrections.model import Corrections

EPILOG = """\b
Examples:
  reportmine corrections from claims.xlsx report.txt
  reportmine corrections check report.corrections.json
"""

FROM_EPILOG = """\b
Examples:
  reportmine extract report.txt -o claims.xlsx      then put it right in a spreadsheet
  reportmine corrections from claims.xlsx report.txt
  reportmine corrections from claims.csv 2022.txt 2023.txt
  reportmine corrections from claims.xlsx report.txt -o mine.corrections.json
"""

CHECK_EPILOG = """\b
Examples:
  reportmine corrections check report.corrections.json
  reportmine corrections check reports/*.corrections.json && echo all fine
"""


@click.group(epilog=EPILOG)
def corrections() -> None:
    """Keep what a reader put right.

    A file of corrections says of a report's figures which are right, which are not and what they
    should say; docs/correcting.md tells how it comes about.
    """


@corrections.command("from", epilog=FROM_EPILOG)
@click.argument("table", type=click.Path())
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="FILE",
    help="Write to this file, for one report. Default: NAME.corrections.json beside each report.",
)
@options.encoding
@options.segmenter
@options.lexicon
@options.quiet
def from_table(
    table: str,
    reports: tuple[str, ...],
    output: str | None,
    encoding: str | None,
    segmenter: str,
    lexicons: tuple[str, ...],
    no_user_lexicon: bool,
    quiet: bool,
) -> None:
    """Make corrections of a table that was put right.

    TABLE is what "extract" wrote of the reports as XLSX or CSV, with cells that a reader changed. The
    reports are read anew, and each cell that says something else becomes a correction: give the
    options that the table was made with. What stands in a file of corrections already is kept, where
    the table says nothing else. Where a cell cannot be understood, it is named, and nothing is written.
    """
    from reportmine.corrections.file import written
    from reportmine.corrections.tables import corrections_from
    from reportmine.output.schema import by_heading

    sources = Sources(reports, encoding, quiet=quiet)
    read = extract_all(sources, segmenter, options.user_words(lexicons, no_user_lexicon))
    if not sources.complete:
        raise SystemExit(1)
    targets = _targets([report.source.path for report in read], output)
    found = corrections_from(table, read, by_heading())
    for fault in found.faults:
        complain(f"{table}: {fault}")
    if found.faults:
        raise SystemExit(1)
    for remark in () if quiet else found.remarks:
        warn(f"{table}: {remark}")
    merged = [_merged(one, target) for one, target in zip(found.corrections, targets, strict=True)]
    for new, whole, target in zip(found.corrections, merged, targets, strict=True):
        if new.entries:
            write_file(target, written(whole).encode())
        if not quiet:
            _tell(new, whole, target)


def _targets(paths: Sequence[str | None], output: str | None) -> list[str]:
    """The file of corrections of each report; a usage error where two have the same, or one has none."""
    from reportmine.corrections.model import ENDING

    if output:
        if len(paths) > 1:
            raise click.UsageError("--output is for one report; leave it out, and each has a file beside it.")
        if Path(output).resolve() in {Path(path).resolve() for path in paths if path}:
            raise click.UsageError(f"{output}: --output would overwrite this report; choose another name.")
        return [output] * len(paths)
    if None in paths or "-" in paths:
        raise click.UsageError("standard input has no place for a file beside it; add --output FILE.")
    found = [str(Path(path or "").with_suffix(ENDING)) for path in paths]
    if twice := next((one for at, one in enumerate(found) if one in found[:at]), None):
        raise click.UsageError(f"{twice} would be the file of two reports; do one after the other, with --output.")
    return found


def _merged(new: Corrections, target: str) -> Corrections:
    """The corrections of a table with those that its file has of other figures already."""
    from reportmine.corrections.file import load

    if not new.entries or not Path(target).exists():
        return new
    old = load(target)
    if old.sha256 != new.sha256:
        raise CorrectionsError(f"{target}: it is of another version of {new.path}; move it away, or add --output FILE.")
    said = {one.span for one in new.entries}
    return new._replace(entries=(*(one for one in old.entries if one.span not in said), *new.entries))


def _tell(new: Corrections, whole: Corrections, target: str) -> None:
    if not new.entries:
        tell(f"nothing of {new.path} was changed; nothing was written.")
        return
    kept = len(whole.entries) - len(new.entries)
    more = f", beside {kept:,} that it had" if kept else ""
    tell(f"{counted(len(new.entries), 'correction')} of {new.path} written to {target}{more}.")


@corrections.command(epilog=CHECK_EPILOG)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
def check(files: tuple[str, ...]) -> None:
    """Say what is wrong with files of corrections.

    One line for each fault, with the number of the entry. Exit status 0 when all files are fine,
    else 2.
    """
    from reportmine.corrections.file import check as checked_file
    from reportmine.output.terminal.corrections import to_verdict

    checked = [(file, checked_file(file)) for file in files]
    put(encoded("".join(to_verdict(file, *one) for file, one in checked), "utf-8", STDOUT))
    if any(one.faults for _, one in checked):
        raise SystemExit(2)
