"""A figure and what a reader says of it → the correction; a report and its corrections → what a file holds."""

from __future__ import annotations

import re

from reportmine.corrections.model import Correction, Corrections, Fields, Verdict, fields_of, text_of
from reportmine.model import Claim, Rejected, Report, Span

# Where the sentence around a number ends that no claim is made of.
ENDS = re.compile(r"[。！？；!?;\r\n]")
FARTHEST = 200


def of_claim(claim: Claim, fields: Fields | None) -> Correction:
    """What a reader says of a claim: its fields as they are, others, or None for no figure.

    >>> from reportmine.api import extract
    >>> (claim,) = extract("举办培训20场。").claims
    >>> of_claim(claim, fields_of(claim)).verdict, of_claim(claim, None).verdict
    ('right', 'no figure')
    >>> of_claim(claim, fields_of(claim)._replace(status="target")).was
    {'status': 'actual'}
    """
    both = zip(Fields._fields, fields_of(claim), fields or (), strict=fields is not None)
    was = {name: text_of(before) for name, before, now in both if before != now}
    verdict: Verdict = "no figure" if fields is None else "changed" if was else "right"
    sentence, mark = window(claim.sentence, claim.mark)
    return Correction(claim.span, claim.text, sentence, mark, verdict, fields, was)


def of_number(report: Report, span: Span, fields: Fields) -> Correction:
    """What a reader says of a number that was rejected or not seen: it is a figure with these fields."""
    sentence, mark = sentence_around(report.source.raw, span)
    return Correction(span, span.of(report.source.raw), sentence, mark, "figure", fields)


def window(sentence: str, mark: Span) -> tuple[str, Span]:
    """A sentence, or of one that is very long what stands around the number; a window of a window is the same.

    >>> window("举办培训20场", Span(4, 7))
    ('举办培训20场', Span(start=4, end=7))
    >>> window("长" * 5000 + "20场", Span(5000, 5003))[1]
    Span(start=1000, end=1003)
    """
    first, last = max(0, mark.start - _BESIDE), min(len(sentence), mark.end + _BESIDE)
    return sentence[first:last], Span(mark.start - first, mark.end - first)


# Characters on each side of a number by which a sentence is known again; hardly one of a report is so long.
_BESIDE = 1000


def first_fields(rejected: Rejected) -> Fields:
    """What a rejected number is filled in with before a reader says more."""
    quantity = rejected.quantity
    return Fields(
        metric="",
        value=quantity.low,
        value_max=quantity.high,
        unit=quantity.unit,
        qualifier=quantity.qualifier,
        measure="level",
        direction=None,
        status="actual",
        period=None,
        baseline=None,
        scope=None,
        topic="other",
    )


def sentence_around(raw: str, span: Span) -> tuple[str, Span]:
    """The sentence of the raw text around a number, without its end, and where in it the number stands.

    >>> sentence_around("去年开馆。现有藏书3万册；另有2室。", Span(9, 12))
    ('现有藏书3万册', Span(start=4, end=7))
    """
    start, end = span
    first = max(0, start - FARTHEST)
    ends = [found.end() for found in ENDS.finditer(raw, first, start)]
    left = ends[-1] if ends else first
    behind = ENDS.search(raw, end, min(len(raw), end + FARTHEST))
    right = behind.start() if behind else min(len(raw), end + FARTHEST)
    left += len(raw[left:start]) - len(raw[left:start].lstrip())
    return raw[left:right].rstrip(), Span(start - left, end - left)


def of_report(report: Report, entries: tuple[Correction, ...]) -> Corrections:
    """What the file of a report's corrections holds."""
    return Corrections(report.source.sha256, report.source.path, tuple(sorted(entries, key=lambda one: one.span)))
