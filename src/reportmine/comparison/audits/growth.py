"""Whether a stated change agrees with the figures that it is the change of, within rounding.

`NOT_COMPARABLE` is asked from top to bottom: why the printed figures cannot tell whether it is right. Of a change that
does not agree, `UNSURE` is asked: why it may be right all the same, so that it is worth a look and not called wrong.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from reportmine.comparison.audits.computations import Computation, Statement, computation_of
from reportmine.comparison.messages import said
from reportmine.comparison.model import Audit, Check, Finding
from reportmine.comparison.rounding import half_step
from reportmine.comparison.unit_conversion import converted, factor
from reportmine.comparison.words import COMPARABLE_BASIS, CONSTANT_PRICE_NAMES
from reportmine.extraction.rule import Rule, first_answer
from reportmine.lexicon.indicators import INDICATORS
from reportmine.lexicon.patterns import pattern
from reportmine.messages.message import Message
from reportmine.model import Claim
from reportmine.model.digits import rounded

_SHOWN = Decimal("0.0001")
_BOUNDS = frozenset(("over", "at_least", "at_most", "nearly"))
# How many characters before a change, and in the bracket behind it, may say on what basis it is stated.
_BASIS_BEFORE = 24
_IN_BRACKET = pattern(r"\s*[（(][^）)]*")
# A digit that is cut off instead of rounded moves a figure by two half steps.
_CUT_OFF = 2


class Evidence(NamedTuple):
    """A stated change with the figures that it leads from and to.

    `computation` is how it is worked out where its unit alone does not tell. `unsure` says why the figures may not
    belong together; None where they surely do.
    """

    old: Claim
    new: Claim
    stated: Claim
    computation: Computation | None = None
    unsure: Message | None = None


def audit_of_change(check: Check, evidence: Evidence) -> Audit | None:
    """Whether what is stated agrees with the way from the old figure to the new one; None where it states another.

    >>> from reportmine.api import extract
    >>> old, new, stated = extract("产值10.0亿元。产值12.0亿元，增长25%。").claims
    >>> audit = audit_of_change("stated change", Evidence(old, new, stated))
    >>> str(audit.computed), str(audit.difference), audit.finding
    ('20.0000', '5.0000', 'wrong')
    """
    old, new, stated, computation, unsure = evidence
    computation, times = computation or computation_of(Statement(stated, new)), factor(new, old)
    if computation is None or times is None:
        return None
    if old.quantity.low == 0 or not (old.quantity.high is None and new.quantity.high is None):
        reason = said("no-growth-of-range-or-zero")
        return Audit(check, old, new, stated, None, None, stated.quantity.unit, "not comparable", reason)
    value = _signed(stated)
    if computation.has_unit_of_figure:
        value *= factor(new, stated) or 1
    return _verdict(check, CheckedChange(computation, old, new, stated, times, value), unsure)


class CheckedChange(NamedTuple):
    """A change that is being checked: `factor` leads the old unit to the new one's, `value` is the stated value."""

    computation: Computation
    old: Claim
    new: Claim
    stated: Claim
    factor: Decimal
    value: Decimal

    @property
    def agrees(self) -> bool:
        """Whether the stated change, as far as it was rounded, can come from the printed figures."""
        return self.is_within(1)

    def is_within(self, half_steps: int) -> bool:
        """Whether the stated change can come from the printed figures when each is off by so many half steps."""
        old, new = _signed(self.old), _signed(self.new)
        ends = [
            self.computation.compute(converted(old + before, self.factor), new + after)
            for before in _both_ways(half_step(self.old) * half_steps)
            for after in _both_ways(half_step(self.new) * half_steps)
            if old + before
        ]
        slack = half_step(self.stated) * half_steps
        return min(ends) - slack <= self.value <= max(ends) + slack


def _verdict(check: Check, change: CheckedChange, unsure: Message | None) -> Audit:
    computed = change.computation.compute(_signed(change.old) * change.factor, _signed(change.new))
    finding, reason = _finding(change, unsure)
    return Audit(
        check=check,
        old=change.old,
        new=change.new,
        stated=change.stated,
        computed=rounded(computed, _SHOWN),
        difference=rounded(change.value - computed, _SHOWN),
        unit=change.stated.quantity.unit,
        finding=finding,
        reason=reason,
    )


