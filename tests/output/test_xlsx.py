"""Excel workbooks, read back by openpyxl and by LibreOffice."""

from __future__ import annotations

import csv
import datetime
import io
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from click.testing import CliRunner
from hypothesis import given, settings

from made_reports import EMPTY, GROWTH, HOSTILE, REPORT, SAMPLES, any_reports, claim, sample_reports
from reportmine import extract
from reportmine.cli.main import reportmine
from reportmine.corrections.tables.workbooks import ONLY_IN_WORKBOOKS
from reportmine.extras import install_command
from reportmine.model import Quantity, Report, Span
from reportmine.model.schema import COLUMNS, REPORT_COLUMNS, Column, Language, headings, kinds, report_rows, rows
from reportmine.output.comparison.grid import FIELDS
from reportmine.output.data.xlsx.cells import fitting, places_of
from reportmine.output.data.xlsx.claims import to_xlsx
from reportmine.output.data.xlsx.styles import DEFAULT
from reportmine.output.data.xlsx.workbook import ROWS, Sheet, split, workbook

PRINTED = ("printed_value", "printed_value_max", "printed_unit")
NAMES = ("check", *(name for known in headings("en") for name in ((known, *PRINTED) if known == "unit" else (known,))))


def book_of(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def rows_of(content: bytes, sheet: str = "figures") -> list[dict[str, Any]]:
    """The cells of a sheet by the names of their columns."""
    header, *found = book_of(content)[sheet].iter_rows()
    names = [cell.value for cell in header]
    return [dict(zip(names, row, strict=True)) for row in found]


def valued(number: str) -> Report:
    return replace(REPORT, claims=(GROWTH._replace(quantity=Quantity(Span(0, 1), Decimal(number))),))


class TestFigures:
    @pytest.mark.slow
    def test_the_rows_are_those_of_the_csv(self) -> None:
        reports = sample_reports()
        expected = [row for report in reports for row in rows(report)]
        sheet = book_of(to_xlsx(reports))["figures"]
        header, *found = sheet.iter_rows(values_only=True)
        assert header == NAMES
        assert len(found) == len(expected) > 500
        for row, cells in zip(found, expected, strict=True):
            plain = [cell for name, cell in zip(NAMES, row, strict=True) if name not in (*PRINTED, "check")]
            for kind, seen, cell in zip(kinds(), plain, cells, strict=True):
                if kind == "decimal" and cell is not None:
                    assert isinstance(seen, int | float) and Decimal(repr(seen)) == Decimal(str(cell))
                else:
                    assert seen == (cell if cell != "" else None)

    def test_the_header_stays_in_sight_and_filters(self) -> None:
        sheet = book_of(to_xlsx([REPORT]))["figures"]
        assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.dimensions) == ("D2", "A1:AA4", "A1:AA4")
        assert sheet["A1"].font.bold and not sheet["A2"].font.bold

    def test_a_chinese_character_takes_the_room_of_two(self) -> None:
        sheet = book_of(to_xlsx([replace(REPORT, claims=(GROWTH._replace(metric="规模以上工业企业增加值"),))]))[
            "figures"
        ]
        assert 22 <= sheet.column_dimensions["C"].width <= 25
        assert sheet.column_dimensions["X"].width <= 50

    @pytest.mark.parametrize("number", ["0", "-2.41", "118640000000", "0.000001", "123456789012345", "1" + "0" * 30])
    def test_a_number_is_a_number_and_shows_all_its_digits(self, number: str) -> None:
        (row,) = rows_of(to_xlsx([valued(number)]))
        cell = row["value"]
        assert cell.data_type == "n" and Decimal(repr(cell.value)) == Decimal(number)
        assert len(cell.number_format.partition(".")[2]) == len(number.partition(".")[2])

    @pytest.mark.parametrize("number", ["1234567890123456", "0.1234567890123456", "1" + "0" * 301 + "1", "9" * 400])
    def test_a_number_that_excel_would_round_stays_text(self, number: str) -> None:
        (row,) = rows_of(to_xlsx([valued(number)]))
        assert (row["value"].data_type, row["value"].value) == ("s", number)

    def test_confidence_is_a_number_and_none_is_an_empty_cell(self) -> None:
        found = rows_of(to_xlsx([replace(REPORT, claims=(GROWTH, GROWTH._replace(confidence=None)))]))
        assert [(row["confidence"].value, row["confidence"].data_type) for row in found] == [(0.93, "n"), (None, "n")]

    def test_headings_in_chinese(self) -> None:
        book = book_of(to_xlsx([REPORT], "zh"))
        assert book.sheetnames == ["数据", "待核对", "来源", "说明"]
        above = [cell.value for cell in book["数据"][1]]
        assert above[8:11] == ["原文数值", "原文上限", "原文单位"]
        assert [one for one in above if not str(one).startswith("原文") or one == "原文"] == [
            *("核对", "文件"),
            *(column.heading for column in COLUMNS),
        ]
        first = ["核对", "文件", "指标", "候选", "置信度", "原文", "句子"]
        assert [cell.value for cell in book["待核对"][1]][:7] == first

    def test_no_claim_is_a_header(self) -> None:
        assert book_of(to_xlsx([EMPTY]))["figures"].dimensions == "A1:AA1"

    def test_the_same_reports_make_the_same_workbook(self) -> None:
        assert to_xlsx([REPORT]) == to_xlsx([REPORT])


