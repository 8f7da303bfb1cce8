"""No socket of the internet is opened, in any process: Python's own hooks see none, and results need no network.

The hooks are laid by a `sitecustomize` on PYTHONPATH, so that processes of a batch and the one that reads PDF files
have them, too. What is no Python, as LibreOffice, has a system without a network around it, where the system can
make one.
"""

from __future__ import annotations

import functools
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from same_report import lines_of, to_docx, to_pdf

pytestmark = [pytest.mark.slow, pytest.mark.posix]

PROJECT = Path(__file__).parents[2]
SAMPLES = PROJECT / "samples"
# Each process writes a line when it begins, and one for what it asks of the network; only what stays on the machine
# (AF_UNIX) may be made.
HOOK = """
import os, socket, sys

def note(*words):
    with open(os.environ["SOCKETS_SEEN"], "a") as file:
        print(*words, file=file)

def refuse(event, arguments):
    if event == "socket.__new__":
        wanted = arguments[1] != socket.AF_UNIX
    elif event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"):
        wanted = arguments[0].family != socket.AF_UNIX
    else:
        wanted = event.startswith(("socket.getaddrinfo", "socket.gethost", "socket.getnameinfo", "socket.getserv"))
    if wanted:
        note("asked", event, arguments)
        os._exit(99)

note("begun", os.getpid())
os.register_at_fork(after_in_child=lambda: note("begun", os.getpid()))
sys.addaudithook(refuse)
"""
MANY = """
import sys
from reportmine import extract_many
if __name__ == "__main__":
    for report in extract_many(sys.argv[1:], workers=2):
        print(report.source.path, len(report.claims))
"""
YEARS = ("报告/city-2023.txt", "报告/city-2024.txt")
# What is run, by its name, and how many processes of Python that takes at least; one of them reads PDF files.
RUNS: dict[str, tuple[tuple[str, ...], int]] = {
    **{
        f"extract {ending}": (("-m", "reportmine", "extract", "报告", "-q", "-o", f"a.{ending}"), 2)
        for ending in ("csv", "json", "jsonl", "html", "md", "xlsx", "parquet", "db", "txt")
    },
    "batch": (("-m", "reportmine", "batch", "报告", "-q", "--jobs", "2", "-o", "a.csv"), 4),
    "compare": (("-m", "reportmine", "compare", *YEARS, "-q", "-o", "a.html"), 1),
    "audit": (("-m", "reportmine", "audit", YEARS[0], "-q", "-o", "a.json"), 1),
    "doctor": (("-m", "reportmine", "doctor"), 1),
    "a scan": (("-m", "reportmine", "extract", "扫描.png", "-q", "-o", "a.json"), 1),
    "extract_many": (("many.py", "报告"), 4),
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with reports of several formats, a program and the hooks."""
    folder = tmp_path / "报告"
    folder.mkdir()
    for year in YEARS:
        shutil.copy(SAMPLES / Path(year).name, folder)
    lines = lines_of("company-2023.txt")[:20]
    (folder / "a.pdf").write_bytes(to_pdf(lines))
    (folder / "b.docx").write_bytes(to_docx(lines))
    (tmp_path / "many.py").write_text(MANY, encoding="utf-8")
    (tmp_path / "hooks").mkdir()
    (tmp_path / "hooks" / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    return tmp_path


def run(*args: str, place: Path, before: Sequence[str] = ()) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """What came of it, and what the hooks wrote."""
    seen = place / "seen"
    seen.write_text("", encoding="utf-8")
    path = os.pathsep.join((str(place / "hooks"), str(PROJECT / "src")))
    environment = os.environ | {"PYTHONPATH": path, "SOCKETS_SEEN": str(seen), "PYTHONUTF8": "1"}
    command = [*before, sys.executable, *args]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, cwd=place, timeout=300)
    return done, seen.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", RUNS)
def test_no_process_asks_for_the_network(name: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    args, processes = RUNS[name]
    if name == "a scan":
        draw(place / "扫描.png")
        monkeypatch.setenv("XDG_CACHE_HOME", str(place))  # nothing of it was read before
    done, seen = run(*args, place=place)
    assert [line for line in seen if line.startswith("asked")] == []
    assert done.returncode == 0, done.stderr
    assert len(set(seen)) >= processes, "a process had no hook"


def draw(page: Path) -> None:
    scans: Any = pytest.importorskip("benchmarks.scans")
    if scans.font_file() is None:
        pytest.skip("no font with Chinese characters")
    pytest.importorskip("rapidocr")
    scans.pages_of("全年举办培训20场，参加1,286人。", 100)[0].crop((0, 0, 827, 200)).save(page)


ASKING = {
    "a connection": "import socket; socket.create_connection(('127.0.0.1', 9))",
    "a name": "import socket; socket.getaddrinfo('localhost', 80)",
    "a server": "import socket; socket.socket().bind(('', 0))",
    "a datagram": "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
}


@pytest.mark.parametrize("name", ASKING)
@pytest.mark.parametrize("by_a_child", [False, True], ids=["itself", "its child"])
def test_whoever_asks_is_seen(name: str, by_a_child: bool, place: Path) -> None:
    code = ASKING[name]
    if by_a_child:
        code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {code!r}])"
    _, seen = run("-c", code, place=place)
    assert [line.split()[0] for line in seen] == ["begun"] * (1 + by_a_child) + ["asked"]


@functools.cache
def without_network() -> tuple[str, ...]:
    """What runs a command in a system without a network; empty where that is not allowed."""
    for options in (("--net",), ("--map-root-user", "--net")):
        command = ("unshare", *options)
        if shutil.which("unshare") and subprocess.run([*command, "true"], capture_output=True).returncode == 0:
            return command
    return ()


@pytest.fixture
def cut_off() -> tuple[str, ...]:
    if not without_network():
        pytest.skip("unshare is not there or not allowed, which would take the network away")
    return without_network()


@pytest.mark.parametrize("name", ["extract json", "batch", "compare"])
def test_results_without_a_network_are_the_same(name: str, place: Path, cut_off: tuple[str, ...]) -> None:
    if shutil.which("soffice"):
        rtf = rb"{\rtf1\ansi 2023\u24180?\u20030?\u22521?\u35757?20\u22330?}"
        (place / "报告" / "c.rtf").write_bytes(rtf)
    made = []
    for before in ((), cut_off):
        done, _ = run(*RUNS[name][0], place=place, before=before)
        assert (done.returncode, done.stderr) == (0, "")
        made.append({path.name: path.read_bytes() for path in place.glob("a.*") if ".csv." not in path.name})
        for path in place.glob("a.*"):
            path.unlink()
    assert made[0] and made[0] == made[1]


def test_there_is_no_network(place: Path, cut_off: tuple[str, ...]) -> None:
    """A server of this machine is reached from here, and not from there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        code = f"import socket; socket.create_connection(('127.0.0.1', {server.getsockname()[1]}), timeout=20)"
        here = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        there = subprocess.run([*cut_off, sys.executable, "-c", code], capture_output=True, text=True)
    assert here.returncode == 0 and there.returncode == 1 and "unreachable" in there.stderr
