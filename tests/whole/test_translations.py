"""What reportmine says is translated, and the gettext files are those of the code."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "docs" / "make_messages.py"


def test_all_messages_are_translated_and_the_files_are_up_to_date() -> None:
    command = [sys.executable, "docs/make_messages.py", "--check"]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, timeout=120, encoding="utf-8")
    assert (done.returncode, done.stdout) == (0, "all messages are translated.\n"), done.stdout + done.stderr


@pytest.mark.parametrize(
    ("source", "unseen"),
    [
        ("warn('a b')", []),
        ("warn(f'a {b}')", []),  # of which Babel complains
        ("said = 'a b'\nwarn(said)", ["a b"]),
        ("warn(said)", []),
        ("def f(said):\n    warn(said)\ndef g():\n    said = 'a b'", []),
        ("def f():\n    said = 'a b' if x else 'c d'\n    counted('one', said, 2)", ["a b", "c d"]),
        ("def f():\n    said = f'a {b}'\n    raise ReadingError(said)", ["f'a {b}'"]),
        ("def f():\n    works, said = True, 'a b'\n    self.warn(said)", ["a b"]),
        ("class C:\n    def f(self):\n        if (said := 'a b'):\n            warn(said)", ["a b"]),
        ("_LOCKED = 'a b'\ndef f():\n    raise ReadingError(_LOCKED)", ["a b"]),
        ("_LOCKED = message('a b')\ndef f():\n    raise ReadingError(_LOCKED)", []),
        ("warn('a b' if x else 'c d')", ["a b", "c d"]),
        ("warn(said or 'a b')", ["a b"]),
        ("print('a' if x else 'b')", []),
    ],
)
def test_a_message_outside_of_its_call_is_seen(source: str, unseen: list[str]) -> None:
    assert [text for _, text in runpy.run_path(str(SCRIPT))["unseen"](source)] == unseen
