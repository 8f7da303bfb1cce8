"""How deep in brackets something stands: what is in brackets is counted in what stands before them."""

from __future__ import annotations

from collections.abc import Iterator

_OPENING, _CLOSING = "（([［【", "）)]］】"


def depth_at(text: str, at: int) -> int:
    """In how many brackets a character of a text stands.

    >>> depth_at("565所（民办310所（其中幼儿园295所））", 16)
    2
    """
    return max(0, _balance(text[:at]))


def lowest_depth(text: str, start: int, end: int) -> int:
    """The fewest brackets that are open anywhere from one character of a text to another.

    >>> lowest_depth("申请（其中甲区16件），其中个人14件", 6, 17)
    0
    """
    depths = list(_depths(text, start, end))
    return max(0, min(depths, default=depth_at(text, start)))


def _depths(text: str, start: int, end: int) -> Iterator[int]:
    depth = depth_at(text, start)
    yield depth
    for character in text[start:end]:
        depth += (character in _OPENING) - (character in _CLOSING)
        yield depth


def _balance(text: str) -> int:
    return sum((character in _OPENING) - (character in _CLOSING) for character in text)
