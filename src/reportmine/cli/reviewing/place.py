"""The file of a report's corrections: where it is, what it holds already, and what is written to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from reportmine.corrections import file
from reportmine.corrections.applying import Stale, placed
from reportmine.corrections.making import of_report, sentence_around
from reportmine.corrections.model import ENDING, Correction, Corrections
from reportmine.model import Report, Span
from reportmine.output.files import write_file


class Before(NamedTuple):
    """What a file held for a report: by place what holds, how much of it stood elsewhere, and what does not fit.

    `kept` are those that do not fit and stay in the file as they are, `lost` those that cannot: at their place the
    report has the same characters by chance, and they would be taken for what they are not about.
    """

    entries: Mapping[Span, Correction]
    moved: int
    kept: tuple[Stale, ...]
    lost: tuple[Stale, ...]


NOTHING = Before({}, 0, (), ())


def beside(path: str | None) -> Path | None:
    """The file of corrections beside a report; None for what is no file of its own.

    >>> beside("-"), beside("no/such.zip/2023.txt")
    (None, None)
    """
    if path is None or not Path(path).is_file():
        return None
    return Path(path).with_name(Path(path).stem + ENDING)


def before(target: Path, report: Report) -> Before:
    """What the file holds for the report, nothing where there is none; raises CorrectionsError."""
    if not target.exists():
        return NOTHING
    corrections = file.load(target)
    found = placed(report, corrections)
    entries = {span: _at(one, span, report) for span, one in found.entries.items()}
    kept: list[Stale] = []
    lost: list[Stale] = []
    for one in found.stale:
        same = corrections.sha256 == report.source.sha256
        (kept if same or not _holds(one.correction, report, entries) else lost).append(one)
    return Before(entries, found.moved, tuple(kept), tuple(lost))


def save(target: Path, report: Report, entries: Sequence[Correction], kept: Sequence[Stale]) -> int:
    """Write what was said and what is kept, whole or not at all; how many they are. Raises WritingError."""
    about = {one.span for one in entries}
    all_entries = (*entries, *(one.correction for one in kept if one.correction.span not in about))
    write_file(target, file.written(of_report(report, all_entries)).encode("utf-8"))
    return len(all_entries)


def _at(one: Correction, span: Span, report: Report) -> Correction:
    """The correction at the place where it holds in this version of the report."""
    if one.span == span:
        return one
    if one.verdict == "figure":
        sentence, mark = sentence_around(report.source.raw, span)
        return one._replace(span=span, sentence=sentence, mark=mark)
    return one._replace(span=span)


def _holds(one: Correction, report: Report, entries: Mapping[Span, Correction]) -> bool:
    """Whether what does not fit would be taken to fit, once it stands in a file for exactly this report."""
    alone = Corrections(report.source.sha256, None, (one,))
    return one.span in entries or bool(placed(report, alone).entries)
