"""Two reports side by side."""

from __future__ import annotations

from reportmine.comparison.audits.rules import audits_between
from reportmine.comparison.changes import change_between
from reportmine.comparison.comparability import doubt_of_pairs, doubts_of
from reportmine.comparison.matching.features import Trait, reached_in, traits_of
from reportmine.comparison.matching.matcher import match
from reportmine.comparison.model import Comparison, Pair
from reportmine.comparison.targets import due_years, targets_in
from reportmine.model import Claim, Report, Span


def compare(old: Report, new: Report) -> Comparison:
    """What changed from the old report to the new one, whether the new one says so, and what was promised.

    >>> from reportmine.api import extract
    >>> found = compare(extract("粉丝数20万，举办培训9场。"), extract("粉丝25万。"))
    >>> [(pair.old.text, pair.new.text, str(pair.change.percent.low)) for pair in found.pairs]
    [('20万', '25万', '25.00')]
    >>> [claim.text for claim in found.only_old]
    ['9场']
    """
    traits = traits_of(old.claims, old)
    before, after = reached_in(traits), reached_in(traits_of(new.claims, new))
    pairs = tuple(
        Pair(one.old.claim, one.new.claim, change_between(one.old.claim, one.new.claim), one.score, one.rivals)
        for one in match(before, after)
    )
    warnings = [*doubts_of((old, new))]
    if few := doubt_of_pairs(old, new, len(pairs)):
        warnings.append(few)
    audits = audits_between(old, new, pairs, after)
    known = {audit.stated.span for audit in audits}
    return Comparison(
        old=old,
        new=new,
        pairs=pairs,
        audits=audits,
        targets=targets_in(traits, after, due_years(old, new)),
        only_old=_alone(before, {pair.old.span for pair in pairs}),
        only_new=_alone(after, known | {pair.new.span for pair in pairs}),
        warnings=tuple(warnings),
    )


def _alone(traits: list[Trait], paired: set[Span]) -> tuple[Claim, ...]:
    return tuple(trait.claim for trait in traits if trait.claim.span not in paired)
