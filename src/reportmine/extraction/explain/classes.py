"""Why a figure is a level or a change, reached or planned: what the rules said, and what weights made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportmine.extraction.attributes.clause import Clause, Measured
from reportmine.extraction.attributes.measure import ruled_measure
from reportmine.extraction.attributes.measure_features import MEASURES, is_ruled, measure_features
from reportmine.extraction.attributes.status import ruled_status
from reportmine.extraction.attributes.status_evidence import StatusEvidence
from reportmine.extraction.attributes.status_features import STATUSES, status_features
from reportmine.extraction.explain.feature_words import in_words
from reportmine.extraction.explain.model import About, ClassCandidate, Classing, Difference
from reportmine.extraction.rule import LEARNT, Asked
from reportmine.extraction.weights import Weights, weights

_EACH_WAY = 5
_OVERRULED = "rules propose an answer, and learnt weights speak for another"


def with_weights(asked: tuple[Asked, ...], answer: str, decided_by: str) -> tuple[Asked, ...]:
    """What each rule said; before them the weights, where they overruled the first that answered."""
    if decided_by != LEARNT:
        return asked
    first = Asked(LEARNT, _OVERRULED, answer, "decided")
    return first, *(one._replace(state="later") if one.state == "decided" else one for one in asked)


def classing(
    clause: Clause, measured: Measured, evidence: StatusEvidence, learned: Weights | None = None
) -> Mapping[About, Classing]:
    """What was weighed for measure and status, the likeliest first; nothing of what rules alone decide."""
    learned = learned or weights()
    found: dict[About, Classing] = {}
    if not is_ruled(clause):
        rule, ruled = ruled_measure(clause)
        found["measure"] = _weighed(measure_features(clause, rule.name, ruled), tuple(MEASURES), learned)
    by, (said, _) = ruled_status(evidence)
    if by.label == "sign":
        features = status_features(clause, measured, evidence, (by.name, said))
        found["status"] = _weighed(features, STATUSES, learned)
    return found


def _weighed(features: Sequence[str], classes: Sequence[str], learned: Weights) -> Classing:
    scores = learned.by_class(features, len(classes))
    ranked = sorted(range(len(classes)), key=lambda at: -scores[at])
    candidates = [ClassCandidate(classes[at], round(learned.share(scores, at), 4)) for at in ranked]
    likeliest = classes[ranked[0]], classes[ranked[1]]
    return Classing(tuple(candidates), tuple(_differences(features, classes, likeliest, learned)))


def _differences(
    features: Iterable[str], classes: Sequence[str], likeliest: tuple[str, str], learned: Weights
) -> Iterator[Difference]:
    """What speaks more for one of the two likeliest than for the other."""
    first, second = map(classes.index, likeliest)
    found = []
    for feature in dict.fromkeys(features):
        each = learned.by_class([feature], len(classes))
        weight = round((each[first] - each[second]) / learned.unit, 3)
        found.append(Difference(likeliest[weight <= 0], feature, *in_words(feature), weight))
    found.sort(key=lambda one: (-abs(one.weight), one.feature))
    yield from [one for one in found if one.weight > 0][:_EACH_WAY]
    yield from [one for one in found if one.weight < 0][:_EACH_WAY]
