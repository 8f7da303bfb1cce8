"""What the tests of batches share: reports to do, and the command as a real process."""

from __future__ import annotations

import csv
import io
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from contextlib import closing, suppress
from pathlib import Path

from same_report import lines_of, to_docx

SOURCE = Path(__file__).parents[1] / "src"


def command(*args: str | Path) -> list[str]:
    return [sys.executable, "-m", "reportmine", *map(str, args)]


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(SOURCE)}


def reportmine(*args: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*args), env=environment(), capture_output=True, encoding="utf-8", timeout=300, cwd=cwd
    )


def begun(*args: str | Path) -> subprocess.Popen[str]:
    """The command, which goes on by itself, in a group of its own."""
    return subprocess.Popen(
        command(*args), env=environment(), stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True
    )


def write_reports(folder: Path, count: int) -> Path:
    """So many short reports, each with figures of its own."""
    folder.mkdir(exist_ok=True)
    for number in range(count):
        text = f"2023年，举办培训{number + 20}场，接待读者{number + 3}.5万人次，增长{number + 1}%。\n"
        path = folder / f"{number:03}.txt"
        path.write_text(f"第{number}号站点工作报告\n{text * 4}", encoding="utf-8")
    return folder


def write_mixture(folder: Path) -> Path:
    """Reports of several formats in folders and an archive, and what is none, or cannot be read."""
    write_reports(folder, 3)
    (folder / "各区").mkdir()
    (folder / "各区" / "a.docx").write_bytes(to_docx(lines_of("company-2023.txt")))
    (folder / "各区" / "b.txt").write_bytes(b"\x00\x01\x02\x03" * 100)  # no text, which only shows in reading
    (folder / "c.jpg").write_bytes(b"")
    (folder / "d.txt").write_bytes(b"")  # a failure
    (folder / "e.csv").write_text("指标,2023年（元）\n门票收入,310\n场租收入,84.55555555\n", encoding="utf-8")
    with zipfile.ZipFile(folder / "f.zip", "w") as archive:
        archive.writestr("=年报.txt", "全年举办讲座35场。\n")
        archive.writestr("x.png", b"")
    return folder


def ledger(output: Path) -> list[dict[str, str]]:
    """The rows of the ledger of an output."""
    text = Path(f"{output}.ledger.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def statuses(output: Path) -> dict[str, str]:
    """What became of each file, by its name without folders."""
    return {row["path"].rpartition("/")[2]: row["status"] for row in ledger(output)}


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in found.read_text().split()] if found.exists() else []


def workers(pid: int) -> list[int]:
    """Those of them that do reports, and not what Python starts to clean up."""
    return [child for child in children(pid) if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def files_done(output: Path) -> int:
    """How many files stand in the state of a batch that goes on: as many as were committed."""
    state = Path(f"{output}.batch.db")
    if not state.exists():
        return 0
    # The batch holds the lock; what stands in a copy is what would be there after a power cut.
    with tempfile.TemporaryDirectory() as folder:
        for path in state.parent.glob(f"{state.name}*"):
            shutil.copy(path, folder)
        try:
            with closing(sqlite3.connect(Path(folder, state.name))) as copy:
                return int(copy.execute("SELECT count(*) FROM files WHERE status = 'done'").fetchone()[0])
        except sqlite3.Error:
            return 0


def wait_until_done(output: Path, count: int, process: subprocess.Popen[str]) -> None:
    """Wait until so many files are kept as done, a minute at most."""
    until = time.monotonic() + 60
    while files_done(output) < count and process.poll() is None:
        assert time.monotonic() < until, f"{files_done(output)} of {count} files are kept"
        time.sleep(0.1)


def kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def gone(pid: int, seconds: float = 20.0) -> bool:
    """Whether a process ends within so many seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False
