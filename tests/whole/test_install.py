"""What is built holds all it needs, and works where there is nothing else: in empty environments, far from here.

Every command that an error names for an extra is run as it stands, and has to bring the extra.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="bin/ is Scripts\\ there")]

PROJECT = Path(__file__).parents[2]
PACKAGE = PROJECT / "src" / "reportmine"
_LEAKS = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PIP_REQUIRE_VIRTUALENV", "PIP_USER", "PIP_TARGET", "PIP_PREFIX")
SENTENCE = "2023年，举办培训20场。"


def run(*command: str | Path, cwd: Path, more: Mapping[str, str] | None = None, fails: bool = False) -> tuple[str, str]:
    """What a program says on both streams, with nothing of this environment; its exit status has to be as told."""
    environment = {name: value for name, value in os.environ.items() if name not in _LEAKS}
    environment |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", **(more or {})}
    done = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, encoding="utf-8", env=environment, cwd=cwd
    )
    assert (done.returncode != 0) == fails, f"{done.stdout}\n{done.stderr}"
    return done.stdout, done.stderr


def files_below(folder: Path) -> set[str]:
    """The files of a folder, without what programs leave there."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not {"__pycache__", ".hypothesis", ".pytest_cache"}.intersection(path.parts)
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, PROJECT / ".ci/build.py", folder, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """A folder with an empty environment in it, into which the wheel was installed."""
    folder = tmp_path_factory.mktemp("环境 1")
    venv.create(folder / ".venv", with_pip=True)
    run(folder / ".venv/bin/python", "-m", "pip", "install", "-q", wheel, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs pipx and uv, and folders of their own to work in."""
    folder = tmp_path_factory.mktemp("tools")
    venv.create(folder / ".venv", with_pip=True)
    try:
        run(folder / ".venv/bin/python", "-m", "pip", "install", "-q", "pipx", "uv", cwd=folder)
    except AssertionError as error:
        pytest.skip(f"pipx and uv cannot be installed: {str(error).splitlines()[-1]}")
    return folder


def settings(tools: Path) -> dict[str, str]:
    """What makes both programs find themselves, and keep what they make below a folder."""
    homes = {
        "PIPX_HOME": "pipx",
        "PIPX_BIN_DIR": "bin",
        "UV_TOOL_DIR": "uv",
        "UV_TOOL_BIN_DIR": "bin",
        "UV_CACHE_DIR": "cache",
    }
    path = f"{tools / '.venv/bin'}{os.pathsep}{tools / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {name: str(tools / home) for name, home in homes.items()} | {"PATH": path, "UV_PYTHON": sys.executable}


class TestBuilt:
    def test_the_wheel_holds_the_package_and_the_samples(self, wheel: Path) -> None:
        with zipfile.ZipFile(wheel) as archive:
            names = set(archive.namelist())
        samples = {f"reportmine/samples/{path.name}" for path in PROJECT.glob("samples/*.txt")}
        package = {f"reportmine/{name}" for name in files_below(PACKAGE)}
        meta = {name for name in names if ".dist-info/" in name}
        assert samples and "reportmine/py.typed" in package
        assert names - meta == samples | package
        assert {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "LICENSE"} == {Path(name).name for name in meta}

    def test_the_sdist_holds_all_that_it_takes_to_carry_on(self, built: Path) -> None:
        (found,) = built.glob("*.tar.gz")
        with tarfile.open(found) as archive:
            names = {member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()}
        folders = ("src", "tests", "docs", "samples", "training", "benchmarks", ".ci", ".github")
        wanted = {f"{folder}/{name}" for folder in folders for name in files_below(PROJECT / folder)}
        wanted |= {"README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "pyproject.toml"}
        assert not wanted - names

    def test_the_page_of_the_index_can_be_drawn(self, built: Path) -> None:
        said, _ = run(sys.executable, "-m", "twine", "check", "--strict", *built.iterdir(), cwd=built)
        assert said.count("PASSED") == 2


class TestInstalled:
    def test_it_reads_a_sample_of_its_own(self, place: Path) -> None:
        program = place / ".venv/bin/reportmine"
        assert re.fullmatch(r"reportmine \d+\.\d+\.\d+\n", run(program, "--version", cwd=place)[0])
        run(program, "samples", "copy", "样本", cwd=place)
        said, warned = run(program, "extract", "样本/library-2023.txt", "--format", "csv", cwd=place)
        assert len(said.splitlines()) > 60 and warned == ""

    def test_it_is_well(self, place: Path) -> None:
        said, warned = run(place / ".venv/bin/reportmine", "doctor", cwd=place)
        assert said.endswith("All that reportmine needs works.\n") and warned == ""
        assert f"place                    {place / '.venv/lib'}" in said

    def test_programs_see_its_types(self, place: Path) -> None:
        program = place / "program.py"
        program.write_text(
            "from reportmine import extract\n"
            "name: str = extract('培训20场').claims[0].metric\n"
            "wrong: int = extract('培训20场').claims[0].metric\n",
            encoding="utf-8",
        )
        python = place / ".venv/bin/python"
        command = (sys.executable, "-m", "mypy", "--strict", "--python-executable", python, "--no-incremental", program)
        said, _ = run(*command, cwd=place, fails=True)
        assert re.findall(r":(\d+): error: (.*)", said) == [
            ("3", 'Incompatible types in assignment (expression has type "str", variable has type "int")  [assignment]')
        ]


def named_command(said: str) -> str:
    """The command that an error names."""
    found = re.fullmatch(
        r"Error: .* is not installed; install it with: (.*)\n|Error: .*Jinja2; install it with: (.*)\n", said
    )
    assert found, said
    return found[1] or found[2]


def brings(program: str | Path, kind: str, expected: str, cwd: Path, more: Mapping[str, str] | None = None) -> None:
    """Ask for a format whose extra is missing, run the command that is named, and ask again."""
    (cwd / "a.txt").write_text(SENTENCE, encoding="utf-8")
    asked = (program, "extract", "a.txt", "-o", f"b.{kind}")
    command = named_command(run(*asked, cwd=cwd, more=more, fails=True)[1])
    assert command == expected
    run("sh", "-c", command, cwd=cwd, more=more)
    run(*asked, cwd=cwd, more=more)
    (cwd / f"b.{kind}").unlink()


class TestExtras:
    def test_in_an_environment_that_is_not_active(self, place: Path) -> None:
        python = place / ".venv/bin/python"
        brings("./.venv/bin/reportmine", "xlsx", f"'{python}' -m pip install 'reportmine[xlsx]'", place)

    def test_in_an_active_environment_with_a_checkout(self, place: Path) -> None:
        copy = place / "checkout 1"
        for name in ("src", "samples"):
            shutil.copytree(PROJECT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("pyproject.toml", "README.md", "LICENSE"):
            shutil.copy(PROJECT / name, copy / name)
        active = {"PATH": f"{place / '.venv/bin'}{os.pathsep}{os.environ['PATH']}"}
        run("pip", "install", "-q", "--no-deps", "-e", copy, cwd=place, more=active)
        assert "samples copied" in run("reportmine", "samples", "copy", "样本 2", cwd=place, more=active)[1]
        brings("reportmine", "html", f"pip install -e '{copy}[page]'", place, active)

    def test_pipx(self, tools: Path, wheel: Path) -> None:
        own = settings(tools)
        _, said = run(
            "pipx",
            "run",
            "--spec",
            wheel,
            "reportmine",
            "extract",
            "-",
            "-o",
            "a.xlsx",
            cwd=tools,
            more=own,
            fails=True,
        )
        assert named_command(said.splitlines()[-1] + "\n") == f"pipx run --spec '{wheel}[xlsx]' reportmine"
        run("pipx", "install", wheel, cwd=tools, more=own)
        brings("bin/reportmine", "xlsx", f"pipx install --force '{wheel}[xlsx]'", tools, own)
        run("pipx", "uninstall", "reportmine", cwd=tools, more=own)

    def test_uv_tool_run(self, tools: Path, wheel: Path) -> None:
        own = settings(tools)
        assert run("uv", "tool", "run", "--from", wheel, "reportmine", "--version", cwd=tools, more=own)[0].startswith(
            "reportmine "
        )
        command = ("uv", "tool", "run", "--from", wheel, "reportmine", "extract", "-", "-o", "a.xlsx")
        _, said = run(*command, cwd=tools, more=own, fails=True)
        assert named_command(said.splitlines()[-1] + "\n") == f"uv tool run --from '{wheel}[xlsx]' reportmine"

    def test_uv_tool_install(self, tools: Path, wheel: Path) -> None:
        own = settings(tools)
        run("uv", "tool", "install", f"{wheel}[page]", cwd=tools, more=own)
        brings("bin/reportmine", "xlsx", f"uv tool install --force '{wheel}[page,xlsx]'", tools, own)
        run("bin/reportmine", "extract", "a.txt", "-o", "b.html", cwd=tools, more=own)  # what was there stays

    def test_uv_without_pip(self, tools: Path, wheel: Path) -> None:
        own = settings(tools)
        run("uv", "venv", "bare", cwd=tools, more=own)
        run("uv", "pip", "install", "--python", "bare/bin/python", wheel, cwd=tools, more=own)
        python = tools / "bare/bin/python"
        brings("bare/bin/reportmine", "xlsx", f"uv pip install --python {python} 'reportmine[xlsx]'", tools, own)
