"""Claims of pages that were read of pictures: where they stand on them, and how surely their numbers were read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportmine.messages.message import message
from reportmine.model import Box, Claim, Note, Report, ScannedLine
from reportmine.model.claim import DOUBTFUL

# The rules of notes on values, and what they say.
LOOK_ALIKE, UNSURE = "look-alike", "unsurely read"
WHY = {
    LOOK_ALIKE: message("on the picture something was read that looks like a part of the number, and is taken for it"),
    UNSURE: message("on the picture these characters were not surely read"),
}
# No number that was read of a picture is surer: 1 is what a reader has looked at.
_SUREST = 0.99
# A character less sure than this is named in a note, and its claim is among the doubtful ones. Of 22,751 digits on the
# pages of benchmarks/ocr.py 65 were, and of 1,729 signs % 52, among them ‰ that the engine took for one (2026-11-30).
_DOUBTED = 0.95


def with_scans(report: Report) -> Report:
    """The report with the boxes of its claims; a number that was unsurely read makes its claim as unsure."""
    scans = {scan.page: scan for scan in report.source.scans}
    claims = []
    for claim in report.claims:
        scan = scans.get(claim.page or 0)
        lines = scan.lines_of(claim.span) if scan else ()
        claims.append(_seen(claim, lines, report.source.raw) if lines else claim)
    return replace(report, claims=tuple(claims))


def _seen(claim: Claim, lines: Sequence[ScannedLine], raw: str) -> Claim:
    boxes = [line.box_of(claim.span, raw) for line in lines]
    doubts = [doubt for line in lines for doubt in line.doubts if claim.span.start <= doubt.at < claim.span.end]
    least = min((_SUREST, *(doubt.score for doubt in doubts)))
    sure = round(least if least >= _DOUBTED else min(least, DOUBTFUL - 0.01), 2)
    box = Box.around(boxes)
    confidence = sure if claim.confidence is None else min(claim.confidence, sure)
    notes = tuple(_notes(claim, lines, raw))
    return claim._replace(box=box, confidence=confidence, notes=(*claim.notes, *notes))


def _notes(claim: Claim, lines: Sequence[ScannedLine], raw: str) -> Iterator[Note]:
    """What was mended in the number, and which of its characters are in doubt."""
    inside = [doubt for line in lines for doubt in line.doubts if claim.span.start <= doubt.at < claim.span.end]
    for doubt in inside:
        if doubt.was:
            yield Note("value", LOOK_ALIKE, doubt.was, raw[doubt.at])
    unsure = "".join(raw[doubt.at] for doubt in inside if not doubt.was and doubt.score < _DOUBTED)
    if unsure:
        yield Note("value", UNSURE, unsure)
