"""Files that are meant to crash, mislead or swallow a reader, made when they are wanted; all texts are invented."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from collections.abc import Callable, Mapping
from typing import NamedTuple

GOOD = "全年举办讲座20场，接待读者3.5万人次。"
_DEEP = 20_000


class Hostile(NamedTuple):
    """A file by its name: what makes its bytes, and what comes of it.

    `texts` are figures that have to be found and `absent` such that must not be; `said` is a part of the sentence on
    standard error, `status` the exit status.
    """

    name: str
    make: Callable[[], bytes]
    texts: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    said: str = ""
    status: int = 0


def text(content: str, encoding: str = "utf-8") -> Callable[[], bytes]:
    return lambda: content.encode(encoding)


def nested(opening: str, closing: str, inside: str = GOOD, before: str = "") -> Callable[[], bytes]:
    return lambda: (before + opening * _DEEP + inside + closing * _DEEP).encode()


def archive(*members: tuple[str, bytes]) -> bytes:
    """A ZIP archive with whatever names its members have, several of one name, too."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a name that is there already
        for name, content in members:
            info = zipfile.ZipInfo("x")
            info.filename = info.orig_filename = name
            made.writestr(info, content)
    return data.getvalue()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def word(body: str) -> bytes:
    document = f'<w:document xmlns:w="{_W}" xmlns:mc="{_MC}"><w:body>{body}</w:body></w:document>'
    return archive(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.encode()))


_RUN = f"<w:r><w:t>{GOOD}</w:t></w:r>"
_PARAGRAPH = f"<w:p>{_RUN}</w:p>"


def nested_word(opening: str, closing: str, inside: str, around: str = "{}") -> Callable[[], bytes]:
    return lambda: word(around.format(opening * _DEEP + inside + closing * _DEEP))


