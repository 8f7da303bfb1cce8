"""What matching goes by: a claim's name, what its context is about, its kind of quantity, time and place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from reportmine.comparison.full_names import full_name
from reportmine.comparison.matching.names import normalized
from reportmine.comparison.matching.told import Told, told_values
from reportmine.comparison.words import (
    CLAUSE_BOUNDS,
    GENERIC_NAMES,
    PER_UNIT,
    PLACE_ENDINGS,
    UNITS_APART,
)
from reportmine.comparison.years import covered_year
from reportmine.lexicon.patterns import pattern
from reportmine.model import Claim, Report, slotted

# How many characters before and behind a figure tell what it is about.
_BEFORE, _BEHIND = 24, 12
_NUMBERS = pattern(r"[0-9０-９.,%％]+|[^\w\s]|\s")
_LAST_CLAUSE = pattern(rf"[^{CLAUSE_BOUNDS}]*$")
_FIRST_CLAUSE = pattern(rf"[^{CLAUSE_BOUNDS}]*")
# So many characters right before and behind a figure are the words next to it.
_NEXT_BEFORE, _NEXT_BEHIND = 8, 6
# More figures of one name than this are many.
_MANY = 3
_COUNTED = ("count", "person", "event", "", "other", "medical", "agricultural", "score")


@slotted
class ClaimFeatures:
    """A claim and all that matching asks of it again and again.

    `name` is the full name, normalized; `is_generic` says that it names nothing by itself (投资), `namesakes` how many
    other figures of its kind and measure have it, too, at most three, `earlier` is the name before it in the
    sentence. `context` are the bigrams of the words around the figure, `clause` those of its clause; `before` and
    `behind` the words next to it. `quantity_kind` parts what can hardly be the same, but for what is counted;
    `relative_period` is the period as seen from the report's year. `position` is the place among all claims of the
    report, from 0 to 1. `told` is what the report says of its value before.
    """

    claim: Claim
    name: str
    characters: frozenset[str]
    context: frozenset[str]
    clause: frozenset[str]
    before: str
    behind: str
    earlier: str
    is_generic: bool
    namesakes: int
    per_unit: bool
    quantity_kind: str
    is_counted: bool
    relative_period: tuple[int | None, str]
    place: str
    position: float
    told: tuple[Told, ...]


def features_of(report: Report) -> list[ClaimFeatures]:
    """The features of all claims of a report, in their order.

    >>> from reportmine.api import extract
    >>> [(features.name, features.quantity_kind) for features in features_of(extract("新增城市绿地30亩。"))]
    [('城市绿地', 'area')]
    """
    year, claims = covered_year(report), report.claims
    names = [normalized(full_name(claim)).removesuffix(claim.quantity.unit) for claim in claims]
    kinds = [_quantity_kind(claim) for claim in claims]
    namesakes = Counter(zip(names, kinds, (claim.measure for claim in claims), strict=True))
    last, told = max(1, len(claims) - 1), told_values(claims)
    found = []
    for at, claim in enumerate(claims):
        earlier = names[at - 1] if at and claims[at - 1].sentence == claim.sentence else ""
        alike = namesakes[names[at], kinds[at], claim.measure] - 1
        known = _Known(names[at], kinds[at], alike, earlier, at / last, told.get(at, ()))
        found.append(_features(claim, year, known))
    return found


def reached(features: Sequence[ClaimFeatures]) -> list[ClaimFeatures]:
    """The figures that were reached, as against planned."""
    return [figure for figure in features if figure.claim.status == "actual"]


class _Known(NamedTuple):
    """What is known of a claim among all claims of its report."""

    name: str
    kind: str
    namesakes: int
    earlier: str
    position: float
    told: tuple[Told, ...]


def _features(claim: Claim, year: int | None, known: _Known) -> ClaimFeatures:
    name, clause, (before, behind) = known.name, _last_clause(claim), _beside(claim)
    first_behind = _FIRST_CLAUSE.match(claim.sentence[claim.mark.end :])
    return ClaimFeatures(
        claim=claim,
        name=name,
        characters=frozenset(name),
        context=bigrams(normalized(before + behind)),
        clause=bigrams(_NUMBERS.sub("", clause + (first_behind.group() if first_behind else ""))),
        before=before[-_NEXT_BEFORE:],
        behind=behind[:_NEXT_BEHIND],
        earlier=known.earlier,
        is_generic=name in GENERIC_NAMES,
        namesakes=min(known.namesakes, _MANY),
        per_unit=bool(PER_UNIT.search(claim.metric) or PER_UNIT.search(clause)),
        quantity_kind=known.kind,
        is_counted=claim.quantity.dimension in _COUNTED or (known.kind in UNITS_APART and not _is_money(claim)),
        relative_period=_relative_period(claim.period, year),
        place=_place(claim),
        position=known.position,
        told=known.told,
    )


def bigrams(text: str) -> frozenset[str]:
    """The pairs of characters of a text; the text itself where it is but one character.

    >>> sorted(bigrams("背街巷道"))
    ['巷道', '背街', '街巷']
    """
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset((text,) if text else ())


def _beside(claim: Claim) -> tuple[str, str]:
    """The words before and behind a figure, without numbers and marks."""
    text, mark = claim.sentence, claim.mark
    before, behind = text[max(0, mark.start - _BEFORE) : mark.start], text[mark.end : mark.end + _BEHIND]
    return _NUMBERS.sub("", before), _NUMBERS.sub("", behind)


def _last_clause(claim: Claim) -> str:
    clause = _LAST_CLAUSE.search(claim.sentence[: claim.mark.start])
    return clause.group() if clause else ""


def _is_money(claim: Claim) -> bool:
    return claim.quantity.dimension == "money"


def _quantity_kind(claim: Claim) -> str:
    """Figures of different kinds hardly measure the same: money is no number of people. What is counted may."""
    quantity = claim.quantity
    if claim.measure == "rank":
        return "rank"
    if quantity.unit in UNITS_APART:
        return quantity.unit
    return "count" if quantity.dimension in _COUNTED else quantity.dimension


def _relative_period(period: str | None, year: int | None) -> tuple[int | None, str]:
    """A period as seen from the year that its report covers: last year's, its first half.

    >>> _relative_period("2013-H1", 2014), _relative_period("2010/2014", 2014), _relative_period(None, 2014)
    ((-1, 'H1'), (0, '-4'), (None, ''))
    """
    if period is None or year is None:
        return None, period or ""
    if "/" in period:
        start, _, end = period.partition("/")
        return (int(end) - year, f"-{int(end) - int(start)}") if start.isdigit() and end.isdigit() else (0, period)
    return int(period[:4]) - year, period[5:]


def _place(claim: Claim) -> str:
    """The place that a figure is of, where it is not the report's own."""
    scope = claim.scope or ""
    return scope if len(scope) > 2 and scope.endswith(PLACE_ENDINGS) else ""
