"""Two reports side by side."""

from __future__ import annotations

from collections.abc import Iterable

from reportmine.comparison.audits.rules import audits_between
from reportmine.comparison.changes import change_between
from reportmine.comparison.comparability import comparability_warnings
from reportmine.comparison.findings import is_sure
from reportmine.comparison.matching.features import ClaimFeatures, features_of, reached
from reportmine.comparison.matching.matcher import match_figures
from reportmine.comparison.model import Comparison, Pair
from reportmine.comparison.targets import due_years, planned_in, targets_in
from reportmine.model import Claim, Report, Span


def compare(old: Report, new: Report) -> Comparison:
    """What changed from the old report to the new one, whether the new one says so, and what was promised.

    >>> from reportmine.api import extract
    >>> comparison = compare(extract("粉丝数20万，举办培训9场。"), extract("粉丝25万。"))
    >>> [(pair.old.text, pair.new.text, str(pair.change.percent.low)) for pair in comparison.pairs]
    [('20万', '25万', '25.00')]
    >>> [claim.text for claim in comparison.only_old]
    ['9场']
    """
    old_figures = features_of(old)
    before = reached(old_figures)
    new_figures = features_of(new)
    after = reached(new_figures)
    pairs = _pairs(before, after)
    plans = _pairs(planned_in(old_figures), planned_in(new_figures))
    audits = audits_between(old, new, (*pairs, *plans), after)
    audited = {audit.stated.span for audit in audits}
    return Comparison(
        old=old,
        new=new,
        pairs=pairs,
        audits=audits,
        targets=targets_in(old_figures, after, due_years(old, new)),
        only_old=_without(before, {pair.old.span for pair in pairs}),
        only_new=_without(after, audited | {pair.new.span for pair in pairs}),
        warnings=comparability_warnings(old, new, sum(map(is_sure, pairs))),
    )


def _pairs(before: list[ClaimFeatures], after: list[ClaimFeatures]) -> tuple[Pair, ...]:
    claims = ((match.old.claim, match.new.claim, match) for match in match_figures(before, after))
    return tuple(Pair(old, new, change_between(old, new), match.confidence, match.rivals) for old, new, match in claims)


def _without(figures: Iterable[ClaimFeatures], spans: set[Span]) -> tuple[Claim, ...]:
    return tuple(figure.claim for figure in figures if figure.claim.span not in spans)
