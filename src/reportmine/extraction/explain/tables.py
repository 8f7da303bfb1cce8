"""Why the numbers of tables were read as they were: the notes of the rules that decided, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportmine.extraction.claims import Scene
from reportmine.extraction.explain.prose import About, Asked, Decision, Explanation, Wanted
from reportmine.extraction.tables.claims import mine_tables
from reportmine.extraction.tables.headers.caption import section_at
from reportmine.extraction.tables.rules.rejection import TABLE_REJECTIONS
from reportmine.extraction.tables.structure.layout import Layout
from reportmine.model import Claim, Rejected, Span

_NOTED: tuple[About, ...] = ("name", "unit", "measure", "status", "period")


def explained_tables(scene: Scene, layouts: Sequence[Layout], wanted: Wanted) -> Iterator[Explanation]:
    """Explain the wanted numbers of the tables of a report, in order."""
    mined = mine_tables(scene, layouts)
    numbers: list[Claim | Rejected] = [*mined.claims, *mined.rejected]
    numbers.sort(key=lambda one: one.span)
    for one in _chosen(numbers, scene.source.raw, wanted):
        yield _of_claim(one) if isinstance(one, Claim) else _of_rejected(scene, one)


def _chosen(numbers: Sequence[Claim | Rejected], raw: str, wanted: Wanted) -> Sequence[Claim | Rejected]:
    at = wanted.at
    if wanted.line is not None:
        return [one for one in numbers if one.line == wanted.line]
    if at is None:
        return numbers
    over = [one for one in numbers if one.span.start <= at < one.span.end]
    row = _row(raw, at)
    # No number stands there: those of the same row may be meant.
    return over or [one for one in numbers if row.start <= one.span.start < row.end]


def _row(raw: str, at: int) -> Span:
    """The line of the raw text over a place."""
    end = raw.find("\n", at)
    return Span(raw.rfind("\n", 0, at) + 1, len(raw) if end < 0 else end)


def _of_claim(claim: Claim) -> Explanation:
    return Explanation(
        span=claim.span,
        text=claim.text,
        line=claim.line,
        outcome=claim,
        quantity=claim.quantity,
        sentence=claim.sentence,
        mark=claim.mark,
        section=claim.section or "",
        repairs=(),
        words=(),
        clause=Span(0, 0),
        phrases=None,
        decisions=(_kept(), *_noted(claim), *_context(claim)),
    )


def _kept() -> Decision:
    asked = tuple(Asked(rule.name, rule.why, "", "silent") for rule in TABLE_REJECTIONS)
    return Decision("rejection", "", "", "", asked)


def _noted(claim: Claim) -> Iterator[Decision]:
    """Each note of a table's rule says which decision it is of: table-unit: column head."""
    for about in _NOTED:
        lead = f"table-{about}: "
        note = next((note for note in claim.notes if note.rule.startswith(lead)), None)
        if note:
            yield Decision(about, _value(claim, about) or note.value, note.rule.removeprefix(lead), note.evidence)


def _value(claim: Claim, about: About) -> str:
    if about == "measure":
        return " ".join(filter(None, (claim.measure, claim.direction)))
    return claim.quantity.unit or "none" if about == "unit" else ""


def _context(claim: Claim) -> Iterator[Decision]:
    yield Decision("baseline", claim.baseline or "", "words of comparison" if claim.baseline else "", "")
    yield Decision("scope", claim.scope or "", "place in a head or caption" if claim.scope else "", "")
    known = claim.indicator
    yield Decision("indicator", known or "", "known wording" if known else "", claim.metric if known else "")
    yield Decision("topic", claim.topic, "metric and unit", claim.metric)


def _of_rejected(scene: Scene, one: Rejected) -> Explanation:
    raw = scene.source.raw
    row = _row(raw, one.span.start)
    asked = Asked(one.rule, one.why, one.text, "decided")
    return Explanation(
        span=one.span,
        text=one.text,
        line=one.line,
        outcome=one,
        quantity=one.quantity,
        sentence=row.of(raw).replace("\t", " ").rstrip(),
        mark=Span(one.span.start - row.start, one.span.end - row.start),
        section=section_at(scene, one.span.start).title,
        repairs=(),
        words=(),
        clause=Span(0, 0),
        phrases=None,
        decisions=(Decision("rejection", "no figure", one.rule, one.text, (asked,)),),
    )
