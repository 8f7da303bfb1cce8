"""`reportmine corrections`: files of what a reader put right, and a corrected table made into one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from reportmine.cli import options
from reportmine.cli.corrected import place_beside
from reportmine.cli.inputs import Sources, extract_all, name_of
from reportmine.cli.overwriting import protect
from reportmine.cli.speaking import misuse
from reportmine.cli.streams import STDOUT, complain, paper, put, tell, warn
from reportmine.errors import CorrectionsError
from reportmine.messages.message import Parameter, counted
from reportmine.output.files import encoded, write_file
from reportmine.readers.files import is_file

if TYPE_CHECKING:
    from reportmine.corrections.model import Corrections
    from reportmine.lexicon.user.model import UserLexicon
    from reportmine.model import OcrMode, Report

EPILOG = """\b
Examples:
  reportmine corrections from claims.xlsx report.txt
  reportmine corrections check report.corrections.json
  reportmine corrections learn *.corrections.json -o ours.toml
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

LEARN_EPILOG = """\b
Examples:
  reportmine corrections learn reports/*.corrections.json
  reportmine corrections learn reports/*.corrections.json -o ours.toml --at-least 3
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
@options.scans
@options.segmenter
@options.lexicon
@options.quiet
def from_table(
    table: str,
    reports: tuple[str, ...],
    output: str | None,
    encoding: str | None,
    ocr: OcrMode,
    as_one: bool,
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
    from reportmine.corrections.tables.changes import corrections_from
    from reportmine.model.schema import by_heading

    sources = Sources(reports, encoding, ocr, as_one=as_one, quiet=quiet)
    words = options.user_words(lexicons, no_user_lexicon)
    read = extract_all(sources, segmenter, words)
    if not sources.complete:
        raise SystemExit(1)
    targets = _targets(read, output)
    for target in targets:
        protect(target, reports, (table, *lexicons, options.user_file()))
    old = [_old(report, target) for report, target in zip(read, targets, strict=True)]
    held = [known or _beside(report) for report, known in zip(read, old, strict=True)]
    before = [_with(report, known, words) for report, known in zip(read, held, strict=True)]
    found = corrections_from(table, read, by_heading(), before)
    for fault in found.faults:
        complain("{place}: {reason}", place=table, reason=fault)
    if found.faults:
        raise SystemExit(1)
    for remark in () if quiet else found.remarks:
        warn("{place}: {reason}", place=table, reason=remark)
    merged = [_merged(*one) for one in zip(found.corrections, read, held, strict=True)]
    for new, whole, target in zip(found.corrections, merged, targets, strict=True):
        if new.entries:
            write_file(target, encoded(written(whole), "utf-8", target))
        if not quiet:
            _tell(new, whole, target)


def _targets(reports: Sequence[Report], output: str | None) -> list[str]:
    """The file of corrections of each report; a usage error where two have the same, or one has none."""
    if output == "-":
        raise misuse("-o -: corrections lie in a file beside a report; name a file for them.")
    if output:
        if len(reports) > 1:
            raise misuse("--output is for one report; leave it out, and each has a file beside it.")
        return [output] * len(reports)
    found: list[str] = []
    for report in reports:
        place = place_beside(report.source)
        if place is None:
            raise misuse("{name} has no place beside it; add --output FILE.", name=name_of(report.source))
        if str(place) in found:
            raise misuse(
                "{path} would be the file of two reports; do one after the other, with --output.", path=str(place)
            )
        found.append(str(place))
    return found


def _old(report: Report, target: str) -> Corrections | None:
    """The corrections that the file of a report has already."""
    from reportmine.corrections.file import load

    if not is_file(target):
        return None
    old = load(target)
    if old.sha256 != report.source.sha256:
        raise CorrectionsError(
            "{path}: it is of another version of {name}; move it away, or add --output FILE.",
            path=target,
            name=name_of(report.source),
        )
    return old


def _beside(report: Report) -> Corrections | None:
    """The corrections beside a report, which extract took where they could be used."""
    from reportmine.corrections.file import check as checked_file

    place = place_beside(report.source)
    found = checked_file(place) if place and is_file(place) else None
    return found.corrections if found and not found.faults else None


def _with(report: Report, known: Corrections | None, words: UserLexicon | None) -> Report:
    """A report as the corrections that there are already have it."""
    from reportmine.corrections.applying import corrected
    from reportmine.lexicon.lexicon import with_user

    return corrected(report, known, with_user(words)).report if known else report


def _merged(new: Corrections, report: Report, known: Corrections | None) -> Corrections:
    """The corrections of a table with those that there are of other figures already."""
    from reportmine.corrections.carrying import carried, held

    said = {one.span for one in new.entries}
    there = held(report, carried(report, known)) if known else None
    old = (*there.holding.entries, *there.kept) if there else ()
    return new._replace(entries=(*(one for one in old if one.span not in said), *new.entries))


def _tell(new: Corrections, whole: Corrections, target: str) -> None:
    if not new.entries:
        tell("nothing of {name} was changed; nothing was written.", name=new.path or "")
        return
    made = counted("{count:,} correction", "{count:,} corrections", len(new.entries))
    kept = len(whole.entries) - len(new.entries)
    known: dict[str, Parameter] = {"corrections": made, "name": new.path or "", "path": target}
    if kept:
        tell("{corrections} of {name} written to {path}, beside {kept:,} that it had.", kept=kept, **known)
    else:
        tell("{corrections} of {name} written to {path}.", **known)


@corrections.command(epilog=CHECK_EPILOG)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
def check(files: tuple[str, ...]) -> None:
    """Say what is wrong with files of corrections.

    One line for each fault, with the number of the entry. Exit status 0 when all files are fine,
    else 2.
    """
    from reportmine.corrections.file import check as checked_file
    from reportmine.output.terminal.corrections import to_verdict

    protect(None, (), files)
    checked = [(file, checked_file(file)) for file in files]
    put(encoded("".join(to_verdict(file, *one, paper()) for file, one in checked), "utf-8", STDOUT))
    if any(one.faults for _, one in checked):
        raise SystemExit(2)


@corrections.command(epilog=LEARN_EPILOG)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.option(
    "-o", "--output", type=click.Path(), metavar="FILE", help="Write to this new file instead of standard output."
)
@click.option(
    "--at-least",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    metavar="N",
    help="Propose what so many corrections speak for.",
)
@options.quiet
def learn(files: tuple[str, ...], output: str | None, at_least: int, quiet: bool) -> None:
    """Propose words of your own from what was put right.

    Names that were chosen again and again in the place of others, and phrases whose numbers were
    called no figures, as a lexicon file (docs/lexicon.md); above each entry stands how many
    corrections speak for it, and of which reports. Look through it before you use it.
    """
    from reportmine.corrections.file import load
    from reportmine.corrections.learning import as_lexicon, is_fit, proposals

    if is_file(output):
        raise misuse("{path} is there already, and may hold words of yours; name a new file.", path=str(output))
    protect(output, (), files)
    proposed = proposals(map(load, files), at_least)
    found, unfit = ([one for one in proposed if is_fit(one) is fit] for fit in (True, False))
    for one in () if quiet else unfit:
        warn("{text} is left out: no lexicon can hold it (docs/lexicon.md).", text=one.text)
    text = encoded(as_lexicon(found), "utf-8", output or STDOUT)
    if not found:
        warn("nothing was put right in the same way {times} times; with --at-least 1 all is proposed.", times=at_least)
    elif output:
        write_file(output, text)
        if not quiet:
            proposals_made = counted("{count:,} proposal", "{count:,} proposals", len(found))
            tell(
                "{proposals} written to {path}; look through it, then use --lexicon {path}.",
                proposals=proposals_made,
                path=output,
            )
    else:
        put(text)
