"""Nothing that a file brings moves the cursor of a terminal, names its window or turns text; pipes get all of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

pytestmark = pytest.mark.posix

ESCAPES = "\x1b]0;x\x07\x1b[2J\u202e\x9b31m"
NAME = f"报{ESCAPES}告.txt"
TEXT = f"全年举办{ESCAPES}讲座20场，接待{ESCAPES}读者3.5万人次。\n" + "各项工作有新的进展，读者越来越多。\n" * 40
# What reportmine itself sets: colours and weights, and the cursor of its bar.
OURS = re.compile(r"\x1b\[(?:[0-9;]*m|\?25[lh]|2K|1A)|\r")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / NAME).write_text(TEXT, encoding="utf-8")
    (tmp_path / "table.csv").write_text("指标,2023年\n" + f"收入{ESCAPES},12\n" + "支出,9\n" * 99, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr(NAME, TEXT)
        archive.writestr(f"bad{ESCAPES}.docx", "PK\x03\x04 no document")
    return tmp_path


def at_terminal(folder: Path, args: Sequence[str]) -> str:
    """What a run writes to a terminal that is both of its streams."""
    import pty

    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"}
    command = [sys.executable, "-m", "reportmine", *args]
    child = subprocess.Popen(command, stdout=theirs, stderr=theirs, stdin=theirs, cwd=folder, env=environment)
    os.close(theirs)
    seen = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # on Linux the end of a terminal is an error
            break
        if not piece:
            break
        seen += piece
    child.wait()
    os.close(ours)
    return seen.decode()


@pytest.mark.parametrize(
    "args",
    [
        ("extract", NAME),
        *(("extract", NAME, "--format", name) for name in ("csv", "json", "jsonl", "markdown")),
        ("extract", "z.zip"),
        ("extract", "table.csv"),
        ("text", NAME),
        ("quantities", NAME),
        ("explain", NAME, "--line", "1"),
        ("explain", "--text", TEXT[:60]),
        ("audit", NAME),
        ("compare", NAME, "z.zip"),
        ("extract", f"none{ESCAPES}.txt"),
        ("extract", NAME, "-o", f"no{ESCAPES}/x.csv"),
        ("extract", NAME, f"--{ESCAPES}"),
        (f"ex{ESCAPES}",),
        ("lexicon", "check", f"none{ESCAPES}.toml"),
        ("corrections", "check", f"none{ESCAPES}.json"),
        ("samples", "show", ESCAPES),
    ],
    ids=lambda args: re.sub("[^a-z.-]+", "-", " ".join(args)),
)
def test_a_terminal_gets_nothing_raw(args: Sequence[str], here: Path) -> None:
    seen = OURS.sub("", at_terminal(here, args))
    assert seen.strip()
    raw = {char for char in seen if not char.isprintable() and char not in "\n\t\u3000\xa0"}
    assert not raw, (raw, seen)


@pytest.mark.parametrize("name", ["csv", "jsonl"])
def test_a_pipe_gets_the_data(name: str, here: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reportmine", "extract", NAME, "--format", name],
        capture_output=True,
        cwd=here,
        check=True,
    )
    told = done.stdout.decode()
    assert ESCAPES in told if name == "csv" else "\\u001b]0;x\\u0007" in told


def test_what_libraries_write_reaches_nobody_unasked() -> None:
    script = (
        "import logging, os, sys, click; from reportmine.cli.main import reportmine, run\n"
        "@click.command()\n"
        "def noisy():\n"
        "    os.write(2, b'from C \\x1b[2J\\n'); logging.getLogger('lib').warning('from Python \\x1b[2J')\n"
        "reportmine.add_command(noisy); sys.argv[1:] = ['noisy', *sys.argv[1:]]\n"
        "sys.exit(run())"
    )
    for args, said in (((), ["from Python �[2J"]), (("--debug",), ["from Python �[2J", "from C �[2J"])):
        done = subprocess.run([sys.executable, "-c", script, *args], capture_output=True, text=True, check=True)
        assert done.stderr.splitlines() == said
