"""Tables that hold more for a while: the one way in which anything here ever changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


@contextmanager
def lent(table: MutableMapping[K, V], more: Mapping[K, V]) -> Iterator[None]:
    """Put `more` into `table` while the block runs; afterwards all is as it was, the order of the rows, too.

    >>> table = {"亩": "area"}
    >>> with lent(table, {"人趟": "area"}):
    ...     list(table)
    ['亩', '人趟']
    >>> table
    {'亩': 'area'}
    """
    covered = {key: table[key] for key in more if key in table}
    table.update(more)
    try:
        yield
    finally:
        table.update(covered)
        for key in more.keys() - covered.keys():
            del table[key]
