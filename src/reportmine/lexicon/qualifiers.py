"""Words of approximation and bounds before and behind a quantity (quantities/qualifiers.csv)."""

from __future__ import annotations

from typing import NamedTuple, cast

from reportmine.errors import LexiconError
from reportmine.lexicon.loader import rows, split_cell
from reportmine.model import Qualifier


class Bound(NamedTuple):
    """A word, what it makes of the figure, how strongly, and the words that it is only a part of (签约, 强化)."""

    word: str
    qualifier: Qualifier
    strength: int
    unless: tuple[str, ...] = ()


def _load(place: str) -> tuple[Bound, ...]:
    found = tuple(
        Bound(row["word"], cast(Qualifier, row["qualifier"]), int(row["strength"]), split_cell(row["unless"]))
        for row in rows("quantities/qualifiers.csv")
        if row["place"] == place
    )
    if len({bound.word for bound in found}) != len(found):
        raise LexiconError(f"quantities/qualifiers.csv: a word stands twice among those {place} the figure.")
    return tuple(_with_those_of_beginning(bound, found) for bound in found)


def _with_those_of_beginning(bound: Bound, known: tuple[Bound, ...]) -> Bound:
    """What 约 is only a part of (租约), 约有 is no more: 租约有34份."""
    beginnings = (other for other in known if bound.word.startswith(other.word) and other.word != bound.word)
    inherited = (word + bound.word[len(other.word) :] for other in beginnings for word in other.unless)
    return bound._replace(unless=(*bound.unless, *(word for word in inherited if word.endswith(bound.word))))


def _grouped(bounds: tuple[Bound, ...], key: int) -> dict[str, tuple[Bound, ...]]:
    """Bounds under their first (0) or last (-1) character, longest word first."""
    groups: dict[str, list[Bound]] = {}
    for bound in sorted(bounds, key=lambda bound: -len(bound.word)):
        groups.setdefault(bound.word[key], []).append(bound)
    return {char: tuple(found) for char, found in groups.items()}


BEFORE: dict[str, tuple[Bound, ...]] = _grouped(_load("before"), -1)
BEHIND: dict[str, tuple[Bound, ...]] = _grouped(_load("behind"), 0)
EXACT = Bound("", "exact", 0)


def bound_before(text: str, at: int) -> Bound:
    """The longest bound that ends at `at`; the empty, exact one where none does.

    >>> bound_before("粉丝近200万", 3).qualifier, bound_before("不超过5天", 3).qualifier
    ('nearly', 'at_most')
    """
    if at:
        for bound in BEFORE.get(text[at - 1], ()):
            if text.endswith(bound.word, 0, at) and not text.endswith(bound.unless, 0, at):
                return bound
    return EXACT


def bound_behind(text: str, at: int) -> Bound:
    """The longest bound that begins at `at`; the empty, exact one where none does."""
    for bound in BEHIND.get(text[at : at + 1], ()):
        if text.startswith(bound.word, at) and not (bound.unless and text.startswith(bound.unless, at)):
            return bound
    return EXACT
