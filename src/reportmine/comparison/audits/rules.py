"""Checking what a report says about change, against last year's report and against itself.

`AUDITS` are the checks of one report. Each looks at the claims alone and answers with what it found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportmine.comparison.audits.contradictions import given_twice
from reportmine.comparison.audits.growth import checked, statement_of
from reportmine.comparison.audits.totals import sums
from reportmine.comparison.matching.features import Trait, covered, follows, reached_in, traits_of, year_of
from reportmine.comparison.matching.names import FROM, TO, TRAILING
from reportmine.comparison.model import Audit, Check, Pair
from reportmine.model import Claim, Report, Span


class AuditRule(NamedTuple):
    """A check of one report."""

    name: Check
    why: str
    find: Callable[[Sequence[Trait]], Iterable[Audit]]


def audit(report: Report) -> tuple[Audit, ...]:
    """All that one report says and that can be worked out again from its own figures.

    >>> from reportmine.api import extract
    >>> found = audit(extract("2023年工作报告\\n粉丝由20.0万增加到50.0万，增长1.2倍。"))
    >>> [(one.check, str(one.stated.quantity.low), str(one.computed), one.consistent) for one in found]
    [('from and to', '1.2', '1.5000', False)]
    """
    return audits_in(reached_in(traits_of(report.claims, report)))


def audits_in(traits: Sequence[Trait]) -> tuple[Audit, ...]:
    """The same for the reached figures of a report."""
    found = (one for rule in AUDITS for one in rule.find(traits))
    return tuple(sorted(_once(found), key=lambda one: one.stated.span))


def _once(audits: Iterable[Audit]) -> Iterator[Audit]:
    """A stated figure is checked once, by the first rule that can."""
    seen: set[Span] = set()
    for one in audits:
        if one.stated.span not in seen:
            seen.add(one.stated.span)
            yield one


def audits_between(old: Report, new: Report, pairs: Iterable[Pair], reached: Sequence[Trait]) -> tuple[Audit, ...]:
    """What the new report states as change, checked against what the old one gave, then against itself."""
    before = {pair.new.span: pair.old for pair in pairs}
    found = _stated_changes(new, before, covered(old)) if follows(old, new) else ()
    return tuple(sorted(_once([*found, *audits_in(reached)]), key=lambda one: one.stated.span))


def _stated_changes(new: Report, before: dict[Span, Claim], year: int | None) -> Iterator[Audit]:
    for stated, state in stated_states(new.claims):
        old = before.get(state.span)
        if old is not None and _against_last_year(stated, year):
            found = checked("stated change", old, state, stated)
            if found is not None:
                yield found


_YEAR = re.compile("(?:19|20)[0-9]{2}")
_OTHER_TIMES = ("上期", "上月", "上季度", "前年")


def _against_last_year(stated: Claim, year: int | None) -> bool:
    """Whether a change is measured against what last year's report gives: not against last month."""
    baseline = stated.baseline or ""
    named = _YEAR.search(baseline)
    if named and year is not None:
        return int(named.group()) == year
    return baseline not in _OTHER_TIMES and not (stated.period or "").partition("/")[2]


def stated_states(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Each stated change with the figure whose change it states: the nearest of its metric that fits."""
    for at, stated in enumerate(claims):
        if stated.measure == "change" and stated.direction and stated.status == "actual":
            state = _state_of(stated, claims[:at])
            if state is not None:
                yield stated, state


def _state_of(stated: Claim, before: Sequence[Claim]) -> Claim | None:
    for claim in reversed(before):
        if claim.sentence != stated.sentence:
            return None
        if _same_subject(claim, stated) and statement_of(stated, claim):
            return claim
    return None


def _same_subject(state: Claim, stated: Claim) -> bool:
    if state.status != "actual" or state.period != stated.period:
        return False
    return state.metric == stated.metric or stated.metric.removeprefix(state.metric) in TRAILING


# --------------------------------------------------------------------------------- in one report


def _from_and_to(traits: Sequence[Trait]) -> Iterator[Audit]:
    """由A增加到B，增长C%."""
    claims = [trait.claim for trait in traits]
    ways = {new.span: old for old, new in pairwise(claims) if _goes_from_to(old, new)}
    for stated, state in stated_states(claims):
        if state.span in ways:
            found = checked("from and to", ways[state.span], state, stated)
            if found is not None:
                yield found


def _goes_from_to(old: Claim, new: Claim) -> bool:
    if old.sentence != new.sentence or old.metric != new.metric or old.measure != new.measure:
        return False
    between = new.sentence[old.mark.end : new.mark.start]
    return bool(TO.fullmatch(between)) and bool(FROM.search(old.sentence[: old.mark.start]))


def _last_years_figure(traits: Sequence[Trait]) -> Iterator[Audit]:
    """增长X%，达到Y, and elsewhere in the report what it was a year before."""
    claims = [trait.claim for trait in traits]
    earlier = {(claim.metric, claim.measure, year): claim for claim in claims if (year := year_of(claim))}
    for stated, state in _stated_anywhere(claims):
        # A body stands in many rankings: its rank of last year may be that in another one.
        year = year_of(state) if state.measure == "level" else None
        old = earlier.get((state.metric, state.measure, year - 1)) if year else None
        if old is not None and old.period == str((year or 0) - 1) == str(year_of(old)) and state.period == str(year):
            found = checked("last year's figure", old, state, stated)
            if found is not None:
                yield found


def _stated_anywhere(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Stated changes with their figure, which may also stand behind: 增长5%，达到20万."""
    stated = dict(stated_states(claims))
    yield from stated.items()
    for one, other in pairwise(claims):
        reached = one.measure == "change" and one.direction and one.sentence == other.sentence
        if reached and one not in stated and _same_subject(other, one) and statement_of(one, other):
            yield one, other


AUDITS: tuple[AuditRule, ...] = (
    AuditRule("from and to", "由A增加到B，增长C%", _from_and_to),
    AuditRule("last year's figure", "增长X%，达到Y, and last year's figure in the same report", _last_years_figure),
    AuditRule("sum of parts", "其中: parts that make up their whole, or more than it", sums),
    AuditRule("given twice", "the same metric with two values", given_twice),
)
