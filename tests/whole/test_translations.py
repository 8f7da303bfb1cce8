"""What reportmine says is translated, and the gettext files are those of the code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_all_messages_are_translated_and_the_files_are_up_to_date() -> None:
    command = [sys.executable, "docs/make_messages.py", "--check"]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, timeout=120, encoding="utf-8")
    assert (done.returncode, done.stdout) == (0, "all messages are translated.\n"), done.stdout + done.stderr
