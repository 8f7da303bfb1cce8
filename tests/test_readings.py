"""Single figures and how they are read: name, measure, status, or that they are none (tests/data/readings.txt)."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportmine import extract

LINES = [
    tuple(cell.strip() for cell in line.split("|"))
    for line in (Path(__file__).parent / "data" / "readings.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
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
