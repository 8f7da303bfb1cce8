"""The accuracy gate on the project's own samples, and that it cannot be passed by the back door."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reportmine import read

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
FLOORS = ROOT / "tests" / "gate" / "floors.toml"


def gate(*args: str | Path) -> subprocess.CompletedProcess[str]:
    """The gate as CI runs it, without the shared texts, which a clone may lack."""
    path = str(ROOT / "src")
    command = [sys.executable, ROOT / "tests" / "gate" / "accuracy.py", "--own", *args]
    env = os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1"}
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=env, timeout=120)


@pytest.fixture
def one_sample(tmp_path: Path) -> Path:
    """A folder with one sample, its labels, and floors written for it."""
    for name in ("library-2023.txt", "library-2023.jsonl"):
        shutil.copy(SAMPLES / name, tmp_path)
    assert gate("--samples", tmp_path, "--floors", tmp_path / "floors.toml", "--write-floors").returncode == 0
    return tmp_path


def raise_a_floor(floors: Path) -> None:
    """As if more had been measured once."""
    kept = [line for line in floors.read_text("utf-8").splitlines() if not line.startswith('"quantity recall"')]
    kept.insert(kept.index("[samples]") + 1, '"quantity recall" = 1.5')
    floors.write_text("\n".join(kept), "utf-8")


@pytest.mark.slow
def test_the_samples_are_read_as_well_as_ever() -> None:
    result = gate()
    assert result.returncode == 0, result.stderr


def test_every_label_quotes_its_sample() -> None:
    from json import loads

    labels = [path for path in SAMPLES.glob("*.jsonl") if path.with_suffix(".txt").exists()]
    assert len(labels) == 8
    for path in labels:
        raw = read(path.with_suffix(".txt")).raw
        for label in map(loads, path.read_text("utf-8").splitlines()):
            assert raw[label["start"] : label["end"]] == label["quote"], path.name


@pytest.mark.slow
def test_a_changed_label_is_named(one_sample: Path) -> None:
    with (one_sample / "library-2023.jsonl").open("a", encoding="utf-8") as labels:
        labels.write("\n")
    result = gate("--samples", one_sample, "--floors", one_sample / "floors.toml")
    assert result.returncode == 1
    assert "library-2023.jsonl is not the file that the floors were measured on" in result.stderr
    assert "library-2023.txt" not in result.stderr


@pytest.mark.slow
def test_a_figure_under_its_floor_is_named(one_sample: Path) -> None:
    floors = one_sample / "floors.toml"
    raise_a_floor(floors)
    result = gate("--samples", one_sample, "--floors", floors)
    assert result.returncode == 1
    assert "samples: quantity recall is" in result.stderr and "under its floor of 1.5" in result.stderr


@pytest.mark.slow
def test_no_floor_sinks_without_a_reason(one_sample: Path) -> None:
    floors = one_sample / "floors.toml"
    raise_a_floor(floors)
    before = floors.read_bytes()
    refused = gate("--samples", one_sample, "--floors", floors, "--write-floors")
    assert refused.returncode == 1
    assert "quantity recall 1.5" in refused.stderr and floors.read_bytes() == before

    told = gate("--samples", one_sample, "--floors", floors, "--write-floors", "--lower", "书目改版")
    assert told.returncode == 0
    assert 'reason = "书目改版"' in floors.read_text("utf-8")
    assert gate("--samples", one_sample, "--floors", floors).returncode == 0
