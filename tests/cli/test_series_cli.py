"""`reportmine series`: from reports and from what was written of them, in all formats, in both languages."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from test_chinese_screens import is_as_kept

import panel_reports
from reportmine.cli.main import reportmine


def invoke(*args: str, **env: str) -> Result:
    return CliRunner(env={"TERM": "xterm-256color", **env}).invoke(reportmine, list(args))


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "r").mkdir()
    panel_reports.write(tmp_path / "r")
    monkeypatch.chdir(tmp_path)
    return tmp_path


GDP = ("--metric", "GDP", "-q")
CASES: list[tuple[str, list[str], dict[str, str]]] = [
    ("series", ["series", "r", *GDP, "--sources"], {}),
    ("series-80", ["series", "r", *GDP], {"FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": "80"}),
    ("series-28", ["series", "r", *GDP], {"FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": "28"}),
    ("series-csv", ["series", "r", *GDP, "--format", "csv"], {}),
    ("series-markdown", ["series", "r", *GDP, "--format", "md", "--header", "zh"], {}),
    ("zh-series", ["series", "r", *GDP, "--sources", "--lang", "zh"], {}),
    ("zh-series-growth", ["series", "r", *GDP, "--measure", "变化", "--lang", "zh"], {}),
    ("help-series", ["series", "--help"], {}),
    ("zh-help-series", ["series", "--help", "--lang", "zh"], {}),
]


@pytest.mark.parametrize(("name", "args", "env"), CASES, ids=[case[0] for case in CASES])
def test_snapshot(name: str, args: list[str], env: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """REPORTMINE_UPDATE_SNAPSHOTS=1 writes them anew."""
    for one in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(one, raising=False)
    done = invoke(*args, **env)
    assert (done.exit_code, done.stderr) == (0, "")
    is_as_kept(name, done.stdout.replace("\r\n", "\n"))


@pytest.mark.parametrize("ending", ["csv", "jsonl", "db", "parquet"])
def test_what_extract_wrote_gives_the_same(here: Path, ending: str) -> None:
    assert invoke("extract", "r", "-q", "-o", f"all.{ending}").exit_code == 0
    assert invoke("series", f"all.{ending}", *GDP).stdout == invoke("series", "r", *GDP).stdout


def test_chinese_headings_and_a_folder_of_parquet_files_are_read_as_well(here: Path) -> None:
    whole = invoke("series", "r", *GDP).stdout
    assert invoke("extract", "r", "-q", "-o", "zh.csv", "--header", "zh").exit_code == 0
    assert invoke("series", "zh.csv", *GDP).stdout == whole
    (here / "set").mkdir()
    for body in panel_reports.PRODUCTS:
        assert invoke("extract", f"r/{body}*.txt", "-q", "-o", f"set/{body}.parquet").exit_code == 0
    found = invoke("series", "set", *GDP, "--sort", "name")
    assert found.stdout == invoke("series", "r", *GDP, "--sort", "name").stdout


def test_files_of_figures_and_reports_may_be_given_together(here: Path) -> None:
    assert invoke("extract", "r/云屏市*.txt", "-q", "-o", "a.jsonl").exit_code == 0
    found = json.loads(invoke("series", "a.jsonl", "r/青岚县2023.txt", *GDP, "--format", "json").stdout)
    assert [row["body"] for row in found["panels"][0]["rows"]] == ["云屏市", "青岚县"]


@pytest.mark.parametrize(
    "data", [b"", b"SQLite format 3\0broken", b"PAR1broken", b"path,metric,indicator,topic,value\nx"]
)
def test_a_damaged_file_is_one_sentence(here: Path, data: bytes) -> None:
    (here / "a.dat").write_bytes(data)
    done = invoke("series", "a.dat", *GDP)
    assert (done.exit_code, done.stdout) == (1, "")
    assert all(line.startswith("Error: ") for line in done.stderr.splitlines())
    assert "Traceback" not in done.stderr and "fault of reportmine" not in done.stderr


def test_what_was_left_out_is_a_warning_unless_quiet(here: Path) -> None:
    done = invoke("series", "r", "--metric", "GDP")
    assert (done.exit_code, done.stderr) == (
        0,
        "Warning: GDP: left out 8 figures of a part of a year, of several years, or of none that is known.\n",
    )


def test_a_metric_without_a_figure_is_an_error_and_the_others_are_shown(here: Path) -> None:
    done = invoke("series", "r", *GDP, "--metric", "地区生产总植")
    assert done.exit_code == 1 and "云屏市" in done.stdout
    assert done.stderr == "Error: 地区生产总植: no figure is called 地区生产总植; near it are 地区生产总值.\n"
    alone = invoke("series", "r", "--metric", "鲸鱼", "-o", "a.csv")
    assert (alone.exit_code, (here / "a.csv").exists()) == (1, False)


def test_a_report_is_not_overwritten(here: Path) -> None:
    done = invoke("series", "r", *GDP, "-o", "r/云屏市2021.txt")
    assert done.exit_code == 2 and "would overwrite this report" in done.stderr
    assert invoke("extract", "r", "-q", "-o", "all.csv").exit_code == 0
    assert invoke("series", "all.csv", *GDP, "-o", "all.csv").exit_code == 2


def test_the_workbook(here: Path) -> None:
    assert invoke("series", "r", *GDP, "--metric", "GDP", "-o", "a.xlsx", "--header", "zh").exit_code == 0
    book = openpyxl.load_workbook("a.xlsx")
    assert book.sheetnames == ["GDP（亿元）", "全部", "说明"]
    rows = list(book["GDP（亿元）"].iter_rows(values_only=True))
    assert rows[:2] == [("单位", "2021", "2022", "2022 提示", "2023"), ("云屏市", 980.5, 1043.2, "说法不一", 1102.75)]
    assert [cell.value for cell in book["全部"][1]][:4] == ["单位", "年份", "指标", "数值"]


def test_names_of_files_are_no_formulas_and_no_markup(here: Path) -> None:
    for name in ("=1+1", "<b>甲"):
        (here / f"{name}.txt").write_text("一、情况\n2023年，建成公园5个。", encoding="utf-8")
    done = invoke("series", "=1+1.txt", "<b>甲.txt", "--metric", "公园", "-q", "--format", "csv")
    paths = [row["path"] for row in csv.DictReader(io.StringIO(done.stdout))]
    assert paths == ["'=1+1.txt", "<b>甲.txt"]
    assert invoke("series", "<b>甲.txt", "--metric", "公园", "-q", "-o", "a.html").exit_code == 0
    page = (here / "a.html").read_text(encoding="utf-8")
    assert "<b>甲" not in page and "&lt;b&gt;甲" in page


def test_the_page_has_a_chart_and_leads_to_the_sentences(here: Path) -> None:
    assert invoke("series", "r", *GDP, "-o", "a.html").exit_code == 0
    page = (here / "a.html").read_text(encoding="utf-8")
    assert page.count('<svg class="lines"') == 2 and page.count('class="gap"') == 2
    for link in ("p0-0-2021", "p0-1-2023"):
        assert f'href="#{link}"' in page and f'id="{link}"' in page
    assert "全市实现地区生产总值<mark>1102.75亿元</mark>" in page


def test_pages_of_a_warc_file(here: Path) -> None:
    body = panel_reports.text_of("云屏市", 2023, "1102.75亿元").replace("\n", "<br>").encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!doctype html>" + body
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nContent-Type: application/http"
    (here / "a.warc").write_bytes(f"{head}\r\nContent-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n")
    found = json.loads(invoke("series", "a.warc", *GDP, "--format", "json").stdout)["panels"][0]
    assert (found["years"], found["rows"][0]["body"]) == ([2022, 2023], "云屏市")
