"""What a file of corrections comes to for a report as it is today, so that nothing is lost where it is saved again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reportmine.corrections.applying import Stale, placed
from reportmine.corrections.making import of_report, sentence_around
from reportmine.corrections.model import Correction, Corrections
from reportmine.model import Report, Span


class Carried(NamedTuple):
    """By place what holds, how much of it stood elsewhere, and what does not fit.

    `kept` are those that do not fit and stay in a file as they are, `lost` those that cannot: at their place the
    report has the same characters by chance, and they would be taken for what they are not about.
    """

    entries: Mapping[Span, Correction]
    moved: int
    kept: tuple[Stale, ...]
    lost: tuple[Stale, ...]


class Held(NamedTuple):
    """The corrections of a report that hold, and those that do not fit it and stay in its file as they are."""

    holding: Corrections
    kept: tuple[Correction, ...] = ()


NOTHING = Carried({}, 0, (), ())


def carried(report: Report, corrections: Corrections) -> Carried:
    """The corrections, each at the place where it holds in this version of the report.

    >>> from reportmine.api import extract
    >>> said = Correction(Span(4, 7), "20场", "举办培训20场", Span(4, 7), "no figure", None)
    >>> found = carried(extract("去年，举办培训20场。"), Corrections("", None, (said,)))
    >>> [one.span for one in found.entries.values()]
    [Span(start=7, end=10)]
    """
    found = placed(report, corrections)
    entries = {span: _at(one, span, report) for span, one in found.entries.items()}
    same = corrections.sha256 == report.source.sha256
    kept: list[Stale] = []
    lost: list[Stale] = []
    for one in found.stale:
        (kept if same or not _holds(one.correction, report, entries) else lost).append(one)
    return Carried(entries, found.moved, tuple(kept), tuple(lost))


def held(report: Report, *files: Carried) -> Held:
    """What a file for this version of the report holds of these; of two that are about the same, the later one.

    >>> from reportmine.api import extract
    >>> report = extract("举办培训20场。")
    >>> said = Correction(Span(4, 7), "21场", "举办培训21场", Span(4, 7), "no figure", None)
    >>> found = held(report, carried(report, Corrections("", None, (said,))))
    >>> found.holding.entries, [one.text for one in found.kept]
    ((), ['21场'])
    """
    kept = {one.correction.span: one.correction for found in files for one in found.kept}
    entries: dict[Span, Correction] = {}
    for found in files:
        entries |= found.entries
    left = tuple(one for span, one in kept.items() if span not in entries)
    return Held(of_report(report, tuple(entries.values())), left)


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
