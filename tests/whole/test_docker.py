"""The image: built and run where there is Docker with a daemon."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
IMAGE = "reportmine-test"


def docker(*args: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["docker", *map(str, args)], input=stdin, capture_output=True, timeout=1200)


@pytest.fixture(scope="module")
def image() -> Iterator[str]:
    if shutil.which("docker") is None or docker("info").returncode:
        pytest.skip("there is no Docker with a daemon")
    done = docker("build", "-q", "-t", IMAGE, PROJECT)
    assert done.returncode == 0, done.stderr.decode()
    yield IMAGE
    docker("rmi", "-f", IMAGE)


@pytest.mark.slow
def test_the_image_reads_a_folder_and_is_nobody_special(image: str, tmp_path: Path) -> None:
    shutil.copy(PROJECT / "samples" / "library-2023.txt", tmp_path / "年报.txt")
    tmp_path.chmod(0o777)
    mounted = ("run", "--rm", "-v", f"{tmp_path}:/data")
    done = docker(*mounted, image, "extract", "年报.txt", "-o", "figures.xlsx")
    assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "figures.xlsx").stat().st_size > 10_000
    assert (tmp_path / "figures.xlsx").stat().st_uid != 0
    mine = docker(*mounted, "--user", f"{os.getuid()}:{os.getgid()}", "--network", "none", image, "doctor")
    assert mine.returncode == 0, mine.stdout.decode()
    piped = docker("run", "--rm", "-i", image, "extract", "-", "--format", "jsonl", stdin="粉丝近200万。".encode())
    assert '"metric": "粉丝"' in piped.stdout.decode()
