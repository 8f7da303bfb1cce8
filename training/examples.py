"""A labelled report → for each of its figures the features of its candidates, and which of them are right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from reportmine import read
from reportmine.extraction.attributes.clause import Clause, Frame
from reportmine.extraction.attributes.measure import clause_of, ruled_measure
from reportmine.extraction.attributes.measure_features import MEASURES, is_ruled, measure_features
from reportmine.extraction.attributes.status import ruled_status
from reportmine.extraction.attributes.status_evidence import StatusEvidence, sentence_cues, status_evidence
from reportmine.extraction.attributes.status_features import STATUSES, status_features
from reportmine.extraction.claims import by_sentence
from reportmine.extraction.naming.choosing import evidence_and_proposals, figure_context
from reportmine.extraction.naming.context import FigureContext, MetricName
from reportmine.extraction.naming.features import seen_words
from reportmine.extraction.naming.proposals import Proposal
from reportmine.extraction.naming.rules.item import item_of
from reportmine.extraction.naming.scoring import all_features, candidates_of
from reportmine.extraction.quantities.normalize import as_claimed
from reportmine.extraction.rejection.rules import screened_quantities
from reportmine.extraction.report_context import ReportContext
from reportmine.extraction.tokens import Tokens, tokens_of
from reportmine.extraction.weights import slot_of
from reportmine.lexicon.lexicon import PRODUCT
from reportmine.model import Direction, Measure, NameSource, Sentence, Status
from reportmine.pipeline import context_of, segmenter_of
from reportmine.text.sentences import SentenceIndex
from training.corpus import Document, Label, is_exact

# Weights of names: two to this power.
BITS = 21


About = Literal["name", "measure", "status"]


class LabelledSentence(NamedTuple):
    """A sentence cut around its figures, with the label of each, or None; `joined`: its paragraph goes on.

    `title` and `year` are the report's.
    """

    sentence: Sentence
    tokens: Tokens
    labels: tuple[Label | None, ...]
    joined: bool
    title: str
    year: int | None


class Example(NamedTuple):
    """What is to be decided of a figure: the slots of all its candidates' features one after the other, where each
    candidate's begin, and how right each candidate is (0 to 3)."""

    about: About
    kind: str
    slots: NDArray[np.int32]
    starts: NDArray[np.int32]
    rights: NDArray[np.float64]
    texts: tuple[str, ...]
    label: Label


def labelled_sentences(document: Document) -> Iterator[LabelledSentence]:
    """The sentences of a report that hold figures, in order."""
    report = context_of(read(document.path), PRODUCT)
    screened = screened_quantities(report.clean.text, PRODUCT)
    engine = segmenter_of("auto")
    first = True
    for sentence, numbers in by_sentence(screened, SentenceIndex(report.clean.text, report.sections)):
        if all(number.rejection is not None for number in numbers):
            continue
        tokens = tokens_of(sentence, numbers, engine)
        start = sentence.span.start
        joined = not first and "\n" not in report.clean.text[start - 1 : start]
        labels = _labels(report, tokens, document.labels)
        yield LabelledSentence(sentence, tokens, labels, joined, report.title or "", report.years.report)
        first = False


def _labels(report: ReportContext, tokens: Tokens, labels: Sequence[Label]) -> tuple[Label | None, ...]:
    found = []
    for quantity in tokens.quantities:
        span, value = report.clean.to_raw(quantity.span), as_claimed(quantity).low
        here = [one for one in labels if one.start < span.end and span.start < one.end and one.value == value]
        found.append(max(here, key=lambda one: min(one.end, span.end) - max(one.start, span.start), default=None))
    return tuple(found)


