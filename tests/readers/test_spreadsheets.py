"""Excel workbooks, written by real writers: what the sheets show is read, and odd files are told in one sentence."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from click.testing import CliRunner
from openpyxl.styles import Alignment

from reading_files import refusal, told
from reportmine import extract, read
from reportmine.cli.main import reportmine
from reportmine.model import Source
from reportmine.readers.spreadsheets.number_formats import shown_date, shown_number

Fill = Callable[[Any], None]


def book(tmp_path: Path, *fills: Fill, name: str = "统计.xlsx") -> Path:
    """A workbook with one sheet a function, named 表甲, 表乙 and so on."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for letter, fill in zip("甲乙丙丁", fills, strict=False):
        fill(made.create_sheet(f"表{letter}"))
    path = tmp_path / name
    made.save(path)
    return path


def rows(*lines: list[Any]) -> Fill:
    def fill(sheet: Any) -> None:
        for line in lines:
            sheet.append(line)

    return fill


def source(tmp_path: Path, *fills: Fill) -> Source:
    return read(book(tmp_path, *fills))


INDICATORS = rows(
    ["指标", "单位", "2023年", "同比"], ["工业产值", "亿元", 860.4, 0.071], ["粮食产量", "万吨", 65, -0.016]
)


def percent(sheet: Any) -> None:
    INDICATORS(sheet)
    for row in (2, 3):
        sheet.cell(row, 4).number_format = "0.0%"


