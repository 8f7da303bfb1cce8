"""How much of the machine this process may use."""

from __future__ import annotations

import os


def usable_cores() -> int:
    """The cores that this process may run on, one at least.

    >>> usable_cores() >= 1
    True
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
