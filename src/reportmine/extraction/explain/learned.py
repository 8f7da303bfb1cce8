"""What was learnt: from how many figures of which kinds, what is weighed, and how sure the names are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reportmine.extraction.attributes.measure_features import MEASURE_MEANINGS
from reportmine.extraction.attributes.status_features import STATUS_MEANINGS
from reportmine.extraction.naming.features import MEANINGS
from reportmine.extraction.weights import Weights


class Calibration(NamedTuple):
    """Of names with this `share` of all that speaks for any, the part that is `right`; both from 0 to 1."""

    share: float
    right: float


class Learned(NamedTuple):
    """Labelled texts and their figures by kind, the most first; how sure names are.

    `features` are what is weighed for each decision, by code with the meaning.
    """

    texts: int
    figures: Mapping[str, int]
    features: Mapping[str, Mapping[str, str]]
    confidence: tuple[Calibration, ...]


FEATURES: Mapping[str, Mapping[str, str]] = {
    "name": MEANINGS,
    "measure": MEASURE_MEANINGS,
    "status": STATUS_MEANINGS,
}


def learned_from(weights: Weights) -> Learned:
    """What the head of the file of weights tells.

    >>> from array import array
    >>> about = {"unit": 1, "texts": 3, "figures": {"news": 8, "own:survey": 20}, "confidence": [[0.0, 0.5]]}
    >>> found = learned_from(Weights(about, array("b", [0])))
    >>> found.texts, list(found.figures), found.confidence[0].right
    (3, ['own:survey', 'news'], 0.5)
    """
    about = weights.about
    figures = dict(sorted(about["figures"].items(), key=lambda one: (-one[1], one[0])))
    return Learned(about["texts"], figures, FEATURES, tuple(Calibration(*point) for point in about["confidence"]))
