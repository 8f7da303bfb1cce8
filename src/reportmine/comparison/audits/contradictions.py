"""The same metric given twice in one report, with values that rounding cannot explain.

One name may stand for many things, and one thing may be counted at many times. Two values are wrong only where two
sentences say the same up to the figure and nothing else behind it; with more words, they are worth a look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportmine.comparison.audits.brackets import depth_at
from reportmine.comparison.audits.statements import is_in_table
from reportmine.comparison.matching.features import ClaimFeatures
from reportmine.comparison.messages import said
from reportmine.comparison.model import Audit
from reportmine.comparison.rounding import half_step
from reportmine.comparison.unit_conversion import factor
from reportmine.comparison.words import FILLERS, OF_WHICH, TIMES
from reportmine.lexicon.patterns import pattern
from reportmine.model import Claim

# Shorter names than this are often those of several things: 投资, 企业, 道路.
_TELLING = 5
_LETTERS = pattern(r"\w")
_MARKS = pattern(r"[^\w\[\]［］]")


def contradictions(figures: Sequence[ClaimFeatures]) -> Iterator[Audit]:
    """Figures of one name, place and time that stand in different sentences and do not agree."""
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for figure in figures:
        if _can_be_repeated(figure.claim):
            groups[_identity(figure)].append(figure.claim)
    for claims in groups.values():
        audits = (_contradiction(first, second) for first, second in pairwise(claims))
        yield from (audit for audit in audits if audit is not None)


def _identity(figure: ClaimFeatures) -> tuple[object, ...]:
    claim = figure.claim
    times = frozenset(TIMES.findall(_words_before(claim)))
    return (
        claim.metric,
        claim.measure,
        figure.quantity_kind,
        claim.period,
        claim.scope,
        figure.per_unit,
        claim.section,
        times,
    )


def _can_be_repeated(claim: Claim) -> bool:
    """Whether a figure stands for itself: named right before it, no part of another one, in no list or table."""
    words = _words_before(claim)
    if claim.measure not in ("level", "share") or len(claim.metric) < _TELLING or is_in_table(claim):
        return False
    if claim.qualifier != "exact" or claim.name_source != "preceding" or claim.metric not in claim.sentence:
        return False
    return not OF_WHICH.search(words) and not depth_at(claim.sentence, claim.mark.start)


def _contradiction(first: Claim, second: Claim) -> Audit | None:
    """None where both agree, or where the second only goes on with the first's sentence."""
    times = factor(first, second)
    if times is None or first.sentence == second.sentence:
        return None
    apart = second.quantity.low * times - first.quantity.low
    if abs(apart) <= half_step(first) + half_step(second) * times or not _begin_alike(first, second):
        return None
    is_sure = _say_the_same(first, second)
    return Audit(
        check="given twice",
        old=first,
        new=second,
        stated=second,
        computed=first.quantity.low,
        difference=apart,
        unit=first.quantity.unit,
        finding="wrong" if is_sure else "look",
        reason=said(
            "two-values" if is_sure else "two-values-or-things",
            first=first.text,
            first_line=first.line,
            second=second.text,
            second_line=second.line,
        ),
    )


def _begin_alike(first: Claim, second: Claim) -> bool:
    """Whether one sentence says all that the other one says up to the figure."""
    words, others = sorted((_bare(_words_before(first)), _bare(_words_before(second))), key=len)
    return others.endswith(words)


def _say_the_same(first: Claim, second: Claim) -> bool:
    """Whether two sentences say the same up to their figures, and nothing behind them."""
    behind = (claim.sentence[claim.mark.end :] for claim in (first, second))
    return _bare(_words_before(first)) == _bare(_words_before(second)) and not any(map(_LETTERS.search, behind))


def _words_before(claim: Claim) -> str:
    return claim.sentence[: claim.mark.start]


def _bare(words: str) -> str:
    """The words without those that say nothing of what is counted."""
    return _MARKS.sub("", FILLERS.sub("", words))
