"""Small good files of every format, which the fuzzer damages: each has figures, and what its format can do."""

from __future__ import annotations

import datetime
import functools
import gzip
import io
import json
import zipfile
import zlib
from pathlib import Path

import docx
import openpyxl
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from reportmine import extract
from reportmine.corrections.file import written
from reportmine.corrections.making import of_claim, of_report
from reportmine.corrections.model import fields_of

ROOT = Path(__file__).parents[1]
LINES = (
    "云屏市图书馆2023年工作报告",
    "一、读者服务",
    "全年举办培训20场，比上年增长5%，接待读者3.5万人次，其中少儿读者1.2万人次。",
    "二、2024年计划",
    "力争藏书达到120万册，新增分馆3家。",
)
ROWS = (("指标", "单位", "2022年", "2023年"), ("藏书", "万册", "110.5", "115"), ("经费", "万元", "1,200", "1,350.5"))
TEXT = "\n".join((*LINES, *("\t".join(row) for row in ROWS), ""))
_TRADITIONAL = "縣立圖書館112年度工作報告\n全年辦理講座20場，較上年增加5%，參與讀者3.5萬人次，館藏達120萬冊。\n"


@functools.cache
def seeds() -> dict[str, bytes]:
    """The files by their names; the ending of a name is that of the format."""
    return {
        **{f"{encoding}.txt": TEXT.encode(encoding) for encoding in ("utf-8", "gb18030", "utf-16", "hz")},
        "big5.txt": _TRADITIONAL.encode("big5"),
        "sample.txt": (ROOT / "samples" / "library-2023.txt").read_bytes()[:6000],
        "page.html": _html(),
        "page.mht": _mht(),
        "report.md": _markdown(),
        "report.docx": _docx(),
        "table.xlsx": _xlsx(),
        "table.csv": "\n".join(",".join(f'"{cell}"' for cell in row) for row in ROWS).encode("gb18030"),
        "table.tsv": "\n".join("\t".join(row) for row in ROWS).encode(),
        "report.pdf": _pdf(),
        "reports.zip": _zip(),
        "site.warc": _warc(),
        "site.warc.gz": gzip.compress(_warc(), mtime=0),
        "report.corrections.json": _corrections(),
        "lexicon.toml": (ROOT / "docs" / "lexicon-example.toml").read_bytes(),
    }


def _html() -> bytes:
    cells = ["".join(f"<td rowspan=1 colspan='1'>{cell}</td>" for cell in row) for row in ROWS]
    table = "<table><caption>表1 藏书</caption>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"
    body = "".join(f"<p style='text-indent:2em'>{line}<sup>2</sup></p>" for line in LINES)
    head = "<!doctype html><html><head><meta charset='utf-8'><title>年报</title><style>p{}</style></head>"
    return (
        f"{head}<body><ul class=nav><li><a href='/'>首页</a></ul><h1>年报</h1>{body}{table}<!-- 5 --></body>".encode()
    )


def _mht() -> bytes:
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="==b"\r\n\r\n--==b\r\n'
    part = (
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: a.html\r\n\r\n"
    )
    return head + part + _html() + b"\r\n--==b--\r\n"


def _markdown() -> bytes:
    table = "\n".join("| " + " | ".join(row) + " |" for row in (ROWS[0], ("---",) * 4, *ROWS[1:]))
    body = f"# {LINES[0]}\n\n## {LINES[1]}\n\n**{LINES[2]}**[^1]\n\n> {LINES[4]}\n\n- 甲12人\n  1. 乙8人\n\n"
    return f"---\ndate: 2024-03-05\n---\n{body}{table}\n\n```\n12\n```\n[^1]: 注，见[网站](http://a/1)。\n".encode()


def _docx() -> bytes:
    document = docx.Document()
    document.add_heading(LINES[0], 1)
    for line in LINES[1:]:
        document.add_paragraph(line, style="List Number" if line[1] == "、" else None)
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for y, row in enumerate(ROWS):
        for x, text in enumerate(row):
            table.cell(y, x).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["藏书情况"])
    sheet.merge_cells("A1:D1")
    for row in ROWS:
        sheet.append([float(cell) if cell.replace(".", "").isdigit() else cell for cell in row])
    sheet.append(["合计", "=SUM(C2:C4)", datetime.date(2023, 12, 31), 0.056])
    sheet["D5"].number_format = "0.0%"
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("说明")["B2"] = LINES[2]
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _pdf() -> bytes:
    if "STSong-Light" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    file = io.BytesIO()
    # Streams as they are, so that damage reaches what stands in them.
    canvas = Canvas(file, pagesize=A4, pageCompression=0, invariant=1)
    for page in range(2):
        canvas.setFont("STSong-Light", 14)
        for at, line in enumerate(LINES):
            canvas.drawString(72, 750 - 24 * at, line)
        canvas.grid([72, 172, 272, 372, 472], [500, 520, 540, 560])
        for y, row in enumerate(ROWS):
            for x, cell in enumerate(row):
                canvas.drawString(75 + 100 * x, 545 - 20 * y, cell)
        canvas.drawCentredString(300, 36, f"— {page + 1} —")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _zip() -> bytes:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("内/年报.txt", TEXT.encode())
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2023.txt", TEXT.encode("gb18030"))
        archive.writestr("各区/2023.html", _html())
        archive.writestr("表.csv", "指标,数值\n培训,20\n".encode())
        archive.writestr("更多.zip", inner.getvalue())
    return file.getvalue()


def _warc() -> bytes:
    records = []
    bodies = (_html(), gzip.compress(_html(), mtime=0), TEXT.encode("gb18030"))
    for at, body in enumerate(bodies):
        packed = "Content-Encoding: gzip\r\n" if at == 1 else ""
        kind = "text/html" if at < 2 else "text/plain; charset=gb18030"
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{packed}\r\n".encode() + body
        about = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{at}\r\n"
            f"WARC-Date: 2024-01-05T08:30:00Z\r\nWARC-Record-ID: <urn:uuid:{zlib.crc32(body)}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        records.append(about.encode() + answer + b"\r\n\r\n")
    return b"".join(records)


def _corrections() -> bytes:
    report = extract(TEXT)
    anew = [fields_of(claim)._replace(metric="新名", value=claim.quantity.low + 1) for claim in report.claims]
    entries = [of_claim(claim, fields) for claim, fields in zip(report.claims, anew, strict=True)]
    data = json.loads(written(of_report(report, tuple(entries))))
    return json.dumps(data, ensure_ascii=False, indent=1).encode()
