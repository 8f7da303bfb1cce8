"""What a reader wants to know first of two reports: what moved most, what was promised, what does not add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple, Protocol

from reportmine.comparison.full_names import full_name, is_generic
from reportmine.comparison.model import Audit, Comparison, Pair, Target
from reportmine.comparison.words import SELF_WORDS
from reportmine.lexicon.indicators import INDICATORS
from reportmine.lexicon.patterns import pattern
from reportmine.model import Claim, Report

# A pair this sure, and without rivals, is told as one: of 698 on bodies left out 0.979 are right (docs/comparing.md).
SURE = 0.8
# So many are named; the tables have the others.
_MOVED, _NAMED = 5, 4
# Of fewer than these a change in per cent says little: from 2 to 5.
_FEW = Decimal(10)
# What is said to have grown sixfold and more was mostly counted anew.
_NO_LIKELY_CHANGE = Decimal(500)


_YEAR = pattern("[0-9]{4}")


class Findings(NamedTuple):
    """What stands first.

    `moved` are the largest changes among figures that are surely the same; `missed` (the first of each name) and
    `wrong` are the targets and statements that are, of so many `judged` and `checked`, `unclear` how many of these are
    worth a look; `gone` is what only the old report gives, of its own year or later. `unsure` counts the pairs that
    need a look.
    """

    pairs: int
    unsure: int
    moved: tuple[Pair, ...]
    kept: int
    judged: int
    missed: tuple[Target, ...]
    checked: int
    wrong: tuple[Audit, ...]
    wrong_in_all: int
    unclear: int
    gone: tuple[Claim, ...]
    gone_in_all: int


def findings_of(comparison: Comparison) -> Findings:
    """The findings of two reports side by side.

    >>> from reportmine.api import extract
    >>> from reportmine.comparison.pairwise import compare
    >>> old, new = extract("财政收入20亿元，粉丝20万。"), extract("财政收入25亿元，粉丝21万。")
    >>> [pair.new.metric for pair in findings_of(compare(old, new)).moved]
    ['财政收入', '粉丝']
    """
    judged = [target for target in comparison.targets if target.met is not None]
    missed = {full_name(target.target): target for target in reversed(judged) if not target.met and is_sure(target)}
    wrong = [audit for audit in comparison.audits if audit.finding == "wrong"]
    checked = [audit for audit in comparison.audits if audit.finding != "not comparable"]
    unclear = sum(audit.finding == "look" for audit in checked)
    told = _year_told(comparison.old)
    lost = [claim for claim in comparison.only_old if not _is_of_before(claim, told)]
    gone = sorted(filter(_is_worth_missing, lost), key=lambda claim: claim.indicator is None)
    return Findings(
        pairs=len(comparison.pairs),
        unsure=sum(not is_sure(pair) for pair in comparison.pairs),
        moved=tuple(_largest(comparison.pairs)),
        kept=sum(target.met is True for target in judged),
        judged=len(judged),
        missed=tuple(reversed(missed.values()))[:_NAMED],
        checked=len(checked),
        wrong=tuple(wrong[:_NAMED]),
        wrong_in_all=len(wrong),
        unclear=unclear,
        gone=tuple(gone[:_NAMED]),
        gone_in_all=len(lost),
    )


class Matched(Protocol):
    """Two figures that were put together: a pair, a target with its outcome, a match."""

    @property
    def confidence(self) -> float | None:
        """How sure it is that both are the same, from 0 to 1."""

    @property
    def rivals(self) -> int:
        """How many others fit about as well."""


def is_sure(found: Matched) -> bool:
    """Whether two figures are surely the same."""
    return found.confidence is not None and found.confidence >= SURE and not found.rivals


def is_telling(pair: Pair) -> bool:
    """Whether a change may be told without its sentences: of one thing surely, that has a name, of one scope."""
    scopes = {(claim.scope or "").lstrip(SELF_WORDS) for claim in (pair.old, pair.new)} - {""}
    return is_sure(pair) and len(scopes) < 2 and all(_is_known(claim) for claim in (pair.old, pair.new))


def _is_known(claim: Claim) -> bool:
    return bool(claim.metric) and not is_generic(claim) and claim.is_sure(SURE)


def _is_of_before(claim: Claim, told: int) -> bool:
    """Whether it is of a year before that which its report tells of: what was then is not reported again."""
    years = _YEAR.findall(claim.period or "")
    return bool(years) and max(map(int, years)) < told


def _year_told(report: Report) -> int:
    """The year that most of its figures are of, which a work report of January calls last year."""
    told = Counter(int(year) for claim in report.claims for year in _YEAR.findall(claim.period or "")[-1:])
    return max(told, key=lambda year: (told[year], year), default=0)


def _is_worth_missing(claim: Claim) -> bool:
    """Whether it says something that a figure is gone: 主线 of 五条主线 was none."""
    return claim.measure == "level" and claim.quantity.low >= _FEW and len(claim.metric) > 2 and _is_known(claim)


def _largest(pairs: Iterable[Pair]) -> list[Pair]:
    """The amounts that moved most in per cent."""
    sized = [(size, pair) for pair in pairs if is_telling(pair) and (size := _percent(pair)) is not None]
    sized.sort(key=lambda one: -one[0])
    return [pair for _, pair in sized[:_MOVED]]


def _is_grown_by_rule(claim: Claim) -> bool:
    """Whether its growth is stated at constant prices, so that the way between two years' printed figures is none."""
    indicator = INDICATORS.get(claim.indicator or "")
    return indicator is not None and indicator.real


def _percent(pair: Pair) -> Decimal | None:
    """How far a level moved in per cent; None where that is not known or says little."""
    point = pair.change.percent.point if pair.change.percent else None
    if pair.new.measure != "level" or not point or abs(point) > _NO_LIKELY_CHANGE or _is_grown_by_rule(pair.new):
        return None
    return abs(point) if min(pair.old.quantity.low, pair.new.quantity.low) >= _FEW else None