def examples_of(document: Document, told: bool = True) -> Iterator[Example]:
    """One example for each figure that is labelled as a claim.

    The figures before it have their right names, or, not `told`, those that the first rule proposes: wrong as often
    as names are when a report is read.
    """
    last: MetricName | None = None
    before: Status | None = None
    for one in labelled_sentences(document):
        words = seen_words(one.tokens.words)
        carried = MetricName(last.text, "earlier_sentence") if last and one.joined else None
        item = item_of(one.sentence.section.title)
        cues = replace(sentence_cues(one.sentence, one.tokens, one.title), before=before)
        names: tuple[MetricName, ...] = ()
        for k, label in enumerate(one.labels):
            context = figure_context(one.tokens, k, names, carried, PRODUCT, item)
            seen, proposals = evidence_and_proposals(context, words)
            texts = list(dict.fromkeys(proposal.text for proposal in proposals))
            evidence = status_evidence(context, cues, one.year)
            if label is not None and not label.optional:
                candidates = candidates_of(context, seen, texts, None)
                features = [all_features(candidate, seen) for candidate in candidates]
                texts_here = tuple(candidate.text for candidate in candidates)
                yield _example(document.kind, label, features, texts_here)
                earlier = _earlier(one.labels[k - 1], before or "actual") if k else None
                clause = _clause(context, label, proposals, earlier)
                yield from _measure_example(document.kind, clause, label)
                yield from _status_example(document.kind, clause, evidence, label)
            proposed = texts[0] if texts else ""
            name = label.metrics[0] if told and label and label.metrics[0] else proposed
            names = (*names, _named(name, proposals))
            before = ruled_status(evidence)[1][0]
        last = names[-1]


def _earlier(label: Label | None, status: Status) -> Frame | None:
    """The frame of the figure before: as readers say, but with the status that the rules gave it."""
    if label is None:
        return None
    return Frame(cast(Measure, label.measure), cast(Direction | None, label.direction), status, "exact", ())


def _clause(context: FigureContext, label: Label, proposals: Sequence[Proposal], earlier: Frame | None) -> Clause:
    """A figure rightly named."""
    return clause_of(context, _named(label.metrics[0], proposals), earlier)


def _named(name: str, proposals: Sequence[Proposal]) -> MetricName:
    """A name as the first rule that proposes it would have found it."""
    source: NameSource = next((one.rule.label for one in proposals if one.text == name), "preceding")
    return MetricName(name, source)


def _measure_example(kind: str, clause: Clause, label: Label) -> Iterator[Example]:
    """The measures that a figure of this name could have; none for those that only the rules tell."""
    if is_ruled(clause):
        return
    rule, ruled = ruled_measure(clause)
    right = f"{label.measure} {label.direction}" if label.direction else label.measure
    yield _class_example("measure", kind, measure_features(clause, rule.name, ruled), tuple(MEASURES), right, label)


def _status_example(kind: str, clause: Clause, evidence: StatusEvidence, label: Label) -> Iterator[Example]:
    """Reached or planned; none where a rule knows."""
    rule, (ruled, _) = ruled_status(evidence)
    if rule.label == "sign":
        measured = cast(Measure, label.measure), cast(Direction | None, label.direction)
        features = status_features(clause, measured, evidence, (rule.name, ruled))
        yield _class_example("status", kind, features, STATUSES, label.status, label)


def _class_example(
    about: About, kind: str, features: Sequence[str], classes: tuple[str, ...], right: str, label: Label
) -> Example:
    slots = [slot_of(feature, BITS, k) for k in range(len(classes)) for feature in features]
    starts = np.arange(len(classes)) * len(features)
    rights = np.array([float(one == right) for one in classes])
    return Example(about, kind, np.array(slots, np.int32), starts.astype(np.int32), rights, classes, label)


def _example(kind: str, label: Label, features: Sequence[Sequence[str]], texts: tuple[str, ...]) -> Example:
    starts = np.cumsum([0, *map(len, features)])[:-1] if features else np.zeros(0)
    slots = [slot_of(feature, BITS) for one in features for feature in one]
    # The name that readers gave first counts three times: the others are right as well, but less likely.
    rights = [3.0 if is_exact(label.metrics[:1], text) else float(is_exact(label.metrics, text)) for text in texts]
    return Example(
        "name", kind, np.array(slots, np.int32), np.array(starts, np.int32), np.array(rights, np.float64), texts, label
    )
