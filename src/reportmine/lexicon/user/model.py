"""The words of a user: indicators, units, fixed phrases and words for the segmenter, beside the tables' own.

They are plain values. `loader.py` reads them from a file, `lexicon.with_user` makes a lexicon with them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from reportmine.lexicon.patterns import pattern
from reportmine.model import Topic


class UserIndicator(NamedTuple):
    """An indicator with its other wordings; under a name that the tables know it only adds wordings to it."""

    name: str
    aliases: tuple[str, ...] = ()
    topic: Topic | None = None
    group: str = ""


class UserUnit(NamedTuple):
    """A unit with its other spellings; under a name that the tables know it only adds spellings to it."""

    name: str
    aliases: tuple[str, ...] = ()
    dimension: str = ""
    factor: Decimal | None = None


class UserWord(NamedTuple):
    """A word that the segmenter shall keep whole, with its part of speech in jieba's letters."""

    text: str
    tag: str = "n"


@dataclass(frozen=True, slots=True)
class UserLexicon:
    """What a user adds to the tables; `skips` are fixed phrases whose numbers are no figures.

    Spellings are matched against clean text, which is in simplified characters: `load_lexicon` folds
    what it reads, and by hand they are written so.

    >>> lexicon = UserLexicon(skips=("五提升",), words=(UserWord("志愿汇", "nz"),))
    >>> lexicon.size
    2
    """

    indicators: tuple[UserIndicator, ...] = ()
    units: tuple[UserUnit, ...] = ()
    skips: tuple[str, ...] = ()
    words: tuple[UserWord, ...] = ()
    path: str | None = None

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self.indicators) + len(self.units) + len(self.skips) + len(self.words)


def combined(lexicons: Iterable[UserLexicon]) -> UserLexicon:
    """Several lexicons as one; where two say different things of a spelling, the later one counts.

    >>> combined([UserLexicon(skips=("五提升",)), UserLexicon(skips=("三下乡",))]).skips
    ('五提升', '三下乡')
    """
    parts = tuple(lexicons)
    return UserLexicon(
        tuple(chain.from_iterable(part.indicators for part in parts)),
        tuple(chain.from_iterable(part.units for part in parts)),
        tuple(chain.from_iterable(part.skips for part in parts)),
        tuple(chain.from_iterable(part.words for part in parts)),
        parts[0].path if len(parts) == 1 else None,
    )


_CHINESE = pattern(r"[\u4e00-\u9fff]{2,}")


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