class TestWhatASheetShows:
    def test_a_table_of_indicators(self, tmp_path: Path) -> None:
        found = source(tmp_path, percent)
        assert (
            found.raw == "表甲\n\n指标\t单位\t2023年\t同比\n工业产值\t亿元\t860.4\t7.1%\n粮食产量\t万吨\t65\t-1.6%\n\n"
        )
        assert (found.format, len(found.tables), found.remarks) == ("xlsx", 1, ())
        assert told(found) == [
            ("工业产值", "86040000000", "元", "level", "2023"),
            ("工业产值", "7.1", "%", "change", None),
            ("粮食产量", "650000", "吨", "level", "2023"),
            ("粮食产量", "-1.6", "%", "change", None),
        ]

    def test_the_name_of_a_sheet_is_a_heading(self, tmp_path: Path) -> None:
        found = source(tmp_path, percent, rows(["全年培训20场。"]))
        assert [heading.span.of(found.raw) for heading in found.headings] == ["表甲", "表乙"]
        assert {claim.section for claim in extract(found).claims} == {"表甲", "表乙"}

    def test_the_name_that_excel_gives_says_nothing(self, tmp_path: Path) -> None:
        made = openpyxl.Workbook()
        made.active.append(["全年培训20场。"])
        made.save(tmp_path / "a.xlsx")
        assert read(tmp_path / "a.xlsx").raw == "全年培训20场。\n"

    def test_prose_in_cells_is_prose(self, tmp_path: Path) -> None:
        found = source(tmp_path, rows(["全年新增就业5.2万人，增长3%。"], ["全年培训300场。"]))
        assert not found.tables
        assert told(found) == [
            ("新增就业", "52000", "人", "level", None),
            ("新增就业", "3", "%", "change", None),
            ("培训", "300", "场", "level", None),
        ]

    def test_title_unit_and_note_are_paragraphs_around_the_table(self, tmp_path: Path) -> None:
        fill = rows(
            ["2023年财政收入"],
            ["单位：万元"],
            ["项目", "数额"],
            ["税收", 5],
            ["罚没", 6],
            [],
            ["注：快报数，未经审计。"],
        )
        found = source(tmp_path, fill)
        assert found.raw.startswith("表甲\n2023年财政收入\n单位：万元\n\n项目\t数额\n")
        assert found.raw.endswith("\n\n注：快报数，未经审计。\n")
        assert told(found)[0] == ("税收", "50000", "元", "level", "2023")

    def test_merged_cells(self, tmp_path: Path) -> None:
        def fill(sheet: Any) -> None:
            rows(
                [None, "2023年", None, "2022年", None],
                [None, "金额", "占比", "金额", "占比"],
                ["甲项", 5, "50%", 4, "40%"],
            )(sheet)
            for area in ("B1:C1", "D1:E1", "A1:A2"):
                sheet.merge_cells(area)

        assert told(source(tmp_path, fill)) == [
            ("甲项", "5", "", "level", "2023"),
            ("甲项", "50", "%", "share", "2023"),
            ("甲项", "4", "", "level", "2022"),
            ("甲项", "40", "%", "share", "2022"),
        ]

    def test_dates_and_indentation(self, tmp_path: Path) -> None:
        def fill(sheet: Any) -> None:
            rows(["月份", "收入（元）"], [datetime.date(2023, 1, 1), 10], [datetime.date(2023, 2, 1), 20])(sheet)
            sheet["A2"].number_format = 'yyyy"年"m"月"'
            sheet["A3"].number_format = "yyyy-mm"

        def indented(sheet: Any) -> None:
            rows(["项目", "数额"], ["农业", 10], ["其他", 3], ["工业", 20], ["其他", 4])(sheet)
            for place in ("A3", "A5"):
                sheet[place].alignment = Alignment(indent=1)

        found = source(tmp_path, fill, indented)
        assert [metric for metric, *_ in told(found)] == ["收入", "收入", "农业", "农业其他", "工业", "工业其他"]
        assert [period for *_, period in told(found)][:2] == ["2023-01", "2023-02"]

    def test_blocks_side_by_side_and_below_are_tables_of_their_own(self, tmp_path: Path) -> None:
        fill = rows(
            ["甲", "数", None, "乙", "数"],
            ["一", 1, None, "二", 2],
            ["三", 3, None, "四", 4],
            [],
            [],
            ["丙", "数"],
            ["五", 5],
        )
        assert len(source(tmp_path, fill).tables) == 3

    def test_an_empty_row_inside_a_table_parts_nothing(self, tmp_path: Path) -> None:
        fill = rows(["项目", "2023年"], ["甲项", 5], [], ["乙项", 6])
        assert len(source(tmp_path, fill).tables) == 1

    def test_what_is_hidden_is_left_out_and_said(self, tmp_path: Path) -> None:
        def fill(sheet: Any) -> None:
            rows(["项目", "辅助", "2023年"], ["甲项", 7, 5], ["乙项", 8, 6], ["丙项", 9, 4])(sheet)
            sheet.row_dimensions[3].hidden = True
            sheet.column_dimensions["B"].hidden = True

        def gone(sheet: Any) -> None:
            rows(["项目", "2023年"], ["丁项", 3])(sheet)
            sheet.sheet_state = "hidden"

        found = source(tmp_path, fill, gone)
        assert [metric for metric, *_ in told(found)] == ["甲项", "丙项"]
        assert tuple(map(str, found.remarks)) == (
            "1 hidden row and 1 hidden column of the sheet 表甲 were left out.",
            "the hidden sheet 表乙 was left out.",
        )

    def test_formulas_show_the_result_that_is_stored(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        with xlsxwriter.Workbook(path) as made:
            sheet = made.add_worksheet("表甲")
            sheet.write_row(0, 0, ["项目", "2023年"])
            sheet.write_row(1, 0, ["甲项", 5])
            sheet.write(2, 0, "乙项")
            sheet.write_formula(2, 1, "=B2*2", None, 10)
        found = read(path)
        assert [value for _, value, *_ in told(found)] == ["5", "10"]
        assert found.remarks == ()

    def test_formulas_without_a_result_are_said(self, tmp_path: Path) -> None:
        found = source(tmp_path, rows(["项目", "2023年"], ["甲项", 5], ["乙项", "=B2*2"], ["丙项", "=B2*3"]))
        assert tuple(map(str, found.remarks)) == (
            "2 formulas have no stored result and were left out; open the file in Excel and save it.",
        )

    def test_remarks_are_warnings(self, tmp_path: Path) -> None:
        path = book(tmp_path, rows(["项目", "2023年"], ["甲项", 5], ["乙项", "=B2*2"]))
        said = CliRunner().invoke(reportmine, ["extract", str(path), "--format", "csv"])
        assert said.exit_code == 0
        assert said.stderr == (
            f"Warning: {path}: 1 formula has no stored result and was left out; open the file in Excel and save it.\n"
        )
        assert CliRunner().invoke(reportmine, ["extract", str(path), "--quiet"]).stderr == ""


# Odd and hostile files


def test_a_stray_cell_in_the_last_corner(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        INDICATORS(sheet)
        sheet["XFD1048576"] = "尾"

    found = source(tmp_path, fill)
    assert len(found.raw) < 200 and len(found.tables) == 1


def test_a_merge_over_all_columns(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        rows(["2023年主要指标"])(sheet)
        INDICATORS(sheet)
        sheet.merge_cells("A1:XFD1")

    assert "\n2023年主要指标\n" in source(tmp_path, fill).raw


def test_merges_that_overlap(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        INDICATORS(sheet)
        sheet.merge_cells("A2:B3")
        sheet.merge_cells("B2:C2")

    assert source(tmp_path, fill).tables


def test_a_formatted_but_empty_sheet(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet["B2"].number_format = "0.0%"
        sheet["C3"] = "   "

    assert refusal(book(tmp_path, fill)) == "is empty; give a file with text in it."


def test_all_sheets_hidden_but_one_empty(tmp_path: Path) -> None:
    def gone(sheet: Any) -> None:
        INDICATORS(sheet)
        sheet.sheet_state = "veryHidden"

    assert refusal(book(tmp_path, rows(), gone)).startswith("holds nothing but what is hidden; show its rows,")


def test_all_columns_hidden(tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        INDICATORS(sheet)
        for column in "ABCDEF":
            sheet.column_dimensions[column].hidden = True

    assert refusal(book(tmp_path, hide)).startswith("holds nothing but what is hidden; show its rows,")


def test_errors_and_truth_values_in_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("表甲")
        sheet.write_row(0, 0, ["项目", "2023年", "达标"])
        sheet.write_row(1, 0, ["甲项", 5, True])
        sheet.write(2, 0, "乙项")
        sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")
    assert [value for _, value, *_ in told(read(path))] == ["5"]


def test_cells_that_would_be_markup_or_formulas(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        rows(["项目", "2023年"], ["<b>甲</b>项", 5])(sheet)
        sheet["A3"].value = "=cmd|' /C calc'!A0"
        sheet["A3"].data_type = "s"
        sheet["B3"] = 6

    found = source(tmp_path, fill)
    assert [value for _, value, *_ in told(found)] == ["5", "6"]
    assert CliRunner().invoke(reportmine, ["extract", str(tmp_path / "统计.xlsx")]).exit_code == 0


def test_line_ends_and_tabs_in_cells(tmp_path: Path) -> None:
    found = source(tmp_path, rows(["项目", "比上年\n增长（%）"], ["甲\t项", "5.\n2"], ["乙项", 3]))
    assert told(found)[-1] == ("乙项", "3", "%", "change", None)
    assert [len(row) for row in found.tables[0].rows] == [2, 2, 2]


@pytest.mark.slow
def test_thousands_of_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as made:
        sheet = made.add_worksheet("表甲")
        sheet.write_row(0, 0, ["项目", "2023年"])
        for row in range(3000):
            sheet.write_row(row + 1, 0, [f"甲{row}项", row])
    assert len(extract(read(path)).claims) == 3000


@pytest.mark.slow
def test_more_than_a_machine_can_hold(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", " " * 150_000_000)
    assert refusal(path) == (
        "unpacks to 143 MiB, more than the 100 that are read; split it, or give --limit package=144."
    )


def damaged(name: str) -> bytes:
    made = openpyxl.Workbook()
    made.active.append(["项目", 5])
    data = io.BytesIO()
    made.save(data)
    if name == "cut off":
        return data.getvalue()[: len(data.getvalue()) // 2]
    parts = {}
    with zipfile.ZipFile(data) as archive:
        parts = {info: archive.read(info) for info in archive.namelist()}
    if name == "without its sheet":
        del parts["xl/worksheets/sheet1.xml"]
    elif name == "with broken XML":
        parts["xl/worksheets/sheet1.xml"] = b"<worksheet><sheetData><row"
    elif name == "with an entity that grows":
        parts["xl/worksheets/sheet1.xml"] = (
            b'<!DOCTYPE x [<!ENTITY a "5555555555">'
            + b"".join(b'<!ENTITY %c "%s">' % (97 + n, b"&%c;" % (96 + n) * 10) for n in range(1, 10))
            + b']><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
            + b'<c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row></sheetData></worksheet>'
        )
    else:
        parts["xl/workbook.xml"] = b"not XML at all"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for info, content in parts.items():
            archive.writestr(info, content)
    return out.getvalue()


DAMAGED = "is a damaged Excel file; open it in Excel and save it anew."


@pytest.mark.parametrize(
    "name",
    ["cut off", "without its sheet", "with broken XML", "with an entity that grows", "with a broken list of sheets"],
)
def test_damaged_files(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(damaged(name))
    sentence = refusal(path)
    empty = name == "without its sheet"
    assert sentence == ("is empty; give a file with text in it." if empty else DAMAGED)


def test_a_binary_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsb"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.bin", b"\0" * 100)
    assert refusal(path).startswith("is a binary Excel file (XLSB), which this version cannot read; save it as XLSX")


def test_an_old_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "Workbook".encode("utf-16-le") + b"\0" * 500)
    assert refusal(path) == "is an old Excel file (XLS), which this version cannot read; save it as XLSX first."


def test_a_workbook_under_another_name(tmp_path: Path) -> None:
    assert read(book(tmp_path, percent, name="报告.txt")).format == "xlsx"


# Number formats


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.052, "0.0%", "5.2%"),
        (0.052, "0%", "5%"),
        (-0.016, "0.0%", "-1.6%"),
        (1234567.891, "#,##0", "1,234,568"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234.5, "General", "1234.5"),
        (0.1 + 0.2, "General", "0.3"),
        (2.5, "0", "3"),
        (1.005, "0.00", "1.01"),
        (12345678901234567890, "General", "12345678901234567890"),
        (1e-7, "General", "0.0000001"),
        (-5.25, "0.0_ ", "-5.3"),
        (-3.2, "0.0_);(0.0)", "(3.2)"),
        (-3.2, "0.0;[Red]0.0", "-3.2"),
        (-3.2, "↑0.0;↓0.0", "↓3.2"),
        (-0.0004, "0.0%", "0.0%"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (-1234.5, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-1,234.50"),
        (0, "0;-0;;@", ""),
        (5, "[$¥-804]#,##0.00", "¥5.00"),
        (5, '"¥"#,##0.00', "¥5.00"),
        (12.5, '0.0"亿元"', "12.5亿元"),
        (15, '"第"0"位"', "第15位"),
        (1234567, "#,##0,", "1,235"),
        (123456, '0!.0,"万"', "12.3万"),
        (123456789, '0!.00,,"亿"', "1.23亿"),
        (7, "000", "007"),
        (5.1, "0.##", "5.1"),
        (5, "0.##", "5"),
        (3.14159, "0.00E+00", "3.14159"),
        (0.5, "# ?/?", "0.5"),
        (33, "@", "33"),
        (33, "", "33"),
    ],
)
def test_a_number_is_shown_as_its_format_says(value: float, code: str, text: str) -> None:
    assert shown_number(value, code) == text


DAY = datetime.datetime(2023, 5, 11, 8, 30)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (DAY, "yyyy-mm-dd", "2023-05-11"),
        (DAY, 'yyyy"年"m"月"d"日";@', "2023-05-11"),
        (DAY, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2023-05-11"),
        (DAY, 'yyyy"年"m"月"', "2023年5月"),
        (DAY, "yyyy", "2023年"),
        (DAY, 'm"月"d"日"', "5月11日"),
        (DAY, "h:mm", "08:30"),
        (DAY, "General", "2023-05-11"),
        (datetime.time(8, 30), "h:mm", "08:30"),
        (datetime.timedelta(hours=30), "[h]:mm", "1 day, 6:00:00"),
    ],
)
def test_a_date_is_shown_as_far_as_its_format_shows_it(value: Any, code: str, text: str) -> None:
    assert shown_date(value, code) == text
