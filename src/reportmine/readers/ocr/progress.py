"""Who wants to know how far reading pictures has come: a command that shows it, and nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Item = TypeVar("Item")
# How many pages are read, of how many.
Listener = Callable[[int, int], None]

_LISTENER: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Within it, the listener hears of every page before it is read, and once all are.

    >>> with listening(lambda done, count: print(done, "of", count)):
    ...     pages = list(told(["a", "b"]))
    0 of 2
    1 of 2
    2 of 2
    """
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)


def told(pages: Sequence[Item]) -> Iterator[Item]:
    """The pages one by one, while the listener is told."""
    listener = _LISTENER.get()
    for done, page in enumerate(pages):
        if listener:
            listener(done, len(pages))
        yield page
    if listener:
        listener(len(pages), len(pages))
