"""Files in the user's cache folder: used only where they are whole, and nobody else can have written them.

An entry begins with a header: a mark, the length and the SHA-256 of what follows. One that is cut off or changed, that
belongs to somebody else or that others may write, that is a link, a pipe or a device, is as good as none.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
import tempfile
from pathlib import Path

_MARK = b"reportmine cache 1\n"
_LENGTH = 8
_HEADER = len(_MARK) + _LENGTH + hashlib.sha256().digest_size
# Neither follow a link nor wait for a pipe; Windows knows none of these, but tells text from bytes.
_FLAGS = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


def kept(path: Path, most: int) -> bytes | None:
    """What is kept at `path`; None where that is nothing, doubtful, or more than `most` bytes.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     keep(place := Path(folder, "new", "entry"), b"data")
    ...     whole = kept(place, 100)
    ...     _ = place.write_bytes(place.read_bytes()[:-1])
    ...     print(whole, kept(place, 100))
    b'data' None
    """
    try:
        number = os.open(path, os.O_RDONLY | _FLAGS)
    except (OSError, ValueError):
        return None
    try:
        state = os.fstat(number)
        if not _is_ours(state) or not _HEADER <= state.st_size <= _HEADER + most:
            return None
        with os.fdopen(number, "rb", closefd=False) as file:
            data = file.read(_HEADER + most + 1)
    except OSError:
        return None
    finally:
        os.close(number)
    content = data[_HEADER:]
    return content if data[:_HEADER] == _header(content) else None


def keep(path: Path, content: bytes) -> None:
    """Keep `content` at `path`, whole or not at all; where nothing can be kept, that only costs time."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(path, _header(content) + content)


def _is_ours(state: os.stat_result) -> bool:
    if not stat.S_ISREG(state.st_mode):
        return False
    # On Windows the folder alone tells who may write.
    return sys.platform == "win32" or (state.st_uid == os.geteuid() and not state.st_mode & _OTHERS_MAY_WRITE)


def _header(content: bytes) -> bytes:
    return _MARK + len(content).to_bytes(_LENGTH, "big") + hashlib.sha256(content).digest()


def _write_whole(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)  # Windows replaces no file that another program has open
