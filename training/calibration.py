"""How sure a claim is: the share of its name and its frame, led over to how often claims of that share are right."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from training.corpus import REAL_KINDS, real_documents
from training.examples import Example
from training.file import rounded
from training.learning import learn
from training.measuring import Named, named

# Shares are led over in steps that hold so many figures each: few enough to be even, many enough to be sure of.
_STEP = 150

Points = list[tuple[float, float]]


class _Block(NamedTuple):
    """Figures of like shares: their mean share, the part of them that is right, and how many they are."""

    share: float
    part: float
    figures: int


def left_out(examples: Sequence[Example], kind: str) -> list[Named]:
    """The figures of a kind, named by weights that have seen no report of it."""
    weights = rounded(learn([one for one in examples if one.kind != kind]), {})
    return list(named((one for one in real_documents() if one.kind == kind), weights))


def all_left_out(examples: Sequence[Example]) -> list[Named]:
    """The figures of all real kinds, each named by weights that have not seen its kind."""
    with ProcessPoolExecutor(2) as pool:
        jobs = [pool.submit(left_out, examples, kind) for kind in REAL_KINDS]
        return [figure for job in jobs for figure in job.result()]


def calibrated(examples: Sequence[Example]) -> Points:
    """Shares with the part of the claims that are right at them, in order: what is between them goes straight."""
    return points_of([(figure.share, figure.right) for figure in all_left_out(examples)])


def points_of(seen: Sequence[tuple[float, bool]]) -> Points:
    """Mean share and part right of each step, the parts never falling (pool adjacent violators).

    >>> points_of([(0.2, False), (0.4, True), (0.9, True)])
    [(0.0, 0.667), (1.0, 0.667)]
    """
    blocks: list[_Block] = []
    for block in _steps(seen):
        while blocks and blocks[-1].part >= block.part:
            block = _joined(blocks.pop(), block)
        blocks.append(block)
    points = [(round(share, 3), round(part, 3)) for share, part, _ in blocks]
    return [
        (0.0, points[0][1]),
        *(point for point in points if 0 < point[0] < 1 and len(points) > 1),
        (1.0, points[-1][1]),
    ]


def _steps(seen: Sequence[tuple[float, bool]]) -> list[_Block]:
    """Figures in the order of their shares, in blocks that are large enough; those of one share stay together."""
    steps: list[_Block] = []
    for share, here in groupby(sorted(seen), key=itemgetter(0)):
        rights = [right for _, right in here]
        block = _Block(share, sum(rights) / len(rights), len(rights))
        if steps and steps[-1].figures < _STEP:
            steps[-1] = _joined(steps[-1], block)
        else:
            steps.append(block)
    if len(steps) > 1 and steps[-1].figures < _STEP:
        last = steps.pop()
        steps[-1] = _joined(steps[-1], last)
    return steps


def _joined(left: _Block, right: _Block) -> _Block:
    figures = left.figures + right.figures
    share = (left.share * left.figures + right.share * right.figures) / figures
    return _Block(share, (left.part * left.figures + right.part * right.figures) / figures, figures)
