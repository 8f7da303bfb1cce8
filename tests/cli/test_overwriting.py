"""What is read is never overwritten: under whatever name, and by whatever command."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportmine.cli.main import reportmine

TEXT = "全年举办讲座20场，接待读者3.5万人次。\n"
CSV = ("--format", "csv")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with reports of every kind, an archive, a lexicon and corrections, which all stay as they are."""
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt", "r/c.txt", "r/d/e.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(TEXT, encoding="utf-8")
    for name in ("z.zip", "r/in.zip"):
        with zipfile.ZipFile(name, "w") as archive:
            archive.writestr("x/y.txt", TEXT)
    Path("words.toml").write_text('[[skip]]\nphrase = "二十四节气"\n', encoding="utf-8")
    Path("table.csv").write_text("no table", encoding="utf-8")
    Path("link.txt").symlink_to("a.txt")
    os.link("a.txt", "hard.txt")
    Path("folder").symlink_to("r")
    Path("r/out.txt").symlink_to("../b.txt")
    return tmp_path


def state(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


REFUSED = (
    (["a.txt"], "a.txt"),
    (["a.txt"], "./r/../a.txt"),
    (["a.txt"], "link.txt"),
    (["link.txt"], "a.txt"),
    (["a.txt"], "hard.txt"),
    (["z.zip"], "z.zip"),
    (["z.zip/x/y.txt"], "z.zip"),
    (["z.zip/x"], "z.zip"),
    (["r"], "r/c.txt"),
    (["r"], "r/in.zip"),
    (["r"], "r/d/e.txt"),
    (["r"], "folder/c.txt"),
    (["folder"], "r/c.txt"),
    (["r"], "b.txt"),
    (["*.txt"], "b.txt"),
    (["r/**/*.txt"], "r/d/e.txt"),
    (["*.zip"], "z.zip"),
    (["a.txt", "--lexicon", "words.toml"], "words.toml"),
)


@pytest.mark.posix
@pytest.mark.parametrize(("reports", "target"), REFUSED)
@pytest.mark.parametrize("command", ["extract", "audit", "compare"])
def test_no_command_writes_over_what_it_reads(command: str, reports: Sequence[str], target: str, here: Path) -> None:
    more = ["a.txt"] if command == "compare" and len(reports) == 1 and target != "a.txt" else []
    before = state(here)
    done = CliRunner().invoke(reportmine, [command, *more, *reports, "-o", target, *CSV])
    assert done.exit_code == 2 and "would overwrite" in done.stderr, done.stderr
    assert state(here) == before


@pytest.mark.posix
def test_corrections_write_over_neither_report_nor_table_nor_words(here: Path) -> None:
    before = state(here)
    made = CliRunner().invoke(reportmine, ["extract", "a.txt", "-o", "claims.csv"])
    assert made.exit_code == 0
    for target in ("a.txt", "hard.txt", "claims.csv", "words.toml"):
        args = ["corrections", "from", "claims.csv", "a.txt", "--lexicon", "words.toml", "-o", target]
        done = CliRunner().invoke(reportmine, args)
        assert done.exit_code == 2 and "would overwrite" in done.stderr, done.stderr
    assert {name: data for name, data in state(here).items() if not name.endswith("claims.csv")} == before


@pytest.mark.posix
def test_a_file_of_corrections_under_another_name(here: Path) -> None:
    Path("a.corrections.json").write_text('{"schema": "reportmine.corrections/1"}', encoding="utf-8")
    os.link("a.corrections.json", "figures.json")
    done = CliRunner().invoke(reportmine, ["extract", "a.txt", "-o", "figures.json"])
    assert done.exit_code == 2 and "would overwrite" in done.stderr


def run(*args: str, stdin: str | None = None, stdout: str | None = None) -> subprocess.CompletedProcess[bytes]:
    """A run with its streams led to files as a shell does."""
    with Path(stdin or os.devnull).open("rb") as given, Path(stdout or os.devnull).open("ab") as taken:
        command = [sys.executable, "-m", "reportmine", *args]
        return subprocess.run(command, stdin=given, stdout=taken, stderr=subprocess.PIPE, check=False)


@pytest.mark.posix
@pytest.mark.parametrize("target", ["a.txt", "hard.txt", "link.txt"])
def test_the_file_behind_standard_input(target: str, here: Path) -> None:
    before = state(here)
    done = run("extract", "-", "-o", target, *CSV, stdin="a.txt")
    assert done.returncode == 2 and b"would overwrite" in done.stderr
    assert state(here) == before


@pytest.mark.posix
@pytest.mark.parametrize("args", [("extract", "a.txt"), ("text", "a.txt"), ("quantities", "a.txt"), ("extract", ".")])
def test_a_report_behind_standard_output(args: Sequence[str], here: Path) -> None:
    before = state(here)
    done = run(*args, stdout="a.txt")
    assert done.returncode == 2 and b"standard output goes into a file that is read" in done.stderr
    assert state(here) == before


@pytest.mark.posix
def test_what_reportmine_wrote_into_a_folder_is_written_anew(here: Path) -> None:
    for name in ("r/claims.csv", "r/claims.xlsx", "r/page.html", "r/claims.md", "r/claims.db", "r/claims.json"):
        for _ in range(2):
            done = CliRunner().invoke(reportmine, ["extract", "r", "-o", name])
            assert done.exit_code == 0, done.stderr
