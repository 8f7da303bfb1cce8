"""What the process that reads PDF files and the one that asks it say to one another: plain values in frames.

A frame is the length of its head in four bytes, the head, and the bytes that the head tells the length of. The head
holds only numbers, texts and lists: what comes from a process that took a file from anybody names no class to make.
"""

from __future__ import annotations

import io
import pickle
from typing import IO, Any

_LENGTH = 4


def send(stream: IO[bytes], head: Any, data: bytes | memoryview = b"") -> None:
    """Write a frame; raises OSError where nobody reads any more."""
    packed = pickle.dumps((head, len(data)), protocol=5)
    stream.write(len(packed).to_bytes(_LENGTH, "little"))
    stream.write(packed)
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[Any, bytes]:
    """Read a frame; raises EOFError where there is none, or only a part of one.

    >>> stream = io.BytesIO()
    >>> send(stream, ["page", 3], b"grey")
    >>> _ = stream.seek(0)
    >>> receive(stream)
    (['page', 3], b'grey')
    """
    packed = _exactly(stream, int.from_bytes(_exactly(stream, _LENGTH), "little"))
    head, length = _Plain(io.BytesIO(packed)).load()
    return head, _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data


class _Plain(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """No class at all."""
        raise pickle.UnpicklingError(f"{module}.{name}")
