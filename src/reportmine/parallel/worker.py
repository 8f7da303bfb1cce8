"""What runs in a process of the pool: a batch of items comes in, the result of each goes out at once."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Callable, Generator, Sequence
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from reportmine.errors import WorkerError
from reportmine.readers.ocr.progress import listening
from reportmine.readers.ocr.side_by_side import read_at_once

Item = TypeVar("Item")
Result = TypeVar("Result")

# What a worker says besides results: that it can begin, and that a long item goes on.
READY: Literal["ready"] = "ready"
ALIVE: Literal["alive"] = "alive"


class Finished(NamedTuple, Generic[Result]):
    """An item is done."""

    result: Result


class Part(NamedTuple, Generic[Result]):
    """A part of what comes of an item that is not done yet: what a task gives that is a generator."""

    result: Result


class Raised(NamedTuple):
    """The error that an item ended in."""

    error: Exception


def serve(connection: Connection, task: Callable[[Any], Any]) -> None:
    """Do the batches that come over the connection, until it is closed or whoever asked for them is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asked; it ends the others
    read_at_once(1)  # each core has a report already
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        connection.send(READY)
        while True:
            _do(connection.recv(), task, connection)
    except (EOFError, OSError):
        return


def _do(batch: Sequence[Any], task: Callable[[Any], Any], connection: Connection) -> None:
    # A page that is read as a picture takes seconds, a report of them minutes.
    with listening(lambda *_: connection.send(ALIVE)):
        for item in batch:
            _send(connection, _outcome(item, task, connection))


def _outcome(item: Any, task: Callable[[Any], Any], connection: Connection) -> Finished[Any] | Raised:
    enabled = gc.isenabled()
    gc.disable()  # extraction makes no cycles, and looking for them took a tenth of its time
    try:
        made = task(item)
        return Finished(_sent_in_parts(made, connection) if isinstance(made, Generator) else made)
    except Exception as error:
        return Raised(error)
    finally:
        if enabled:
            gc.enable()


def _sent_in_parts(made: Generator[Any, None, Any], connection: Connection) -> Any:
    """What a generator returns, after all that it gives was sent."""
    while True:
        try:
            part = next(made)
        except StopIteration as end:
            return end.value
        connection.send(Part(part))


def _send(connection: Connection, outcome: Finished[Any] | Raised) -> None:
    try:
        connection.send(outcome)
    except OSError:
        raise
    except Exception as error:  # what cannot be sent, or is too large to be
        what = " ".join(f"{type(error).__name__}: {error}".split())
        connection.send(Raised(WorkerError("what was found cannot be handed over ({what}).", what=what)))


def _end_with_parent() -> None:
    """A worker that hangs at an item would not see that nobody waits for it any more."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
