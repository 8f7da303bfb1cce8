"""A pool of processes that outlives the death of any of them.

Each worker has a pipe of its own, is handed a batch of items when it is idle, and gives the result of each at once. So
it is known at any time which item each worker is at: one that is killed, or takes too long, costs that item alone, and
the others go on. (The pool of the standard library ends as a whole, and cannot tell which item it was.) The item is
tried once more while no other worker has anything to do, since memory may have run out for what others took of it.
"""

from __future__ import annotations

import contextlib
import math
import multiprocessing
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from multiprocessing.connection import wait
from typing import Any, Generic, NamedTuple

from reportmine.errors import WorkerError
from reportmine.messages.message import message
from reportmine.parallel.worker import READY, Finished, Item, Part, Raised, Result, serve

# More processes than that no process of Windows can wait for.
_MOST_WORKERS = 61
# Where so many workers in a row end before they can begin, the next ones would, too.
_FAILED_STARTS = 3
# So many items wait for their second try at most: they may hold all of a file.
_SUSPECTS = 16
# After so many seconds without news there is time for what can wait.
_REST = 1.0
# Seconds for a worker that has nothing to do to end by itself.
_FAREWELL = 5.0

_ENDED_EARLY = message(
    "a process that was to read reports ended early. A script that is run as a file has to call extract_many below "
    'if __name__ == "__main__": (docs/python.md); else it was mostly killed for want of memory, which fewer workers or '
    "workers=1 avoid."
)


class Lost(NamedTuple):
    """In place of a result: twice a worker was killed at this item, or ended after so many seconds without a sign."""

    seconds: float | None = None


Outcome = Part[Any] | Finished[Result] | Raised | Lost


def side_by_side(
    batches: Iterable[Sequence[Item] | None],
    task: Callable[[Item], Result],
    workers: int,
    *,
    timeout: float = math.inf,
    at_rest: Callable[[], None] = lambda: None,
) -> Generator[tuple[Item, Outcome[Result]]]:
    """What `task` makes of each item, as soon as it is known, in no order; items and task have to be picklable.

    Where that is a generator, each of what it gives comes as a `Part` before what it returns; and once more from the
    first, if its worker is killed and the item tried again.

    A batch is taken when a worker is idle, and no earlier; None in its place says that there is none at present.
    `timeout` is how many seconds a worker may be at an item without a sign of life. `at_rest` is called after each
    second in which nothing was heard of any. Raises WorkerError where workers end before they can begin. Whoever stops
    asking, by an exception or by `close`, ends the workers.
    """
    pool = _Pool(iter(batches), task, min(workers, _MOST_WORKERS), timeout, at_rest)
    try:
        yield from pool.outcomes()
    finally:
        pool.end()


class _Worker(Generic[Item]):
    """A process, the pipe to it, and the items that it was given and has not done."""

    def __init__(self, task: Callable[[Item], Any]) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, task), daemon=True)
        with _no_interrupts():
            self._process.start()
        theirs.close()
        self.ready = False
        self.alone = False
        self.items: deque[Item] = deque()
        self._heard = time.monotonic()

    def give(self, batch: Sequence[Item], *, alone: bool) -> None:
        """Let it do a batch: now, or once it is ready."""
        self.items = deque(batch)
        self.alone = alone
        if self.ready:
            self.begin()

    def is_alive(self) -> None:
        """Something was heard of it."""
        self._heard = time.monotonic()

    def begin(self) -> None:
        """Hand over what it was given."""
        self.ready = True
        self._heard = time.monotonic()
        if self.items:
            with contextlib.suppress(OSError):  # it has died, which shows when it is listened to
                self.connection.send(list(self.items))

    def left(self, timeout: float) -> float:
        """After how many seconds it has been too long at its item."""
        return max(0.0, self._heard + timeout - time.monotonic())

    def end(self, *, kill: bool) -> None:
        """End the process."""
        self.connection.close()
        if not kill:
            self._process.join(_FAREWELL)
        self._process.kill()
        self._process.join()
        self._process.close()


