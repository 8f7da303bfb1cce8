"""How much each piece of evidence weighs: logistic regression, found by Newton's method."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reportmine.comparison.matching.weights import UNIT, MatchWeights
from training.pairs.examples import Problem

# Weights are kept small: chosen on bodies left out among 0.3, 1 and 3 (python -m training.pairs.evaluate).
RIDGE = 1.0
_STEPS = 30


def learn(problems: Sequence[Problem], ridge: float = RIDGE) -> MatchWeights:
    """Weights from candidates of which it is known whether they are right; borderline ones are left out."""
    seen = [_asked(problem) for problem in problems]
    evidence = np.concatenate([rows for rows, _ in seen])
    right = np.concatenate([answers for _, answers in seen])
    table = np.hstack([evidence, np.ones((len(evidence), 1))])
    weights = _fitted(table, right, ridge)
    return MatchWeights([round(float(one) * UNIT) for one in weights[:-1]], round(float(weights[-1]) * UNIT))


def _asked(problem: Problem) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    kept = [place not in problem.borderline or place in problem.right for place in problem.places]
    right = np.array([float(place in problem.right) for place in problem.places])
    return problem.evidence[kept], right[kept]


def _fitted(table: NDArray[np.float64], right: NDArray[np.float64], ridge: float) -> NDArray[np.float64]:
    weights = np.zeros(table.shape[1])
    penalty = np.full(table.shape[1], ridge)
    penalty[-1] = 0.0
    for _ in range(_STEPS):
        share = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (share - right) + penalty * weights
        bend = (table * (share * (1 - share))[:, None]).T @ table + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-9:
            break
    return np.asarray(weights)
