"""The command that an error names: of an installation that is made up here, and of real ones in test_install.py."""

from __future__ import annotations

import importlib.util
import os
import re
import sys
import tomllib
from pathlib import Path

import pytest

from reportmine.extras import EXTRAS, Installation, Keeper, _is_own_pip, _keeper, command, install_command, quoted

PROJECT = Path(__file__).parents[2]


def test_the_extras_are_those_of_the_project() -> None:
    said = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    for extra, libraries in EXTRAS.items():
        assert [re.split(r"[>\[]", line)[0] for line in said[extra]] == list(libraries)
    # What reads pictures takes 400 MB, what a cluster needs 500, and either is asked for by whoever has one.
    assert said["all"] == [f"reportmine[{','.join(extra for extra in EXTRAS if extra not in ('ocr', 'ray'))}]"]
    assert said.keys() - EXTRAS.keys() == {"all", "train", "dev", "docs", "readers"}
    for extra, libraries in EXTRAS.items():
        # They are imported by the names that they install by; Polars and Ray are not among what developers need.
        assert extra in ("polars", "ray") or all(map(importlib.util.find_spec, libraries))


CASES = [
    (Installation(), "pip install 'reportmine[xlsx]'"),
    (Installation(windows=True), 'pip install "reportmine[xlsx]"'),
    (
        Installation(python="/home/王 丽/.venv/bin/python"),
        "'/home/王 丽/.venv/bin/python' -m pip install 'reportmine[xlsx]'",
    ),
    (
        Installation(python=r"C:\王丽\python.exe", windows=True),
        r'C:\王丽\python.exe -m pip install "reportmine[xlsx]"',
    ),
    (Installation(source="/home/li/报告 1", editable=True), "pip install -e '/home/li/报告 1[xlsx]'"),
    (Installation(source=r"D:\mine", editable=True, windows=True), r'pip install -e "D:\mine[xlsx]"'),
    (Installation("uv", python="/v/bin/python"), "uv pip install --python /v/bin/python 'reportmine[xlsx]'"),
    (Installation("pipx", present=("pdf", "xlsx")), "pipx install --force 'reportmine[pdf,xlsx]'"),
    (Installation("uv tool", "/tmp/a.whl", present=("page",)), "uv tool install --force '/tmp/a.whl[page,xlsx]'"),
    (Installation("pipx run"), "pipx run --spec 'reportmine[xlsx]' reportmine"),
    (Installation("uv tool run"), "uv tool run --from 'reportmine[xlsx]' reportmine"),
    (Installation("pip", present=("pdf",)), "pip install 'reportmine[xlsx]'"),
]


@pytest.mark.parametrize(("installed", "said"), CASES, ids=[said for _, said in CASES])
def test_the_command_of_each_kind_of_installation(installed: Installation, said: str) -> None:
    assert command(installed, "xlsx") == said


def test_without_an_extra_it_brings_back_what_is_missing() -> None:
    assert command(Installation()) == "pip install reportmine"


def test_this_is_a_checkout() -> None:
    assert install_command("page").endswith(f" install -e {quoted(f'{PROJECT}[page]')}")


KEEPERS: list[tuple[str, dict[str, str], Keeper]] = [
    ("pipx/venvs/reportmine", {"pipx_metadata.json": "{}"}, "pipx"),
    ("pipx/.cache/e139ab046888308", {"pipx_metadata.json": "{}"}, "pipx run"),
    ("tools/reportmine", {"uv-receipt.toml": "[tool]\n", "pyvenv.cfg": "uv = 0.5\n"}, "uv tool"),
    ("uv/archive-v0/a1b2", {"pyvenv.cfg": "home = /usr/bin\nuv = 0.5\n"}, "uv tool run"),
    ("project/.venv", {"pyvenv.cfg": "home = /usr/bin\nuv = 0.5\n"}, "uv"),
    ("project/.venv", {"pyvenv.cfg": "home = /usr/bin\n"}, "pip"),
    ("usr", {}, "pip"),
]


@pytest.mark.parametrize(("place", "files", "keeper"), KEEPERS)
def test_who_looks_after_an_environment(
    place: str, files: dict[str, str], keeper: Keeper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pip", None)  # uv puts none into what it makes
    prefix = tmp_path / place
    prefix.mkdir(parents=True)
    for name, text in files.items():
        (prefix / name).write_text(text, encoding="utf-8")
    assert _keeper(prefix) == keeper


def test_a_pip_in_what_uv_made_is_the_pip_to_use(tmp_path: Path) -> None:
    (tmp_path / "pyvenv.cfg").write_text("uv = 0.5\n", encoding="utf-8")
    assert importlib.util.find_spec("pip")
    assert _keeper(tmp_path) == "pip"


def test_only_a_pip_beside_the_interpreter_is_its_own() -> None:
    assert _is_own_pip("/v/bin/pip", "/v/bin/python")
    assert not _is_own_pip("/usr/bin/pip", "/v/bin/python")
    assert not _is_own_pip(None, "/v/bin/python")


@pytest.mark.skipif(os.name == "nt", reason="runs sh")
@pytest.mark.parametrize("word", ["a b", "报告[xlsx]", "it's", "$HOME", "plain"])
def test_a_quoted_word_reaches_a_program_as_it_is(word: str) -> None:
    import subprocess

    done = subprocess.run(["sh", "-c", f"printf %s {quoted(word)}"], capture_output=True, check=True)
    assert done.stdout.decode() == word
