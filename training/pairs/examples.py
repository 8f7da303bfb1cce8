"""Reports with a key → candidates with what speaks for them, and which of them are right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportmine import extract, read
from reportmine.comparison.matching.evidence import EVIDENCE
from reportmine.comparison.matching.features import ClaimFeatures, features_of, reached
from reportmine.comparison.matching.matcher import candidates
from reportmine.comparison.targets import due_years, may_be_due, planned_in
from training.pairs.keys import Key

Place = tuple[int, int]


class Problem(NamedTuple):
    """The figures of two reports that are to be paired, or targets with outcomes.

    `evidence` has a row for each candidate, of which `places` tells the figures. `right` and `borderline` are places,
    too; `asked` is how many pairs the key asks for, with those whose figures were not found.
    """

    body: str
    kind: str
    own: bool
    old: Sequence[ClaimFeatures]
    new: Sequence[ClaimFeatures]
    places: tuple[Place, ...]
    evidence: NDArray[np.float64]
    right: frozenset[Place]
    borderline: frozenset[Place]
    asked: int


def problems_of(key: Key) -> Iterator[Problem]:
    """The pairs and the targets of two reports."""
    old, new = extract(read(key.old)), extract(read(key.new))
    figures, outcomes = features_of(old), reached(features_of(new))
    yield _problem(key, "pair", reached(figures), outcomes)
    years = due_years(old, new)
    due = [target for target in planned_in(figures) if may_be_due(target.claim, years)]
    yield _problem(key, "target", due, outcomes)


def _problem(key: Key, kind: str, old: Sequence[ClaimFeatures], new: Sequence[ClaimFeatures]) -> Problem:
    found = candidates(old, new)
    rows = [row for row in key.rows if row.kind == kind]
    right = {place for row in rows if not row.borderline for place in _places(row.old, row.new, old, new)}
    borderline = {place for row in rows if row.borderline for place in _places(row.old, row.new, old, new)}
    evidence = [[one.ask(candidate) / 100 for one in EVIDENCE] for candidate in found.values()]
    table = np.array(evidence, np.float64).reshape(len(evidence), len(EVIDENCE))
    asked = sum(not row.borderline for row in rows)
    name = key.name, kind, key.own
    return Problem(*name, old, new, tuple(found), table, frozenset(right), frozenset(borderline), asked)


def _places(
    old_span: Place, new_span: Place, old: Sequence[ClaimFeatures], new: Sequence[ClaimFeatures]
) -> Iterator[Place]:
    return ((i, j) for i in _at(old_span, old) for j in _at(new_span, new))


def _at(span: Place, figures: Sequence[ClaimFeatures]) -> list[int]:
    spans = ((at, figure.claim.span) for at, figure in enumerate(figures))
    return [at for at, found in spans if found.start < span[1] and span[0] < found.end]
