"""`compare` as an Excel workbook."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from reportmine.cli.main import reportmine
from reportmine.model.schema import Language
from reportmine.output.comparison.grid import FIELDS, Grid, Values
from reportmine.output.comparison.sheets import SHOWN
from reportmine.output.comparison.xlsx import grid_workbook

SAMPLES = Path(__file__).parents[2] / "samples"
OLD, NEW = str(SAMPLES / "city-2023.txt"), str(SAMPLES / "city-2024.txt")


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(reportmine, list(arguments))
    return result.exit_code, result.output


def _row_of(tmp_path: Path, values: Values, sheet: str = "all") -> dict[str, object]:
    """A row of pairs as openpyxl reads it back."""
    target = tmp_path / "row.xlsx"
    target.write_bytes(grid_workbook(Grid(FIELDS, [{"section": "pairs", **values}])))
    header, row = openpyxl.load_workbook(target)[sheet].iter_rows()
    return {str(name.value): cell for name, cell in zip(header, row, strict=True)}


def test_a_workbook_has_a_sheet_a_section_and_numbers_as_numbers(tmp_path: Path) -> None:
    target = tmp_path / "changes.xlsx"
    assert _run("compare", OLD, NEW, "-q", "-o", str(target))[0] == 0
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == [*("findings", "pairs", "audits", "targets", "only-old", "only-new", "all", "legend")]
    header, first, *_ = book["pairs"].iter_rows(values_only=True)
    row = dict(zip(header, first, strict=True))
    assert (row["metric"], row["old_text"], row["new_text"]) == ("地区生产总值", "1186.4亿元", "1251.9亿元")
    assert (row["amount"], row["amount_unit"], row["percent"]) == (65.5, "亿元", 0.055209)
    assert isinstance(row["confidence"], float) and "1186.4亿元" in str(row["old_sentence"])
    assert book["pairs"].freeze_panes == "B2"
    assert book["pairs"].cell(2, header.index("percent") + 1).number_format == "0.0000%"


def test_the_last_sheet_has_all_rows_with_all_fields(tmp_path: Path) -> None:
    target = tmp_path / "changes.xlsx"
    assert _run("compare", OLD, NEW, "-q", "-o", str(target))[0] == 0
    book = openpyxl.load_workbook(target)
    header, first, *_ = book["all"].iter_rows(values_only=True)
    row = dict(zip(header, first, strict=True))
    assert list(header) == [field.name for field in FIELDS]
    assert row["old_value"] == 118_640_000_000 and row["new_value"] == 125_190_000_000
    assert str(row["old_path"]).endswith("city-2023.txt")
    parts = [book[name].max_row - 1 for name in book.sheetnames[1:-2]]
    assert book["all"].max_row - 1 == sum(parts) and min(parts) > 0


def test_people_see_no_more_than_fourteen_columns() -> None:
    known = {field.name for field in FIELDS} | {"amount", "percent"}
    assert all(len(names) == len(set(names)) <= 14 and known.issuperset(names) for names in SHOWN.values())


def test_a_bound_stands_in_words(tmp_path: Path) -> None:
    row = _row_of(tmp_path, {"amount_min": "-200000000", "percent_max": "5.5", "percent_min": "2"}, "pairs")
    assert [row[name].value for name in ("amount", "percent")] == ["≥ -2", "2% … 5.5%"]  # type: ignore[attr-defined]
    assert row["amount_unit"].value == "亿"  # type: ignore[attr-defined]


def test_findings_stand_in_front_of_a_whole_comparison(tmp_path: Path) -> None:
    target = tmp_path / "changes.xlsx"
    assert _run("compare", OLD, NEW, "-q", "--header", "zh", "-o", str(target))[0] == 0
    title, first, *_ = [cell for (cell,) in openpyxl.load_workbook(target)["要点"].iter_rows(values_only=True)]
    assert title == "要点" and str(first).startswith("两份报告都有的数字")
    assert _run("compare", OLD, NEW, "-q", "--show", "pairs", "-o", str(target))[0] == 0
    assert openpyxl.load_workbook(target).sheetnames == ["pairs", "all", "legend"]


def test_no_finding_becomes_a_formula(tmp_path: Path) -> None:
    target = tmp_path / "changes.xlsx"
    target.write_bytes(grid_workbook(Grid(FIELDS, []), findings=["=1+1"]))
    cell = openpyxl.load_workbook(target)["findings"]["A2"]
    assert (cell.data_type, cell.value) == ("s", "=1+1")


def test_headings_in_chinese(tmp_path: Path) -> None:
    target = tmp_path / "changes.xlsx"
    assert _run("compare", OLD, NEW, "-q", "--header", "zh", "-o", str(target))[0] == 0
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["要点", "变化", "核对", "目标", "不再报告", "新增", "全部", "说明"]
    header = next(book["全部"].iter_rows(values_only=True))
    assert header[:5] == ("部分", "指标", "主题", "类型", "上期指标") and len(set(header)) == len(FIELDS)
    assert header[header.index("相近条数") - 1] == "置信度"
    assert next(book["变化"].iter_rows(values_only=True))[6:9] == ("变化量", "变化量单位", "变化率")
    verdicts = {row[header.index("结论")] for row in book["全部"].iter_rows(min_row=2, values_only=True)}
    assert verdicts == {None, "达成", "未达成", "未定", "一致", "不一致", "无法判断"}
    parts = {row[0] for row in book["全部"].iter_rows(min_row=2, values_only=True)}
    assert parts == {"变化", "核对", "目标", "不再报告", "新增"}
    code, output = _run("compare", OLD, NEW, "--header", "zh", "--format", "json")
    assert code == 2 and "--header zh is for csv, markdown, xlsx" in output
    code, output = _run("compare", OLD, NEW, "-q", "--header", "zh", "--format", "markdown")
    assert code == 0 and "## 要点" in output and "| 指标 | 前值 | 后值 |" in output


def test_a_series_has_a_column_a_report_and_its_lines_on_the_last_sheet(tmp_path: Path) -> None:
    target = tmp_path / "series.xlsx"
    again = shutil.copy(NEW, tmp_path / "again.txt")
    assert _run("compare", OLD, NEW, str(again), "-q", "-o", str(target))[0] == 0
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["metrics", "all", "legend"]
    header, first, *_ = book["metrics"].iter_rows(values_only=True)
    assert header[:5] == ("metric", "unit", "2023 #1", f"{Path(NEW).name} #2", "again.txt #3") and len(header) <= 14
    assert first[:3] == ("地区生产总值", "亿元", 1186.4)
    assert next(book["all"].iter_rows(min_row=2, values_only=True))[6] == 118_640_000_000
    header, first, *_ = book["all"].iter_rows(values_only=True)
    assert isinstance(dict(zip(header, first, strict=True))["2023 #1 line"], int)


def test_no_cell_becomes_a_formula(tmp_path: Path) -> None:
    cell = _row_of(tmp_path, {"metric": "=1+1"})["metric"]
    assert (cell.data_type, cell.value) == ("s", "=1+1")  # type: ignore[attr-defined]


def test_a_number_of_too_many_digits_stays_whole(tmp_path: Path) -> None:
    row = _row_of(tmp_path, {"old_value": "12345678901234567890"})
    assert row["old_value"].value == "12345678901234567890"  # type: ignore[attr-defined]


def test_sheets_of_parts_say_what_the_table_says_to_the_last_digit(tmp_path: Path) -> None:
    row: Values = {"amount_min": "1234567", "amount_max": "1234567", "amount_unit": "元"}
    row |= {"percent_min": "5", "percent_max": "5"}
    shown = _row_of(tmp_path, row, "pairs")
    assert [shown[name].value for name in ("amount", "amount_unit", "percent")] == [1234567, "元", 0.05]  # type: ignore[attr-defined]
    plain = _row_of(tmp_path, row)
    assert [plain[name].value for name in ("amount_min", "percent_min")] == [1234567, 5]  # type: ignore[attr-defined]


@pytest.mark.parametrize("header", ["en", "zh"])
def test_the_legend_tells_all_columns_of_all_sheets(header: Language, tmp_path: Path) -> None:
    target = tmp_path / "changes.xlsx"
    assert _run("compare", OLD, NEW, "-q", "--header", header, "-o", str(target))[0] == 0
    book = openpyxl.load_workbook(target)
    told = {row[0]: row[2] for row in book.worksheets[-1].iter_rows(min_row=2, values_only=True)}
    above = {cell.value for sheet in book.worksheets[1:-1] for cell in sheet[1]}
    assert above <= set(told) and all(told.values())


def test_paper_is_told_the_reports(tmp_path: Path) -> None:
    target = tmp_path / "changes.xlsx"
    assert _run("compare", OLD, NEW, "-q", "-o", str(target))[0] == 0
    sheet = openpyxl.load_workbook(target)["pairs"]
    assert "(2023) · " in sheet.oddFooter.left.text
    sheets = [sheet, openpyxl.load_workbook(target)["all"]]
    across = [(one.page_setup.fitToWidth or 1, one.print_title_cols) for one in sheets]
    assert across == [(1, None), (3, "$A:$B")]


def test_csv_has_chinese_values_below_chinese_headings() -> None:
    code, output = _run("compare", OLD, NEW, "-q", "--header", "zh", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(output.removeprefix("\ufeff"))))
    assert code == 0 and {row["变化方向"] for row in rows} == {"", "上升", "下降", "不定"}
    assert {row["部分"] for row in rows} == {"变化", "核对", "目标", "不再报告", "新增"}
