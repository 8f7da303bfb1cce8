"""PDF files as a process of its own reads them, which may die of one: it is named, and the next has a new process.

The process is started for the first PDF file and serves all of a run. Threads read one file after the other.
"""

from __future__ import annotations

import atexit
import importlib.util
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from reportmine.errors import ReadingError
from reportmine.messages.message import message
from reportmine.readers import limits
from reportmine.readers.pages.glyphs import Glyph, PageGlyphs, Stroke
from reportmine.readers.pdf.messages import receive, send

if TYPE_CHECKING:
    from reportmine.readers.ocr.engine import Grey

if importlib.util.find_spec("pypdfium2") is None:
    # Said here, and not by the process, which would be thought to have died of a file.
    raise ModuleNotFoundError("No module named 'pypdfium2'", name="pypdfium2")

_LOCKED = message(
    "is locked with a password; unlock it with: {command}.",
    command="qpdf --password=... --decrypt locked.pdf open.pdf",
)
_BROKEN = message(
    "is a PDF file that is cut off or damaged; get it once more, or mend it with: {command}.",
    command="qpdf broken.pdf mended.pdf",
)
_FAULTS = {"locked": _LOCKED, "damaged": _BROKEN}
# Chapters and sections; whoever hides more in a small file wants to fill the memory.
_MOST_MARKS = 10_000
# Seconds that the process may take to start, however busy the machine is; mostly it takes 0.2.
_LONGEST_START = 60


class Mark(NamedTuple):
    """A bookmark of a file; levels count from 0."""

    title: str
    level: int


class DamagedPageError(ReadingError):
    """A page that PDFium cannot open."""


@contextmanager
def opened(data: bytes) -> Iterator[PdfFile]:
    """A PDF file while the block runs; raises ReadingError, without a path: locked, damaged, too many pages."""
    with _lock:
        child = _child()
        answer, _ = child.ask("open", limits.current().memory, data)
        if answer in _FAULTS:
            raise ReadingError(_FAULTS[answer])
        most = limits.current().pages
        if answer > most:
            raise ReadingError(
                "has {count:,} pages, more than the {most:,} that are read; split it, or give {option}.",
                count=answer,
                most=most,
                option=limits.option("pages", answer),
            )
        yield PdfFile(child, answer)


class PdfFile:
    """A file that is open: each answer raises ReadingError, without a path, where it takes too long or all memory."""

    def __init__(self, child: _Child, pages: int) -> None:
        """What `opened` gives."""
        self._child = child
        self.pages = pages

    def marks(self) -> list[Mark]:
        """Its bookmarks."""
        answer, _ = self._child.ask("marks", _MOST_MARKS)
        return [] if answer == "damaged" else [Mark(*mark) for mark in answer]

    def glyphs(self, k: int) -> PageGlyphs:
        """What stands on the `k`-th page; raises DamagedPageError."""
        glyphs, sideways, strokes, *edges = self._of_page("page", k)[0]
        turned = [list(map(Glyph._make, one)) for one in sideways]
        return PageGlyphs(list(map(Glyph._make, glyphs)), turned, list(map(Stroke._make, strokes)), *edges)

    def picture(self, k: int) -> tuple[Grey, float]:
        """The `k`-th page as a grey picture without seals, and how long its longer side is, in points.

        Raises DamagedPageError.
        """
        import numpy as np

        from reportmine.readers.ocr.seals import grey_without_seals

        (height, width, stride, channels, longer_side), dots = self._of_page("picture", k)
        rows = np.frombuffer(dots, dtype=np.uint8).reshape(height, stride)
        coloured = rows[:, : width * channels].reshape(height, width, channels)
        return grey_without_seals(coloured[..., :3]), longer_side

    def _of_page(self, question: str, k: int) -> tuple[Any, bytes]:
        answer, data = self._child.ask(question, k)
        if isinstance(answer, str):
            raise DamagedPageError(_BROKEN)
        return answer, data


class _Child:
    """The process, while it lives."""

    def __init__(self) -> None:
        # Not by multiprocessing, which would load the script of its user anew.
        started = f"import sys; sys.path[:] = {sys.path!r}; from reportmine.readers.pdf.child import serve; serve()"
        self._process = subprocess.Popen(
            [sys.executable, "-c", started],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what PDFium warns of is no sentence of ours
        )
        self.owner = os.getpid()
        self._answer(_LONGEST_START)

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, question: str, number: int, data: bytes = b"") -> tuple[Any, bytes]:
        """The answer; the process is ended where it gives none in time, and when it is left in the middle of one."""
        answer, dots = self._answer(limits.current().seconds, (question, number), data)
        if answer == "memory":
            self.end()
            raise _died()
        return answer, dots

    def _answer(self, seconds: int, question: tuple[str, int] | None = None, data: bytes = b"") -> tuple[Any, bytes]:
        assert self._process.stdin is not None and self._process.stdout is not None
        late = threading.Event()

        def give_up() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(seconds, give_up)
        timer.daemon = True
        timer.start()
        try:
            if question:
                send(self._process.stdin, question, data)
            return receive(self._process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            self.end()
            raise (_took_too_long() if late.is_set() else _died()) from None
        except BaseException:
            self.end()
            raise
        finally:
            timer.cancel()

    def end(self) -> None:
        """End it, and wait until it has ended."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            try:
                if stream:
                    stream.close()
            except OSError:  # what was not sent any more
                pass


def _took_too_long() -> ReadingError:
    return ReadingError(
        "took more than {limit} s for one page, which no report does; print it anew to PDF, or give {option}.",
        limit=limits.current().seconds,
        option=limits.option("seconds"),
    )


def _died() -> ReadingError:
    return ReadingError(
        "cannot be read: PDFium, which reads PDF files, ended over it, by a fault or since it would take more than"
        " {limit} MiB; print it anew to PDF, or give {option}.",
        limit=limits.current().memory,
        option=limits.option("memory"),
    )


_lock = threading.RLock()
_running: _Child | None = None


def _child() -> _Child:
    """The process of this run; a new one where it has died, or belongs to the process that this one split from."""
    global _running
    if _running is None or _running.owner != os.getpid() or not _running.is_alive:
        _running = _Child()
    return _running


@atexit.register
def _end_child() -> None:
    if _running is not None and _running.owner == os.getpid() and _running.is_alive:
        _running.end()
