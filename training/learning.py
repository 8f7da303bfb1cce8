"""How weights are found: softmax over the candidates of a figure, stepped down by AdaGrad."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from training.examples import BITS, Example

# Each measured on kinds left out (python -m training.evaluate): more passes learn the texts by heart; leaving out a
# fifth of the features of a figure at a time keeps single ones from deciding; texts that no rule was made for count
# twice, since the rules look better than they are on those that they were tuned on.
PASSES = 3
RATE = 0.15
LEFT_OUT = 0.2
REAL_WEIGHT = 2.0
SEEDS = (1, 2, 3)
_FIRST_SQUARE = 0.01
# Candidates whose share is as good as right are not moved; they would only take time.
_SETTLED = 1e-4
# Features are left out by groups: as many as this, drawn anew for each figure.
_GROUPS = 4096
_SPREAD = 7919

Array = NDArray[np.float64]


def learn(examples: Sequence[Example], seeds: Sequence[int] = SEEDS) -> Array:
    """One weight a slot, the mean over some orders of the examples. The same examples give the same weights."""
    return np.asarray(sum(_learnt(examples, seed) for seed in seeds) / len(seeds))


def _learnt(examples: Sequence[Example], seed: int) -> Array:
    weights = np.zeros(1 << BITS)
    squares = np.full(1 << BITS, _FIRST_SQUARE)
    usable = [example for example in examples if example.rights.any()]
    order, drawn = random.Random(seed), np.random.default_rng(seed)
    for _ in range(PASSES):
        order.shuffle(usable)
        for example in usable:
            _step(example, weights, squares, drawn.random(_GROUPS) < LEFT_OUT)
    return weights


def _step(example: Example, weights: Array, squares: Array, left_out: NDArray[np.bool_]) -> None:
    """Move the weights of one figure's candidates: up for what is right, down for what was taken for it."""
    here = ~left_out[(example.slots.astype(np.int64) * _SPREAD) % _GROUPS]
    scores = np.add.reduceat(np.where(here, weights[example.slots], 0.0) / (1 - LEFT_OUT), example.starts)
    share = _softmax(scores)
    wanted = share * example.rights
    wanted = wanted / wanted.sum() if wanted.sum() > 0 else example.rights / example.rights.sum()
    error = (share - wanted) * (1.0 if example.kind.startswith("own") else REAL_WEIGHT)
    moved = np.abs(error) > _SETTLED
    if not moved.any():
        return
    lengths = np.diff(np.append(example.starts, len(example.slots)))
    chosen = np.repeat(moved, lengths) & here
    unique, which = np.unique(example.slots[chosen], return_inverse=True)
    gradient = np.bincount(which, weights=np.repeat(error, lengths)[chosen])
    squares[unique] += gradient * gradient
    weights[unique] -= RATE * gradient / np.sqrt(squares[unique])


def shares(example: Example, weights: Array) -> Array:
    """The share of each candidate: they add up to 1."""
    return _softmax(np.add.reduceat(weights[example.slots], example.starts))


def _softmax(scores: Array) -> Array:
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())
