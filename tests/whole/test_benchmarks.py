"""The benchmark that CI goes by: when it fails, and that it measures what it says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from peers import LEAST, PINNED, Run, put_together, stage_shares, verdict
from systems import EXTRACTION, SYSTEMS, YARDSTICK

ROOT = Path(__file__).parents[2]


def test_extraction_is_held_to_seven_tenths_of_what_is_pinned() -> None:
    pinned = {"ratio": 0.2, "date": "2026-11-30"}
    assert LEAST == 0.7
    assert verdict(0.2, pinned)[0]
    assert verdict(0.141, pinned)[0]
    held, sentence = verdict(0.139, pinned)
    assert not held
    assert sentence.endswith("too slow")


def test_what_is_pinned_has_its_date() -> None:
    pinned = tomllib.loads(PINNED.read_text("utf-8"))
    assert 0 < pinned["ratio"] < 10
    assert pinned["date"].year >= 2026


def test_the_best_run_counts_beside_the_best_of_the_yardstick() -> None:
    files = [Path(f"{number}.txt") for number in range(100)]
    found = {
        YARDSTICK: [Run(1000, {"": 0.5}, 80.0), Run(1000, {"": 1.0}, 80.0), Run(1000, {"": 0.8}, 81.0)],
        "jieba.posseg.lcut": [Run(100, {"": 0.5}, 90.0)],
    }
    lcut, posseg = put_together(found, files)
    assert (lcut.best, lcut.median, lcut.rate, lcut.ratio, lcut.mebibytes) == (0.5, 0.8, 2000, 1, 81.0)
    assert (posseg.reports, posseg.rate, posseg.ratio) == (10, 200, 0.1)


def test_the_shares_of_the_stages_are_of_their_medians() -> None:
    runs = [Run(10, {"clean": 1.0, "words": 2.0}, 0), Run(10, {"clean": 1.0, "words": 4.0}, 0)]
    assert stage_shares(runs) == {"clean": (1.0, 0.25), "words": (3.0, 0.75)}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no peak of memory")
def test_it_measures_each_system_in_a_process_and_writes_json(tmp_path: Path) -> None:
    found = measured(tmp_path, "--reports", "2", "--kilobytes", "2")
    assert found["corpus"]["reports"] == 2
    systems = {one["name"]: one for one in found["systems"]}
    assert set(systems) == {YARDSTICK, EXTRACTION}
    assert systems[YARDSTICK]["ratio"] == 1
    assert all(one["characters"] > 1000 and one["best"] > 0 and one["mebibytes"] > 10 for one in systems.values())
    assert sum(one["share"] for one in found["stages"].values()) == pytest.approx(1)


def measured(folder: Path, *args: str) -> Any:
    """What the command writes."""
    out = folder / "out.json"
    names = [word for name in (YARDSTICK, EXTRACTION, "stages") for word in ("--only", name)]
    command = [sys.executable, str(ROOT / "benchmarks" / "peers.py"), "--runs", "1", "-o", str(out), *names, *args]
    env = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    subprocess.run(command, check=True, capture_output=True, env=env, timeout=120)
    return json.loads(out.read_text("utf-8"))


def test_every_system_names_the_module_that_it_needs() -> None:
    assert SYSTEMS[YARDSTICK].installed
    assert all(0 < system.part <= 1 for system in SYSTEMS.values())
