"""Two years' reports of one body with a key: which figures belong together, and which targets were kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from training.corpus import ROOT, SHARED

KEYS = ROOT / "training" / "pairs" / "keys"


class KeyRow(NamedTuple):
    """Two figures that belong together, by where they stand: a pair, or a target (`old`) with its outcome (`new`).

    `borderline` rows are neither asked for nor held against.
    """

    kind: str
    old: tuple[int, int]
    new: tuple[int, int]
    borderline: bool


class Key(NamedTuple):
    """Two reports and what belongs together; `name` is the body's with both years, `own` says that we wrote it."""

    name: str
    old: Path
    new: Path
    rows: tuple[KeyRow, ...]
    own: bool


def open_keys() -> Iterator[Key]:
    """The project's own keys that may be learnt from: those of the samples, and the open ones beside this file."""
    yield from _in_folder(ROOT / "samples", own=True)
    yield from _in_folder(KEYS / "open", own=True)


def shut_keys() -> Iterator[Key]:
    """Three bodies, drawn by chance, that nothing is learnt from."""
    return _in_folder(KEYS / "shut", own=True)


def real_keys() -> Iterator[Key]:
    """Public reports with keys; none where the folder beside the project is missing."""
    return _in_folder(SHARED / "compare", own=False)


def _in_folder(folder: Path, own: bool) -> Iterator[Key]:
    for path in sorted(folder.glob("*.jsonl")):
        name = path.stem.removesuffix(".compare")
        body, *years = name.rsplit("-", 2)
        old, new = (folder / f"{body}-{year}.txt" for year in (years[0], years[-1]))
        if old != new and old.exists() and new.exists():
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
            yield Key(name, old, new, tuple(_rows(rows)), own)


def _rows(rows: list[dict[str, Any]]) -> Iterator[KeyRow]:
    for row in rows:
        if row["kind"] in ("pair", "target"):
            old, new = (row["old"], row["new"]) if row["kind"] == "pair" else (row["target"], row["outcome"])
            borderline = str(row.get("note", "")).startswith("borderline")
            yield KeyRow(row["kind"], (old["start"], old["end"]), (new["start"], new["end"]), borderline)
