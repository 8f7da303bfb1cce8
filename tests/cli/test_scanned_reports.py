"""Pages of scanned reports: what the pictures take is said, and they can be left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from reportmine.cli.main import reportmine


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture of a line with one figure."""
    pytest.importorskip("rapidocr")
    scans = pytest.importorskip("benchmarks.scans")
    if scans.font_file() is None:
        pytest.skip("no font with Chinese characters")
    path = tmp_path_factory.mktemp("scan") / "扫描.png"
    scans.pages_of("全年举办培训20场。", 150)[0].crop((0, 100, 1240, 400)).save(path, "PNG")
    return path


def test_pictures_are_left_out_of_pages_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("举办培训20场。", encoding="utf-8")
    result = CliRunner().invoke(reportmine, ["extract", str(tmp_path / "a.txt"), "--no-pictures"])
    assert result.exit_code == 2 and "--no-pictures is for HTML; add --format html." in result.stderr


@pytest.mark.slow
def test_what_pictures_take_is_said_once(scan: Path, tmp_path: Path) -> None:
    target = tmp_path / "扫描.html"
    result = CliRunner().invoke(reportmine, ["extract", str(scan), "-o", str(target)])
    assert result.exit_code == 0
    assert result.stderr.splitlines()[-1].startswith("Done: the picture of 1 page takes ")
    assert result.stderr.endswith(" kB of it; --no-pictures leaves it out.\n")
    assert "data:image/webp" in target.read_text(encoding="utf-8")
    for options in (["--no-pictures"], ["--quiet", "--no-pictures"], ["--quiet"]):
        result = CliRunner().invoke(reportmine, ["extract", str(scan), "-o", str(target), *options])
        assert result.exit_code == 0 and "picture of 1 page takes" not in result.stderr
        assert ("data:image/webp" in target.read_text(encoding="utf-8")) == ("--no-pictures" not in options)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["json", "csv", "table", "markdown"])
def test_no_other_format_has_pictures(scan: Path, form: str) -> None:
    result = CliRunner().invoke(reportmine, ["extract", str(scan), "--format", form])
    assert result.exit_code == 0 and "20" in result.stdout
    assert len(result.stdout) < 5000 and "picture of 1 page takes" not in result.stderr
