"""Pages that are read at the same time, by threads: the engine does its work outside of Python's lock."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import Context, ContextVar, copy_context
from typing import TYPE_CHECKING, TypeVar

from reportmine.readers.cores import usable_cores
from reportmine.readers.ocr.progress import told

if TYPE_CHECKING:
    from concurrent.futures import Future

Picture = TypeVar("Picture")
Read = TypeVar("Read")

# Each page that is read takes about 700 MB while it is (benchmarks/ocr.py), so that not all cores of a large machine
# are used unless somebody says so.
_MOST_UNASKED = 4

_AT_ONCE: ContextVar[int | None] = ContextVar("at_once", default=None)
# How many cores a page has that is being read: all of them where it is read alone.
_CORES_A_PAGE: ContextVar[int] = ContextVar("cores_a_page", default=1)


def cores_a_page() -> int:
    """How many cores the page may use that is being read here."""
    return _CORES_A_PAGE.get()


@contextmanager
def pages_at_once(count: int | None) -> Iterator[None]:
    """Within it, so many pages are read at the same time; None leaves it to `at_once`.

    >>> with pages_at_once(1):
    ...     at_once()
    1
    """
    token = _AT_ONCE.set(count)
    try:
        yield
    finally:
        _AT_ONCE.reset(token)


def read_at_once(count: int) -> None:
    """From now on so many pages are read at the same time, unless `pages_at_once` says otherwise."""
    _AT_ONCE.set(count)


def at_once() -> int:
    """How many pages are read at the same time: as was said, or else as many as there are cores, up to four."""
    return _AT_ONCE.get() or min(_MOST_UNASKED, usable_cores())


def side_by_side(read: Callable[[Picture], Read], pictures: Iterable[Picture], count: int) -> Iterator[Read]:
    """What `read` makes of each of `count` pictures, in order; hardly more of them are asked for than are worked on.

    >>> list(side_by_side(len, iter(["", "一", "一二"]), 3))
    [0, 1, 2]
    """
    cores = at_once()
    workers = max(1, min(cores, count))
    within = copy_context()
    within.run(_CORES_A_PAGE.set, cores // workers)
    one_by_one = (within.run(read, picture) for picture in pictures)
    return told(one_by_one if workers <= 1 else _in_threads(read, pictures, workers, within), count)


def _in_threads(
    read: Callable[[Picture], Read], pictures: Iterable[Picture], workers: int, within: Context
) -> Iterator[Read]:
    from concurrent.futures import ThreadPoolExecutor  # most reports have no scans, and all need to start soon

    line: deque[Future[Read]] = deque()
    pool = ThreadPoolExecutor(workers)
    try:
        for picture in pictures:
            line.append(pool.submit(within.copy().run, read, picture))
            if len(line) > workers:
                yield line.popleft().result()
        while line:
            yield line.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)
