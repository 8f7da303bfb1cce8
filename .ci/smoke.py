"""Whether a wheel works under a Python: python .ci/smoke.py WHEEL [PYTHON]...

For each PYTHON, or for every Python 3.11 and later that is found on this machine besides the running one, the wheel is
installed with all extras into an empty environment far from the checkout, where the main job of the README is done and
all samples are written in every format. What is written has to be the same under each, and as the running Python writes
it where it has reportmine.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

VERSIONS = ("3.11", "3.12", "3.13", "3.14")
ENDINGS = ("txt", "json", "jsonl", "csv", "html", "md", "xlsx", "parquet", "db")
LEAKS = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
# pyenv has programs of these names on the search path that work only where a version was chosen.
PYENV = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
# What each file holds, as a digest: how workbooks are packed, and who wrote the others, is of the machine's libraries.
DIGESTS = """
import hashlib, json, pathlib, sqlite3, zipfile

def content(path):
    if path.suffix == ".xlsx":
        package = zipfile.ZipFile(path)
        return [(name, package.read(name)) for name in package.namelist()]
    if path.suffix == ".db":
        return list(sqlite3.connect(path).iterdump())
    if path.suffix == ".parquet":
        import pyarrow.parquet
        return pyarrow.parquet.read_table(path).to_pylist()
    return path.read_bytes()

files = sorted(path for path in pathlib.Path().glob("*.*") if path.is_file())
print(json.dumps({path.name: hashlib.sha256(repr(content(path)).encode()).hexdigest() for path in files}))
"""


def main(wheel: Path, pythons: list[str]) -> None:
    """Try the wheel under each Python, and leave with what went wrong."""
    wheel = wheel.resolve()
    written: dict[str, dict[str, str]] = {}
    if importlib.util.find_spec("reportmine"):
        with tempfile.TemporaryDirectory(prefix="smoke ") as folder:
            written["{}.{}, which runs this".format(*sys.version_info)] = use(sys.executable, Path(folder))
    for python in pythons or list(found()):
        with tempfile.TemporaryDirectory(prefix="smoke ", ignore_cleanup_errors=True) as folder:
            print(f"{version_of(python)}: {python}", flush=True)
            written[version_of(python)] = use(installed(wheel, python, Path(folder)), Path(folder))
    same(written)


def same(written: dict[str, dict[str, str]]) -> None:
    """Leave with the names of files that two Pythons wrote otherwise."""
    (first, expected), *others = written.items()
    for version, digests in others:
        differ = [name for name in expected if digests[name] != expected[name]]
        if differ:
            raise SystemExit(f"{', '.join(differ)}: Python {version} writes them otherwise than {first}")
    print(f"{len(expected)} files are the same under Python {'; '.join(written)}")


def found() -> Iterator[str]:
    """One program of each version, without that of the Python that runs this."""
    for version in VERSIONS:
        named = [shutil.which(f"python{version}"), *map(str, sorted(PYENV.glob(f"{version}.*/bin/python")))]
        working = next((one for one in named if one and version_of(one) == version), None)
        if working and version != "{}.{}".format(*sys.version_info):
            yield working


def version_of(python: str) -> str:
    """Its version as 3.12, or nothing where it does not start."""
    script = "import sys; print('{}.{}'.format(*sys.version_info))"
    done = subprocess.run([python, "-c", script], capture_output=True, text=True, check=False)
    return done.stdout.strip()


def installed(wheel: Path, python: str, folder: Path) -> Path:
    """The Python of an environment below a folder, in which the wheel was installed."""
    run(python, "-m", "venv", ".venv", cwd=folder)
    programs = folder / ".venv" / ("Scripts" if os.name == "nt" else "bin")
    run(programs / "python", "-m", "pip", "install", "-q", f"{wheel}[all]", cwd=folder)
    run(programs / "reportmine", "doctor", cwd=folder)
    return programs / "python"


def use(python: str | Path, folder: Path) -> dict[str, str]:
    """Use it in a folder; a digest of each file that is written."""
    reportmine = (python, "-m", "reportmine")
    run(*reportmine, "samples", "copy", "样本", cwd=folder)
    assert "【" in run(*reportmine, "extract", "样本/youth-league-2024.txt", cwd=folder), "no figure was found"
    for ending in ENDINGS:
        run(*reportmine, "extract", "样本", "-q", "-o", f"figures.{ending}", cwd=folder)
        assert (folder / f"figures.{ending}").stat().st_size > 10_000, f"figures.{ending} is too small"
    for ending in ("xlsx", "html"):
        run(*reportmine, "compare", "样本/city-2023.txt", "样本/city-2024.txt", "-o", f"changes.{ending}", cwd=folder)
    digests: dict[str, str] = json.loads(run(python, "-c", DIGESTS, cwd=folder))
    return digests


def run(*command: str | Path, cwd: Path) -> str:
    """What a program writes to standard output; what it says ends up here where it fails."""
    environment = {name: value for name, value in os.environ.items() if name not in LEAKS}
    done = subprocess.run(list(map(str, command)), capture_output=True, encoding="utf-8", cwd=cwd, env=environment)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
