"""CSV of all kinds: cells point into the file as it was decoded, odd files are read or told in one sentence."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reading_files import refusal, told
from reportmine import extract, read
from reportmine.cli.main import reportmine
from reportmine.model import Claim, Rejected, Source
from reportmine.model.schema import headings
from reportmine.readers.sniffing.own_output import OWN_HEADERS
from reportmine.readers.spreadsheets.delimited import DELIMITERS

PLAIN = "指标,单位,2023年,比上年增长%\n工业产值,亿元,860.4,7.1\n粮食产量,万吨,65,-1.6\n"
CLAIMS = [
    ("工业产值", "86040000000", "元", "level", "2023"),
    ("工业产值", "7.1", "%", "change", None),
    ("粮食产量", "650000", "吨", "level", "2023"),
    ("粮食产量", "-1.6", "%", "change", None),
]


def source(tmp_path: Path, text: str | bytes, encoding: str = "utf-8", name: str = "统计.csv") -> Source:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return read(path)


def grids(source: Source) -> list[list[list[str]]]:
    return [[[span.of(source.raw) for span in row] for row in table.rows] for table in source.tables]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le"])
def test_any_encoding(tmp_path: Path, encoding: str) -> None:
    found = source(tmp_path, PLAIN, encoding)
    assert (found.format, found.raw) == ("csv", PLAIN)
    assert told(found) == CLAIMS


@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_any_delimiter_and_line_end(tmp_path: Path, delimiter: str, line_end: str) -> None:
    assert told(source(tmp_path, PLAIN.replace(",", delimiter).replace("\n", line_end))) == CLAIMS


def test_tabs_in_a_file_of_that_name(tmp_path: Path) -> None:
    assert told(source(tmp_path, PLAIN.replace(",", "\t"), name="统计.TSV")) == CLAIMS


def test_the_line_by_which_excel_tells_the_delimiter(tmp_path: Path) -> None:
    assert told(source(tmp_path, "sep=;\n" + PLAIN.replace(",", ";"))) == CLAIMS


def test_commas_in_numbers_beside_other_delimiters(tmp_path: Path) -> None:
    found = source(tmp_path, "项目;2023年;2022年\n甲项;1,200;1,100\n乙项;2,300.5;2,000\n")
    assert [value for _, value, *_ in told(found)] == ["1200", "1100", "2300.5", "2000"]


def test_quoted_cells(tmp_path: Path) -> None:
    text = '"项目","2023年\n（万元）","备注"\n"甲,项","1,200.5","所谓""快报""数"\n乙项,"3",\n'
    found = source(tmp_path, text)
    assert grids(found) == [
        [["项目", "2023年\n（万元）", "备注"], ["甲,项", "1,200.5", '所谓""快报""数'], ["乙项", "3", ""]]
    ]
    assert told(found) == [
        ("甲,项", "12005000", "元", "level", "2023"),
        ("乙项", "30000", "元", "level", "2023"),
    ]
    [first, _] = extract(found).claims
    assert (first.text, first.line) == ("1,200.5", 3)


def test_title_unit_and_notes_are_prose(tmp_path: Path) -> None:
    above = "2023年云澜市财政收入,,\n（单位：万元）,,\n"
    text = above + "项目,数额,增长%\n税收,5,3\n罚没,6,-2\n,,\n注：以上为快报数，全年培训20场。,,\n"
    found = source(tmp_path, text)
    report = extract(found)
    assert (report.title, report.year) == ("2023年云澜市财政收入", 2023)
    assert told(found)[0] == ("税收", "50000", "元", "level", "2023")
    assert told(found)[-1] == ("培训", "20", "场", "level", "2023")


def test_two_tables_in_a_file(tmp_path: Path) -> None:
    found = source(tmp_path, "项目,2023年\n甲项,5\n乙项,6\n\n部门,2022年\n丙部,7\n丁部,8\n")
    assert [len(rows) for rows in grids(found)] == [3, 3]
    assert [(metric, period) for metric, *_, period in told(found)][2] == ("丙部", "2022")


def test_halves_side_by_side(tmp_path: Path) -> None:
    found = source(tmp_path, "指标,数值,,指标,数值\n学校,120所,,医院,35家\n床位,800张,,医生,90人\n")
    assert [metric for metric, *_ in told(found)] == ["学校", "医院", "床位", "医生"]


def test_sentences_in_cells(tmp_path: Path) -> None:
    found = source(tmp_path, '任务,进展\n公园,"已建成公园3个，完成投资2.5亿元。"\n道路,改造道路12公里。\n')
    assert [(metric, value) for metric, value, *_ in told(found)] == [
        ("公园", "3"),
        ("投资", "250000000"),
        ("改造道路", "12"),
    ]


# Odd and hostile files


@pytest.mark.parametrize(
    "text",
    [
        "全年培训20场，参加500人。\n新增就业5万人。\n",
        "全年培训20场\n",
        '"全年培训20场，\n参加500人。"\n',
    ],
    ids=["sentences", "one line", "one quoted cell over two lines"],
)
def test_a_file_of_one_column_is_prose(tmp_path: Path, text: str) -> None:
    assert told(source(tmp_path, text))[0] == ("培训", "20", "场", "level", None)


@pytest.mark.parametrize(
    "text",
    [
        '项目,2023年\n甲项,"5\n乙项,6\n',
        '项目,2023年\n"甲"项,5\n乙"项,6\n',
        '"\n' * 50 + "项目,5",
        "项目,2023年\n甲项,5,6,7,8\n乙项\n,,,,,\n丙项,9\n",
        "," * 5000,
        ",\n" * 500 + "培训20场",
        "=1+1,@SUM(A1)\n=cmd|' /C calc'!A0,5\n",
        "项目,2023年\r甲项,5\r乙项,6\r",
        "项目,2023年\n甲项,5\x1a",
        "项目,2023年\n甲\u2028项,5\n乙\u0085项,6\n",
    ],
    ids=[
        "a quote that never closes",
        "quotes inside",
        "quotes alone",
        "ragged rows",
        "commas alone",
        "empty rows",
        "formulas",
        "line ends of old Macs",
        "the end mark of DOS",
        "other line ends",
    ],
)
def test_odd_files_are_read_and_lose_no_number(tmp_path: Path, text: str) -> None:
    if not text.strip(",\n "):
        source_or_refusal(tmp_path, text)
        return
    report = extract(source(tmp_path, text))
    raw = report.source.raw
    told_of: list[Claim | Rejected] = [*report.claims, *report.rejected]
    assert all(raw[one.span.start : one.span.end] == one.text for one in told_of)
    digits = [char for char in raw if char.isdigit()]
    assert len(digits) == sum(char.isdigit() for one in told_of for char in one.text)


def source_or_refusal(tmp_path: Path, text: str) -> None:
    """A file of delimiters alone has no number and no table."""
    report = extract(source(tmp_path, text))
    assert (report.claims, report.rejected, report.source.tables) == ((), (), ())


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty; give a file with text in it."),
        (b"\xef\xbb\xbf\r\n", "is empty; give a file with text in it."),
        (b"\0" * 40, "is a binary file; save it as text first."),
        (b"\xff\xfe\x00\xd8\x00\xd8" * 20, "begins with the mark of utf-16-le but breaks it"),
    ],
    ids=["empty", "a mark alone", "binary", "broken UTF-16"],
)
def test_files_that_are_no_text(tmp_path: Path, data: bytes, sentence: str) -> None:
    assert refusal(tmp_path / "统计.csv", data).startswith(sentence)


def test_what_reportmine_wrote_is_refused(tmp_path: Path) -> None:
    report, table = tmp_path / "报告.txt", tmp_path / "claims.csv"
    report.write_text("全年培训20场。", encoding="utf-8")
    assert CliRunner().invoke(reportmine, ["extract", str(report), "-o", str(table)]).exit_code == 0
    said = CliRunner().invoke(reportmine, ["extract", str(table)])
    assert (said.exit_code, said.stderr) == (
        1,
        f"Error: {table}: is a table of claims that reportmine wrote; give the report that it was made from.\n",
    )
    assert {headings("en")[:4], headings("zh")[:4]} <= set(OWN_HEADERS)


def test_a_wrong_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "统计.csv"
    path.write_bytes(PLAIN.encode("gb18030"))
    said = CliRunner().invoke(reportmine, ["extract", str(path), "--encoding", "utf-8"])
    assert said.exit_code == 1 and said.stderr.count("\n") == 1


def test_time_is_in_step_with_length(tmp_path: Path) -> None:
    found = source(tmp_path, "项目,2023年\n" + "".join(f"甲{row}项,{row}\n" for row in range(3000)))
    assert len(told(found)) == 3000


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters='\n",;'), max_size=8)


@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(cells, min_size=2, max_size=4), min_size=2, max_size=6), st.sampled_from(DELIMITERS))
def test_cells_are_those_of_pythons_reader(tmp_path: Path, rows: list[list[str]], delimiter: str) -> None:
    width = max(map(len, rows))
    filled = [
        ["标题"] * width,
        *([cell.strip() or "空" for cell in [*row, *["空"] * (width - len(row))]] for row in rows),
    ]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(filled)
    data = f"sep={delimiter}\n{text.getvalue()}".encode()
    path = tmp_path / f"{random.random()}.csv"
    path.write_bytes(data)
    found = read(path)
    path.unlink()
    shown = [[span.of(found.raw).replace('""', '"') for span in row] for table in found.tables for row in table.rows]
    assert shown[1:] == [[cell.strip() for cell in row] for row in filled]
