"""What was read of pictures, kept in the user's cache folder: the same page is read once.

An entry is JSON behind the header of `reportmine.cache`, named by the SHA-256 of the picture and of what read it. One
that cannot be used is as good as none, and the oldest go when all are too large.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reportmine.cache import keep, kept
from reportmine.readers.digest import sha256_of
from reportmine.readers.ocr.engine import ReadLine, engine_version

if TYPE_CHECKING:
    from reportmine.readers.ocr.engine import Grey

# Raised when lines are kept otherwise, or come of other settings of the engine.
_VERSION = 2
# A page of text takes 30 kB: so much holds 2,000 of them.
_LARGEST = 64 * 1024 * 1024


class Reading(NamedTuple):
    """The lines of a picture, and by how many degrees clockwise it was turned to be read."""

    turned: int
    lines: tuple[ReadLine, ...]


def cached(picture: Grey, read: Callable[[], Reading]) -> Reading:
    """What is kept of a picture, or else what `read` gives, which is kept then."""
    name = f"{sha256_of(picture.tobytes())} {picture.shape} {engine_version()} {_VERSION}"
    path = folder() / f"{sha256_of(name.encode())}.cache"
    found = _kept(path)
    if found is None:
        found = read()
        _keep(path, found)
    return found


def folder() -> Path:
    """Where entries lie, whether it is there or not."""
    from platformdirs import user_cache_path

    return user_cache_path("reportmine", appauthor=False) / "ocr"


def _kept(path: Path) -> Reading | None:
    content = kept(path, _LARGEST)
    if content is None:
        return None
    try:
        data: Any = json.loads(content)
        reading = Reading(int(data["turned"]), tuple(_line(**line) for line in data["lines"]))
        os.utime(path)  # it was used, and goes last
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return reading


def _line(text: str, corners: list[list[float]], score: float, middles: list[float], scores: list[float]) -> ReadLine:
    a, b, c, d = ((float(x), float(y)) for x, y in corners)
    if not len(text) == len(middles) == len(scores):
        raise ValueError("a character without its place")
    return ReadLine(text, (a, b, c, d), float(score), tuple(map(float, middles)), tuple(map(float, scores)))


def _keep(path: Path, reading: Reading) -> None:
    """Write an entry whole; where the folder cannot be written to, there is none."""
    data = {"turned": reading.turned, "lines": [line._asdict() for line in reading.lines]}
    keep(path, json.dumps(data, ensure_ascii=False).encode())
    with contextlib.suppress(OSError):
        _prune(path.parent)


def _prune(place: Path) -> None:
    """Take away what was used least lately, while all is larger than it may be."""
    entries = sorted(
        (entry.stat().st_mtime, entry.stat().st_size, entry)
        for entry in (*place.glob("*.cache"), *place.glob("*.json"))
    )
    size = sum(entry_size for _, entry_size, _ in entries)
    for _, entry_size, entry in entries:
        if size <= _LARGEST:
            return
        entry.unlink(missing_ok=True)
        size -= entry_size