class TestAsPrinted:
    TEXT = "资金212.2万元，同比增长5.2%，建成3-5个，用电三亿千瓦时。"

    def test_it_stands_beside_the_plain_value(self) -> None:
        found = rows_of(to_xlsx([extract(self.TEXT)]))
        shown = [tuple(row[name].value for name in ("value", "unit", *PRINTED)) for row in found]
        assert shown == [
            (2122000, "元", 212.2, None, "万元"),
            (5.2, "%", 0.052, None, "%"),
            (3, "个", 3, 5, "个"),
            (300000000, "千瓦时", 3, None, "亿千瓦时"),
        ]

    def test_thousands_are_parted_and_percentages_are_percentages(self) -> None:
        first, second, *_ = rows_of(to_xlsx([extract(self.TEXT)]))
        assert [first[name].number_format for name in ("value", "printed_value")] == ["#,##0", "#,##0.0"]
        assert [second[name].number_format for name in ("value", "printed_value")] == ["#,##0.0", "0.0%"]


class TestManners:
    def test_choices_are_said_in_chinese_below_chinese_headings(self) -> None:
        book = book_of(to_xlsx([REPORT], "zh"))
        header, *found = book["数据"].iter_rows(values_only=True)
        rows = [dict(zip(header, row, strict=True)) for row in found]
        assert [row["约数"] for row in rows] == ["接近", "不少于", "区间"]
        assert {row["性质"] for row in rows} == {"完成", "目标"} and {row["主题"] for row in rows} >= {"设施", "受众"}

    def test_paper(self) -> None:
        for sheet in book_of(to_xlsx([replace(REPORT, title="甲&乙\n丙")])):
            assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
            assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
            assert sheet.print_title_rows == "$1:$1"
            assert (sheet.oddFooter.left.text, sheet.oddFooter.right.text) == ("甲&&乙 丙", "&A · &P / &N")

    def test_columns_of_no_use_are_folded_and_still_there(self) -> None:
        sheet = book_of(to_xlsx([REPORT]))["figures"]
        folded = {str(sheet.cell(1, at).value) for at in range(1, 27) if self.is_folded(sheet, at)}
        assert folded == {"path", "indicator", "baseline", "start", "end", "page", "section"}
        two = book_of(to_xlsx([REPORT, REPORT]))["figures"]
        assert not self.is_folded(two, 2)

    @staticmethod
    def is_folded(sheet: Any, at: int) -> bool:
        return any(one.min <= at <= one.max and one.hidden for one in sheet.column_dimensions.values())

    def test_a_row_is_as_high_as_its_sentence(self) -> None:
        short, long = GROWTH._replace(sentence="短"), GROWTH._replace(sentence="长" * 60)
        sheet = book_of(to_xlsx([replace(REPORT, claims=(short, long))]))["figures"]
        assert [sheet.row_dimensions[at].height for at in (2, 3)] == [None, 49.5]
        assert sheet["X3"].alignment.wrap_text and sheet["F3"].alignment.horizontal == "right"

    @pytest.mark.parametrize("header", ["en", "zh"])
    def test_the_legend_tells_all_columns_and_their_words(self, header: Language) -> None:
        book = book_of(to_xlsx([REPORT], header))
        told = {row[0]: row for row in book.worksheets[-1].iter_rows(min_row=2, values_only=True)}
        above = {cell.value for sheet in book.worksheets[:-1] for cell in sheet[1]}
        assert above <= set(told) and all(row[2] for row in told.values())
        topics = str(told["主题" if header == "zh" else "topic"][3])
        assert "economy" in topics and "经济" in topics

    def test_every_column_has_a_meaning_in_chinese(self) -> None:
        columns: Sequence[Column[Any]] = (*COLUMNS, *REPORT_COLUMNS, *ONLY_IN_WORKBOOKS, *FIELDS)
        assert all(column.meaning_zh for column in columns)


