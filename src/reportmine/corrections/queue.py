"""Which claims to check first: those whose names are least sure."""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.model import Claim
from reportmine.model.claim import DOUBTFUL

# The fifth that is least sure holds three in five of the names that are not even close, on kinds of reports that were
# left out of learning (docs/naming.md); it is looked at also where nothing is doubtful.
_FIFTH = 5


def to_check(claims: Sequence[Claim]) -> list[int]:
    """The numbers of the claims to look at, the least sure first: all that are doubtful, and at least a fifth.

    What was checked by hand already, and figures of tables, whose names are ruled, are not among them.

    >>> from reportmine.api import extract
    >>> (claim,) = extract("举办培训20场。").claims
    >>> to_check([claim._replace(confidence=confidence) for confidence in (0.95, 0.6, None, 0.7, 1.0)])
    [1, 3]
    """
    learnt = [
        (one.confidence, at) for at, one in enumerate(claims) if one.confidence is not None and one.confidence < 1
    ]
    doubtful = sum(confidence < DOUBTFUL for confidence, _ in learnt)
    fifth = -(-len(learnt) // _FIFTH)
    return [at for _, at in sorted(learnt)[: max(doubtful, fifth)]]
