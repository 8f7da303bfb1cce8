"""Many reports on all cores: each is read and extracted in one of several processes, the results come in order."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from reportmine.api import extract
from reportmine.errors import ReadingError, ReportmineError, WorkerError
from reportmine.faults import fault_of
from reportmine.lexicon.user.model import UserLexicon, words_of
from reportmine.messages.message import Message, message
from reportmine.model import OcrMode, Report
from reportmine.parallel import pool
from reportmine.parallel.worker import Finished, Part, Raised
from reportmine.pipeline import segmenter_of
from reportmine.readers.cores import usable_cores
from reportmine.readers.files import name_of
from reportmine.readers.inputs import SkippedFiles, locate
from reportmine.readers.settling import Event, Located, Outcome, Unread, settled

Found = Report | ReadingError | SkippedFiles
_Path = str | os.PathLike[str]
# Extracts a report that was found; a value, so that it can be sent to another process.
_Task = Callable[[Unread], Report | ReadingError]

# So many reports a worker wait for their turn: few enough to keep, and enough that no worker idles behind a long one.
# 60 texts of different length took two workers 12.3 s with 2 of them, 9.0 s with 4 (means of two runs, 2026-11-30).
_AHEAD = 4


def extract_many(
    paths: _Path | Iterable[_Path],
    *,
    workers: int | None = None,
    encoding: str | None = None,
    ocr: OcrMode = "auto",
    segmenter: str = "auto",
    lexicon: UserLexicon | None = None,
    limits: Mapping[str, int] | None = None,
) -> Iterator[Found]:
    """The figures of many reports, in the order of `paths`: files, folders, archives, patterns, as `gather` takes them.

    What cannot be read comes as a ReadingError in its place, and the sentence on files that were passed over as
    SkippedFiles, as `gather` gives them; all else is a Report, the same as `extract` gives. A few reports a worker are
    read ahead and no more, so that any number of them takes little memory, as long as you keep none.

    `workers` is how many processes are used, by default as many as there are cores; 1 starts none. A script that is
    run as a file calls this below `if __name__ == "__main__":`, since each process loads the script again.

    A report at which a process was killed twice comes as a ReadingError. Raises WorkerError where processes end before
    they begin, and SegmenterError as `extract` does.

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
    located = locate((os.fspath(path) for path in several), encoding=encoding, ocr=ocr, limits=limits)
    return extracted(located, count, segmenter=segmenter, lexicon=lexicon)


def extracted(
    located: Iterable[Located], workers: int, *, segmenter: str = "auto", lexicon: UserLexicon | None = None
) -> Iterator[Found]:
    """The figures of reports that were located, in their order, by so many processes; 1 starts none."""
    task = partial(_extracted, segmenter=segmenter, lexicon=lexicon)
    return settled(_one_by_one(located, task) if workers == 1 else _side_by_side(located, task, workers))


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
    """The same, done by a pool of processes: what is done, but not yet to be told, waits in a line."""
    line: deque[Located] = deque()
    done: dict[int, Report | ReadingError] = {}

    def batches() -> Iterator[Sequence[Unread] | None]:
        for one in located:
            line.append(one)
            if isinstance(one, Unread):
                while sum(isinstance(other, Unread) for other in line) > workers * _AHEAD:
                    yield None
                yield [one]

    for unread, outcome in pool.side_by_side(batches(), task, workers):
        done[id(unread)] = _result(unread, outcome)
        yield from _told(line, done)
    yield from _told(line, done)


def _told(line: deque[Located], done: dict[int, Report | ReadingError]) -> Iterator[Outcome[Report] | Event]:
    """What stands at the head of the line, as far as it is done."""
    while line and not (isinstance(line[0], Unread) and id(line[0]) not in done):
        one = line.popleft()
        yield Outcome(one.name, done.pop(id(one))) if isinstance(one, Unread) else one


def _result(unread: Unread, outcome: pool.Outcome[Report | ReadingError]) -> Report | ReadingError:
    match outcome:
        case Finished(result):
            found: Report | ReadingError = result
            return found
        case Raised(WorkerError() as error):  # what was found cannot be handed over
            return ReadingError(error.message).about(name_of(unread.name))
        case Raised():
            raise outcome.error
        case pool.Lost():
            return ReadingError(why_lost(outcome)).about(name_of(unread.name))
        case Part():
            raise TypeError("a report is one result, and comes in no parts")


def why_lost(lost: pool.Lost) -> Message:
    """Why there is nothing of a report."""
    if lost.seconds is None:
        return message(
            "the process that read it was killed twice, mostly for want of memory or by a damaged file; split it, or "
            "save it anew in another format."
        )
    return message(
        "nothing came of it in {seconds:g} s, twice; give it more with --timeout, or save it anew in another format.",
        seconds=lost.seconds,
    )
