"""A batch from its inputs to its output: locate, hand out, keep, and put together."""

from __future__ import annotations

import os
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from reportmine.batch.found import Found, Settled, Status, found_in
from reportmine.batch.ledger import write_ledger
from reportmine.batch.state import Entry, State, opened_state
from reportmine.batch.task import Done, Failed, Item, Packed, Task, Unchanged
from reportmine.faults import reason_of
from reportmine.messages.message import Message, Sayable
from reportmine.output.files import replacing
from reportmine.parallel.many import why_lost
from reportmine.parallel.pool import Lost, Outcome, side_by_side
from reportmine.parallel.worker import Finished, Part, Raised
from reportmine.readers.settling import Located, Unread

# A batch holds so many bytes and files at most: dense text of so many bytes takes a worker six seconds, and so many
# short reports a quarter of one (docs/batch.md).
_BYTES = 200_000
_FILES = 32
# It holds so many times less than what was handed to each worker before, so that few reports reach all workers.
_GROWTH = 8


@dataclass(frozen=True)
class Place:
    """Where a batch writes: the output, and beside it the state and the ledger."""

    output: str

    @property
    def state(self) -> str:
        """The file that holds what is done."""
        return f"{self.output}.batch.db"

    @property
    def ledger(self) -> str:
        """The table of all files."""
        return f"{self.output}.ledger.csv"

    def all(self) -> frozenset[str]:
        """The real names of what is written, which is no input even where it lies among the reports."""
        written = (self.output, self.state, f"{self.state}-journal", self.ledger)
        return frozenset(map(os.path.realpath, written))


class Plan(NamedTuple):
    """A batch: where it writes, how each report is done, the digest of how, by how many workers, how patiently."""

    place: Place
    task: Task
    made_by: str
    workers: int
    timeout: float


@dataclass
class Tally:
    """How far a batch is: files by their status, those of them that were done before, and figures."""

    files: Counter[Status] = field(default_factory=Counter)
    unchanged: int = 0
    figures: int = 0
    remarked: int = 0

    @property
    def total(self) -> int:
        """All files so far."""
        return self.files.total()


# Hears of each file as it is done, what became of it, and how far the batch is.
Listener = Callable[[Entry | None, Tally], None]


def run(plan: Plan, located: Iterable[Located], say: Callable[[Sayable], str], listener: Listener) -> Tally:
    """Do a batch, and write its output and its ledger; `say` puts a reason into the language of the ledger.

    Raises WritingError, and then, as for any other exception, what is done is kept in the state.
    """
    with opened_state(plan.place.state, plan.made_by) as state:
        run = _Run(plan, state, say, listener)
        batches = _in_batches(run.items(located), plan.workers)
        # Where the last reports take long, all others are kept meanwhile, whatever befalls the process.
        pool = side_by_side(batches, plan.task, plan.workers, timeout=plan.timeout, at_rest=state.commit)
        with closing(pool) as outcomes:
            for item, outcome in outcomes:
                run.keep(item, outcome)
        state.drop_gone()
        with replacing(plan.place.output) as path:
            plan.task.form.write(lambda: map(zlib.decompress, state.pieces()), path)
        with replacing(plan.place.ledger) as path:
            write_ledger(path, state.entries())
        return _tally(state, run.tally.unchanged)


class _Run:
    """What is found, and what becomes of it."""

    def __init__(self, plan: Plan, state: State, say: Callable[[Sayable], str], listener: Listener) -> None:
        self._own = plan.place.all()
        self._state = state
        self._say = say
        self._listener = listener
        self.tally = Tally()

    def items(self, located: Iterable[Located]) -> Iterator[Item]:
        """The reports among what is found; all else goes into the ledger at once."""
        for place, one in enumerate(found_in(located, self._is_own)):
            match one:
                case Settled(name, status, reason):
                    self._put(Entry(place, name, status, reason=_without(name, self._say(reason))))
                case Found(unread, within):
                    yield Item(place, unread, within, known=self._state.found(place, unread.name))

    def _is_own(self, name: str) -> bool:
        return os.path.realpath(name) in self._own

    def keep(self, item: Item, outcome: Outcome[Any]) -> None:
        """Keep what came of a report."""
        name = item.unread.name
        match outcome:
            case Finished(Unchanged()):
                self.tally.unchanged += 1
                self._heard(None, "done")
            case Part(Packed(number, piece)):
                self._state.put_part(item.place, number, piece)
            case Finished(Done(sha256, piece, figures, remarks, seconds, parts)):
                said = tuple(map(self._say, remarks))
                entry = Entry(item.place, name, "done", sha256, figures, "", said, seconds)
                self._put(entry, piece, parts)
            case Finished(Failed(reason, no_report, seconds)):
                self._fail(item, reason, "skipped" if no_report else "failed", seconds)
            case Raised(error):
                self._fail(item, reason_of(error))
            case Lost():
                self._fail(item, why_lost(outcome))

    def _fail(self, item: Item, reason: Message, status: Status = "failed", seconds: float = 0.0) -> None:
        said = _without(item.unread.name, self._say(reason))
        self._put(Entry(item.place, item.unread.name, status, reason=said, seconds=seconds))

    def _put(self, entry: Entry, piece: bytes | None = None, parts: int = 0) -> None:
        self._state.put(entry, piece, parts)
        self.tally.figures += entry.figures
        self._heard(entry, entry.status)

    def _heard(self, entry: Entry | None, status: Status) -> None:
        self.tally.files[status] += 1
        self._listener(entry, self.tally)


def _without(name: str, reason: str) -> str:
    return reason.removeprefix(f"{name}: ").removeprefix(f"{name}：")


def _in_batches(items: Iterator[Item], workers: int) -> Iterator[Sequence[Item]]:
    """The items in batches of about as many bytes; the first ones are small, so that all workers have something."""
    given = size = 0
    batch: list[Item] = []
    for item in items:
        batch.append(item)
        size += _size(item.unread)
        if size >= _BYTES or len(batch) >= min(_FILES, 1 + given // (workers * _GROWTH)):
            yield batch
            given += len(batch)
            batch, size = [], 0
    if batch:
        yield batch


def _size(unread: Unread) -> int:
    if unread.data is not None:
        return len(unread.data)
    try:
        return Path(unread.name).stat().st_size
    except OSError:
        return 0


def _tally(state: State, unchanged: int) -> Tally:
    tally = Tally(unchanged=unchanged)
    for entry in state.entries():
        tally.files[entry.status] += 1
        tally.figures += entry.figures
        tally.remarked += bool(entry.remarks)
    return tally
