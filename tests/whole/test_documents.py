"""Every command line of README and docs runs as it is printed, and says what is printed below it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

pty = pytest.importorskip("pty", reason="a terminal of this kind is not on every system")
termios = pytest.importorskip("termios")

ROOT = Path(__file__).parents[2]
# Files that the commands name as a reader's own; here they are samples.
OWN = {
    "report.txt": "city-2024.txt",
    "2022.txt": "foundation-2022.txt",
    "2023.txt": "foundation-2023.txt",
    "reports/2022.txt": "foundation-2022.txt",
    "reports/2023.txt": "foundation-2023.txt",
}
COLUMNS = 100
SECONDS = 60
# Those that install, learn and check the project itself take minutes; .ci/run has them.
OF_DEVELOPERS = ("pip ", "python -m training", "pytest", "python3 -m venv", "bash .ci", "python tests", "sphinx-build")
_FENCE = re.compile(r"(?:<!-- (?P<mark>[^>]*?) -->\n)?^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


class File(NamedTuple):
    """A file that the reader is told to write."""

    name: str
    text: str


class Command(NamedTuple):
    """A command line, and what is printed below it: None where nothing is."""

    line: str
    output: str | None


def steps_of(page: Path) -> Iterator[Command | File]:
    """What a reader of a page does, in order.

    Left out are command lines below <!-- not run: why -->; what stands below <!-- file: NAME --> is a file of theirs.
    """
    for block in _FENCE.finditer(page.read_text(encoding="utf-8")):
        mark, _, said = (block["mark"] or "").partition(": ")
        if mark == "file":
            yield File(said, block["body"])
        elif mark != "not run" and block["kind"] in ("console", "bash", "sh"):
            lines = (line for line in block["body"].splitlines() if line and line[0] != "#")
            commands = (
                _with_output(block["body"]) if block["kind"] == "console" else (Command(one, None) for one in lines)
            )
            yield from (one for one in commands if not one.line.startswith(OF_DEVELOPERS))


def _with_output(body: str) -> Iterator[Command]:
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        line, _, output = part.partition("\n")
        while line.endswith("\\"):
            more, _, output = output.partition("\n")
            line = f"{line[:-1]}{more.removeprefix('> ')}"
        yield Command(line, output)


def in_terminal(line: str, folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    """The exit status of a command line, and all that a terminal shows of it."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (50, COLUMNS))
    bounded = ["timeout", str(SECONDS), "bash", "-c", line]
    nothing = subprocess.DEVNULL
    with subprocess.Popen(bounded, cwd=folder, env=environment, stdin=nothing, stdout=theirs, stderr=theirs) as running:
        os.close(theirs)
        shown = b"".join(iter(lambda: _read(ours), b""))
        os.close(ours)
    return running.returncode, _ERASED.sub("", shown.decode().replace("\r\n", "\n"))


# What a terminal does not show any more: lines that a bar drew over, and that it took away at its end.
_ERASED = re.compile(r"\x1b\[\?25[lh]|[^\n]*\r\x1b\[2K|[^\n]*\n(?:\x1b\[\?25h)?\r\x1b\[1A\x1b\[2K")


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # the command has ended
        return b""


def fits(expected: str, shown: str) -> bool:
    """Whether the output is the one printed, in which … stands for anything."""
    trimmed = ["\n".join(line.rstrip() for line in text.strip("\n").splitlines()) for text in (expected, shown)]
    pattern = re.escape(trimmed[0]).replace("…", ".*")
    return re.fullmatch(pattern, trimmed[1], re.DOTALL) is not None


PAGES = sorted(page for page in (*ROOT.glob("README*.md"), *ROOT.glob("docs/**/*.md")) if [*steps_of(page)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the samples and with what a reader has of their own."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("site"))
    for name, sample in OWN.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / "samples" / sample, tmp_path / name)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_says_what_is_printed(page: Path, folder: Path) -> None:
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    language = "zh_CN.UTF-8" if "zh" in page.relative_to(ROOT).as_posix().lower() else "C.UTF-8"
    environment = {"PATH": path, "HOME": str(folder), "NO_COLOR": "1", "TERM": "xterm", "LANG": language}
    for command in steps_of(page):
        if isinstance(command, File):
            (folder / command.name).write_text(command.text, encoding="utf-8")
            continue
        status, shown = in_terminal(command.line, folder, environment)
        if command.output is None:
            assert status == 0, f"{command.line}\n{shown}"
        else:
            assert fits(command.output, shown), f"$ {command.line}\n{shown}"


def test_the_pictures_of_the_terminal_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "docs/make_picture.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_a_command_that_says_something_else_is_found(folder: Path) -> None:
    status, shown = in_terminal("echo one; echo two", folder, {"PATH": os.environ["PATH"]})
    assert (status, shown) == (0, "one\ntwo\n")
    assert fits("one\n…\n", shown) and fits("one\ntwo\n", shown) and not fits("one\n", shown)


def test_all_kinds_of_blocks_are_read(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "```console\n$ a\nsays\n$ b \\\n> c\n```\n\n```bash\n# word\nd\n```\n\n<!-- not run: it would wait -->\n"
        "```bash\ne\n```\n\n<!-- file: f.toml -->\n```toml\ng = 1\n```\n",
        encoding="utf-8",
    )
    assert [*steps_of(page)] == [
        *(Command("a", "says\n"), Command("b c", ""), Command("d", None), File("f.toml", "g = 1\n")),
    ]
