"""How far reading pictures has come, on standard error, for whoever sits at the terminal: a page takes seconds."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from reportmine.cli.speaking import say

_CLEARED = "\r\x1b[2K"


@contextmanager
def showing_pages(*, quiet: bool = False) -> Iterator[None]:
    """Within it, the pages that are read as pictures are counted on a terminal; a file or a pipe holds none of it."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    from reportmine.readers.ocr.progress import listening

    with listening(_Counting()):
        yield


class _Counting:
    """One line that is written over, and gone at the end."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def __call__(self, done: int, count: int) -> None:
        if done == 0:
            self._began = time.monotonic()
        sys.stderr.write(_CLEARED)
        if done < count:
            sys.stderr.write(self._line(done, count))
        sys.stderr.flush()

    def _line(self, done: int, count: int) -> str:
        if done == 0:
            return str(say("reading page {number} of {count} as a picture", number=1, count=count))
        left = round((time.monotonic() - self._began) / done * (count - done))
        return str(
            say(
                "reading page {number} of {count} as a picture, {seconds} s left",
                number=done + 1,
                count=count,
                seconds=left,
            )
        )
