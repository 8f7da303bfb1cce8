from __future__ import annotations

from pathlib import Path

import openpyxl
from click.testing import CliRunner

from reportmine.cli.commands import reportmine
from reportmine.output.comparison_xlsx import to_xlsx

SAMPLES = Path(__file__).parent.parent / "samples"


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(reportmine, list(arguments))
    return result.exit_code, result.output


def test_a_workbook_has_a_sheet_a_section_and_numbers_as_numbers(tmp_path: Path) -> None:
    target = tmp_path / "changes.xlsx"
    old, new = str(SAMPLES / "city-2023.txt"), str(SAMPLES / "city-2024.txt")
    assert _run("compare", old, new, "-q", "-o", str(target))[0] == 0
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["pairs", "audits", "targets", "only-old", "only-new"]
    header, first, *_ = book["pairs"].iter_rows(values_only=True)
    row = dict(zip(header, first, strict=True))
    assert row["metric"] == "地区生产总值"
    assert row["old_value"] == 118_640_000_000 and row["new_value"] == 125_190_000_000
    assert str(row["old_path"]).endswith("city-2023.txt") and "1186.4亿元" in str(row["old_sentence"])
    assert book["pairs"].freeze_panes == "C2"


def test_a_workbook_needs_a_file() -> None:
    code, output = _run("compare", "a.txt", "b.txt", "--format", "xlsx")
    assert code == 2 and "-o changes.xlsx" in output


def test_no_cell_becomes_a_formula(tmp_path: Path) -> None:
    target = tmp_path / "hostile.xlsx"
    target.write_bytes(to_xlsx("section,metric,old_value\r\npairs,'=1+1,5\r\n", "hostile.xlsx"))
    cell = openpyxl.load_workbook(target)["pairs"]["B2"]
    assert cell.data_type == "s" and cell.value == "=1+1"


def test_a_number_of_too_many_digits_stays_whole(tmp_path: Path) -> None:
    target = tmp_path / "long.xlsx"
    target.write_bytes(to_xlsx("section,metric,old_value\r\npairs,甲,12345678901234567890\r\n", "long.xlsx"))
    assert openpyxl.load_workbook(target)["pairs"]["C2"].value == "12345678901234567890"