def sheet_of_extremes() -> bytes:
    """Numbers that no format shows in a cell's width, one of them beyond all numbers."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("指标", "2023年"), ("产值", 1e300), ("收入", 12), ("支出", -1e-300)):
        sheet.append(row)
    for row in sheet["B2:B4"]:
        row[0].number_format = "#,##0.00"
    data = io.BytesIO()
    book.save(data)
    return _with_endless_number(data.getvalue())


def _with_endless_number(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        members = [(name, book.read(name)) for name in book.namelist()]
    return archive(*((name, content.replace(b"<v>1e+300</v>", b"<v>1e+999</v>")) for name, content in members))


def lost_bytes() -> bytes:
    lines = [f"财政支出1@46亿元，增长6@3%，第{number}项支出9万元。" for number in range(40)]
    whole = "\n".join(lines[:1] + [line.replace("@", "") for line in lines[1:]])
    return whole.encode("gb18030").replace(b"@", b"\xff")


_JAPANESE = "今年度の研修会は20回開催され、延べ3万人が参加しました。来年度はさらに増やす予定です。"
_KOREAN = "올해 교육 과정은 20회 열렸으며 모두 3만 명이 참가하였습니다. 내년에는 더 늘릴 예정입니다."

FILES = (
    # Tables and lists of marks alone.
    Hostile(
        "bars.md", text(f"# 年报\n\n| 指标 | 2023年 |\n|---|---|\n|\n||\n| 收入 | 12 |\n\n{GOOD}\n"), ("12", "20场")
    ),
    Hostile("no-bars.md", text(f"甲\n:-\n\n{GOOD}\n"), ("20场",)),
    # Numerals of any length.
    Hostile("fraction.txt", text(f"女性占四分之{'8' * 40}。{GOOD}"), ("20场",)),
    Hostile("fractions.txt", text(f"三又五分之{'7' * 90}，占百分之{'六' * 60}至百分之七。{GOOD}"), ("20场",)),
    Hostile("powers.txt", text(f"产值为1{'亿' * 30_000}元，共{'3万' * 20_000}人。{GOOD}"), ("20场",)),
    Hostile("exponents.txt", text(f"由1e99人增加到9.9e99人，增长{'9' * 400}%，约{'9' * 60}余。{GOOD}"), ("20场",)),
    Hostile("digits.txt", text(f"增长0.{'0' * 900}1%，增长{'3' * 50_000}倍，一点{'五' * 200}亿元。{GOOD}"), ("20场",)),
    # Nesting.
    Hostile("deep-div.html", nested("<div>", "</div>", before="<html><body>"), said="is too deep", status=1),
    Hostile("deep-table.html", nested("<table><tr><td>", "</td></tr></table>", before="<html><body>"), ("20场",)),
    Hostile("deep-quote.md", nested("> ", ""), ("20场",)),
    Hostile("deep-brackets.md", nested("[", "](x)"), ("20场",)),
    Hostile("deep-quotes.txt", text("“" * 5_000 + GOOD + "”" * 5_000)),
    Hostile(
        "deep-insertion.docx",
        nested_word("<w:ins>", "</w:ins>", _RUN, "<w:p>{}</w:p>"),
        said="levels deep",
        status=1,
    ),
    Hostile(
        "deep-table.docx",
        nested_word("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", _PARAGRAPH),
        said="levels deep",
        status=1,
    ),
    Hostile(
        "deep-choice.docx",
        nested_word(
            "<mc:AlternateContent><mc:Choice>",
            "</mc:Choice></mc:AlternateContent>",
            "<w:t/>",
            "<w:p><w:r>{}</w:r></w:p>",
        ),
        said="levels deep",
        status=1,
    ),
    Hostile(
        "deep-formula.docx",
        nested_word("<w:f><w:num>", "</w:num></w:f>", _RUN, "<w:p>{}</w:p>"),
        said="levels deep",
        status=1,
    ),
    # Archives.
    Hostile("unnamed.zip", lambda: archive(("good.txt", GOOD.encode()), ("", b"x")), ("20场",)),
    Hostile(
        "twins.zip",
        lambda: archive(
            *((name, f"举办比赛{n}次。".encode()) for n, name in ((7, "a.txt"), (8, "a.txt"), (9, "a (2).txt")))
        ),
        ("7次", "8次", "9次"),
    ),
    Hostile("escapes.zip", lambda: archive(("\x1b]0;x\x07\x1b[2J\n\u202e.txt", GOOD.encode())), ("20场",)),
    Hostile(
        "upwards.zip", lambda: archive(("../../../up.txt", GOOD.encode()), ("/tmp/up.txt", GOOD.encode())), ("20场",)
    ),
    Hostile("empty.zip", lambda: archive(), said="no report in it", status=1),
    # Text that is damaged, or none of ours.
    Hostile(
        "lost.txt", lost_bytes, ("9万元",), ("46亿元", "3%"), "2 characters could not be read, the first in line 1"
    ),
    Hostile("korean.txt", text(_KOREAN * 5, "euc_kr"), said="Korean text in EUC-KR", status=1),
    Hostile("japanese.txt", text(_JAPANESE * 5, "euc_jp"), said="Japanese text in EUC-JP", status=1),
    Hostile("sjis.txt", text(_JAPANESE * 5, "shift_jis"), said="Japanese text in Shift-JIS", status=1),
    Hostile("hz.txt", text(GOOD, "hz"), said="Chinese text in HZ", status=1),
    Hostile("utf7.txt", text(GOOD, "utf-7"), said="Chinese text in UTF-7", status=1),
    Hostile("nul.txt", lambda: bytes(5_000), said="binary file", status=1),
    # Cells.
    Hostile("extremes.xlsx", sheet_of_extremes, ("12.00",)),
    Hostile("escapes.csv", text("指标,2023年\n\x1b[2J收入\x1b]0;x\x07,12\n" + "支出,9\n" * 99)),
)

# Files that are read beside a report: what is said of each.
BESIDE: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "report.corrections.json": (lambda: b"[" * 100_000, "this is no JSON"),
    "numbers.corrections.json": (
        lambda: json.dumps({"corrections": []}).encode()[:-1] + b"9" * 9_000,
        "this is no JSON",
    ),
    "deep.toml": (lambda: b"a = " + b"[" * 100_000, "nested too deeply"),
    "digits.toml": (lambda: b"[[unit]]\nfactor = " + b"9" * 9_000, "this is no TOML"),
}
