"""The accuracy gate: what was once measured on the labelled reports may not get worse unnoticed.

    python tests/gate/accuracy.py                      fails where a figure is under its floor
    python tests/gate/accuracy.py --write-floors       raises the floors to what is measured now
    python tests/gate/accuracy.py --write-floors --lower "why"

Four parts: the project's own samples, the excerpts of tests/gold/excerpts, and the shut texts of training/corpus, all
pinned by their SHA-256 in floors.toml; and the texts of ../shared/gold/dev, scored by the script beside them, where
that folder is present. Names are learnt from samples and excerpts, so that these only show that nothing broke; the
shut texts, from which nothing is learnt, show what names are worth.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import click
from scoring import labels_of, rates, tally

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
EXCERPTS = ROOT / "tests" / "gold" / "excerpts"
SHUT = ROOT / "training" / "corpus" / "shut"
FLOORS = Path(__file__).with_name("floors.toml")
GOLD = ROOT.parent / "shared" / "gold"

# What the gate holds of score.py's figures.
GOLD_RATES = ("quantity_f1", "claim_f1")

Table = Mapping[str, Any]


def measure_labelled(folder: Path) -> dict[str, float]:
    """The rates over all texts of a folder that have labels beside them."""
    from reportmine import extract, read
    from reportmine.output.data.json.claims import document

    return rates(
        tally(labels_of(labels), document(extract(read(labels.with_suffix(".txt"))))["claims"])
        for labels in labels_in(folder)
    )


def measure_gold(folder: Path) -> dict[str, float]:
    """What the shared script says of the shared texts."""
    run = f"'{sys.executable}' -m reportmine extract {{}} --format json"
    score, texts = str(folder / "score.py"), str(folder / "dev")
    command = [sys.executable, score, "--dir", texts, "--run", run, "--json"]
    said = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    return {name: json.loads(said)[name] for name in GOLD_RATES}


def labels_in(folder: Path) -> list[Path]:
    """The label files that have a report beside them; pairs of reports are labelled elsewhere."""
    return [path for path in sorted(folder.glob("*.jsonl")) if path.with_suffix(".txt").exists()]


def pins_of(folder: Path) -> dict[str, str]:
    """The SHA-256 of every labelled text and its labels."""
    files = [file for labels in labels_in(folder) for file in (labels, labels.with_suffix(".txt"))]
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in files}


def faults(measured: Mapping[str, dict[str, float]], pins: Mapping[str, str], floors: Table) -> list[str]:
    """One sentence for each file that is not the pinned one, and for each figure under its floor."""
    pinned = floors.get("sha256", {})
    found = [
        f"{name} is not the file that the floors were measured on; look at the change, then --write-floors."
        for name in sorted(pins.keys() | pinned.keys())
        if pins.get(name) != pinned.get(name)
    ]
    for part, figures in measured.items():
        held = floors.get(part, {})
        found += [f"{part}: {name} has no floor; --write-floors." for name in figures if name not in held]
        found += [
            f"{part}: {name} is {figures.get(name, 0):.4f}, under its floor of {floor}."
            for name, floor in held.items()
            if figures.get(name, 0) < floor
        ]
    return found


def floors_for(figures: Mapping[str, float], old: Table) -> dict[str, float]:
    """A floor for every figure; one that still holds never sinks.

    >>> floors_for({"period": 0.96, "scope": 0.85, "status": 0.99}, {"scope": 0.9, "status": 0.99})
    {'period': 0.95, 'scope': 0.84, 'status': 0.99}
    """
    fresh = {name: floor_under(figure) for name, figure in figures.items()}
    holding = {name: floor for name, floor in old.items() if figures.get(name, -1) >= floor}
    return {name: max(floor, holding.get(name, floor)) for name, floor in fresh.items()}


def lowered(old: Table, new: Table) -> list[str]:
    """Every floor that `new` lowers or leaves out."""
    return [
        f"{part} {name} {floor} → {new[part].get(name, 'none')}"
        for part in new
        for name, floor in old.get(part, {}).items()
        if new[part].get(name, -1) < floor
    ]


def floor_under(figure: float) -> float:
    """The next whole hundredth below a figure, so that one claim more or less is no alarm.

    >>> floor_under(0.9876), floor_under(1.0)
    (0.98, 0.99)
    """
    return (math.ceil(round(figure * 100, 6)) - 1) / 100


def toml_of(floors: Table, pins: Mapping[str, str], history: list[Table]) -> str:
    """The text of floors.toml."""
    lines = ["# Written by: python tests/gate/accuracy.py --write-floors", ""]
    for part, figures in {**floors, "sha256": pins}.items():
        lines += [f"[{part}]", *(f"{_text(name)} = {_text(value)}" for name, value in figures.items()), ""]
    for entry in history:
        lines += ["[[lowered]]", *(f"{name} = {_text(value)}" for name, value in entry.items()), ""]
    return "\n".join(lines)


def _text(value: object) -> str:
    # Strings, numbers and lists of strings read the same in JSON and TOML.
    return json.dumps(value, ensure_ascii=False)


@click.command(help=__doc__.partition("\n")[0] if __doc__ else None)
@click.option("--samples", type=click.Path(path_type=Path), default=SAMPLES, help="The folder of samples.")
@click.option("--floors", "path", type=click.Path(path_type=Path), default=FLOORS, help="The file of floors.")
@click.option("--own", is_flag=True, help="Only the project's own texts.")
@click.option("--write-floors", is_flag=True, help="Set the floors to what is measured now.")
@click.option("--lower", "reason", metavar="REASON", help="Allow lower floors, and keep this reason.")
def gate(samples: Path, path: Path, own: bool, write_floors: bool, reason: str | None) -> None:
    """Measure, show, and hold the figures against their floors, or write new ones."""
    if reason is not None and not (write_floors and reason.strip()):
        raise click.UsageError("--lower says why --write-floors may lower a floor.")
    old: Table = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    pins = pins_of(samples) | pins_of(EXCERPTS) | pins_of(SHUT)
    folders = {"samples": samples, "excerpts": EXCERPTS, "shut": SHUT}
    measured = {part: measure_labelled(folder) for part, folder in folders.items()}
    if not own and (GOLD / "score.py").exists():
        measured["gold"] = measure_gold(GOLD)
    elif not own:
        click.echo(f"skipped: the shared texts, since {GOLD} is missing")
    for part, figures in measured.items():
        for name, figure in figures.items():
            click.echo(f"{part:<8} {name:<19} {figure:.4f}   floor {old.get(part, {}).get(name, 'none')}")
    if write_floors:
        _write(path, old, measured, pins, reason)
    elif found := faults(measured, pins, old):
        raise click.ClickException("\n       ".join(found))


def _write(
    path: Path,
    old: Table,
    measured: Mapping[str, dict[str, float]],
    pins: Mapping[str, str],
    reason: str | None,
) -> None:
    now = {part: floors_for(figures, old.get(part, {})) for part, figures in measured.items()}
    lower = lowered(old, now)
    if lower and reason is None:
        raise click.ClickException(f"this would lower floors ({'; '.join(lower)}); say why with --lower.")
    history: list[Table] = list(old.get("lowered", []))
    if lower:
        history.append({"date": date.today().isoformat(), "reason": reason, "floors": lower})
    # A part that was not measured now keeps its floors.
    kept = {part: old[part] for part in ("samples", "excerpts", "shut", "gold") if part in old}
    path.write_text(toml_of({**kept, **now}, pins, history), encoding="utf-8")
    click.echo(f"wrote {path}")


if __name__ == "__main__":
    gate()
