"""Why the numbers of tables were read as they were: the notes of the rules that decided, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportmine.extraction.explain.model import About, Decision, Explanation, Wanted, decided, known_indicator
from reportmine.extraction.report_context import ReportContext
from reportmine.extraction.rule import Asked
from reportmine.extraction.tables.claims import mine_tables
from reportmine.extraction.tables.rules.rejection import TABLE_REJECTION_RULES
from reportmine.extraction.tables.structure.layout import Layout
from reportmine.extraction.tables.table_context import section_at
from reportmine.model import Claim, DecisionName, Rejected, Span


def explained_tables(report: ReportContext, layouts: Sequence[Layout], wanted: Wanted) -> Iterator[Explanation]:
    """Explain the wanted numbers of the tables of a report, in order."""
    mined = mine_tables(report, layouts)
    numbers: list[Claim | Rejected] = [*mined.claims, *mined.rejected]
    numbers.sort(key=lambda one: one.span)
    for one in _chosen(numbers, report.source.raw, wanted):
        yield _of_claim(one) if isinstance(one, Claim) else _of_rejected(report, one)


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
        naming=None,
        classing={},
        decisions=(_kept(), *_decisions(claim)),
    )


def _kept() -> Decision:
    asked = tuple(Asked(rule.name, rule.why, "", "silent") for rule in TABLE_REJECTION_RULES)
    return Decision("rejection", "", "", "", asked)


def _decisions(claim: Claim) -> Iterator[Decision]:
    notes = {note.decision: note for note in claim.notes}
    values: dict[About, str] = {
        "name": claim.metric,
        "unit": claim.quantity.unit or "none",
        "measure": " ".join(filter(None, (claim.measure, claim.direction))),
        "status": claim.status,
        "period": claim.period or "",
        "baseline": claim.baseline or "",
        "scope": claim.scope or "",
    }
    for about, value in values.items():
        yield decided(about, value, notes.get(_NOTED[about]))
    yield known_indicator(claim)
    yield decided("topic", claim.topic, notes["topic"])


_NOTED: dict[About, DecisionName] = {
    "name": "table-name",
    "unit": "table-unit",
    "measure": "table-measure",
    "status": "table-status",
    "period": "table-period",
    "baseline": "table-baseline",
    "scope": "table-scope",
}


def _of_rejected(report: ReportContext, one: Rejected) -> Explanation:
    raw = report.source.raw
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
        section=section_at(report, one.span.start).title,
        repairs=(),
        words=(),
        clause=Span(0, 0),
        phrases=None,
        naming=None,
        classing={},
        decisions=(Decision("rejection", "no figure", one.rule, one.text, (asked,)),),
    )
