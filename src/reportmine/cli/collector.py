"""Python's collector of reference cycles, which a command may do without for a while."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Collect no cycles while the block runs: extraction makes none, and looking for them took it a tenth of its time.

    The collector belongs to the whole process: a command may pause it, a function of the library may not.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if not gc.get_freeze_count():
                # All that was made is old at once, so that the collector does not go through it as soon as it may.
                gc.freeze()
                gc.unfreeze()
            gc.enable()
