"""What somebody who reads Chinese and begins today may type, and what they are told."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from made_reports import SAMPLES
from reportmine.cli.main import reportmine

CITY, FOUNDATION = (next(path for path in SAMPLES if path.stem == stem) for stem in ("city-2024", "foundation-2023"))
TEXT = "2023年工作报告\n全年举办培训20场。全市旅游收入近900亿元。\n"


def invoke(*args: str | Path, language: str = "en") -> Result:
    return CliRunner().invoke(reportmine, [*map(str, args), "--lang", language])


class TestWordsOfFilters:
    @pytest.mark.parametrize(
        ("chinese", "stable"),
        [
            (("--topic", "经济"), ("--topic", "economy")),
            (("--measure", "变化"), ("--measure", "change")),
            (("--status", "目标"), ("--status", "target")),
        ],
    )
    def test_they_are_taken_in_both_languages(self, chinese: tuple[str, str], stable: tuple[str, str]) -> None:
        said, meant = (invoke("extract", CITY, "--format", "jsonl", *options) for options in (chinese, stable))
        assert said.exit_code == 0 and said.stdout and said.stdout == meant.stdout
        assert said.stdout != invoke("extract", CITY, "--format", "jsonl").stdout

    def test_sections(self) -> None:
        both = [invoke("compare", *SAMPLES[:2], "--show", section).stdout for section in ("不再报告", "only-old")]
        assert both[0] == both[1] != ""

    def test_chinese_help_and_errors_list_both(self) -> None:
        assert "economy（经济）" in invoke("extract", "--help", language="zh").stdout
        assert "economy（" not in invoke("extract", "--help").stdout
        wrong = invoke("extract", CITY, "--topic", "经纪", language="zh")
        assert wrong.exit_code == 2 and "economy（经济）、" in wrong.stderr

    def test_completion_gives_the_values(self) -> None:
        words = {"COMP_WORDS": "reportmine extract --topic ec", "COMP_CWORD": "3"}
        done = CliRunner(env={"_REPORTMINE_COMPLETE": "bash_complete", **words}).invoke(
            reportmine, [], prog_name="reportmine", complete_var="_REPORTMINE_COMPLETE"
        )
        assert done.stdout.split() == ["plain,economy"]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def table(report: Path, tmp_path: Path) -> Path:
    assert invoke("extract", report, "-o", tmp_path / "表.xlsx", "--header", "zh").exit_code == 0
    return tmp_path / "表.xlsx"


def put(path: Path, row: int, **cells: object) -> None:
    """Write cells of a row of the first sheet, told by their Chinese headings."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    above = [one.value for one in sheet[1]]
    for heading, cell in cells.items():
        sheet.cell(row, above.index(heading) + 1).value = cell
    book.save(path)