class TestToCheck:
    CLAIMS = (
        GROWTH._replace(confidence=0.9),
        GROWTH._replace(metric="甲", confidence=0.7, other_names=("乙", "=1+1")),
        GROWTH._replace(metric="丙", confidence=0.3),
        GROWTH._replace(confidence=None),
    )

    def test_what_is_doubtful_is_marked(self) -> None:
        report = replace(REPORT, claims=self.CLAIMS)
        assert [row["check"].value for row in rows_of(to_xlsx([report]))] == [None, "check", "check", None]
        book = book_of(to_xlsx([report], "zh"))
        assert [cell.value for cell in book["数据"]["A"]] == ["核对", None, "核对", "核对", None]

    def test_it_stands_on_a_sheet_of_its_own_the_least_sure_first(self) -> None:
        sure = replace(REPORT, claims=(GROWTH._replace(metric="丁", confidence=0.5),))
        content = to_xlsx([replace(REPORT, claims=self.CLAIMS), sure])
        assert book_of(content).sheetnames == ["figures", "to check", "sources", "legend"]
        found = rows_of(content, "to check")
        assert [row["metric"].value for row in found] == ["丙", "丁", "甲"]
        last = {name: cell.value for name, cell in found[-1].items()}
        assert (last["check"], last["candidates"], last["confidence"]) == ("check", "乙 | =1+1", 0.7)
        assert set(last) == {"candidates", *NAMES}
        assert found[-1]["candidates"].data_type == "s" and last["sentence"] == GROWTH.sentence

    def test_excel_offers_what_may_be_said_and_takes_other_words(self) -> None:
        offered = book_of(to_xlsx([REPORT]))["figures"].data_validations.dataValidation
        found = {str(one.sqref): one.formula1 for one in offered}
        assert found["A2:A4"] == '"ok,no"' and "actual,target" in "".join(found.values()) and len(found) == 6
        assert not any(one.showErrorMessage for one in offered)
        zh = book_of(to_xlsx([REPORT], "zh"))["数据"].data_validations.dataValidation
        assert '"完成,目标"' in [one.formula1 for one in zh]


