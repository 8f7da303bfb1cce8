"""Why a rate or an amount is a level, a change or a share: what the rules said, and what the weights made of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from reportmine.extraction.attributes.clause import Clause
from reportmine.extraction.attributes.measure import LEARNT, MEASURE_RULES, ruled_measure
from reportmine.extraction.attributes.measure_features import MEASURES, for_measure, measure_features, named
from reportmine.extraction.explain.feature_words import in_words
from reportmine.extraction.explain.model import Difference, MeasureCandidate, Measuring
from reportmine.extraction.rule import Asked, ask_all
from reportmine.extraction.weights import Weights, weights

_EACH_WAY = 5
_OVERRULED = "rules propose a measure of rates and amounts, and learnt weights speak for another"


def asked_measure(clause: Clause, measure: str, decided_by: str) -> tuple[Asked, ...]:
    """What each rule says of a measure; before them the weights, where they overruled the first that answered."""
    asked = ask_all(MEASURE_RULES, clause, lambda _, answer: named(answer))
    if decided_by != LEARNT:
        return asked
    first = Asked(LEARNT, _OVERRULED, measure, "decided")
    return first, *(one._replace(state="later") if one.state == "decided" else one for one in asked)


def measuring(clause: Clause, learned: Weights | None = None) -> Measuring | None:
    """What was weighed for a measure, the likeliest first; None for counts and places, which rules alone decide."""
    if clause.context.kind == "count" or clause.quantity.form == "ordinal":
        return None
    learned = learned or weights()
    rule, ruled = ruled_measure(clause)
    features = measure_features(clause, rule.name, ruled)
    scores = {measure: learned.sum(for_measure(features, measure)) for measure in MEASURES}
    ranked = sorted(scores, key=lambda measure: -scores[measure])
    parts = [math.exp((scores[measure] - scores[ranked[0]]) / learned.unit) for measure in ranked]
    candidates = [MeasureCandidate(one, round(part / sum(parts), 4)) for one, part in zip(ranked, parts, strict=True)]
    return Measuring(tuple(candidates), tuple(_differences(features, ranked[0], ranked[1], learned)))


def _differences(features: Iterable[str], first: str, second: str, learned: Weights) -> Iterator[Difference]:
    """What speaks more for one of two measures than for the other."""
    found = []
    for feature in dict.fromkeys(features):
        one, other = (learned.sum(for_measure([feature], measure)) for measure in (first, second))
        weight = round((one - other) / learned.unit, 3)
        found.append(Difference(first if weight > 0 else second, feature, *in_words(feature), weight))
    found.sort(key=lambda one: (-abs(one.weight), one.feature))
    yield from [one for one in found if one.weight > 0][:_EACH_WAY]
    yield from [one for one in found if one.weight < 0][:_EACH_WAY]
