"""Single figures and how they are read: name, measure, status, or that they are none (tests/data/readings.txt)."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from reportmine import extract

ROWS = [
    tuple(cell.strip() for cell in line.split("|"))
    for line in (Path(__file__).parents[1] / "data" / "readings.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
# A sixth cell says why a figure is not read so yet.
LINES = [
    pytest.param(
        *row[:5], marks=[pytest.mark.xfail(reason=why, strict=True) for why in row[5:]], id=f"{row[0]}-{row[1]}"
    )
    for row in ROWS
]


@pytest.mark.parametrize(("text", "figure", "metric", "measure", "status"), LINES)
def test_a_figure_is_read_so(text: str, figure: str, metric: str, measure: str, status: str) -> None:
    report = extract(text)
    found = [claim for claim in report.claims if claim.text == figure]
    if metric == "-":
        assert not found
        return
    read = [(one.metric, " ".join(filter(None, (one.measure, one.direction))), one.status) for one in found]
    assert read == [(metric, measure, status)]


@pytest.mark.parametrize("piece", ["5人、", "今年将建", "到2035年，好。"])
@pytest.mark.slow
def test_hostile_text_takes_time_by_its_length(piece: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        extract(piece * count + "去年")
        return time.process_time() - start

    few = min(seconds(1500) for _ in range(3))
    assert min(seconds(6000) for _ in range(2)) < 9 * few  # 4 times as long; what grows by the square takes 16 times
