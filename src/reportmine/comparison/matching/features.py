"""What matching sees of a claim: its name, what the words around it are about, its kind, unit and time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from reportmine.comparison.matching.names import (
    CONSTANT,
    DONE,
    GENERIC,
    PER,
    core,
    counts_added,
    counts_all,
    counts_built,
)
from reportmine.model import Claim, Report

# How far the words before and behind a figure tell what it is about.
_BEFORE, _BEHIND = 24, 12
# A name of so few characters, known to no lexicon, says little by itself: 省份, 捐赠.
_SHORT = 2
_NUMBERS = re.compile(r"[0-9０-９.,%％]+|[^\w\s]|\s")
_OBJECT = re.compile(r"(?:的[^，,；;。、]*|[，,][^，,；;。、]*)")
_CLAUSE = re.compile(r"[^，,；;。、：:]*$")
_COUNTED = ("count", "person", "event", "", "other", "medical", "agricultural", "score")
_PLACE = re.compile("[区县市旗镇乡州盟省]$|港$|机场$")


class Trait(NamedTuple):
    """A claim and what is asked of it again and again; `at` is its place among all claims, from 0 to 1."""

    claim: Claim
    name: str
    pairs: frozenset[str]
    around: frozenset[str]
    about: tuple[str, ...]
    generic: bool
    shared: bool
    short: bool
    added: bool
    built: bool
    stock: bool
    per: bool
    constant: bool
    kind: str
    when: tuple[int | None, str]
    place: str
    at: float


def traits_of(claims: Sequence[Claim], report: Report) -> list[Trait]:
    """The traits of claims of one report, in their order."""
    year = covered(report)
    shared = Counter((claim.metric, claim.measure, claim.quantity.unit, claim.period) for claim in claims)
    whole = max(1, len(claims) - 1)
    return [
        _trait(claim, year, shared[claim.metric, claim.measure, claim.quantity.unit, claim.period] > 1, at / whole)
        for at, claim in enumerate(claims)
    ]


def reached_in(traits: Sequence[Trait]) -> list[Trait]:
    """The figures that were reached, as against planned."""
    return [trait for trait in traits if trait.claim.status == "actual"]


def covered(report: Report) -> int | None:
    """The year that most of a report's reached figures are of; its own year where they name none."""
    years = Counter(year for claim in report.claims if claim.status == "actual" and (year := year_of(claim)))
    return years.most_common(1)[0][0] if years else report.year


def follows(old: Report, new: Report) -> bool:
    """Whether the new report is of the year after the old one, by what both cover or by their own years.

    Where nothing tells, it is taken to be so.
    """
    years = ((covered(old), covered(new)), (old.year, new.year))
    known = [after - before for before, after in years if before is not None and after is not None]
    return not known or 1 in known


def year_of(claim: Claim) -> int | None:
    """The year of a claim, where its period is one year or a part of it."""
    period = claim.period or ""
    return int(period[:4]) if period[:4].isdigit() and "/" not in period else None


def _trait(claim: Claim, year: int | None, shared: bool, at: float) -> Trait:
    name, clause = core(claim.metric).removesuffix(claim.quantity.unit), _last_clause(claim)
    return Trait(
        claim=claim,
        name=name,
        pairs=bigrams(name),
        around=bigrams(_around(claim)),
        about=_about(claim),
        generic=claim.metric in GENERIC or name in GENERIC,
        shared=shared,
        short=len(name) <= _SHORT and claim.indicator is None,
        added=counts_added(claim.metric),
        built=counts_built(claim.metric),
        stock=counts_all(claim.metric),
        per=bool(PER.search(claim.metric) or PER.search(clause)),
        constant=bool(CONSTANT.search(clause)),
        kind=_kind(claim),
        when=_when(claim.period, year),
        place=_place(claim),
        at=at,
    )


def bigrams(text: str) -> frozenset[str]:
    """The pairs of characters of a text; the text itself where it is but one character.

    >>> sorted(bigrams("背街巷道"))
    ['巷道', '背街', '街巷']
    """
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset((text,) if text else ())


def _around(claim: Claim) -> str:
    """The words around a figure, without numbers and marks."""
    text, mark = claim.sentence, claim.mark
    return core(_NUMBERS.sub("", text[max(0, mark.start - _BEFORE) : mark.start] + text[mark.end : mark.end + _BEHIND]))


def _last_clause(claim: Claim) -> str:
    found = _CLAUSE.search(claim.sentence[: claim.mark.start])
    return found.group() if found else ""


def _about(claim: Claim) -> tuple[str, ...]:
    """What a generic figure belongs to: its own name, and the clause behind that goes on with it.

    投资3800万元的背街巷道改造, 投资3700万元，集中改造的背街巷道: the words that only say how far the
    work has come are left out.
    """
    behind = _OBJECT.match(claim.sentence[claim.mark.end :])
    said = (claim.metric, behind.group() if behind else "")
    bare = (DONE.sub("", _NUMBERS.sub("", part.replace("的", ""))) for part in said)
    return tuple(part for part in bare if len(part) > _SHORT)


def _kind(claim: Claim) -> str:
    """Figures of different kinds never measure the same: money is no number of people."""
    quantity = claim.quantity
    if claim.measure == "rank":
        return "rank"
    if quantity.unit in ("人次", "户", "元"):
        return quantity.unit
    return "count" if quantity.dimension in _COUNTED else quantity.dimension


def _when(period: str | None, year: int | None) -> tuple[int | None, str]:
    """A period as seen from the year that its report covers: last year's, its first half.

    >>> _when("2013-H1", 2014), _when("2010/2014", 2014), _when(None, 2014)
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
    return scope if len(scope) > 2 and _PLACE.search(scope) else ""
