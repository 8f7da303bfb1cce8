"""What `reportmine batch` is asked and cannot do is said in a sentence, before anything is read."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportmine.cli.batch_progress import BatchBar
from reportmine.cli.main import reportmine
from running_batches import write_reports


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("-o", "all.csv"), "name a folder, an archive or files"),
        (("FOLDER",), "Missing option '-o'"),
        (("FOLDER", "-o", "-"), "say where to write: -o all.csv"),
        (("FOLDER", "-o", "all.csv", "--address", "auto"), "--address is for --engine ray"),
        (("FOLDER", "-o", "all.xlsx"), "xlsx"),
        (("FOLDER", "-o", "out", "--engine", "ray", "--resume"), "--resume: this is for one machine"),
        (("FOLDER", "-o", "all.csv", "--engine", "ray"), "a folder of Parquet files is written"),
        (("FOLDER", "-o", "FOLDER", "--engine", "ray"), "is there already; delete it"),
    ],
)
def test_what_is_asked_wrongly(options: tuple[str, ...], said: str, tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "reports", 2)
    before = sorted(tmp_path.rglob("*"))
    asked = [str(folder) if one == "FOLDER" else str(tmp_path / one) if one == "all.csv" else one for one in options]
    done = CliRunner().invoke(reportmine, ["batch", *asked])
    assert done.exit_code == 2
    assert said in done.output and "Traceback" not in done.output
    assert sorted(tmp_path.rglob("*")) == before


def test_the_bar_tells_files_figures_failures_and_the_time_that_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    bar = BatchBar(lambda: 30, quiet=True)
    now = 105.0
    bar.show(10, 1234, 1)
    assert str(bar._label()) == "10 files, 1,234 figures, 1 failed, 2.0 files/s"
    bar._of = 30  # a thread counts them meanwhile
    assert str(bar._label()) == "10 of 30 files, 1,234 figures, 1 failed, 2.0 files/s, 0:00:10 left"
