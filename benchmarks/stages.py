"""What each stage of extraction costs: one text through all of them, each on its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from reportmine.api import extract
from reportmine.extraction.attributes.measure import frame
from reportmine.extraction.attributes.status_evidence import sentence_cues
from reportmine.extraction.claims import by_sentence
from reportmine.extraction.naming.choosing import evidence_and_proposals, name_figures
from reportmine.extraction.naming.context import FigureContext, MetricName
from reportmine.extraction.naming.scoring import ScoredWords, candidates_of
from reportmine.extraction.quantities.parser import parse_quantities
from reportmine.extraction.rejection.rules import ScreenedQuantity, screened_quantities
from reportmine.extraction.tokens import Tokens, tokens_of
from reportmine.extraction.weights import weights
from reportmine.lexicon.lexicon import PRODUCT
from reportmine.model import Sentence
from reportmine.output.data.json.claims import to_jsonl
from reportmine.text.cleaning import clean
from reportmine.text.sections import sections_of
from reportmine.text.segmenter import segmenter
from reportmine.text.sentences import SentenceIndex

# A sentence, its words, and its figures with their names.
Named = tuple[Sentence, Tokens, list[tuple[MetricName, FigureContext]]]


def seconds(work: Callable[[], object]) -> float:
    """Processor time that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def stages(text: str) -> dict[str, float]:
    """Seconds of each stage over `text`; together, without the last, they are what extraction takes."""
    cleaned, engine = clean(text), segmenter()
    sections, judged = sections_of(cleaned.text), screened_quantities(cleaned.text, PRODUCT)

    def sentences() -> Iterator[tuple[Sentence, list[ScreenedQuantity]]]:
        for sentence, found in by_sentence(judged, SentenceIndex(cleaned.text, sections)):
            if any(one.rejection is None for one in found):
                yield sentence, found

    kept = list(sentences())
    cut = [(sentence, tokens_of(sentence, found, engine)) for sentence, found in kept]
    named = [(sentence, tokens, name_figures(tokens, None, PRODUCT)) for sentence, tokens in cut]
    rows = {
        "clean": seconds(lambda: clean(text)),
        "sections": seconds(lambda: sections_of(cleaned.text)),
        "find quantities": seconds(lambda: parse_quantities(cleaned.text, PRODUCT)),
        "reject": seconds(lambda: screened_quantities(cleaned.text, PRODUCT)),
        "sentences": seconds(lambda: list(sentences())),
        "words": seconds(lambda: [tokens_of(sentence, found, engine) for sentence, found in kept]),
        "names: rules": seconds(lambda: _proposed(named)),
        "names: candidates": seconds(lambda: _candidates(named)),
        "names: weights": seconds(lambda: [name_figures(tokens, None, PRODUCT) for _, tokens in cut]),
        "measure and status": seconds(lambda: _framed(named)),
    }
    # What was measured with the work before it.
    rows["reject"] -= rows["find quantities"]
    rows["names: weights"] -= rows["names: candidates"]
    rows["names: candidates"] -= rows["names: rules"]
    rows["period, scope, topic, claims"] = seconds(lambda: extract(text)) - sum(rows.values())
    report = extract(text)
    return {**rows, "to JSON Lines": seconds(lambda: to_jsonl([report]))}


def _proposed(named: Sequence[Named]) -> None:
    for _, tokens, figures in named:
        words = ScoredWords(tokens.words, weights()).words
        for _, context in figures:
            evidence_and_proposals(context, words)


def _candidates(named: Sequence[Named]) -> None:
    for _, tokens, figures in named:
        scored = ScoredWords(tokens.words, weights())
        for _, context in figures:
            seen, proposals = evidence_and_proposals(context, scored.words)
            candidates_of(context, seen, dict.fromkeys(proposal.text for proposal in proposals), scored)


def _framed(named: Sequence[Named]) -> None:
    for sentence, tokens, figures in named:
        said, framed = sentence_cues(sentence, tokens), None
        for name, context in figures:
            framed = frame(context, name, said, framed, 2026)
