"""Who wants to know how far reading pictures has come: a command that shows it, and nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Item = TypeVar("Item")
# How many pages are read, of how many.
Listener = Callable[[int, int], None]

_LISTENER: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Within it, the listener hears when reading begins and of every page that is read.

    >>> with listening(lambda done, count: print(done, "of", count)):
    ...     pages = list(told(iter(["a", "b"]), 2))
    0 of 2
    1 of 2
    2 of 2
    """
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)


def told(pages: Iterable[Item], count: int) -> Iterator[Item]:
    """The pages one by one as they are read, `count` in all, while the listener is told."""
    listener = _LISTENER.get() or (lambda _done, _count: None)
    listener(0, count)
    for done, page in enumerate(pages, start=1):
        listener(done, count)
        yield page