class _Pool(Generic[Item, Result]):
    """The workers, and what waits for them."""

    def __init__(
        self,
        batches: Iterator[Sequence[Item] | None],
        task: Callable[[Item], Result],
        count: int,
        timeout: float,
        at_rest: Callable[[], None],
    ) -> None:
        self._batches = batches
        self._task = task
        self._count = count
        self._timeout = timeout
        self._at_rest = at_rest
        self._workers: list[_Worker[Item]] = []
        self._returned: deque[Sequence[Item]] = deque()
        self._suspects: deque[Item] = deque()
        self._failed_starts = 0

    def outcomes(self) -> Iterator[tuple[Item, Outcome[Result]]]:
        """All outcomes, while somebody works."""
        while self._hand_out():
            busy = self._busy()
            heard = wait([worker.connection for worker in busy], self._patience(busy))
            if not heard:
                self._at_rest()
            for worker in busy:
                if worker.connection in heard:
                    yield from self._news(worker)
                elif self._is_late(worker):
                    yield from self._gone(worker, Lost(self._timeout))

    def end(self) -> None:
        """End all workers; those that are at an item are killed."""
        for worker in self._workers:
            worker.end(kill=bool(worker.items) or not worker.ready)
        self._workers = []

    def _hand_out(self) -> bool:
        """Give work to all who have none; False once nothing is left."""
        while len(self._busy()) < self._count and not any(worker.alone for worker in self._busy()):
            batch, alone = self._next()
            if batch is None:
                break
            (self._fresh() if alone else self._idle()).give(batch, alone=alone)
        return bool(self._busy())

    def _next(self) -> tuple[Sequence[Item] | None, bool]:
        """What is to be done next, and whether nothing else may be done meanwhile."""
        if self._returned:
            return self._returned.popleft(), False
        if len(self._suspects) < _SUSPECTS and (batch := next(self._batches, None)):
            return batch, False
        if self._suspects and not self._busy():
            return [self._suspects.popleft()], True
        return None, False

    def _busy(self) -> list[_Worker[Item]]:
        return [worker for worker in self._workers if worker.items]

    def _idle(self) -> _Worker[Item]:
        idle = next((worker for worker in self._workers if not worker.items), None)
        return idle or self._new()

    def _fresh(self) -> _Worker[Item]:
        """For a second try: an idle one may have been killed unheard, which would count against the item."""
        for worker in [one for one in self._workers if not one.items]:
            self._workers.remove(worker)
            worker.end(kill=True)
        return self._new()

    def _new(self) -> _Worker[Item]:
        self._workers.append(_Worker(self._task))
        return self._workers[-1]

    def _patience(self, workers: Iterable[_Worker[Item]]) -> float:
        """How many seconds nothing need be looked at."""
        # What a worker takes to start says nothing of its item.
        return min([_REST, *(worker.left(self._timeout) for worker in workers if worker.ready)])

    def _is_late(self, worker: _Worker[Item]) -> bool:
        return worker.ready and not worker.left(self._timeout)

    def _news(self, worker: _Worker[Item]) -> Iterator[tuple[Item, Outcome[Result]]]:
        news = None
        with contextlib.suppress(EOFError, OSError):  # it has died
            news = worker.connection.recv()
        worker.is_alive()
        if news is None:
            yield from self._gone(worker, Lost())
        elif news == READY:
            self._failed_starts = 0
            worker.begin()
        elif isinstance(news, Part):
            yield worker.items[0], news
        elif isinstance(news, (Finished, Raised)):
            yield worker.items.popleft(), news

    def _gone(self, worker: _Worker[Item], why: Lost) -> Iterator[tuple[Item, Outcome[Result]]]:
        """What follows from the end of a worker: a second try for what it was at, another worker for the others."""
        self._workers.remove(worker)
        worker.end(kill=True)
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts == _FAILED_STARTS:
                raise WorkerError(_ENDED_EARLY)
            self._returned.append(worker.items)
            return
        at, *others = worker.items
        if others:
            self._returned.append(others)
        if worker.alone:
            yield at, why
        else:
            self._suspects.append(at)


@contextlib.contextmanager
def _no_interrupts() -> Iterator[None]:
    """Ctrl-C waits until the block is over; what is started in it never hears of it."""
    if sys.platform == "win32":  # which has no masks of signals
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