class TestPrivateParts:
    """workbook.py writes rows where xlsxwriter would: these fail when xlsxwriter does so in another way."""

    def test_they_are_there(self) -> None:
        book = xlsxwriter.Workbook(io.BytesIO())
        sheet = book.add_worksheet()
        assert {"dim_rowmin", "dim_rowmax", "dim_colmin", "dim_colmax", "fh"} <= vars(sheet).keys()
        assert callable(sheet._write_sheet_data) and isinstance(book.add_format()._get_xf_index(), int)

    def test_the_workbook_is_the_one_that_the_public_functions_make(self) -> None:
        header: Sequence[str] = ["指标", "数值", "行"]
        cells: Sequence[Any] = ["产值 <&>", "12.5", 3]
        ours = workbook([Sheet("figures", header, ["text", "decimal", "integer"], [cells])], "甲")
        assert self.files(ours) == self.files(self.public(header, cells))

    @staticmethod
    def public(header: Sequence[str], cells: Sequence[Any]) -> bytes:
        data = io.BytesIO()
        with xlsxwriter.Workbook(data, {"constant_memory": True, "default_format_properties": dict(DEFAULT)}) as book:
            book.set_properties({"created": datetime.datetime(2000, 1, 1), "title": "甲", "author": "reportmine"})
            top, right = dict(DEFAULT), {"align": "right", "indent": 1}
            head = {**DEFAULT, "bold": True, "bottom": 1, "bg_color": "#DDE8F3", "valign": "vcenter", "text_wrap": True}
            behind = ["." + "0" * count if count else "" for count in range(16)]
            heading, number_heading, wrapped, number = map(
                book.add_format, (head, head | right, top | {"text_wrap": True}, top | right)
            )
            places = [book.add_format({**top, **right, "num_format": f"#,##0{one}"}) for one in behind]
            percent = [book.add_format({**top, **right, "num_format": f"0{one}%"}) for one in behind]
            sheet = book.add_worksheet("figures")
            for style in (heading, number_heading, wrapped, number, *places, *percent):
                style._get_xf_index()
            for at, title in enumerate(header):
                sheet.write_string(0, at, title, number_heading if at else heading)
            sheet.write_string(1, 0, cells[0])
            sheet.write_number(1, 1, float(cells[1]), places[1])
            sheet.write_number(1, 2, cells[2], number)
            for at, width in enumerate((9, 8, 6)):
                sheet.set_column(at, at, width)
            sheet.freeze_panes(1, 2)
            sheet.autofilter(0, 0, 1, 2)
            sheet.ignore_errors({"number_stored_as_text": "A1:C2"})
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
            sheet.repeat_rows(0)
            sheet.fit_to_pages(1, 0)
            sheet.set_footer("&L甲&R&A · &P / &N")
        return data.getvalue()

    @staticmethod
    def files(content: bytes) -> dict[str, str]:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name).decode() for name in archive.namelist()}


class TestSources:
    def test_a_row_a_report_with_and_without_claims(self) -> None:
        found = book_of(to_xlsx([REPORT, EMPTY]))["sources"].iter_rows(values_only=True)
        assert list(found) == [tuple(column.name for column in REPORT_COLUMNS), *report_rows([REPORT, EMPTY])]


class TestText:
    @settings(deadline=None)
    @given(any_reports)
    @pytest.mark.slow
    def test_any_text_comes_back_as_text(self, reports: Sequence[Report]) -> None:
        expected = [row for report in reports for row in rows(report)]
        found = rows_of(to_xlsx(reports))
        assert len(found) == len(expected)
        for row, cells in zip(found, expected, strict=True):
            for name in ("check", *PRINTED):
                del row[name]
            for (name, seen), kind, cell in zip(row.items(), kinds(), cells, strict=True):
                if kind == "decimal" and cell is not None:
                    assert seen.data_type == ("s" if places_of(str(cell)) is None else "n")
                    assert Decimal(str(seen.value)) == Decimal(str(cell))
                elif isinstance(cell, str) and cell:
                    assert seen.data_type == "s" and seen.hyperlink is None, name
                    # openpyxl does not undo the escape of what reads like an escape; LibreOffice does, below.
                    assert seen.value.replace("_x005F_", "_") == fitting(cell)
                else:
                    assert seen.value == (cell if cell != "" else None)

    @pytest.mark.parametrize("text", ["长" * 32_767, "长" * 32_768, "😀" * 16_383, "😀" * 16_384, "😀" * 40_000])
    def test_a_cell_is_never_longer_than_excel_takes(self, text: str) -> None:
        (row,) = rows_of(to_xlsx([replace(REPORT, claims=(GROWTH._replace(sentence=text),))]))
        seen = row["sentence"].value
        units = len(seen.encode("utf-16-le")) // 2
        assert seen == text if len(text.encode("utf-16-le")) <= 2 * 32_767 else f"all {len(text):,} characters" in seen
        assert units <= 32_767 and text.startswith(seen.partition("…")[0])

    def test_a_sheet_goes_on_in_another(self) -> None:
        sheet = Sheet("figures", ["a"], ["integer"], [[number] for number in range(5)])
        assert [len(part.rows) for part in split(sheet, 2)] == [2, 2, 1]
        assert book_of(workbook(split(sheet, 2))).sheetnames == ["figures", "figures 2", "figures 3"]
        assert ROWS == 2**20


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
class TestLibreOffice:
    @staticmethod
    def tables(content: bytes, folder: Path) -> dict[str, list[dict[str, str]]]:
        """Each sheet as LibreOffice writes it to CSV: comma, quotes, UTF-8, cells as they are shown, all sheets."""
        (folder / "a.xlsx").write_bytes(content)
        filters = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", filters, "--outdir", str(folder)]
        subprocess.run([*command, str(folder / "a.xlsx")], check=True, capture_output=True, timeout=300)
        return {
            path.stem.partition("-")[2]: list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))
            for path in folder.glob("a-*.csv")
        }

    def test_it_shows_the_samples_as_the_csv_does(self, tmp_path: Path) -> None:
        reports = sample_reports()
        found = self.tables(to_xlsx(reports), tmp_path)
        shown = [["" if cell is None else str(cell) for cell in row] for report in reports for row in rows(report)]
        for row in found["figures"]:
            for name in ("value", "value_max"):
                row[name] = row[name].replace(",", "")
            for name in ("check", *PRINTED):
                del row[name]
        assert [list(row.values()) for row in found["figures"]] == shown
        assert [row["path"] for row in found["sources"]] == [report.source.path for report in reports]

    def test_it_runs_nothing(self, tmp_path: Path) -> None:
        texts = [text for text in HOSTILE if text.isprintable()]
        report = replace(REPORT, claims=tuple(GROWTH._replace(metric=text, section="。") for text in texts))
        found = self.tables(to_xlsx([report]), tmp_path)["figures"]
        assert [row["metric"] for row in found] == texts


