"""A release, up to the tag: python .ci/release.py [--dry-run]

The tree has to be clean, and pyproject.toml, CHANGELOG.md and CITATION.cff have to agree on the version. Then all
checks run, wheel and sdist are built into dist/ and checked, the wheel is tried in empty environments, and the commit
gets its tag. What goes to the index is uploaded by hand: python -m twine upload dist/*, git push --tags.

With --dry-run the quick part is done: neither the checks (bash .ci/run) nor the environments nor the tag.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main(*, dry: bool) -> None:
    """Do it all, or stop with the first thing that is in the way."""
    version = tomllib.loads(text("pyproject.toml"))["project"]["version"]
    faults = list(faults_of(version))
    if faults:
        raise SystemExit("\n".join(faults))
    step(dry, "bash", ".ci/run")
    built = build()
    run(sys.executable, "-m", "twine", "check", "--strict", *map(str, built))
    wheel = next(str(file) for file in built if file.suffix == ".whl")
    step(dry, sys.executable, ".ci/smoke.py", wheel, sys.executable)
    step(dry, "git", "tag", "-a", f"v{version}", "-m", f"reportmine {version}")
    print(f"{version}: upload by hand with: python -m twine upload dist/* && git push origin v{version}")


def faults_of(version: str) -> Iterator[str]:
    """What is in the way of releasing this version, a sentence each."""
    if said("git", "status", "--porcelain"):
        yield "The tree is not clean: commit or stash what git status shows."
    if said("git", "tag", "--list", f"v{version}"):
        yield f"v{version} is a tag already: raise the version in pyproject.toml."
    changes = text("CHANGELOG.md")
    if not re.search(rf"^## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d$", changes, re.MULTILINE):
        yield f"CHANGELOG.md has no section '## [{version}] - YYYY-MM-DD': name [Unreleased] so, and begin a new one."
    unreleased = changes.partition("## [Unreleased]\n")[2].partition("\n## ")[0]
    if unreleased.strip():
        yield "CHANGELOG.md has something under [Unreleased]: move it into the section of the version."
    if f"\nversion: {version}\n" not in text("CITATION.cff"):
        yield f"CITATION.cff does not say version: {version}."


def build() -> list[Path]:
    """Wheel and sdist, alone in dist/."""
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    run(sys.executable, ".ci/build.py", "dist")
    return sorted((ROOT / "dist").iterdir())


def step(dry: bool, *command: str) -> None:
    """Run a command, or say which it would be."""
    if dry:
        print(f"would run: {' '.join(command)}", flush=True)
    else:
        run(*command)


def run(*command: str) -> None:
    """Run a command and stop where it fails."""
    print(f"=== {' '.join(command)}", flush=True)
    if subprocess.run(command, cwd=ROOT).returncode:
        raise SystemExit(f"It stopped here: {' '.join(command)}")


def said(*command: str) -> str:
    """What a command says."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def text(name: str) -> str:
    """A file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


if __name__ == "__main__":
    main(dry="--dry-run" in sys.argv[1:])
