"""No library that reportmine needs is of GPL or AGPL."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

LISTED = Path(__file__).parents[2] / ".ci" / "licences.py"


def test_no_library_is_of_gpl() -> None:
    done = subprocess.run([sys.executable, LISTED], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "click" in done.stdout and "jieba" in done.stdout and "unknown" not in done.stdout