class TestCommand:
    def test_the_ending_decides(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("粉丝200万。", encoding="utf-8")
        done = CliRunner().invoke(reportmine, ["extract", str(tmp_path / "a.txt"), "-o", str(tmp_path / "A.XLSX")])
        assert (done.exit_code, done.stdout) == (0, "")
        (row,) = rows_of((tmp_path / "A.XLSX").read_bytes())
        assert row["value"].value == 2_000_000

    @pytest.mark.parametrize("command", ["extract", "audit"])
    @pytest.mark.posix
    def test_bytes_go_into_a_pipe_but_not_to_a_terminal(self, command: str, tmp_path: Path) -> None:
        report = tmp_path / "a.txt"
        report.write_text("粉丝200万。", encoding="utf-8")
        run = [sys.executable, "-m", "reportmine", command, str(report), "--format", "xlsx"]
        piped = subprocess.run(run, capture_output=True, check=True)
        assert piped.stdout.startswith(b"PK") and piped.stderr == b""
        import pty

        ours, theirs = pty.openpty()
        shown = subprocess.run(run, stdout=theirs, stderr=subprocess.PIPE, text=True)
        os.close(theirs)
        os.close(ours)
        assert shown.returncode == 2 and "-o figures.xlsx" in shown.stderr

    @pytest.mark.parametrize("args", [["extract", "missing.txt"], ["compare", "missing.txt", "missing.txt"]])
    def test_a_library_that_is_missing_is_said_first(
        self, args: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "xlsxwriter", None)  # as if it were not installed
        done = CliRunner().invoke(reportmine, [*args, "-o", str(tmp_path / "a.xlsx")])
        said = f"Error: xlsx needs xlsxwriter, which is not installed; install it with: {install_command('xlsx')}\n"
        assert (done.exit_code, done.stderr) == (1, said)

    @pytest.mark.posix
    def test_no_room_for_temporary_files(self, tmp_path: Path) -> None:
        folder, target = tmp_path / "temporary", tmp_path / "a.xlsx"
        folder.mkdir()
        run = f"ulimit -f 8; '{sys.executable}' -m reportmine extract '{SAMPLES[0]}' -o '{target}'"
        done = subprocess.run(
            ["bash", "-c", run], capture_output=True, text=True, env=os.environ | {"TMPDIR": str(folder)}
        )
        assert done.returncode == 1 and done.stderr.startswith("Error: an Excel workbook needs room in the folder")
        assert list(tmp_path.rglob("*")) == [folder]

    def test_headings_are_for_formats_that_have_a_choice(self) -> None:
        done = CliRunner().invoke(reportmine, ["extract", "a.txt", "--format", "json", "--header", "zh"])
        assert done.exit_code == 2 and "csv, markdown, xlsx" in done.stderr


def test_the_claim_that_is_made_for_tests_fits_its_sentence() -> None:
    assert claim().mark.of(claim().sentence) == claim().text
