"""The lowest versions that pyproject.toml allows, as constraints for pip: python .ci/lowest.py > lowest.txt

Those of all that users install, but Ray's. pip refuses them together where a library needs a higher version of
another than is named there.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"
# Ray is as large as all the others together; the other three are for those who work on reportmine.
WITHOUT = ("ray", "all", "train", "dev", "docs", "readers")


def lowest() -> list[str]:
    """A constraint for each library, by name."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    named = [*project["dependencies"], *(line for name in extras if name not in WITHOUT for line in extras[name])]
    return sorted({re.sub(r"(\[.*\])?>=([\w.]+).*", r"==\2", line) for line in named})


if __name__ == "__main__":
    print(*lowest(), sep="\n")
