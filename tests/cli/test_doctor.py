"""`reportmine doctor`: whatever is broken, it says so and leaves in peace."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from reportmine.diagnosis import Fact
from reportmine.extras import EXTRAS
from reportmine.output.terminal.diagnosis import to_text

SOURCE = Path(__file__).parents[2] / "src"
REQUIRED = ("jieba", "markdown-it-py", "opencc", "platformdirs", "rapidfuzz", "regex", "rich", "rjieba", "selectolax")
# The modules that are not called as what installs them.
MODULES = {"markdown-it-py": "markdown_it"}


def doctor(*args: str, without: str = "", more: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run it in a process of its own, as if a module of this name were not installed."""
    blocked = f"sys.modules[{without!r}] = None\n" if without else ""
    script = f"import sys\n{blocked}sys.argv[1:] = {['doctor', *args]!r}\nfrom reportmine.cli import main\nmain()\n"
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), **(more or {})}
    return subprocess.run([sys.executable, "-c", script], capture_output=True, env=environment, timeout=120)


def facts_of(done: subprocess.CompletedProcess[bytes]) -> dict[tuple[str, str], Any]:
    return {(fact["part"], fact["name"]): fact for fact in json.loads(done.stdout)["facts"]}


def test_all_is_well_here() -> None:
    done = doctor("--format", "json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["works"] is True
    found = facts_of(done)
    assert found["reportmine", "version"]["said"] == metadata.version("reportmine")
    assert found["reportmine", "place"]["said"] == str(SOURCE / "reportmine")
    assert found["reportmine", "a sentence"]["said"] == "全年举办培训20场。 → 培训 20 场"
    assert found["segmenters", "auto"]["said"] == "takes rjieba"
    assert {name for part, name in found if part == "packages"} >= set(REQUIRED)
    assert {name for part, name in found if part == "extras"} == set(EXTRAS)
    assert metadata.version("pyarrow") in found["extras", "parquet"]["said"]
    assert not any(fact["broken"] for fact in found.values())


def test_text_says_the_same_for_people() -> None:
    done = doctor()
    lines = done.stdout.decode().splitlines()
    assert (done.returncode, done.stderr) == (0, b"")
    assert lines[0] == "reportmine" and lines[-1] == "All that reportmine needs works."


@pytest.mark.slow
@pytest.mark.parametrize("package", REQUIRED)
def test_a_library_that_is_missing_is_told_and_nothing_is_traced(package: str) -> None:
    done = doctor("--format", "json", without=MODULES.get(package, package))
    assert (done.returncode, done.stderr) == (1, b""), done.stderr.decode()
    fact = facts_of(done)["packages", package]
    assert fact["broken"] and fact["said"].startswith("cannot be imported (ModuleNotFoundError: ") and fact["advice"]
    assert b"Traceback" not in done.stdout


def test_an_extra_that_is_missing_names_its_command_and_is_no_fault() -> None:
    done = doctor("--format", "json", without="xlsxwriter")
    fact = facts_of(done)["extras", "xlsx"]
    assert done.returncode == 0 and fact["said"] == "is not installed" and fact["advice"].endswith("[xlsx]'")


def test_an_extra_that_cannot_be_imported_is_broken(tmp_path: Path) -> None:
    (tmp_path / "pypdfium2.py").write_text("raise OSError('no\\nlibrary')", encoding="utf-8")
    # A folder of PYTHONPATH comes before what is installed.
    done = doctor("--format", "json", more={"PYTHONPATH": f"{SOURCE}{os.pathsep}{tmp_path}"})
    fact = facts_of(done)["extras", "pdf"]
    assert done.returncode == 1 and fact["said"] == "cannot be imported (OSError: no library)" and fact["broken"]


def test_a_cache_that_cannot_be_kept_is_said(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be", encoding="utf-8")
    done = doctor("--format", "json", more={"XDG_CACHE_HOME": str(tmp_path / "cache")})
    fact = facts_of(done)["segmenters", "cache of jieba"]
    assert done.returncode == 0 and "cannot be kept" in fact["said"] and fact["advice"]


def test_a_lexicon_with_faults_is_broken(tmp_path: Path) -> None:
    (tmp_path / "reportmine").mkdir()
    (tmp_path / "reportmine" / "lexicon.toml").write_text("[[indicators]]\n", encoding="utf-8")
    done = doctor("--format", "json", more={"XDG_CONFIG_HOME": str(tmp_path)})
    fact = facts_of(done)["files", "own lexicon"]
    assert done.returncode == 1 and fact["said"].endswith("has faults") and "lexicon check" in fact["advice"]


def test_what_is_shown_has_no_escapes_of_a_terminal() -> None:
    said = to_text([Fact("text", "TERM", "\x1b[31m\n")])
    assert "\x1b" not in said and said.splitlines()[1].endswith("�[31m ")