def _finding(change: CheckedChange, unsure: Message | None) -> tuple[Finding, Message | None]:
    incomparable = first_answer(NOT_COMPARABLE, change)
    if incomparable:
        return "not comparable", incomparable[1]
    if change.agrees:
        return "consistent", None
    asked = first_answer(UNSURE, change)
    unsure = unsure or (asked[1] if asked else None)
    return ("look", unsure) if unsure else ("wrong", said("more-than-rounding"))


def _signed(claim: Claim) -> Decimal:
    """The value, below zero for a fall, whether or not the report printed a minus as well."""
    return -abs(claim.quantity.low) if claim.direction == "down" else claim.quantity.low


def _both_ways(step: Decimal) -> tuple[Decimal, Decimal]:
    return -step, step


# ----------------------------------------------------------------------- why it cannot be judged


def _real_by_rule(change: CheckedChange) -> Message | None:
    indicator = INDICATORS.get(change.new.indicator or "")
    is_real = bool(indicator and indicator.real) or change.new.metric.endswith(CONSTANT_PRICE_NAMES)
    return said("constant-prices-by-rule") if change.computation.is_growth and is_real else None


def _stated_on_comparable_basis(change: CheckedChange) -> Message | None:
    word = COMPARABLE_BASIS.search(_words_of(change.stated)) if change.computation.is_growth else None
    return said("comparable-basis", word=word.group()) if word else None


def _words_of(stated: Claim) -> str:
    """The words that may say on what basis a change is stated: before it, in a bracket behind it, above it."""
    clause = stated.sentence[: stated.mark.start].rpartition("；")[2][-_BASIS_BEFORE:]
    behind = _IN_BRACKET.match(stated.sentence[stated.mark.end :])
    heads = [note.evidence for note in stated.notes if note.decision == "table-measure"]
    # What the figure itself is called says nothing of its growth: 扣除非经常性损益的净利润.
    return "\n".join((clause, behind.group() if behind else "", *heads)).replace(stated.metric, "")


def _only_a_bound(change: CheckedChange) -> Message | None:
    qualifiers = {change.old.qualifier, change.new.qualifier, change.stated.qualifier}
    return said("only-a-bound") if qualifiers & _BOUNDS and not change.agrees else None


NOT_COMPARABLE: tuple[Rule[CheckedChange, Message, None], ...] = (
    Rule("constant prices", "地区生产总值: its growth is real by rule", _real_by_rule),
    Rule(
        "comparable basis",
        "同口径, 按可比价计算: not worked out from the figures as printed",
        _stated_on_comparable_basis,
    ),
    Rule("bound", "超过, 近: what does not agree with a bound may agree with the value", _only_a_bound),
)


# ---------------------------------------------------------------------- why it may be right all the same


def _starts_below_zero(change: CheckedChange) -> Message | None:
    below = min(_signed(change.old), _signed(change.new)) < 0
    return said("below-zero") if below and change.computation.is_growth else None


def _is_about(change: CheckedChange) -> Message | None:
    qualifiers = {change.old.qualifier, change.new.qualifier, change.stated.qualifier}
    return said("about") if "about" in qualifiers else None


def _is_near(change: CheckedChange) -> Message | None:
    return said("near-rounding") if change.is_within(_CUT_OFF) else None


def _may_be_multiple(change: CheckedChange) -> Message | None:
    multiple = change._replace(value=change.value - 1)
    return said("times-or-multiple") if change.stated.quantity.unit == "倍" and multiple.agrees else None


def _is_in_other_unit(change: CheckedChange) -> Message | None:
    """增加76家 beside 33个: each is counted, but it need not be the same that is."""
    stated, figure = change.stated.quantity.unit, change.new.quantity.unit
    differ = change.computation.has_unit_of_figure and stated != figure and factor(change.new, change.stated) == 1
    return said("units-differ", old=figure, new=stated) if differ and stated and figure else None


UNSURE: tuple[Rule[CheckedChange, Message, None], ...] = (
    Rule("below zero", "亏损3亿元: growth from a loss is stated in several ways", _starts_below_zero),
    Rule("about", "约20%: only about so much", _is_about),
    Rule("multiple", "增长3倍: 3 times as much may be meant", _may_be_multiple),
    Rule("other unit", "33个, 增加76家: it may be the change of something else", _is_in_other_unit),
    Rule("near", "digits may have been cut off instead of rounded", _is_near),
)