class TestCorrectedTable:
    def test_a_table_of_another_report_is_refused(self, table: Path, report: Path, tmp_path: Path) -> None:
        other = tmp_path / "另一份.txt"
        other.write_text("去年举办活动7场。\n", encoding="utf-8")
        done = invoke("corrections", "from", table, other)
        assert done.exit_code == 1 and "Done" not in done.stderr
        assert f"it was made of '{report}', and has no row of {other}" in done.stderr
        assert not list(tmp_path.glob("*.corrections.json"))
        chinese = invoke("corrections", "from", table, other, language="zh")
        assert "请给出生成这张表的报告" in chinese.stderr and "完成" not in chinese.stderr

    def test_figures_of_reports_that_were_not_given_are_counted_once(self, report: Path, tmp_path: Path) -> None:
        other = tmp_path / "另一份.txt"
        other.write_text("去年举办活动7场。\n", encoding="utf-8")
        assert invoke("extract", report, other, "-o", tmp_path / "a.xlsx").exit_code == 0
        done = invoke("corrections", "from", tmp_path / "a.xlsx", other)
        assert f"2 figures of {report}, which was not given, were not read." in done.stderr

    def test_a_number_that_was_called_no_figure_since_is_not_missed(self, table: Path, report: Path) -> None:
        put(table, 2, 核对="不是")
        assert invoke("corrections", "from", table, report).exit_code == 0
        done = invoke("corrections", "from", table, report)
        assert done.exit_code == 0 and "not in the table" not in done.stderr

    def test_a_unit_with_a_multiplier_is_multiplied_out(self, table: Path, report: Path) -> None:
        put(table, 3, 数值=890, 单位="亿元")
        done = invoke("corrections", "from", table, report)
        assert done.exit_code == 0 and "1 number was multiplied out" in done.stderr
        (one,) = json.loads(report.with_name("报告.corrections.json").read_text(encoding="utf-8"))["corrections"]
        assert (one["fields"]["value"], one["fields"]["unit"]) == ("89000000000", "元")
        assert one["was"] == {"value": "90000000000"}

    def test_not_where_the_value_has_it_already(self, table: Path, report: Path) -> None:
        put(table, 3, 单位="亿元")
        done = invoke("corrections", "from", table, report)
        assert done.exit_code == 1 and "90000000000 has its multiplier in it already; write '元'" in done.stderr

    def test_printed_columns_are_called_as_in_the_workbook(self, table: Path, report: Path) -> None:
        put(table, 3, 原文数值=890)
        done = invoke("corrections", "from", table, report, language="zh")
        assert "“数值”“上限”“单位”" in done.stderr

    def test_a_corrected_value_is_shown(self, table: Path, report: Path, tmp_path: Path) -> None:
        before = invoke("extract", report).stdout
        assert "近900亿元" in before and "by hand" not in before
        put(table, 3, 数值=89000000000)
        assert invoke("corrections", "from", table, report).exit_code == 0
        after = invoke("extract", report).stdout
        assert "近89,000,000,000 元 *" in after
        assert after.endswith("* value or unit corrected by hand; the report prints something else\n")
        compared = invoke("compare", report, FOUNDATION, "--show", "only-old").stdout
        assert "近89,000,000,000 元 *" in compared and "* value or unit corrected by hand" in compared
        assert invoke("extract", report, "-o", tmp_path / "a.html", language="zh").exit_code == 0
        page = (tmp_path / "a.html").read_text(encoding="utf-8")
        assert "89,000,000,000 元 <span" in page and '<span class="sub">900亿元</span>' in page
        assert "人工修正" in page


class TestSentences:
    def test_no_lexicon_of_ones_own(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
        monkeypatch.setenv("HOME", str(tmp_path))
        done = invoke("lexicon", "check")
        assert done.exit_code == 0
        assert done.stdout.startswith("You have no lexicon of your own; it would be ") and "lexicon.toml" in done.stdout

    def test_one_file_twice(self, report: Path, tmp_path: Path) -> None:
        done = invoke("compare", report, report)
        assert done.exit_code == 2 and f"{report} and {report} are the same file; name two reports." in done.stderr
        (tmp_path / "b.txt").write_bytes(report.read_bytes())
        assert "both are the same file" in invoke("compare", report, tmp_path / "b.txt").stderr

    def test_reports_of_one_year_are_headed_by_their_files(self, tmp_path: Path) -> None:
        paths = [tmp_path / f"{name}.txt" for name in "甲乙丙"]
        for at, path in enumerate(paths):
            path.write_text(f"2024年工作报告\n全年举办培训{20 + at}场。\n", encoding="utf-8")
        heading = next(line for line in invoke("compare", *paths).stdout.splitlines() if line.startswith("metric"))
        assert heading.split()[1:4] == ["甲.txt", "乙.txt", "丙.txt"]
        assert "甲.txt #1" in invoke("compare", *paths, "--format", "csv").stdout
        assert invoke("compare", *paths, "-o", tmp_path / "a.xlsx").exit_code == 0
        assert "乙.txt #2" in [cell.value for cell in openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0][1]]
