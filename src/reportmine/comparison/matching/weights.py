"""How much each piece of evidence weighs, as learnt from pairs of reports with a key: a whole number each.

The file (`weights/matching.json`) says what it was learnt from; `training.pairs` makes it. A weight is in thousandths
of a log odd for a piece that a candidate has wholly (100), so that sums are the same on every machine.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Sequence
from importlib.resources import files
from typing import NamedTuple

from reportmine.comparison.matching.evidence import EVIDENCE, WHOLLY, Candidate

_FILE = "matching.json"
# Log odds are counted in so many parts.
UNIT = 1000


class MatchWeights(NamedTuple):
    """The weights in the order of `EVIDENCE`, and what is added to all sums."""

    weights: Sequence[int]
    bias: int

    def log_odds(self, candidate: Candidate) -> int:
        """How surely two figures are a pair: log odds, in thousandths."""
        total = sum([weight * one.ask(candidate) for weight, one in zip(self.weights, EVIDENCE, strict=True)])
        return self.bias + total // WHOLLY


def probability(log_odds: int) -> float:
    """How likely a pair is right, from 0 to 1.

    >>> probability(0), probability(3000), probability(-10**9)
    (0.5, 0.953, 0.0)
    """
    return round(1 / (1 + math.exp(min(-log_odds / UNIT, 700))), 3)


@functools.cache
def match_weights() -> MatchWeights:
    """The package's weights; read when they are first asked for."""
    said = json.loads((files("reportmine") / "weights" / _FILE).read_text(encoding="utf-8"))
    return MatchWeights([said["weights"][one.name] for one in EVIDENCE], said["bias"])
