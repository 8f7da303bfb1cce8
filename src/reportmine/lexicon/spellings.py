"""A table of spellings and what they mean, which nobody changes: the ground of indicators and units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")


class Spellings(Mapping[str, Meaning], Generic[Meaning]):
    """Spellings and what each means. A value: whoever wants more of them makes a new table.

    >>> known = Spellings({"亩": "area", "步": "length"})
    >>> list(Spellings({"步": "area", "棚": "area"}, known).items())
    [('亩', 'area'), ('步', 'area'), ('棚', 'area')]
    """

    __slots__ = ("_meanings",)

    def __init__(self, meanings: Mapping[str, Meaning], known: Spellings[Meaning] | None = None) -> None:
        """What each spelling means; beside them stand those of `known` that do not mean another thing now."""
        self._meanings: dict[str, Meaning] = {**known._meanings, **meanings} if known else dict(meanings)

    def __getitem__(self, spelling: str) -> Meaning:
        """What a spelling means; raises KeyError where it is none."""
        return self._meanings[spelling]

    def __contains__(self, spelling: object) -> bool:
        """Whether a text is a spelling, all of it."""
        return spelling in self._meanings

    def __iter__(self) -> Iterator[str]:
        """All spellings, a user's behind the product's."""
        return iter(self._meanings)

    def __len__(self) -> int:
        """How many spellings there are."""
        return len(self._meanings)
