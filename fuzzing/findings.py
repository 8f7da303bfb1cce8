"""A finding: what was given, what went wrong, and the command that shows it again."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import NamedTuple


class Finding(NamedTuple):
    """Something that must not be: `given` is a file under `name`, or a text; `went_wrong` a traceback or a sentence."""

    target: str
    seed: int
    name: str
    given: bytes
    went_wrong: str

    @property
    def kind(self) -> str:
        """What tells findings apart: the last call and the error, without what differs from text to text."""
        lines = [line.strip() for line in self.went_wrong.splitlines()]
        calls = [line for line in lines if line.startswith("File ")]
        errors = [line.split(":")[0] for line in lines if re.match(r"[\w.]+(Error|Exception)\b", line)]
        return "; ".join([*calls[-1:], *(errors or lines)[-1:]])


def write(finding: Finding, folder: Path) -> Path:
    """Write what was given, and beside it what went wrong with it; returns where the first of both stands."""
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(finding.given).hexdigest()[:12]
    path = folder / f"{finding.target}-{digest}-{finding.name}"
    path.write_bytes(finding.given)
    again = f"python -m fuzzing --target {finding.target} --seed {finding.seed} --rounds 1"
    path.with_name(path.name + ".log").write_text(f"{again}\n\n{finding.went_wrong}\n", encoding="utf-8")
    return path
