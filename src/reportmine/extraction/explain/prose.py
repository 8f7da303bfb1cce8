"""Why a number was read as it was: the rules of every decision, asked once more over what they saw.

Nothing is recorded while a report is read. The rules are pure and stand in visible tuples, so that asking
them again over the same values gives the same answers, and also what those would have said whose turn did
not come. Names, and many measures and statuses, are chosen by learnt weights, which `names` and `classes` add up once
more.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from reportmine.extraction.attributes.baseline import BASELINE_RULES, BaselineEvidence
from reportmine.extraction.attributes.clause import Clause
from reportmine.extraction.attributes.measure import MEASURE_RULES, clause_of
from reportmine.extraction.attributes.measure_features import named
from reportmine.extraction.attributes.period.evidence import time_evidence
from reportmine.extraction.attributes.period.rules import PERIOD_RULES
from reportmine.extraction.attributes.scope import SCOPE_RULES, scope_evidence
from reportmine.extraction.attributes.status import STATUS_RULES
from reportmine.extraction.attributes.status_evidence import StatusEvidence, status_evidence
from reportmine.extraction.attributes.topic import TOPIC_RULES, Subject, indicator_of
from reportmine.extraction.claims import (
    ClaimTrace,
    as_rejected,
    by_sentence,
    clause_before,
    shown_part,
    traced_claims,
)
from reportmine.extraction.explain.classes import classing, with_weights
from reportmine.extraction.explain.model import (
    About,
    Classing,
    Decision,
    Explanation,
    Phrases,
    Wanted,
    decided,
    known_indicator,
)
from reportmine.extraction.explain.names import asked_for_names, weighed
from reportmine.extraction.positions import LineIndex
from reportmine.extraction.rejection.rules import (
    REJECTION_RULES,
    ScreenedQuantity,
    kind_of,
    screened_quantities,
    window_of,
)
from reportmine.extraction.report_context import ReportContext
from reportmine.extraction.rule import Asked, ask_all
from reportmine.extraction.tokens import MARK, tokens_of
from reportmine.model import Sentence, Span, Word
from reportmine.text.aligned_text import AlignedText
from reportmine.text.cleaning import STEPS
from reportmine.text.segmenter import Segmenter
from reportmine.text.sentences import SentenceIndex
from reportmine.text.table_masking import without_tables


class _Number(NamedTuple):
    """A number where it stands; `span` and `line` are raw."""

    screened: ScreenedQuantity
    sentence: Sentence
    span: Span
    line: int


def explained(report: ReportContext, segmenter: Segmenter, wanted: Wanted) -> Iterator[Explanation]:
    """Explain the wanted numbers of a report, in order."""
    lines = LineIndex(report.source.raw)
    screened = screened_quantities(report.clean.text, report.lexicon)
    groups = list(by_sentence(screened, SentenceIndex(report.clean.text, report.sections)))
    traces = {trace.figure.quantity.span: trace for trace in traced_claims(report, screened, segmenter, lines)}
    numbers = [_number(report, quantity, sentence, lines) for sentence, here in groups for quantity in here]
    chosen = _chosen(report, numbers, wanted)
    spans = {number.sentence.span for number in chosen}
    words = {
        sentence.span: tokens_of(sentence, here, segmenter).words for sentence, here in groups if sentence.span in spans
    }
    drafts = _drafts(report)
    repairs = {span: _repairs(drafts, report.clean.to_raw(span)) for span in spans}
    for number in chosen:
        trace, span = traces.get(number.screened.quantity.span), number.sentence.span
        yield _explanation(report, number, trace, words[span], repairs[span], lines)


def _number(report: ReportContext, screened: ScreenedQuantity, sentence: Sentence, lines: LineIndex) -> _Number:
    span = report.clean.to_raw(screened.quantity.span)
    return _Number(screened, sentence, span, lines.line(span.start))


def _chosen(report: ReportContext, numbers: Sequence[_Number], wanted: Wanted) -> list[_Number]:
    at = wanted.at
    if wanted.line is not None:
        return [number for number in numbers if number.line == wanted.line]
    if at is None:
        return list(numbers)
    over = [number for number in numbers if number.span.start <= at < number.span.end]
    # No number stands there: those of the same sentence may be meant.
    sentences = {number.sentence.span: report.clean.to_raw(number.sentence.span) for number in numbers}
    return over or [number for number in numbers if _covers(sentences[number.sentence.span], at)]


def _covers(span: Span, at: int) -> bool:
    return span.start <= at < span.end


def _explanation(
    report: ReportContext,
    number: _Number,
    trace: ClaimTrace | None,
    words: tuple[Word, ...],
    repairs: tuple[str, ...],
    lines: LineIndex,
) -> Explanation:
    quantity, sentence, span = number.screened.quantity, number.sentence, number.span
    shown = shown_part(sentence)
    at = next((k for k, word in enumerate(words) if word.start >= quantity.span.start), len(words))
    if at == len(words) or words[at].start != quantity.span.start:
        # The mark of a footnote is no word for naming; it is shown where it stands.
        mark = Word(quantity.span.start, quantity.span.of(report.clean.text), MARK)
        words = (*words[:at], mark, *words[at:])
    rejection = _rejection(report, number.screened)
    return Explanation(
        span=span,
        text=span.of(report.source.raw),
        line=number.line,
        outcome=trace.claim if trace else as_rejected(report, number.screened, lines),
        quantity=quantity,
        sentence=shown.text,
        mark=Span(quantity.span.start - shown.start, quantity.span.end - shown.start),
        section=sentence.section.title,
        repairs=repairs,
        words=words,
        clause=Span(trace.figure.floor if trace else at, at + 1),
        phrases=_phrases(trace) if trace else None,
        naming=weighed(trace.figure) if trace else None,
        classing=_classing(report, trace) if trace else {},
        decisions=(rejection, *_decisions(report, trace)) if trace else (rejection,),
    )


def _phrases(trace: ClaimTrace) -> Phrases:
    figure = trace.figure
    last = figure.names[-1] if figure.names else figure.carried
    verb = figure.preceding.lead or figure.preceding.verb
    return Phrases(figure.preceding.text, verb, figure.following, last.text if last else "")


def _status_evidence(report: ReportContext, trace: ClaimTrace) -> StatusEvidence:
    return status_evidence(trace.figure, trace.cues, report.years.report)


def _classing(report: ReportContext, trace: ClaimTrace) -> Mapping[About, Classing]:
    measured = trace.claim.measure, trace.claim.direction
    return classing(_clause(trace), measured, _status_evidence(report, trace))


def _decisions(report: ReportContext, trace: ClaimTrace) -> Iterator[Decision]:
    notes = {note.decision: note for note in trace.claim.notes}
    claim = trace.claim
    yield decided("name", claim.metric, notes["name"], asked_for_names(trace.figure))
    measure = _spaced(claim.measure, claim.direction)
    ruled = ask_all(MEASURE_RULES, _clause(trace), lambda _, answer: named(answer))
    yield decided("measure", measure, notes["measure"], with_weights(ruled, measure, notes["measure"].rule))
    ruled = ask_all(STATUS_RULES, _status_evidence(report, trace), _value)
    yield decided("status", claim.status, notes["status"], with_weights(ruled, claim.status, notes["status"].rule))
    yield decided("period", claim.period or "", notes.get("period"), _asked_period(report, trace))
    yield decided("baseline", claim.baseline or "", notes.get("baseline"), _asked_baseline(trace))
    yield decided("scope", claim.scope or "", notes.get("scope"), _asked_scope(trace))
    yield known_indicator(claim)
    indicator = indicator_of(claim.metric, report.lexicon)
    subject = Subject(
        claim.metric, indicator, claim.quantity.unit, claim.quantity.dimension, claim.measure, report.lexicon
    )
    yield decided("topic", claim.topic, notes["topic"], ask_all(TOPIC_RULES, subject, _answer))


# ------------------------------------------------------------------------------- asking once more


def _answer(_: object, answer: str) -> str:
    return answer


def _value(_: object, answer: tuple[str, str]) -> str:
    return answer[0]


def _spaced(*parts: str | None) -> str:
    return " ".join(filter(None, parts))


def _rejection(report: ReportContext, screened: ScreenedQuantity) -> Decision:
    kind = kind_of(screened.quantity)
    rules = [rule for rule in REJECTION_RULES if kind in rule.kinds]
    note = screened.rejection.note if screened.rejection else None
    asked = ask_all(rules, window_of(report.clean.text, screened.quantity, report.lexicon), _answer)
    return decided("rejection", "no figure", note, asked)


def _clause(trace: ClaimTrace) -> Clause:
    return clause_of(trace.figure, trace.name, trace.earlier)


def _offset(trace: ClaimTrace) -> int:
    """Where a figure stands in its sentence."""
    return trace.figure.quantity.span.start - trace.context.sentence.span.start


def _asked_period(report: ReportContext, trace: ClaimTrace) -> tuple[Asked, ...]:
    context = trace.context
    evidence = time_evidence(context.times, _offset(trace), context.sentence.section, trace.claim.status, report.years)
    return ask_all(PERIOD_RULES, evidence, _value)


def _asked_baseline(trace: ClaimTrace) -> tuple[Asked, ...]:
    """Only a change or a gap, up or down, is measured against something."""
    claim = trace.claim
    if claim.direction is None or claim.measure not in ("change", "gap"):
        return ()
    left = clause_before(trace.context.sentence, trace.figure)
    sofar = trace.context.sentence.text[: _offset(trace)]
    return ask_all(BASELINE_RULES, BaselineEvidence(left, claim.measure, trace.list_baseline, sofar), _value)


def _asked_scope(trace: ClaimTrace) -> tuple[Asked, ...]:
    context = trace.context
    evidence = scope_evidence(context.scopes, _offset(trace), context.tokens.words, context.sentence.span.start)
    return ask_all(SCOPE_RULES, evidence, _value) if evidence.last or evidence.near else ()


# --------------------------------------------------------------------------------------- cleaning


def _drafts(report: ReportContext) -> tuple[AlignedText, ...]:
    """The prose as it was read, and as each step of cleaning left it."""
    start = without_tables(report.source.raw, report.apart)
    return tuple(accumulate(STEPS, lambda draft, step: step.apply(draft), initial=start))


def _repairs(drafts: Sequence[AlignedText], whole: Span) -> tuple[str, ...]:
    """The steps that changed the raw characters of a sentence."""
    seen = [_within(draft, whole) for draft in drafts]
    return tuple(step.name for step, (before, after) in zip(STEPS, pairwise(seen), strict=True) if before != after)


def _within(draft: AlignedText, whole: Span) -> str:
    if draft.offsets is None:
        return whole.of(draft.text)
    return draft.text[bisect_left(draft.offsets, whole.start) : bisect_left(draft.offsets, whole.end)]
