"""A command as a process of its own, with the processor time and the most memory that it took."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

# The system counts the peak of a process from that of the one that started it, which in tests is a large one: hence a
# small process between them.
_BETWEEN = """
import json, resource, subprocess, sys
with open(sys.argv[1], "wb") as errors:
    status = subprocess.call(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=errors)
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
unit = 1 if sys.platform == "darwin" else 1024
print(json.dumps([status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit]))
"""


class Run(NamedTuple):
    """The exit status, what was said on standard error, seconds of the processor, and bytes at most."""

    status: int
    errors: str
    seconds: float
    peak: int


def measured(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run a command in a folder, in which nothing is left behind."""
    errors = folder / "errors"
    between = [sys.executable, "-I", "-S", "-c", _BETWEEN, str(errors), *command]
    done = subprocess.run(between, cwd=folder, env=environment, stdout=subprocess.PIPE, check=True)
    status, seconds, peak = json.loads(done.stdout)
    said = errors.read_bytes().decode()
    errors.unlink()
    return Run(status, said, seconds, peak)
