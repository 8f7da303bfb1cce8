"""Which figures are asked for: those of a standard indicator however they are called, or those of a name."""

from __future__ import annotations

from typing import NamedTuple

from reportmine.comparison.full_names import full_name
from reportmine.comparison.matching.names import normalized
from reportmine.lexicon.indicators import INDICATORS
from reportmine.model import Claim, Measure, Status


class Wanted(NamedTuple):
    """A metric by its standard name, where it has one, and what kind of figure it shall be."""

    metric: str
    indicator: str
    name: str
    measure: Measure = "level"
    status: Status = "actual"

    @classmethod
    def of(cls, metric: str, measure: Measure = "level", status: Status = "actual") -> Wanted:
        """What is asked for by a name, in any of its spellings.

        >>> Wanted.of("GDP").indicator, Wanted.of("甲项").indicator
        ('地区生产总值', '甲项')
        """
        known = INDICATORS.get(metric)
        return cls(metric, known.name if known else metric, normalized(metric), measure, status)

    def names(self, claim: Claim) -> bool:
        """Whether a claim is of this metric, whatever it says of it.

        >>> from reportmine.api import extract
        >>> claims = extract("全市生产总值1200亿元，举办培训20场。").claims
        >>> [[Wanted.of(name).names(claim) for claim in claims] for name in ("GDP", "培训")]
        [[True, False], [False, True]]
        """
        if claim.indicator == self.indicator or claim.metric == self.metric:
            return True
        return self.name in (normalized(claim.metric), normalized(full_name(claim)))

    def fits(self, claim: Claim) -> bool:
        """Whether a claim is of this metric, and of the kind and status that are asked for."""
        return claim.measure == self.measure and claim.status == self.status and self.names(claim)

    def is_own_name(self, claim: Claim) -> bool:
        """Whether a claim is called so, and not only something that begins or ends so."""
        known = INDICATORS.get(claim.metric)
        return (known is not None and known.name == self.indicator) or normalized(claim.metric) == self.name
