"""All that is known, as rows: the product's indicators, units and words, and those of users."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple, get_args

from reportmine.lexicon.indicators import INDICATORS
from reportmine.lexicon.loader import toml, words
from reportmine.lexicon.qualifiers import BEFORE, BEHIND, Bound
from reportmine.lexicon.units import UNITS
from reportmine.lexicon.user.model import UserLexicon

Kind = Literal["indicator", "unit", "word"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Known(NamedTuple):
    """One row: its name, what it means to reportmine, and the user's file that it comes from, if it does.

    `sense` is the topic of an indicator, the dimension of a unit, the part that a word plays; `detail`
    the group of an indicator and the factor of a unit.
    """

    kind: Kind
    name: str
    sense: str
    detail: str
    aliases: tuple[str, ...]
    user: str


def known(kinds: Collection[Kind] = KINDS, users: Iterable[UserLexicon] = ()) -> Iterator[Known]:
    """The rows of these kinds, the users' behind the product's.

    >>> [row.sense for row in matching(known(["unit"]), ["百分点"])]
    ['point']
    """
    lexicons = tuple(users)
    for kind in KINDS:
        if kind in kinds:
            yield from _PRODUCT[kind]()
            for user in lexicons:
                yield from (row for row in _of_user(user) if row.kind == kind)


def matching(rows: Iterable[Known], texts: Collection[str]) -> Iterator[Known]:
    """The rows that hold one of the texts in their name or in another spelling."""
    for row in rows:
        if any(text in spelling for text in texts for spelling in (row.name, *row.aliases)):
            yield row


def _indicators() -> Iterator[Known]:
    for name, spellings in _by_name({spelling: found.name for spelling, found in INDICATORS.items()}).items():
        yield Known("indicator", name, INDICATORS[name].topic, INDICATORS[name].group, spellings, "")


def _units() -> Iterator[Known]:
    for name, spellings in _by_name({spelling: found.name for spelling, found in UNITS.items()}).items():
        factor = UNITS[name].factor
        yield Known("unit", name, UNITS[name].dimension, "" if factor is None else f"{factor:f}", spellings, "")


def _by_name(names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, list[str]] = {}
    for spelling, name in names.items():
        grouped.setdefault(name, []).extend([spelling] if spelling != name else [])
    return {name: tuple(spellings) for name, spellings in grouped.items()}


def _words() -> Iterator[Known]:
    for word in words("quantities/numeral_words.toml", "words"):
        yield _word(word, "no number")
    for place, bounds in (("before", BEFORE), ("behind", BEHIND)):
        for bound in _flat(bounds):
            yield _word(bound.word, f"{bound.qualifier}, {place} a figure" if bound.strength else "no bound")
    for group, held in toml("words/cue_words.toml").items():
        for key, listed in held.items():
            for word in dict.fromkeys(listed.split()):
                yield _word(word, group if key == "words" else f"{group} {key}")


def _flat(bounds: Mapping[str, Iterable[Bound]]) -> Iterator[Bound]:
    for found in bounds.values():
        yield from found


def _word(word: str, sense: str, user: str = "") -> Known:
    return Known("word", word, sense, "", (), user)


_PRODUCT = {"indicator": _indicators, "unit": _units, "word": _words}


def _of_user(user: UserLexicon) -> Iterator[Known]:
    source = user.path or "yours"
    for name, aliases, topic, group in user.indicators:
        yield Known("indicator", name, topic or _topic_of(name), group, aliases, source)
    for name, aliases, dimension, factor in user.units:
        detail = "" if factor is None else f"{factor:f}"
        yield Known("unit", name, dimension or _dimension_of(name), detail, aliases, source)
    for phrase in user.skips:
        yield _word(phrase, "skipped", source)
    for text, tag in user.words:
        yield _word(text, f"kept whole, {tag}", source)


def _topic_of(name: str) -> str:
    return INDICATORS[name].topic if name in INDICATORS else ""


def _dimension_of(name: str) -> str:
    return UNITS[name].dimension if name in UNITS else ""
