"""The same report gives the same figures in every format that reportmine reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from same_report import BUILDERS, SAMPLES, figures_of, figures_of_text, lines_of

# reportlab's font for simplified characters has no traditional ones.
NOT_BUILT = {("youth-league-2024.txt", "pdf")}
# Big5 has no simplified characters.
IN_BIG5 = {"library-2023.txt"}

CASES = [
    (path.name, format)
    for path in sorted(SAMPLES.glob("*.txt"))
    for format in BUILDERS
    if (path.name, format) not in NOT_BUILT and (format != "big5.txt" or path.name in IN_BIG5)
]


@pytest.mark.parametrize(("sample", "format"), CASES, ids=map("-".join, CASES))
def test_a_report_gives_the_same_figures_in_every_format(sample: str, format: str, tmp_path: Path) -> None:
    expected = figures_of_text(sample)
    assert len(expected) > 20
    assert figures_of(BUILDERS[format](lines_of(sample)), tmp_path / f"报告.{format}") == expected
