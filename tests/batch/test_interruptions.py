"""What kills, hangs or stops a batch loses nothing: the next run ends as an undisturbed one would have."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportmine.cli.main import reportmine as command_line
from running_batches import (
    begun,
    command,
    environment,
    files_done,
    gone,
    kill,
    ledger,
    reportmine,
    statuses,
    wait_until_done,
    workers,
    write_reports,
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.posix,
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for processes in /proc"),
]
COUNT = 150


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """By name: a pipe among them would be passed over in a folder."""
    return sorted(write_reports(tmp_path_factory.mktemp("batch") / "reports", COUNT).iterdir())


@pytest.fixture(scope="module")
def undisturbed(reports: list[Path], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    out = tmp_path_factory.mktemp("batch") / "all.jsonl"
    assert reportmine("batch", *reports, "-o", out, "--jobs", "2").returncode == 0
    return out.read_bytes()


@contextmanager
def held_up(path: Path) -> Iterator[Callable[[], None]]:
    """A file that cannot be read to its end before it is let go, so that a batch lasts as long as a test needs it."""
    kept = path.with_suffix(".kept")
    path.rename(kept)
    os.mkfifo(path)

    def let_go() -> None:
        # Opened to write only, a pipe that nobody reads yet is refused, where it would be waited for without an end.
        for _ in range(600):
            with suppress(OSError):
                pipe = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
                os.write(pipe, kept.read_bytes())
                os.close(pipe)
                return
            time.sleep(0.1)

    try:
        yield let_go
    finally:
        kept.replace(path)


def resumed(reports: list[Path], out: Path) -> str:
    done = reportmine("batch", *reports, "-o", out, "--jobs", "2", "--resume")
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_a_killed_worker_costs_nothing(reports: list[Path], undisturbed: bytes, tmp_path: Path) -> None:
    out = tmp_path / "all.jsonl"
    with held_up(reports[-1]) as let_go:
        process = begun("batch", *reports, "-o", out, "--jobs", "2")
        wait_until_done(out, 1, process)
        # One alone: the other is handed what this one was at, and would be its second.
        killed = workers(process.pid)[0]
        kill(killed)
        wait_until_done(out, COUNT - 2, process)  # kept while the last one is read, and nothing else happens
        let_go()
        _, said = process.communicate(timeout=120)
    assert process.returncode == 0 and gone(killed), said
    assert out.read_bytes() == undisturbed


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_stopped_batch_goes_on(reports: list[Path], undisturbed: bytes, tmp_path: Path, sign: signal.Signals) -> None:
    out = tmp_path / "all.jsonl"
    with held_up(reports[-1]):
        process = begun("batch", *reports, "-o", out, "--jobs", "2")
        wait_until_done(out, 5, process)
        crew = workers(process.pid)
        if sign == signal.SIGINT:
            os.killpg(process.pid, sign)  # as a terminal does
        else:
            process.send_signal(sign)
        _, said = process.communicate(timeout=60)
    assert process.returncode == {signal.SIGKILL: -9, signal.SIGINT: 130, signal.SIGTERM: 143}[sign]
    assert crew and all(map(gone, crew))
    assert not out.exists() and 5 <= files_done(out) < COUNT
    if sign != signal.SIGKILL:
        assert said == "Warning: stopped; what is done is kept, and the same command with --resume goes on.\n"
    refused = reportmine("batch", *reports, "-o", out)
    assert refused.returncode == 2 and "--resume" in refused.stderr
    assert "unchanged: 0," not in resumed(reports, out)
    assert out.read_bytes() == undisturbed


@contextmanager
def pipe_that_kills(path: Path) -> Iterator[list[int]]:
    """A named pipe; whoever opens it to read is killed, so that reading it ends a process really."""
    os.mkfifo(path)
    killed: list[int] = []
    over = threading.Event()

    # What this process starts has its files, until it is another program.
    mine = Path("/proc/self/cmdline").read_bytes()

    def lie_in_wait() -> None:
        while not over.is_set():
            for folder in Path("/proc").glob("[0-9]*/fd"):
                pid = int(folder.parent.name)
                try:
                    is_other = folder.with_name("cmdline").read_bytes() != mine
                    opened = is_other and any(link.readlink() == path for link in folder.iterdir())
                except OSError:
                    continue
                if opened:
                    kill(pid)
                    killed.append(pid)

    # Opening a pipe waits for its other end; both ways at once never waits.
    end = os.open(path, os.O_RDWR)
    thread = threading.Thread(target=lie_in_wait)
    thread.start()
    try:
        yield killed
    finally:
        over.set()
        thread.join()
        os.close(end)


def test_a_file_that_kills_its_worker_fails_alone(reports: list[Path], undisturbed: bytes, tmp_path: Path) -> None:
    out, poison = tmp_path / "all.jsonl", tmp_path / "poison.txt"
    with pipe_that_kills(poison) as killed:
        done = reportmine("batch", poison, *reports, "-o", out, "--jobs", "2")
    assert done.returncode == 1
    assert f"Error: {poison}: the process that read it was killed twice" in done.stderr
    assert len(set(killed)) == 2
    assert [name for name, status in statuses(out).items() if status != "done"] == ["poison.txt"]
    assert out.read_bytes() == undisturbed


def test_a_file_that_hangs_fails_alone(reports: list[Path], undisturbed: bytes, tmp_path: Path) -> None:
    out, hanging = tmp_path / "all.jsonl", tmp_path / "hanging.txt"
    os.mkfifo(hanging)  # nobody ever writes to it
    done = reportmine("batch", *reports, hanging, "-o", out, "--jobs", "2", "--timeout", "2")
    assert done.returncode == 1
    (failed,) = [row for row in ledger(out) if row["status"] != "done"]
    assert failed["reason"].startswith("nothing came of it in 2 s, twice;")
    assert out.read_bytes() == undisturbed


def test_a_full_disk(reports: list[Path], undisturbed: bytes, tmp_path: Path) -> None:
    out = tmp_path / "all.jsonl"
    full = subprocess.run(
        command("batch", *reports, "-o", out, "--jobs", "2"),
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000)),
    )
    assert full.returncode == 1 and not out.exists()
    assert "Traceback" not in full.stderr
    assert full.stderr.endswith("What is done is kept: --resume goes on.\n")
    resumed(reports, out)
    assert out.read_bytes() == undisturbed


def invoke(*args: str | Path) -> Result:
    return CliRunner().invoke(command_line, [str(arg) for arg in args])


@pytest.fixture
def loaded() -> None:
    """All that the command loads late: who is not root may not read it in the home of root."""
    assert "there is no folder" in invoke("batch", "a.txt", "-o", "no/such/all.csv").stderr


def test_a_folder_that_may_not_be_written_to(loaded: None, powerless: Path) -> None:
    write_reports(powerless, 1)
    powerless.chmod(0o500)
    done = invoke("batch", powerless, "-o", powerless / "all.csv")
    assert done.exit_code == 1
    assert done.stderr.startswith(f"Error: {powerless / 'all.csv.batch.db'}: you may not write there;")
