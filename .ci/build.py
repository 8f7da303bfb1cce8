"""Build the wheel and the sdist of the project: python .ci/build.py FOLDER

Done in an empty environment, with tools of the versions and hashes that .ci/build-requirements.txt names.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(folder: str) -> None:
    """Build both into a folder, and leave with the exit status of what fails."""
    with tempfile.TemporaryDirectory(prefix="build-") as environment:
        venv.create(environment, with_pip=True)
        python = Path(environment, "Scripts" if os.name == "nt" else "bin", "python")
        run(python, "-m", "pip", "install", "-q", "--require-hashes", "-r", HERE / "build-requirements.txt")
        run(python, "-m", "build", "-q", "--no-isolation", "--outdir", folder, HERE.parent)


def run(*command: str | Path) -> None:
    """Run a command and stop where it fails."""
    done = subprocess.run(list(map(str, command)), check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


if __name__ == "__main__":
    main(sys.argv[1])
