"""Corrections and a report → the report as a reader left it, and the corrections that no longer fit it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from reportmine.corrections.model import (
    BY_HAND,
    CHECKED,
    NO_FIGURE,
    Correction,
    Corrections,
    Fields,
    fields_of,
    text_of,
)
from reportmine.corrections.places import Occupied, Places
from reportmine.extraction.attributes.topic import indicator_of
from reportmine.extraction.positions import LineIndex, page_at
from reportmine.lexicon.lexicon import PRODUCT, Lexicon
from reportmine.messages.message import Message, message
from reportmine.model import Claim, DecisionName, Note, Quantity, Rejected, Report, Span


class Stale(NamedTuple):
    """A correction that does not fit the report, and why."""

    correction: Correction
    why: Message


class Corrected(NamedTuple):
    """A report with corrections: how many hold, how many of those stand elsewhere than they did, and which do not."""

    report: Report
    holding: int
    moved: int
    stale: tuple[Stale, ...]


class Placed(NamedTuple):
    """The corrections that hold for a report by where they do, how many stood elsewhere, and those that do not hold."""

    entries: Mapping[Span, Correction]
    moved: int
    stale: tuple[Stale, ...]


def corrected(report: Report, corrections: Corrections, lexicon: Lexicon = PRODUCT) -> Corrected:
    """The report as the corrections have it; what was corrected has confidence 1 and a note that says so.

    In another version of the report a correction holds only where its text and its sentence still stand, once.

    >>> from reportmine.api import extract
    >>> report = extract("举办培训20场。")
    >>> (claim,) = report.claims
    >>> fields = fields_of(claim)._replace(metric="学员培训")
    >>> said = Correction(claim.span, "20场", claim.sentence, claim.mark, "changed", fields, {"metric": "培训"})
    >>> found = corrected(report, Corrections(report.source.sha256, None, (said,)))
    >>> found.holding, found.report.claims[0].metric, found.report.claims[0].confidence
    (1, '学员培训', 1.0)
    """
    entries, moved, stale = placed(report, corrections)
    return Corrected(_with(report, entries, lexicon), len(entries), moved, stale)


def placed(report: Report, corrections: Corrections) -> Placed:
    """Where in the report each correction holds, as `corrected` applies them.

    >>> from reportmine.api import extract
    >>> said = Correction(Span(4, 7), "20场", "举办培训20场", Span(4, 7), "no figure", None)
    >>> found = placed(extract("去年，举办培训20场。"), Corrections("", None, (said,)))
    >>> list(found.entries), found.moved
    ([Span(start=7, end=10)], 1)
    """
    places = Places(report, same=bool(corrections.sha256) and corrections.sha256 == report.source.sha256)
    found = [(one, *places.find(one)) for one in corrections.entries]
    occupied = places.unless(span for one, span, _ in found if span and one.fields is None)
    entries: dict[Span, Correction] = {}
    stale: list[Stale] = []
    for one, span, why in found:
        if span is None or span in entries:
            stale.append(Stale(one, why or message("another correction is about the same characters")))
            continue
        if one.fields is not None and not places.is_claim(span):
            if occupied.overlaps(span):
                stale.append(Stale(one, message("it overlaps a figure")))
                continue
            occupied.add(span)
        entries[span] = one
    return Placed(entries, sum(span != one.span for span, one in entries.items()), tuple(stale))


def _with(report: Report, placed: Mapping[Span, Correction], lexicon: Lexicon) -> Report:
    figures = Occupied(span for span, one in placed.items() if one.fields is not None)
    untouched = [claim for claim in report.claims if claim.span not in placed]
    left = [one for one in report.rejected if one.span not in placed]
    old: dict[Span, Claim | Rejected] = {one.span: one for one in report.rejected}
    old |= {claim.span: claim for claim in report.claims}
    lines = LineIndex(report.source.raw)
    for span, one in placed.items():
        known = old.get(span)
        if one.fields is None:
            left.append(_rejected(span, known, report, lines))
        else:
            claim = known if isinstance(known, Claim) else _taken_in(span, one, known, report, lines)
            untouched.append(_as_said(claim, one, lexicon))
    # A number inside of a reader's figure is part of it.
    left = [one for one in left if not figures.overlaps(one.span)]
    claims, rejected = sorted(untouched, key=_start), sorted(left, key=_start)
    return replace(report, claims=tuple(claims), rejected=tuple(rejected))


def _start(one: Claim | Rejected) -> Span:
    return one.span


def _rejected(span: Span, known: Claim | Rejected | None, report: Report, lines: LineIndex) -> Rejected:
    if isinstance(known, Rejected):
        return known
    text = span.of(report.source.raw)
    assert known is not None, "a place is found for what is no figure only where there is one"
    return Rejected(span, text, known.quantity, BY_HAND, NO_FIGURE, lines.line(span.start))


def _taken_in(span: Span, said: Correction, known: Rejected | None, report: Report, lines: LineIndex) -> Claim:
    """A claim of a number that was rejected or not seen; its fields are filled in by `_as_said`."""
    assert said.fields is not None
    quantity = known.quantity if known else Quantity(span, said.fields.value)
    return Claim(
        span=span,
        text=span.of(report.source.raw),
        quantity=quantity,
        metric="",
        indicator=None,
        topic="other",
        measure="level",
        direction=None,
        qualifier=quantity.qualifier,
        status="actual",
        period=None,
        baseline=None,
        scope=None,
        line=lines.line(span.start),
        page=page_at(report.source, span.start),
        sentence=said.sentence,
        mark=said.mark,
        section=None,
    )


def _as_said(claim: Claim, said: Correction, lexicon: Lexicon) -> Claim:
    fields = said.fields
    assert fields is not None
    unit = claim.quantity.unit
    known = None if fields.unit == unit else lexicon.units.get(fields.unit)
    dimension = claim.quantity.dimension if fields.unit == unit else known.dimension if known else ""
    quantity = claim.quantity._replace(
        low=fields.value, high=fields.value_max, unit=fields.unit, dimension=dimension, qualifier=fields.qualifier
    )
    indicator = indicator_of(fields.metric, lexicon)
    return claim._replace(
        quantity=quantity,
        metric=fields.metric,
        indicator=claim.indicator if fields.metric == claim.metric else indicator.name if indicator else None,
        topic=fields.topic,
        measure=fields.measure,
        direction=fields.direction,
        qualifier=fields.qualifier,
        status=fields.status,
        period=fields.period,
        baseline=fields.baseline,
        scope=fields.scope,
        notes=tuple(_notes(claim, said, fields)),
        confidence=1.0,
        other_names=(),
    )


# Of each field, the decision that it is the outcome of.
_DECISIONS: Mapping[str, DecisionName] = {
    "metric": "name",
    "value": "value",
    "value_max": "value",
    "unit": "unit",
    "qualifier": "qualifier",
    "measure": "measure",
    "direction": "measure",
    "status": "status",
    "period": "period",
    "baseline": "baseline",
    "scope": "scope",
    "topic": "topic",
}


def _notes(claim: Claim, said: Correction, fields: Fields) -> Iterator[Note]:
    """The notes of a claim, those of the fields that a reader changed replaced by what stood there before."""
    old = fields_of(claim)._asdict()
    new = fields._asdict()
    changed = {_DECISIONS[name]: name for name in reversed(Fields._fields) if new[name] != old[name]}
    changed |= {_DECISIONS[name]: name for name in reversed(Fields._fields) if name in said.was}
    if not changed:
        yield Note("name", CHECKED, "", fields.metric)
    for decision, name in changed.items():
        was = said.was.get(name, text_of(old[name]))
        yield Note(decision, BY_HAND, was or "", text_of(new[name]) or "")
    gone = {*changed, *(f"table-{decision}" for decision in changed)} or {"name", "table-name"}
    yield from (note for note in claim.notes if note.decision not in gone)
