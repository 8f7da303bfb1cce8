"""Claims of pages that were read of pictures: where they stand on them, and how surely their numbers were read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from reportmine.extraction.scanned_labels import Labels
from reportmine.messages.message import message
from reportmine.model import Box, Claim, Doubt, Note, Report, ScannedLine, Span
from reportmine.model.claim import DOUBTFUL

# The rules of notes on values, and what they say.
LOOK_ALIKE, UNSURE, AGREES, DISAGREES = "look-alike", "unsurely read", "agrees with others", "disagrees with others"
WHY = {
    LOOK_ALIKE: message("on the picture something was read that looks like a part of the number, and is taken for it"),
    UNSURE: message("on the picture these characters were not surely read"),
    AGREES: message("it agrees with what these figures make together, as a number that was misread hardly would"),
    DISAGREES: message("it does not agree with what these figures make together; one of them may be misread"),
}
# No number that was read of a picture is surer: 1 is what a reader has looked at.
_SUREST = 0.99
# A character less sure than this is named in a note, and its claim is among the doubtful ones. Of 22,751 digits on the
# pages of benchmarks/ocr.py 65 were, and of 1,729 signs % 52, among them ‰ that the engine took for one (2026-11-30).
_DOUBTED = 0.95
# What may be a part of a number that it stands beside.
_PARTS = frozenset("0123456789.,%‰")


class Crosscheck(NamedTuple):
    """Whether the figure at `span` agrees with others, of which `others` are the texts: parts with their sum."""

    span: Span
    agrees: bool
    others: str


def with_scans(report: Report, crosschecks: Iterable[Crosscheck] = ()) -> Report:
    """The report with the boxes of its claims; a number that was unsurely read makes its claim as unsure.

    What agrees with others in spite of unsure characters is as sure as if they were not doubted; what does not agree is
    doubtful, though each character was read surely.
    """
    scans = {scan.page: scan for scan in report.source.scans}
    # What disagrees counts, whatever else agrees.
    checked = {one.span: one for one in sorted(crosschecks, key=lambda one: not one.agrees)}
    claims = []
    labels = Labels(report)
    for claim in report.claims:
        scan = scans.get(claim.page or 0)
        if scan and (lines := scan.lines_of(claim.span)):
            claim = _seen(claim, lines, report.source.raw, checked.get(claim.span))
            claim = _labelled(claim, labels.doubts_of(claim), report.source.raw)
        claims.append(claim)
    return replace(report, claims=tuple(claims))


def _seen(claim: Claim, lines: Sequence[ScannedLine], raw: str, check: Crosscheck | None) -> Claim:
    box = Box.around(line.box_of(claim.span, raw) for line in lines)
    whole = _with_neighbours(claim.span, raw)
    doubts = [doubt for line in lines for doubt in line.doubts if whole.start <= doubt.at < whole.end]
    sure = _sureness(min((_SUREST, *(doubt.score for doubt in doubts))), check)
    confidence = sure if claim.confidence is None else min(claim.confidence, sure)
    notes = tuple(_notes(claim, lines, raw, check))
    return claim._replace(box=box, confidence=confidence, notes=(*claim.notes, *notes))


def _with_neighbours(span: Span, raw: str) -> Span:
    """The span of a number with what stands right beside it and may be a part of it.

    >>> _with_neighbours(Span(2, 5), "增长5.4%6。")
    Span(start=2, end=7)
    """
    start, end = span
    while start and raw[start - 1] in _PARTS:
        start -= 1
    while end < len(raw) and raw[end] in _PARTS:
        end += 1
    return Span(start, end)


def _labelled(claim: Claim, doubts: list[Doubt], raw: str) -> Claim:
    """A claim of a table whose labels tell its unit: where they were unsurely read, it is doubtful, too."""
    if not doubts:
        return claim
    least = min(DOUBTFUL - 0.01, *(doubt.score for doubt in doubts))
    confidence = least if claim.confidence is None else min(claim.confidence, least)
    unsure = Note("value", UNSURE, "".join(raw[doubt.at] for doubt in doubts))
    return claim._replace(confidence=round(confidence, 2), notes=(*claim.notes, unsure))


def _sureness(least: float, check: Crosscheck | None) -> float:
    """How sure a number is: by its least sure character, and by what others say of it."""
    doubted = least < _DOUBTED
    if check is not None:
        doubted = not check.agrees
        least = max(least, _DOUBTED)
    return round(min(least, DOUBTFUL - 0.01) if doubted else least, 2)


def _notes(claim: Claim, lines: Sequence[ScannedLine], raw: str, check: Crosscheck | None) -> Iterator[Note]:
    """What was mended in the number, which of its characters are in doubt, and what other figures say of it."""
    whole = _with_neighbours(claim.span, raw)
    inside = [doubt for line in lines for doubt in line.doubts if whole.start <= doubt.at < whole.end]
    for doubt in inside:
        if doubt.was:
            yield Note("value", LOOK_ALIKE, doubt.was, raw[doubt.at])
    unsure = "".join(raw[doubt.at] for doubt in inside if not doubt.was and doubt.score < _DOUBTED)
    if unsure:
        yield Note("value", UNSURE, unsure)
    if check is not None:
        yield Note("value", AGREES if check.agrees else DISAGREES, check.others)
