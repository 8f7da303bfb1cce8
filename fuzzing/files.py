"""Damaged files, read in a process that may die of them."""

from __future__ import annotations

import contextlib
import json
import os
import random
import select
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from fuzzing.findings import Finding
from fuzzing.mutations import mutated
from fuzzing.seeds import ROOT, seeds

# Seconds of the wall within which a file is read even where other programs keep the processor busy.
_PATIENCE = 300


class DamagedFiles:
    """The target "readers": a round is one damaged file."""

    def __init__(self) -> None:
        """Nothing is started before the first round."""
        self._folder = tempfile.TemporaryDirectory(prefix="fuzzing-")
        self._child: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the process, and take its files away."""
        self._end()
        self._folder.cleanup()

    def round(self, seed: int) -> tuple[int, Finding | None]:
        """How many files were read, and what was found."""
        name, data = damaged(seed)
        said = self.what_went_wrong(name, data)
        return 1, Finding("readers", seed, name, data, said) if said else None

    def what_went_wrong(self, name: str, data: bytes) -> str:
        """What comes of reading a file: an empty text where all is well."""
        path = Path(self._folder.name, name)
        path.write_bytes(data)
        child = self._child = self._child or self._started()
        assert child.stdin and child.stdout
        answer = ""
        try:
            child.stdin.write(f"{path}\n")
            child.stdin.flush()
            if select.select([child.stdout], [], [], _PATIENCE)[0]:
                answer = child.stdout.readline()
        except BrokenPipeError:  # it has died since
            pass
        if answer:
            said: str = json.loads(answer)
            if said.startswith("it took "):
                self._end()
            return said
        return self._last_words()

    def _started(self) -> subprocess.Popen[str]:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
        command = [sys.executable, "-m", "fuzzing.child"]
        pipe = subprocess.PIPE
        with Path(self._folder.name, "stderr").open("w") as errors:
            return subprocess.Popen(
                command, stdin=pipe, stdout=pipe, stderr=errors, text=True, encoding="utf-8", env=environment
            )

    def _last_words(self) -> str:
        assert self._child
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._child.wait(1)  # its pipe is closed a moment before it is gone
        still_runs = self._child.poll() is None
        self._end()
        said = Path(self._folder.name, "stderr").read_text("utf-8", errors="replace")[-6000:]
        ended = f"no answer within {_PATIENCE} s" if still_runs else "the process ended"
        return f"{said}\n{ended}"

    def _end(self) -> None:
        if self._child:
            self._child.kill()
            self._child.communicate()
            self._child = None


def damaged(seed: int) -> tuple[str, bytes]:
    """The damaged file of a seed: its name and its bytes."""
    random_ = random.Random(seed)
    known = seeds()
    name = random_.choice(list(known))
    return name, mutated(known[name], list(known.values()), random_)
