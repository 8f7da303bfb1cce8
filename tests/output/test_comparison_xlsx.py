"""`compare` as an Excel workbook."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
from click.testing import CliRunner

from reportmine.cli.main import reportmine
from reportmine.output.comparison.grid import FIELDS, Grid, Values
from reportmine.output.comparison.xlsx import grid_workbook

SAMPLES = Path(__file__).parents[2] / "samples"
OLD, NEW = str(SAMPLES / "city-2023.txt"), str(SAMPLES / "city-2024.txt")


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(reportmine, list(arguments))
    return result.exit_code, result.output


def _row_of(tmp_path: Path, values: Values) -> dict[str, object]:
    """A row of pairs as openpyxl reads it back."""
    target = tmp_path / "row.xlsx"
    target.write_bytes(grid_workbook(Grid(FIELDS, [{"section": "pairs", **values}])))
    header, row = openpyxl.load_workbook(target)["pairs"].iter_rows()
    return {str(name.value): cell for name, cell in zip(header, row, strict=True)}


def test_a_workbook_has_a_sheet_a_section_and_numbers_as_numbers(tmp_path: Path) -> None:
    target = tmp_path / "changes.xlsx"
    assert _run("compare", OLD, NEW, "-q", "-o", str(target))[0] == 0
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["pairs", "audits", "targets", "only-old", "only-new"]
    header, first, *_ = book["pairs"].iter_rows(values_only=True)
    row = dict(zip(header, first, strict=True))
    assert row["metric"] == "地区生产总值"
    assert row["old_value"] == 118_640_000_000 and row["new_value"] == 125_190_000_000
    assert str(row["old_path"]).endswith("city-2023.txt") and "1186.4亿元" in str(row["old_sentence"])
    assert book["pairs"].freeze_panes == "C2"


def test_headings_in_chinese(tmp_path: Path) -> None:
    target = tmp_path / "changes.xlsx"
    assert _run("compare", OLD, NEW, "-q", "--header", "zh", "-o", str(target))[0] == 0
    header = next(openpyxl.load_workbook(target)["pairs"].iter_rows(values_only=True))
    assert header[:5] == ("部分", "指标", "主题", "类型", "上期数值") and len(set(header)) == len(FIELDS)
    code, output = _run("compare", OLD, NEW, "--header", "zh", "--format", "markdown")
    assert code == 2 and "--header zh is for csv, xlsx" in output


def test_a_series_is_one_sheet(tmp_path: Path) -> None:
    target = tmp_path / "series.xlsx"
    again = shutil.copy(NEW, tmp_path / "again.txt")
    assert _run("compare", OLD, NEW, str(again), "-q", "-o", str(target))[0] == 0
    (sheet,) = openpyxl.load_workbook(target)
    header, first, *_ = sheet.iter_rows(values_only=True)
    row = dict(zip(header, first, strict=True))
    assert sheet.title == "metrics"
    assert row["2023 #1"] == 118_640_000_000 and isinstance(row["2023 #1 line"], int)


def test_no_cell_becomes_a_formula(tmp_path: Path) -> None:
    cell = _row_of(tmp_path, {"metric": "=1+1"})["metric"]
    assert (cell.data_type, cell.value) == ("s", "=1+1")  # type: ignore[attr-defined]


def test_a_number_of_too_many_digits_stays_whole(tmp_path: Path) -> None:
    row = _row_of(tmp_path, {"old_value": "12345678901234567890"})
    assert row["old_value"].value == "12345678901234567890"  # type: ignore[attr-defined]
