"""`extract` of a large text: its figures go out piece by piece, so that nobody holds all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reportmine.cli import outputs
from reportmine.cli.collector import collector_paused
from reportmine.cli.corrected import place_beside
from reportmine.cli.inputs import reports_counted
from reportmine.cli.outputs import Destination
from reportmine.cli.streams import STDOUT, put, warn
from reportmine.messages.message import counted, message
from reportmine.model import Source
from reportmine.output.files import encoded_in_pieces, replacing
from reportmine.readers.files import is_file

if TYPE_CHECKING:
    from reportmine.lexicon.user.model import UserLexicon
    from reportmine.model import Remark, Report
    from reportmine.readers.large_text import LargeText

# The formats whose rows follow one another and need nothing else of the report.
IN_PIECES = ("csv", "jsonl")


def large_text_of(arguments: Sequence[str], encoding: str | None, to: Destination) -> LargeText | None:
    """The large text that the arguments name and that can go out in pieces; None where all is to be done at once.

    A text beside which a reader's corrections lie is done at once, for they are applied to all of its figures.
    """
    if len(arguments) > 1 or to.form.name not in IN_PIECES:
        return None
    from reportmine.readers.large_text import large_text

    text = large_text(arguments[0], encoding=encoding)
    return None if text and is_file(place_beside(Source("", text.path))) else text


def extract_in_pieces(
    text: LargeText,
    to: Destination,
    csv_encoding: str | None,
    segmenter: str,
    words: UserLexicon | None,
    narrowing: Mapping[str, Any],
    *,
    quiet: bool,
) -> None:
    """Write the figures of a large text, and say what `extract` says of a report."""
    from reportmine import api
    from reportmine.output.filtering import narrowed

    figures = 0
    remarks: list[Remark] = []

    def kept() -> Iterator[Report]:
        nonlocal figures
        for report in api.extract_in_pieces(text, segmenter=segmenter, lexicon=words):
            remarks.extend(report.remarks)
            found = narrowed(report, **narrowing)
            figures += len(found.claims)
            yield found

    with collector_paused():
        _write(_rendered(kept(), to), to, csv_encoding)
    if not quiet:
        from reportmine.model.remarks import merged

        for remark in merged(remarks):
            warn("{place}: {reason}", place=text.path, reason=remark.message)
    said = counted("{count:,} figure", "{count:,} figures", figures)
    outputs.tell_written(to, message("{figures} of {reports}", figures=said, reports=reports_counted(1)), quiet=quiet)


def _rendered(reports: Iterator[Report], to: Destination) -> Iterator[str]:
    if to.form.name == "csv":
        from reportmine.output.data.csv import claim_lines, heading_line

        yield heading_line(to.header)
        yield from (claim_lines([report], to.header) for report in reports)
    else:
        from reportmine.output.data.json.claims import to_jsonl

        yield from (to_jsonl([report]) for report in reports)


def _write(texts: Iterator[str], to: Destination, encoding: str | None) -> None:
    usual = to.form.encoding if to.target and to.form.encoding else "utf-8"
    data = encoded_in_pieces(texts, encoding or usual, to.target or STDOUT)
    if to.target is None:
        for piece in data:
            put(piece)
        return
    with replacing(to.target) as path, path.open("wb") as file:
        file.writelines(data)
