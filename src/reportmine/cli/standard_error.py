"""Standard error, which belongs to reportmine alone while a command runs.

Libraries write there, too: PDFium and ONNX to the file descriptor itself, Python's logging and warnings by
`sys.stderr`, and what they write may quote a file. The former goes into a temporary file, which `--debug` shows in the
end; in the latter all controls are made visible.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TextIO

from reportmine.cli import debugging
from reportmine.model.display import visible

_NUMBER = 2
# So much of what libraries wrote is shown.
_MOST = 1 << 16


class _Visible(io.TextIOWrapper):
    """A stream in which nothing moves the cursor; what is drawn on purpose goes to `raw`."""

    def __init__(self, raw: TextIO) -> None:
        super().__init__(raw.buffer, encoding=raw.encoding, errors=raw.errors, line_buffering=True)
        self.raw = raw

    def write(self, text: str) -> int:
        """Write the text with its controls made visible."""
        return super().write(visible(text.replace("\r\n", "\n")))


def terminal() -> TextIO:
    """Where a bar is drawn, which has to move the cursor."""
    return sys.stderr.raw if isinstance(sys.stderr, _Visible) else sys.stderr


@contextmanager
def ours_alone() -> Iterator[None]:
    """While the block runs, only what is said by `sys.stderr` reaches standard error."""
    before = sys.stderr
    try:
        usual = before.fileno() == _NUMBER
    except (OSError, ValueError, AttributeError):
        usual = False
    apart = _temporary_file() if usual else None
    if apart is None:
        yield
        return
    before.flush()
    number = os.dup(_NUMBER)
    buffer = io.BufferedWriter(io.FileIO(number, "w"))
    raw = io.TextIOWrapper(buffer, encoding=before.encoding, errors=before.errors, line_buffering=True)
    sys.stderr = _Visible(raw)
    os.dup2(apart.fileno(), _NUMBER)
    try:
        yield
    finally:
        sys.stderr.flush()
        os.dup2(number, _NUMBER)
        sys.stderr = before
        if debugging.wanted():
            _show(apart)
        apart.close()


@contextmanager
def given_back() -> Iterator[None]:
    """While the block runs, the file descriptor is standard error again, for what draws a whole screen on it."""
    if not isinstance(sys.stderr, _Visible):
        yield
        return
    apart = os.dup(_NUMBER)
    os.dup2(sys.stderr.raw.fileno(), _NUMBER)
    try:
        yield
    finally:
        os.dup2(apart, _NUMBER)
        os.close(apart)


def _temporary_file() -> IO[bytes] | None:
    import tempfile

    try:
        return tempfile.TemporaryFile()
    except OSError:  # there is no folder for it
        return None


def _show(written: IO[bytes]) -> None:
    written.seek(0)
    sys.stderr.write(visible(written.read(_MOST).decode("utf-8", "replace")))
    sys.stderr.flush()
