"""Whether two runs would make the same of a report: a digest of all that decides besides its bytes."""

from __future__ import annotations

import json
from importlib import metadata
from pathlib import Path

import reportmine
from reportmine.readers.digest import sha256_of

# The libraries whose versions may change what is read.
_LIBRARIES = ("jieba", "rjieba", "opencc", "regex", "selectolax", "markdown-it-py", "openpyxl", "pypdfium2", "rapidocr")


def fingerprint(*options: object) -> str:
    """The digest of reportmine itself with its lexicon and weights, of the libraries that read, and of these options.

    >>> fingerprint("csv", "auto") == fingerprint("csv", "auto"), fingerprint("csv") == fingerprint("jsonl")
    (True, False)
    """
    parts = [_package(), *map(_version, _LIBRARIES), *map(repr, options)]
    return sha256_of(json.dumps(parts).encode())


def _package() -> str:
    """The digest of all files of the package: its version alone would not tell a changed weight."""
    folder = Path(reportmine.__file__).parent
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return sha256_of("".join(f"{path.relative_to(folder)} {sha256_of(path.read_bytes())}\n" for path in paths).encode())


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""
