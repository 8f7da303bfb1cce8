"""Whether two runs would make the same of a report: a digest of all that decides besides its bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import reportmine
from reportmine.model.schema import version
from reportmine.readers.digest import sha256_of

# The libraries whose versions may change what is read.
_LIBRARIES = ("jieba", "rjieba", "opencc", "regex", "selectolax", "markdown-it-py", "openpyxl", "pypdfium2", "rapidocr")


def fingerprint(*options: object) -> str:
    """The digest of reportmine's version, its weights and lexicon, the libraries that read, and these options.

    >>> fingerprint("csv", "auto") == fingerprint("csv", "auto"), fingerprint("csv") == fingerprint("jsonl")
    (True, False)
    """
    parts = [version(), *_learned_and_listed(), *map(_version_of, _LIBRARIES), *map(repr, options)]
    return sha256_of(json.dumps(parts).encode())


def _learned_and_listed() -> Iterator[str]:
    """The digests of the weights and of the tables of the lexicon."""
    package = Path(reportmine.__file__).parent
    for folder in (package / "weights", package / "lexicon" / "data"):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            yield f"{path.relative_to(package).as_posix()} {sha256_of(path.read_bytes())}"


def _version_of(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""
