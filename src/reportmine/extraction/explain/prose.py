"""Why a number was read as it was: the rules of every decision, asked once more over what they saw.

Nothing is recorded while a report is read. The rules are pure and stand in visible tuples, so that asking
them again over the same values gives the same answers, and also what those would have said whose turn did
not come.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple, Protocol

from reportmine.extraction.attributes.measure import MEASURE_RULES, clause_of
from reportmine.extraction.attributes.status import STATUS_RULES, outlook_of
from reportmine.extraction.attributes.topic import TOPIC_RULES, Subject, indicator_of
from reportmine.extraction.claims import LineIndex, Scene, Seen, as_rejected, by_sentence, judge, observe
from reportmine.extraction.naming.ranking import STRATEGIES
from reportmine.extraction.rejection.rules import RULES, around_of, kind_of
from reportmine.extraction.tokens import Judged, tokens_of
from reportmine.model import Claim, Note, Quantity, Rejected, Sentence, Span, Word
from reportmine.text.aligned_text import AlignedText
from reportmine.text.cleaning import STEPS
from reportmine.text.segmenter import Segmenter
from reportmine.text.sentences import SentenceIndex
from reportmine.text.table_masking import without_tables

About = Literal["rejection", "name", "unit", "measure", "status", "period", "baseline", "scope", "indicator", "topic"]


class Asked(NamedTuple):
    """One rule and what it says: nothing (`silent`), what holds (`decided`), or what came too late (`later`)."""

    rule: str
    why: str
    answer: str
    state: Literal["silent", "decided", "later"]


class Decision(NamedTuple):
    """What was decided (`value`, empty for nothing), by which rule, going by which characters."""

    about: About
    value: str
    rule: str
    evidence: str
    asked: tuple[Asked, ...] = ()


class Phrases(NamedTuple):
    """What the naming strategies had to go by: noun phrases beside the figure, and the names before it."""

    before: str
    verb: str
    behind: str
    last: str


class Explanation(NamedTuple):
    """One number with all that was decided about it; spans count in the raw text, `mark` in `sentence`.

    `words` are those of the sentence, `clause` the stretch of them that belongs to the figure; a row of a table,
    which is its sentence, has none.
    """

    span: Span
    text: str
    line: int
    outcome: Claim | Rejected
    quantity: Quantity
    sentence: str
    mark: Span
    section: str
    repairs: tuple[str, ...]
    words: tuple[Word, ...]
    clause: Span
    phrases: Phrases | None
    decisions: tuple[Decision, ...]


class Wanted(NamedTuple):
    """Which numbers: those of a line, or the one over a raw offset; all where both are None."""

    line: int | None = None
    at: int | None = None


class _Found(NamedTuple):
    """A number where it was found; `span` and `line` are raw."""

    judged: Judged
    sentence: Sentence
    span: Span
    line: int


def explained(scene: Scene, segmenter: Segmenter, wanted: Wanted) -> Iterator[Explanation]:
    """Explain the wanted numbers of a report, in order."""
    lines = LineIndex(scene.source.raw)
    judged = judge(scene.clean.text)
    groups = list(by_sentence(judged, SentenceIndex(scene.clean.text, scene.sections)))
    seen = {one.place.quantity.span: one for one in observe(scene, judged, segmenter, lines)}
    chosen = _chosen(scene, [_found(scene, one, sentence, lines) for sentence, here in groups for one in here], wanted)
    spans = {found.sentence.span for found in chosen}
    tokens = {one.span: tokens_of(one, here, segmenter).words for one, here in groups if one.span in spans}
    drafts = _drafts(scene)
    repairs = {span: _repairs(drafts, scene.clean.to_raw(span)) for span in spans}
    for found in chosen:
        span = found.sentence.span
        yield _explanation(scene, found, seen.get(found.judged.quantity.span), tokens[span], repairs[span], lines)


def _found(scene: Scene, one: Judged, sentence: Sentence, lines: LineIndex) -> _Found:
    span = scene.clean.to_raw(one.quantity.span)
    return _Found(one, sentence, span, lines.line(span.start))


def _chosen(scene: Scene, found: Sequence[_Found], wanted: Wanted) -> list[_Found]:
    at = wanted.at
    if wanted.line is not None:
        return [one for one in found if one.line == wanted.line]
    if at is None:
        return list(found)
    over = [one for one in found if one.span.start <= at < one.span.end]
    # No number stands there: those of the same sentence may be meant.
    around = {one.sentence.span: scene.clean.to_raw(one.sentence.span) for one in found}
    return over or [one for one in found if around[one.sentence.span].start <= at < around[one.sentence.span].end]


def _explanation(
    scene: Scene, found: _Found, seen: Seen | None, words: tuple[Word, ...], repairs: tuple[str, ...], lines: LineIndex
) -> Explanation:
    quantity, sentence, span, line = found.judged.quantity, found.sentence, found.span, found.line
    shown = sentence.text.strip(" 　\t")
    lead = sentence.span.start + len(sentence.text) - len(sentence.text.lstrip(" 　\t"))
    at = next(k for k, word in enumerate(words) if word.start == quantity.span.start)
    rejection = _rejection(scene.clean.text, quantity)
    return Explanation(
        span=span,
        text=span.of(scene.source.raw),
        line=line,
        outcome=seen.claim if seen else as_rejected(scene, found.judged, lines),
        quantity=quantity,
        sentence=shown,
        mark=Span(quantity.span.start - lead, quantity.span.end - lead),
        section=sentence.section.title,
        repairs=repairs,
        words=words,
        clause=Span(seen.place.floor if seen else at, at + 1),
        phrases=_phrases(seen) if seen else None,
        decisions=(rejection, *_decisions(scene, seen)) if seen else (rejection,),
    )


def _phrases(seen: Seen) -> Phrases:
    before, behind, names, carried = seen.place.before, seen.place.behind, seen.place.names, seen.place.carried
    last = names[-1] if names else carried
    return Phrases(before.text, before.lead or before.verb, behind, last.metric if last else "")


def _decisions(scene: Scene, seen: Seen) -> Iterator[Decision]:
    yield _name(seen)
    yield _measure(seen)
    yield _status(scene, seen)
    yield from _context(seen)
    known = seen.claim.indicator
    yield Decision("indicator", known or "", "known wording" if known else "", seen.claim.metric if known else "")
    yield _topic(seen)


# ------------------------------------------------------------------------------- asking once more


class _Named(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def why(self) -> str: ...


def ask(rules: Iterable[_Named], answer: Callable[..., str | None]) -> tuple[Asked, ...]:
    """Ask every rule; the first that answers decides, and the later ones say what they would have said."""
    found: list[Asked] = []
    decided = False
    for rule in rules:
        said = answer(rule)
        state: Literal["silent", "decided", "later"] = "silent"
        if said is not None:
            state = "later" if decided else "decided"
            decided = True
        found.append(Asked(rule.name, rule.why, said or "", state))
    return tuple(found)


def _decider(asked: Iterable[Asked]) -> Asked | None:
    return next((one for one in asked if one.state == "decided"), None)


def _rejection(text: str, quantity: Quantity) -> Decision:
    around, kind = around_of(text, quantity), kind_of(quantity)
    asked = ask((rule for rule in RULES if kind in rule.kinds), lambda rule: rule.test(around) or None)
    by = _decider(asked)
    return Decision("rejection", "no figure" if by else "", by.rule if by else "", by.answer if by else "", asked)


def _name(seen: Seen) -> Decision:
    asked = ask(STRATEGIES, lambda strategy: strategy.find(seen.place) or None)
    return Decision("name", seen.name.metric, seen.name.strategy, seen.name.evidence, asked)


def _measure(seen: Seen) -> Decision:
    clause = clause_of(seen.place, seen.name, seen.earlier)
    asked = ask(MEASURE_RULES, lambda rule: " ".join(filter(None, rule.judge(clause) or ())) or None)
    by = _decider(asked)
    rule = next(rule for rule in MEASURE_RULES if by and rule.name == by.rule)
    value = " ".join(filter(None, (seen.claim.measure, seen.claim.direction)))
    return Decision("measure", value, rule.name, "".join(rule.sees(clause)), asked)


def _status(scene: Scene, seen: Seen) -> Decision:
    outlook = outlook_of(seen.place, seen.said, scene.years.report)
    found = {rule.name: rule.test(outlook) for rule in STATUS_RULES}
    asked = ask(STATUS_RULES, lambda rule: None if found[rule.name] is None else rule.status)
    by = _decider(asked)
    rule = by.rule if by else ""
    return Decision("status", seen.claim.status, rule, found.get(rule) or "", asked)


def _topic(seen: Seen) -> Decision:
    claim = seen.claim
    subject = Subject(claim.metric, indicator_of(claim.metric), claim.quantity.dimension, claim.measure)
    asked = ask(TOPIC_RULES, lambda rule: rule.find(subject))
    by = _decider(asked)
    return Decision("topic", claim.topic, by.rule if by else "", claim.metric, asked)


# ---------------------------------------------------------------------- period, baseline and scope


def _context(seen: Seen) -> Iterator[Decision]:
    yield _told("period", seen.around.period)
    yield _told("baseline", seen.around.baseline)
    yield _told("scope", seen.around.scope)


def _told(about: About, note: Note | None) -> Decision:
    return Decision(about, note.value, note.rule, note.evidence) if note else Decision(about, "", "", "")


# --------------------------------------------------------------------------------------- cleaning


def _drafts(scene: Scene) -> tuple[AlignedText, ...]:
    """The prose as it was read, and as each step of cleaning left it."""
    start = without_tables(scene.source.raw, scene.apart)
    return tuple(accumulate(STEPS, lambda draft, step: step.apply(draft), initial=start))


def _repairs(drafts: Sequence[AlignedText], whole: Span) -> tuple[str, ...]:
    """The steps that changed the raw characters of a sentence."""
    seen = [_within(draft, whole) for draft in drafts]
    return tuple(step.name for step, (before, after) in zip(STEPS, pairwise(seen), strict=True) if before != after)


def _within(draft: AlignedText, whole: Span) -> str:
    if draft.offsets is None:
        return whole.of(draft.text)
    return draft.text[bisect_left(draft.offsets, whole.start) : bisect_left(draft.offsets, whole.end)]
