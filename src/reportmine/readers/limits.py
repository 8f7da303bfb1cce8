"""How much of one file is read, at most: whoever takes a file apart asks here, and says so where it holds more.

The limits hold for all that is read within `within`, so that no reader has to be handed them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields, replace

from reportmine.errors import LimitError

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read of one file; `lexicon/data/readers/limits.toml` says what each counts, and why so many."""

    pages: int
    cells: int
    member: int
    archive: int
    members: int
    package: int
    elements: int
    nesting: int
    seconds: int
    memory: int
    conversion: int
    text: int


NAMES = tuple(field.name for field in fields(Limits))


@functools.cache
def usual() -> Limits:
    """The limits that hold where nobody sets others."""
    from reportmine.lexicon.loader import toml  # reading and --help start without the tables

    return Limits(**toml("readers/limits.toml")["limits"])


def with_others(given: Mapping[str, int]) -> Limits:
    """The usual limits but for those given; raises LimitError for a name that is none, and for less than 1.

    >>> with_others({"pages": 20000}).pages, with_others({}).pages
    (20000, 5000)
    >>> with_others({"page": 1})
    Traceback (most recent call last):
    reportmine.errors.LimitError: page is no limit; give one of: pages, cells, member, archive, members, package, \
elements, nesting, seconds, memory, conversion, text.
    """
    for name, value in given.items():
        if name not in NAMES:
            raise LimitError("{name} is no limit; give one of: {names}.", name=name, names=NAMES)
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise LimitError("the limit {name} is {value}; give a whole number from 1.", name=name, value=str(value))
    return replace(usual(), **given)


def chosen(given: Mapping[str, int] | Limits | None) -> Limits:
    """The limits that a caller means: those given, or what holds here where none are; raises as `with_others`."""
    if given is None:
        return current()
    return given if isinstance(given, Limits) else with_others(given)


_CURRENT: ContextVar[Limits | None] = ContextVar("limits", default=None)


def current() -> Limits:
    """The limits that hold here."""
    return _CURRENT.get() or usual()


@contextmanager
def within(limits: Limits) -> Iterator[None]:
    """These limits hold for all that is read in this block, by this thread.

    >>> with within(with_others({"pages": 2})):
    ...     current().pages
    2
    """
    token = _CURRENT.set(limits)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def option(name: str, value: int | None = None) -> str:
    """What is typed to have another limit; without a value, twice the one that holds.

    >>> option("pages", 6000)
    '--limit pages=6000'
    """
    return f"--limit {name}={2 * getattr(current(), name) if value is None else value}"
