"""rapidocr without what it fetches models with: they are in its wheel, and reportmine opens no socket.

It imports `requests`, which binds a socket to learn whether the system has IPv6 (urllib3) as soon as it is imported.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


@contextmanager
def without_requests() -> Iterator[None]:
    """What is imported in this block finds a stand-in for `requests`, where nobody has imported the module before."""
    if "requests" in sys.modules:
        yield
        return
    stand_in = ModuleType("requests")
    stand_in.__dict__["Response"] = object  # named in a signature
    sys.modules["requests"] = stand_in
    try:
        yield
    finally:
        if sys.modules.get("requests") is stand_in:
            del sys.modules["requests"]
