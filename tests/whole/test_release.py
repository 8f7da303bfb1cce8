"""The release script, on a small project of its own that has a history."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
CHANGES = "# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-11-30\n\n- a change\n"
FILES = {
    "pyproject.toml": (
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n\n'
        '[project]\nname = "small"\nversion = "1.2.0"\ndescription = "Small."\n'
        'readme = "README.md"\nrequires-python = ">=3.11"\n'
    ),
    "README.md": "# Small\n",
    "small/__init__.py": "",
    "CHANGELOG.md": CHANGES,
    "CITATION.cff": "title: small\nversion: 1.2.0\n",
    ".gitignore": "dist/\n",
}


def git(folder: Path, *args: str) -> str:
    named = ("-c", "user.name=Li", "-c", "user.email=li@example.org", "-c", "tag.gpgsign=false")
    done = subprocess.run(["git", *named, *args], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    if shutil.which("git") is None:
        pytest.skip("git is not there")
    folder = tmp_path / "小 项目"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / ".ci").mkdir()
    for name in ("release.py", "build.py", "build-requirements.txt"):
        shutil.copy(PROJECT / ".ci" / name, folder / ".ci")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "a start")
    return folder


def release(project: Path, *args: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"PYTHONUTF8": "1"}
    command = [sys.executable, ".ci/release.py", *args]
    return subprocess.run(command, cwd=project, capture_output=True, encoding="utf-8", env=environment)


@pytest.mark.slow
def test_a_dry_run_builds_and_sets_no_tag(project: Path) -> None:
    done = release(project, "--dry-run")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (project / "dist").iterdir()) == [
        "small-1.2.0-py3-none-any.whl",
        "small-1.2.0.tar.gz",
    ]
    assert done.stdout.count("PASSED") == 2
    assert "would run: bash .ci/run\n" in done.stdout
    assert "would run: git tag -a v1.2.0" in done.stdout and git(project, "tag", "--list") == ""


def change(project: Path, name: str, old: str, new: str, *, commit: bool = True) -> None:
    text = (project / name).read_text(encoding="utf-8")
    assert old in text
    (project / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    if commit:
        git(project, "commit", "-qam", "a change")


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("CHANGELOG.md", "[1.2.0] - 2026-11-30", "[1.1.0] - 2026-11-30", "CHANGELOG.md has no section '## [1.2.0] -"),
        ("CHANGELOG.md", "1.2.0] - 2026-11-30", "1.2.0]", "CHANGELOG.md has no section '## [1.2.0] -"),
        (
            "CHANGELOG.md",
            "## [Unreleased]\n",
            "## [Unreleased]\n\n- more\n",
            "CHANGELOG.md has something under [Unreleased]",
        ),
        ("CITATION.cff", "1.2.0", "1.1.0", "CITATION.cff does not say version: 1.2.0."),
        ("pyproject.toml", "1.2.0", "1.3.0", "CHANGELOG.md has no section '## [1.3.0] -"),
    ],
)
def test_what_does_not_agree_is_said(project: Path, name: str, old: str, new: str, said: str) -> None:
    change(project, name, old, new)
    done = release(project, "--dry-run")
    assert done.returncode == 1 and done.stderr.startswith(said) and done.stdout == ""
    assert not (project / "dist").exists()


def test_a_tree_that_is_not_clean_and_a_version_that_is_out(project: Path) -> None:
    change(project, "README.md", "Small", "Large", commit=False)
    git(project, "tag", "v1.2.0")
    done = release(project, "--dry-run")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "The tree is not clean: commit or stash what git status shows.",
        "v1.2.0 is a tag already: raise the version in pyproject.toml.",
    ]


@pytest.mark.slow
def test_a_tool_with_another_hash_builds_nothing(project: Path) -> None:
    pinned = project / ".ci" / "build-requirements.txt"
    pinned.write_text(re.sub("sha256:....", "sha256:0000", pinned.read_text("utf-8")), encoding="utf-8")
    git(project, "commit", "-qam", "other hashes")
    done = release(project, "--dry-run")
    assert done.returncode == 1 and "DO NOT MATCH THE HASHES" in done.stderr and not (project / "dist").exists()


def test_a_step_that_fails_stops_it_before_the_tag(project: Path) -> None:
    (project / ".ci" / "run").write_text("exit 3\n", encoding="utf-8")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "checks that fail")
    done = release(project)
    assert done.returncode == 1 and done.stderr == "It stopped here: bash .ci/run\n"
    assert git(project, "tag", "--list") == "" and not (project / "dist").exists()
