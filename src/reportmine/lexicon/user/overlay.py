"""A user's words, lent to the tables of this process for as long as one report is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

from reportmine.lexicon import indicators, skip_phrases, units
from reportmine.lexicon.indicators import INDICATORS, Indicator
from reportmine.lexicon.units import UNITS, Unit
from reportmine.lexicon.user.model import UserIndicator, UserLexicon, UserUnit

# Whoever reads a report holds it, so that nobody sees the words of somebody else's lexicon.
_READING = RLock()
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")


@contextmanager
def applied(user: UserLexicon | None) -> Iterator[None]:
    """Read with the user's words while the block runs; other threads wait, and afterwards all is as it was.

    >>> from reportmine.lexicon.user.model import UserUnit
    >>> with applied(UserLexicon(units=(UserUnit("人趟", dimension="event"),))):
    ...     units.unit_at("接送12万人趟", 5)[1].dimension
    'event'
    >>> units.unit_at("接送12万人趟", 5)[0]
    '人'
    """
    with _READING:
        if user is None:
            yield
            return
        spellings, symbols = _indicators(user.indicators), _units(user.units)
        with indicators.extended(spellings), units.extended(symbols), skip_phrases.extended(user.skips):
            yield


def words_of(user: UserLexicon | None) -> tuple[tuple[str, str], ...]:
    """The words that the segmenter keeps whole, with their tags: the user's, and the names of the user's indicators.

    A name with other characters than Chinese ones is put together again from the words that it is cut into.

    >>> words_of(UserLexicon(indicators=(UserIndicator("完课率", ("5G完课率", "课程完课率")),)))
    (('完课率', 'n'), ('课程完课率', 'n'))
    """
    if user is None:
        return ()
    names = {
        spelling: "n"
        for indicator in user.indicators
        for spelling in (indicator.name, *indicator.aliases)
        if _CHINESE.fullmatch(spelling)
    }
    return tuple((names | dict(user.words)).items())


def _indicators(found: tuple[UserIndicator, ...]) -> dict[str, Indicator]:
    spellings: dict[str, Indicator] = {}
    for name, aliases, topic, group in found:
        known = INDICATORS.get(name)
        new = Indicator(name, topic or "other", group, real=False)
        indicator = known if known is not None and topic in (None, known.topic) else new
        spellings |= dict.fromkeys((name, *aliases), indicator)
    return spellings


def _units(found: tuple[UserUnit, ...]) -> dict[str, Unit]:
    spellings: dict[str, Unit] = {}
    for name, aliases, dimension, factor in found:
        known = UNITS.get(name)
        new = Unit(name, dimension or "other", factor, iso4217="", word=False)
        unit = known if known is not None and dimension in ("", known.dimension) else new
        spellings |= dict.fromkeys((name, *aliases), unit)
    return spellings
