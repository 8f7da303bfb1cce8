"""The SHA-256 of a report's bytes, which tells two versions of a file apart.

Python's own implementation is taken where it can be: `hashlib` loads OpenSSL, 3.6 MiB and some
milliseconds for one small sum (benchmarks/extract_speed.py).
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

# The built-in module's name since Python 3.12, the one before it, and the public one that always works.
_HOMES = ("_sha2", "_sha256", "hashlib")


def _found() -> Callable[[bytes], Any]:
    for name in _HOMES[:-1]:
        try:
            found: Callable[[bytes], Any] = importlib.import_module(name).sha256
        except (ImportError, AttributeError):
            continue
        return found
    public: Callable[[bytes], Any] = importlib.import_module(_HOMES[-1]).sha256
    return public


_SHA256 = _found()


def sha256_of(data: bytes) -> str:
    """The SHA-256 of `data` in hexadecimal.

    >>> sha256_of(b"")[:16]
    'e3b0c44298fc1c14'
    """
    digest: str = _SHA256(data).hexdigest()
    return digest
