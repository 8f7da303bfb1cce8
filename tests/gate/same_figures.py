"""Whether a change of the code changed a figure: hashes of all that is read out of all texts at hand.

    python tests/gate/same_figures.py write before.json
    python tests/gate/same_figures.py compare before.json              names every text that reads otherwise
    python tests/gate/same_figures.py compare before.json --but notes  what the change was meant to change

The texts are the project's samples and excerpts and, where it is there, all of ../shared. Everything goes through the
command line, as users see it, so that modules can move. Of each text four things are hashed apart: `claims` with all
their fields but the notes, `rejected` numbers and `notes`; of the samples together every format that writes text. Pairs
of reports are compared and audited as well. The schema's number is in none of them but the formats.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import click

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
FOLDERS = (
    ROOT / "samples",
    ROOT / "tests" / "gold" / "excerpts",
    SHARED / "gold" / "dev",
    SHARED / "gold" / "train",
    SHARED / "gold" / "compare",
    SHARED / "real",
    SHARED / "cases" / "in",
)
CHECKS = SHARED / "cases" / "checks.jsonl"
FORMATS = ("table", "csv", "jsonl", "markdown", "html")
COMPARISON_FORMATS = ("table", "csv", "json", "markdown", "html")
SAMPLE_PAIRS = (("city-2023", "city-2024"), ("foundation-2022", "foundation-2023"))
SHARED_PAIRS = (
    ("chenhe-2022", "chenhe-2023"),
    ("hailar-2013", "hailar-2014"),
    ("national-2014", "national-2015"),
    ("suqian-2023", "suqian-2024"),
)
PARTS = ("claims", "rejected", "notes", *dict.fromkeys((*FORMATS, *COMPARISON_FORMATS)))

Hashes = dict[str, dict[str, str]]


def hashes() -> Hashes:
    """The hashes of all texts under their paths, and of all pairs."""
    found: Hashes = {}
    for folder in filter(Path.exists, FOLDERS):
        for document in _documents(_run("extract", str(folder), "--format", "json")):
            found[_named(document["source"]["path"])] = _of_document(document)
    for name, document in _cases():
        found[name] = _of_document(document)
    samples = [str(sample) for sample in sorted((ROOT / "samples").glob("*.txt"))]
    found["samples"] = {form: _digest(_run("extract", *samples, "--format", form)) for form in FORMATS}
    for pair in SAMPLE_PAIRS:
        found[" ".join(pair)] = {form: _of_pair(ROOT / "samples", pair, form) for form in COMPARISON_FORMATS}
    for pair in SHARED_PAIRS if SHARED.exists() else ():
        found[" ".join(pair)] = {"json": _of_pair(SHARED / "gold" / "compare", pair, "json")}
    return found


def _cases() -> Iterator[tuple[str, Any]]:
    """The small texts of the shared cases, each read under the name that its case gives it."""
    if not CHECKS.exists():
        return
    with tempfile.TemporaryDirectory() as scratch:
        cases = [json.loads(line) for line in CHECKS.read_text("utf-8").splitlines()]
        for case in (case for case in cases if "text" in case):
            place = Path(scratch) / case["id"] / case["name"]
            place.parent.mkdir(exist_ok=True)
            place.write_text(case["text"], "utf-8")
        for document in _documents(_run("extract", scratch, "--format", "json")):
            yield f"case {Path(document['source']['path']).parent.name}", document


def _run(*arguments: str) -> str:
    command = [sys.executable, "-m", "reportmine", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False).stdout


def _documents(said: str) -> list[Any]:
    found = json.loads(said)
    return found if isinstance(found, list) else [found]


def _of_document(document: Any) -> dict[str, str]:
    notes = [claim.pop("notes") for claim in document["claims"]]
    return {
        "claims": _digest(document["claims"]),
        "rejected": _digest(document["rejected"]),
        "notes": _digest(notes),
    }


def _of_pair(folder: Path, pair: Sequence[str], form: str) -> str:
    paths = [str(folder / f"{name}.txt") for name in pair]
    return _digest([_run(command, *paths, "--format", form) for command in ("compare", "audit")])


def _digest(value: object) -> str:
    return sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def _named(path: str) -> str:
    return Path(os.path.relpath(path, ROOT.parent)).as_posix()


@click.group()
def main() -> None:
    """Write the hashes of all figures, or compare them with those written before."""


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def write(file: Path) -> None:
    """Write the hashes of today."""
    file.write_text(json.dumps(hashes(), ensure_ascii=False, indent=1), "utf-8")


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@click.option("--but", "meant", multiple=True, type=click.Choice(PARTS), help="A part that was meant to change.")
def compare(file: Path, meant: tuple[str, ...]) -> None:
    """Name every text that reads otherwise than when FILE was written; exit 1 if there is one."""
    before, after = json.loads(file.read_text("utf-8")), hashes()
    parts = [part for part in PARTS if part not in meant]
    differing = [
        f"{name}: {part}"
        for name in sorted(before.keys() | after.keys())
        for part in parts
        if before.get(name, {}).get(part) != after.get(name, {}).get(part)
    ]
    click.echo("\n".join([*differing, f"{len(after)} texts, {len(differing)} differences"]))
    raise SystemExit(bool(differing))


if __name__ == "__main__":
    main()
