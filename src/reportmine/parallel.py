"""Many reports on all cores: each is read and extracted in one of several processes, the results come in order.

Processes are started afresh (`spawn`) on every system, so that a script behaves the same on Linux, macOS and Windows.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from reportmine.api import extract
from reportmine.errors import ReadingError, ReportmineError, WorkerError
from reportmine.faults import fault_of
from reportmine.lexicon.user.model import UserLexicon, words_of
from reportmine.messages.message import message
from reportmine.model import OcrMode, Report
from reportmine.pipeline import segmenter_of
from reportmine.readers.cores import usable_cores
from reportmine.readers.files import name_of
from reportmine.readers.inputs import SkippedFiles, locate
from reportmine.readers.ocr.side_by_side import read_at_once
from reportmine.readers.settling import Event, Located, Outcome, Unread, settled

Found = Report | ReadingError | SkippedFiles
_Path = str | os.PathLike[str]
# Extracts a report that was found; a value, so that it can be sent to another process.
_Task = Callable[[Unread], Report | ReadingError]

# So many reports a worker wait for their turn: few enough to keep, and enough that no worker idles behind a long one.
# 60 texts of different length took two workers 12.3 s with 2 of them, 9.0 s with 4 (means of two runs, 2026-11-30).
_AHEAD = 4
# Windows cannot wait for more processes at a time.
_MOST_WORKERS = 61

_ENDED_EARLY = message(
    "a process that was to read reports ended early. A script that is run as a file has to call extract_many below "
    'if __name__ == "__main__": (docs/python.md); else it was mostly killed for want of memory, which fewer workers or '
    "workers=1 avoid."
)


def extract_many(
    paths: _Path | Iterable[_Path],
    *,
    workers: int | None = None,
    encoding: str | None = None,
    ocr: OcrMode = "auto",
    segmenter: str = "auto",
    lexicon: UserLexicon | None = None,
) -> Iterator[Found]:
    """The figures of many reports, in the order of `paths`: files, folders, archives, patterns, as `gather` takes them.

    What cannot be read comes as a ReadingError in its place, and the sentence on files that were passed over as
    SkippedFiles, as `gather` gives them; all else is a Report, the same as `extract` gives. A few reports a worker are
    read ahead and no more, so that any number of them takes little memory, as long as you keep none.

    `workers` is how many processes are used, by default as many as there are cores; 1 starts none. A script that is
    run as a file calls this below `if __name__ == "__main__":`, since each process loads the script again.

    Raises WorkerError where a process ended early, and SegmenterError as `extract` does.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pathlib.Path(folder, "甲.txt").write_text("举办培训20场，讲座5场。", encoding="utf-8")
    ...     found = list(extract_many([folder, "missing.txt"], workers=1))
    >>> [len(one.claims) if isinstance(one, Report) else str(one) for one in found]
    [2, 'missing.txt: no such file; check the path.']
    """
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        # Here a worker loads the script of its user anew, and must not begin the work once more.
        raise SystemExit(1)
    count = usable_cores() if workers is None else workers
    if count < 1:
        raise WorkerError("workers is {count}; give 1 or more.", count=count)
    segmenter_of(segmenter, words_of(lexicon))  # where there is no such, it is said before anything is read
    several = [paths] if isinstance(paths, (str, os.PathLike)) else paths
    located = locate((os.fspath(path) for path in several), encoding=encoding, ocr=ocr)
    task = partial(_extracted, segmenter=segmenter, lexicon=lexicon)
    return settled(_one_by_one(located, task) if count == 1 else _side_by_side(located, task, count))


def _extracted(unread: Unread, *, segmenter: str, lexicon: UserLexicon | None) -> Report | ReadingError:
    try:
        return extract(unread.read(), segmenter=segmenter, lexicon=lexicon)
    except ReadingError as error:
        return error
    except ReportmineError:  # which holds for all of them, such as a segmenter that is not there
        raise
    except Exception as error:
        return fault_of(error).about(name_of(unread.name))


def _one_by_one(located: Iterable[Located], task: _Task) -> Iterator[Outcome[Report] | Event]:
    for one in located:
        yield Outcome(one.name, task(one)) if isinstance(one, Unread) else one


def _side_by_side(located: Iterable[Located], task: _Task, workers: int) -> Iterator[Outcome[Report] | Event]:
    """The same, done by a pool of processes; what is done but not yet asked for waits in a line."""
    pool = ProcessPoolExecutor(
        min(workers, _MOST_WORKERS),
        multiprocessing.get_context("spawn"),
        initializer=_begin,
    )
    line: deque[tuple[Unread, Future[Report | ReadingError]] | Event] = deque()
    try:
        for one in located:
            line.append((one, pool.submit(task, one)) if isinstance(one, Unread) else one)
            while line and (len(line) > workers * _AHEAD or not isinstance(line[0], tuple)):
                yield _outcome(line.popleft())
        while line:
            yield _outcome(line.popleft())
    except BrokenProcessPool:
        raise WorkerError(_ENDED_EARLY) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """What each process does first."""
    # Ctrl-C is for the process that asked; it ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Each core has a report already.
    read_at_once(1)


def _outcome(waiting: tuple[Unread, Future[Report | ReadingError]] | Event) -> Outcome[Report] | Event:
    if isinstance(waiting, tuple):
        unread, future = waiting
        try:
            return Outcome(unread.name, future.result())
        except (BrokenProcessPool, ReportmineError):
            raise
        except Exception as error:  # what cannot be sent from one process to another
            return Outcome(unread.name, fault_of(error).about(name_of(unread.name)))
    return waiting
