"""The licences of all that reportmine needs, with its extras: python .ci/licences.py

Those of the libraries that are installed are listed, and of what these need; exit status 1 where one is of GPL or AGPL.
"""

from __future__ import annotations

import re
import sys
from importlib import metadata

# The extras that users install; dev, docs and the like never reach them.
EXTRAS = ("xlsx", "parquet", "pandas", "polars", "page", "pdf", "warc", "ocr", "review")
# LGPL lets a program be used as a library.
FORBIDDEN = re.compile(r"(?<![Ll])\bA?GPL|(?<!Lesser )General Public|Affero")


def main() -> int:
    """List them."""
    found = {name: licence_of(metadata.distribution(name)) for name in sorted(needed())}
    for name, licence in found.items():
        print(f"{name:24} {licence}")
    wrong = [name for name, licence in found.items() if FORBIDDEN.search(licence)]
    if wrong:
        print(f"of GPL or AGPL: {', '.join(wrong)}", file=sys.stderr)
    return 1 if wrong else 0


def needed() -> set[str]:
    """The names of installed libraries that reportmine needs, directly or not."""
    found: set[str] = set()
    waiting = list(_named("reportmine", EXTRAS))
    while waiting:
        name = waiting.pop()
        if name not in found and _is_there(name):
            found.add(name)
            waiting += _named(name, ())
    return found


def licence_of(library: metadata.Distribution) -> str:
    """What a library says of its licence: an expression, its classifiers, or the first line of the text."""
    about = library.metadata
    said = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or () if line.startswith("License ::")]
    return about.get("License-Expression") or ", ".join(said) or (about.get("License") or "unknown").split("\n")[0]


def _named(library: str, extras: tuple[str, ...]) -> list[str]:
    wanted = []
    for line in metadata.requires(library) or ():
        extra = re.search(r"extra\s*==\s*['\"]([\w-]+)", line)
        if extra is None or extra[1] in extras:
            wanted.append(re.split(r"[^\w.-]", line.strip(), maxsplit=1)[0].lower())
    return [name for name in wanted if name != "reportmine"]


def _is_there(name: str) -> bool:
    try:
        return bool(metadata.distribution(name))
    except metadata.PackageNotFoundError:
        return False


if __name__ == "__main__":
    sys.exit(main())
