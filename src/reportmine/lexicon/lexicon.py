"""What one run of extraction knows: the product's indicators and units, and a user's words beside them.

A lexicon is a value that the stages hand on. Nobody changes it, so threads may extract side by side, each with its own.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from reportmine.lexicon.indicators import INDICATORS, Indicator, Indicators
from reportmine.lexicon.units import UNITS, Unit, Units
from reportmine.lexicon.user.model import UserIndicator, UserLexicon, UserUnit


# Equal to itself alone, so that what was read by a lexicon is soon found under it again.
@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The tables by which a report is read; numbers in the phrases of `skips` are no figures."""

    indicators: Indicators
    units: Units
    skips: tuple[str, ...] = ()


PRODUCT = Lexicon(INDICATORS, UNITS)


def with_user(user: UserLexicon | None) -> Lexicon:
    """The product's lexicon with a user's words; of a spelling that both hold the user's meaning counts.

    The same words give the same lexicon, as long as no more than a few are in use.

    >>> mine = with_user(UserLexicon(units=(UserUnit("人趟", dimension="event"),)))
    >>> [lexicon.units.longest_at("接送12万人趟", 5)[0] for lexicon in (mine, with_user(None))]
    ['人趟', '人']
    """
    return PRODUCT if user is None else _extended(user)


@functools.lru_cache(maxsize=8)
def _extended(user: UserLexicon) -> Lexicon:
    indicators = Indicators(_indicators(user.indicators), INDICATORS)
    return Lexicon(indicators, Units(_units(user.units), UNITS), tuple(user.skips))


def _indicators(found: Iterable[UserIndicator]) -> dict[str, Indicator]:
    spellings: dict[str, Indicator] = {}
    for name, aliases, topic, group in found:
        known = INDICATORS.get(name)
        new = Indicator(name, topic or "other", group, real=False)
        indicator = known if known is not None and topic in (None, known.topic) else new
        spellings |= dict.fromkeys((name, *aliases), indicator)
    return spellings


def _units(found: Iterable[UserUnit]) -> dict[str, Unit]:
    spellings: dict[str, Unit] = {}
    for name, aliases, dimension, factor in found:
        known = UNITS.get(name)
        new = Unit(name, dimension or "other", factor, iso4217="", word=False)
        unit = known if known is not None and dimension in ("", known.dimension) else new
        spellings |= dict.fromkeys((name, *aliases), unit)
    return spellings
