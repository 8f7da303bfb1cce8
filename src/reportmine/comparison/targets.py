"""What the old report planned for the coming year, and what the new one reports of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from reportmine.comparison.changes import change_between
from reportmine.comparison.matching.features import ClaimFeatures, features_of, reached
from reportmine.comparison.matching.matcher import Match, match_figures
from reportmine.comparison.matching.names import names_of_parts
from reportmine.comparison.messages import said
from reportmine.comparison.model import Target
from reportmine.comparison.unit_conversion import converted, factor
from reportmine.comparison.verdicts import is_met
from reportmine.comparison.words import NO_PROMISE
from reportmine.comparison.years import covered_year, is_year_after, last_year_of
from reportmine.model import Claim, Report, Span

# A part is told by its place and its noun already, so that the words between them may differ.
_PART_FLOOR = -4000
_COUNTED = ("area", "length")
# What is missing of a target that was nearly met, at most.
_NEARLY = Decimal("0.05")


def targets_between(old: Report, new: Report) -> tuple[Target, ...]:
    """Each target of the old report for the year that the new one covers, in order, with what became of it.

    >>> from reportmine.api import extract
    >>> old = extract("2023年工作报告\\n二、2023年工作计划\\n全年举办培训20场以上。")
    >>> new = extract("2023年度工作报告\\n一、2023年工作回顾\\n全年举办培训18场。")
    >>> [(target.target.text, target.outcome.text, target.met) for target in targets_between(old, new)]
    [('20场', '18场', False)]
    """
    return targets_in(features_of(old), reached(features_of(new)), due_years(old, new))


def targets_in(
    figures: Sequence[ClaimFeatures], outcomes: Sequence[ClaimFeatures], years: Collection[int]
) -> tuple[Target, ...]:
    """The same for all figures of the old report and the reached ones of the new report."""
    planned = planned_in(figures)
    due = [target for target in planned if may_be_due(target.claim, years)]
    closed = [_judged(match) for match in _matches(due, outcomes)]
    known = {target.target.span for target in closed}
    still_open = [_open(figure.claim, years) for figure in planned if figure.claim.span not in known]
    return tuple(sorted([*closed, *still_open], key=lambda target: target.target.span))


def planned_in(figures: Sequence[ClaimFeatures]) -> list[ClaimFeatures]:
    """The targets among figures, as seen from the report that tells what became of them."""
    return [_as_seen_later(figure) for figure in figures if _is_promised(figure.claim)]


def _is_promised(claim: Claim) -> bool:
    return claim.status == "target" and not claim.metric.endswith(NO_PROMISE)


def _as_seen_later(target: ClaimFeatures) -> ClaimFeatures:
    """A target looks ahead: its time is that of the report that tells what became of it."""
    return replace(target, relative_period=(0, target.relative_period[1]))


def may_be_due(claim: Claim, years: Collection[int]) -> bool:
    """Whether the outcome of a target can be in a report that covers these years: not where it is due later.

    One that seems to be due sooner may have had its time misread.
    """
    due = last_year_of(claim)
    return due is None or not years or due <= max(years)


def due_years(old: Report, new: Report) -> frozenset[int]:
    """The years whose targets the new report tells the outcome of; none where that cannot be told."""
    year, last = covered_year(new), covered_year(old)
    if year is None:
        return frozenset()
    return frozenset({year, last + 1} if last is not None and is_year_after(new, old) else {year})


def _is_due(claim: Claim, years: Collection[int]) -> bool:
    due = last_year_of(claim)
    return due is None or not years or due in years


def _open(claim: Claim, years: Collection[int]) -> Target:
    if _is_due(claim, years):
        return Target(claim, None, None, reason=said("no-such-figure"))
    return Target(claim, None, None, reason=said("planned-for-later", period=claim.period or ""))


def _judged(match: Match) -> Target:
    target, outcome = match.old.claim, match.new.claim
    # How far it is from the number that was named, whether that was a bound or not.
    margin, times = change_between(target._replace(qualifier="exact"), outcome), factor(target, outcome)
    if times is None:
        return Target(target, outcome, None, margin, margin.reason, match.confidence, match.rivals)
    met = is_met(target, outcome, times)
    reason = said("only-a-bound") if met is None else None
    if met is False and _is_nearly_met(target, outcome, times):
        reason = said("nearly-met")
    return Target(target, outcome, met, margin, reason, match.confidence, match.rivals)


def _is_nearly_met(target: Claim, outcome: Claim, times: Decimal) -> bool:
    """Whether only a little is missing: 71,864人次 of 7.2万人次."""
    if target.measure == "rank" or target.direction != outcome.direction:
        return False
    planned, reached = target.quantity.low, converted(outcome.quantity.low, times)
    return planned > 0 and abs(reached - planned) <= _NEARLY * planned


# ------------------------------------------------------------------------ targets and outcomes


def _matches(planned: Sequence[ClaimFeatures], outcomes: Sequence[ClaimFeatures]) -> list[Match]:
    """Targets with their outcomes: those for several parts at once, then all others."""
    of_parts = [match for target in planned for match in _match_parts(target, outcomes)]
    alike = match_figures(_unmatched(planned, of_parts), _unmatched(outcomes, of_parts))
    known = of_parts + alike
    return known + list(_in_other_units(_unmatched(planned, known), _unmatched(outcomes, known)))


def _in_other_units(planned: Sequence[ClaimFeatures], outcomes: Sequence[ClaimFeatures]) -> Iterator[Match]:
    """Planned in 亩 and reported in 栋: the same by its name, but not to be compared."""
    names = {figure.name for figure in planned} & {figure.name for figure in outcomes}
    matches = match_figures(_of_any_kind(planned, names), _of_any_kind(outcomes, names), _PART_FLOOR)
    unlike = (match for match in matches if factor(match.old.claim, match.new.claim) is None)
    return (match for match in unlike if match.old.name == match.new.name)


def _of_any_kind(figures: Iterable[ClaimFeatures], names: Collection[str]) -> list[ClaimFeatures]:
    counted = (figure for figure in figures if figure.name in names and _is_counted(figure))
    return [replace(figure, quantity_kind="count", is_counted=True) for figure in counted]


def _is_counted(figure: ClaimFeatures) -> bool:
    return figure.is_counted or figure.quantity_kind in _COUNTED


def _unmatched(figures: Sequence[ClaimFeatures], matches: Iterable[Match]) -> list[ClaimFeatures]:
    used = {id(figure.claim) for match in matches for figure in (match.old, match.new)}
    return [figure for figure in figures if id(figure.claim) not in used]


def _match_parts(target: ClaimFeatures, outcomes: Sequence[ClaimFeatures]) -> Iterator[Match]:
    """城乡居民收入增长18%: a target for the towns and one for the country."""
    names = names_of_parts(target.name)
    if len(names) < 2:
        return
    taken: set[Span] = set()
    for name in names:
        part = replace(target, name=name)
        others = [outcome for outcome in outcomes if _is_of_part(outcome, name, taken)]
        for match in match_figures([part], others, _PART_FLOOR):
            taken.add(match.new.claim.span)
            yield match._replace(old=target)


def _is_of_part(outcome: ClaimFeatures, name: str, taken: Collection[Span]) -> bool:
    """Whether a figure is of the part that a name begins with, and ends in the same noun."""
    ends = (outcome.name[:2], outcome.name[-2:])
    return outcome.claim.span not in taken and ends == (name[:2], name[-2:])
