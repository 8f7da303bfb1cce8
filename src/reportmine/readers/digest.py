"""The SHA-256 of a report's bytes, which tells two versions of a file apart.

Python's own implementation is taken where it can be: `hashlib` loads OpenSSL, 3.7 MiB and 4 ms for one small sum.
With it a report took 75 of the 148 MiB of the script that benchmarks/extract_speed.py sets against it, more than half.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

# The built-in module's name since Python 3.12, the one before it, and the public one that always works.
_MODULES = ("_sha2", "_sha256", "hashlib")


def _lightest() -> Callable[[bytes], Any]:
    for name in _MODULES:
        try:
            sha256: Callable[[bytes], Any] = importlib.import_module(name).sha256
        except (ImportError, AttributeError):
            continue
        return sha256
    raise ImportError("Python has no SHA-256")


_SHA256 = _lightest()


def sha256_of(data: bytes) -> str:
    """The SHA-256 of `data` in hexadecimal.

    >>> sha256_of(b"")[:16]
    'e3b0c44298fc1c14'
    """
    digest: str = _SHA256(data).hexdigest()
    return digest


class Digest:
    """The SHA-256 of bytes that come in pieces.

    >>> digest = Digest()
    >>> digest.update(b"")
    >>> digest.hexdigest() == sha256_of(b"")
    True
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._sum = _SHA256(b"")

    def update(self, data: bytes) -> None:
        """Take in the next bytes."""
        self._sum.update(data)

    def hexdigest(self) -> str:
        """The digest of all of them in hexadecimal."""
        return str(self._sum.hexdigest())
