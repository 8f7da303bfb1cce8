"""PDF files: the text as it is read, as it is said in readers/pdf/reader.py; anything broken as one sentence."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject, NumberObject
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from reading_files import refusal
from reportmine import extract
from reportmine.errors import ReadingError
from reportmine.extras import install_command
from reportmine.model import Source
from reportmine.readers.files import read
from same_report import SONG, figures_of, figures_of_text, lines_of, register_song, to_pdf

WIDTH, HEIGHT = A4
SENTENCE = "全年举办培训20场，参加者1200人，比上年增长5%。"


def source(tmp_path: Path, data: bytes, name: str = "报告.pdf") -> Source:
    path = tmp_path / name
    path.write_bytes(data)
    return read(path)


def drawn(*pages: Callable[[Canvas], Any], size: tuple[float, float] = A4) -> bytes:
    """A PDF file whose pages are drawn by these functions."""
    register_song()
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size)
    for page in pages:
        canvas.setFont(SONG, 12)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def at(x: float, y: float, text: str, size: float = 12) -> Callable[[Canvas], None]:
    """Draws a text with its baseline `y` points below the upper edge."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(SONG, size)
        canvas.drawString(x, HEIGHT - y, text)

    return draw


def together(*parts: Callable[[Canvas], Any]) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        for part in parts:
            part(canvas)

    return draw


def column(lines: Sequence[str], x: float = 72, y: float = 100, size: float = 12) -> Callable[[Canvas], None]:
    return together(*(at(x, y + k * size * 1.5, line, size) for k, line in enumerate(lines)))


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most so many Chinese characters, broken anywhere."""
    lines, room = [""], float(width)
    for char in text:
        wide = 0.5 if char.isascii() else 1
        if wide > room:
            lines.append("")
            room = width
        lines[-1] += char
        room -= wide
    return lines


def flowing(*flowables: Flowable) -> bytes:
    register_song()
    file = io.BytesIO()
    SimpleDocTemplate(file, pagesize=A4).build(list(flowables))
    return file.getvalue()


def prose(text: str, **style: Any) -> Paragraph:
    register_song()
    return Paragraph(text, ParagraphStyle("prose", fontName=SONG, fontSize=12, leading=20, wordWrap="CJK", **style))


def ruled(rows: list[list[str]], *style: tuple[Any, ...], repeat: int = 0) -> Table:
    register_song()
    grid = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
    table = Table(rows, repeatRows=repeat, colWidths=90)
    table.setStyle([("FONTNAME", (0, 0), (-1, -1), SONG), *(style or (grid,))])
    return table


def cells(found: Source, number: int = 0) -> list[list[str]]:
    return [[span.of(found.raw) for span in row] for row in found.tables[number].rows]


def paragraphs(found: Source) -> list[str]:
    return [line for line in found.raw.split("\n") if line]


# The same report


@pytest.mark.parametrize("size, indent", [(16, 2), (10.5, 2), (12, 0)])
@pytest.mark.parametrize("sample", ["city-2024.txt", "foundation-2023.txt", "communique-2023.txt", "library-2023.txt"])
def test_a_pdf_has_the_figures_of_the_text(tmp_path: Path, sample: str, size: float, indent: float) -> None:
    data = to_pdf(lines_of(sample), size=size, indent=indent)
    assert figures_of(data, tmp_path / sample.replace(".txt", ".pdf")) == figures_of_text(sample)


@pytest.mark.parametrize("footer", ["{}", "- {} -", "第{}页", "第{}页 共9页", "{} / 9", "Page {} of 9"])
def test_what_runs_through_the_pages_is_left_out(tmp_path: Path, footer: str) -> None:
    lines = lines_of("city-2024.txt")
    assert paragraphs(source(tmp_path, to_pdf(lines, footer=footer))) == lines


@pytest.mark.parametrize("name", ["报告.PDF", "报告.txt", "报告"])
def test_a_pdf_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    data = drawn(at(72, 100, SENTENCE))
    for given in (data, b"\xef\xbb\xbf\r\n" + data, b"HTTP/1.1 200 OK\r\n\r\n" + data):
        found = source(tmp_path, given, name)
        assert (found.raw, found.format, found.encoding, found.pages) == (SENTENCE + "\n", "pdf", "utf-8", (0,))


# Lines and pages


def test_numbers_that_a_line_end_broke_are_whole(tmp_path: Path) -> None:
    text = "　　今年臺股衝破2萬點，全年出口規模近5千億美元，公路里程1.82萬公里，投資2,186億元，增長6.5%。"
    for width in range(9, 17):
        raw = source(tmp_path, drawn(column(wrapped(text, width)))).raw
        assert raw == text.strip() + "\n"


def test_every_figure_knows_its_page(tmp_path: Path) -> None:
    text = "全年举办培训20场，参加者1200人；新增会员300人，比上年增长15%，其中企业会员80家。"
    lines = wrapped("　　" + text, 8)
    assert lines[3].endswith("增长15")
    first, second = lines[:4], [*lines[4:], "　　活动6场。"]
    found = source(tmp_path, drawn(column(first), lambda canvas: None, column(second)))
    assert paragraphs(found) == [text, "活动6场。"]
    assert [(claim.text, claim.page) for claim in extract(found).claims] == [
        ("20场", 1),
        ("1200人", 1),
        ("300人", 1),
        ("15%", 1),
        ("80家", 3),
        ("6场", 3),
    ]


def test_paragraphs_set_in_or_apart_stay_apart(tmp_path: Path) -> None:
    lines = [
        "　　全年举办培训20场，参加者共计120人。",
        "　　其中面授12场，参加者共计80人次。",
        "一、活动",
        "全年活动6场，参加者300人，",
    ]
    assert paragraphs(source(tmp_path, drawn(column(lines)))) == [line.strip() for line in lines]


def test_titles_over_two_lines_are_one(tmp_path: Path) -> None:
    def title(canvas: Canvas) -> None:
        canvas.setFont(SONG, 22)
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 90, "临屏市2023年国民经济和社会发展统")
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 125, "计公报")

    body = column(wrapped("　　" + SENTENCE * 6, 30), x=WIDTH / 2 - 180, y=180)
    assert paragraphs(source(tmp_path, drawn(together(title, body)))) == [
        "临屏市2023年国民经济和社会发展统计公报",
        SENTENCE * 6,
    ]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left, right = "左栏" + SENTENCE * 8, "右栏" + SENTENCE * 8
    page = together(
        at(72, 80, "全市各项事业平稳发展，全年共举办各类活动三百余场，受到各方面好评。", 13),
        column(wrapped("　　" + left, 17), x=72, y=120),
        column(wrapped("　　" + right, 17), x=310, y=120),
    )
    assert paragraphs(source(tmp_path, drawn(page)))[1:] == [left, right]


def test_latin_words_keep_their_spaces(tmp_path: Path) -> None:
    text = (
        "The programme reached 25 schools and 1,200 students in 2023, an increase of 15 per cent over the year before."
    )
    data = flowing(Paragraph(text, ParagraphStyle("latin", fontName="Times-Roman", fontSize=12, rightIndent=200)))
    assert source(tmp_path, data).raw == text + "\n"


def test_characters_set_apart_are_one_word(tmp_path: Path) -> None:
    assert source(tmp_path, drawn(column(["报　告", "主 任 王 大 同"]))).raw == "报告\n主任王大同\n"


def test_a_text_drawn_twice_is_read_once(tmp_path: Path) -> None:
    bold = together(at(72, 100, SENTENCE), at(72.4, 100, SENTENCE), at(72.4, 100.3, SENTENCE))
    assert source(tmp_path, drawn(bold)).raw == SENTENCE + "\n"


def test_raised_digits_never_join_a_number(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, HEIGHT - 100)
        for words, size, rise in (
            ("造林5200km", 12, 0),
            ("2", 7, 4),
            ("，PM", 12, 0),
            ("2.5", 7, -3),
            ("降至32，收入5亿元", 12, 0),
            ("[1]", 7, 4),
            ("。", 12, 0),
        ):
            text.setFont(SONG, size)
            text.setRise(rise)
            text.textOut(words)
        canvas.drawText(text)

    assert source(tmp_path, drawn(draw)).raw == "造林5200km²，PM2.5降至32，收入5亿元。\n"


def test_notes_at_the_foot_do_not_cut_a_sentence(tmp_path: Path) -> None:
    first = together(
        column(wrapped("　　全年举办培训20场，参加者1200人，其中企业会员占三成，比上", 15)),
        at(72, 700, "① 含线上培训5场。", 8),
    )
    second = column([*wrapped("年增长5%，为近三年最高水平，会员满意", 15), "度98%。"])
    found = source(tmp_path, drawn(first, second))
    assert paragraphs(found) == [
        "① 含线上培训5场。",
        "全年举办培训20场，参加者1200人，其中企业会员占三成，比上年增长5%，为近三年最高水平，会员满意度98%。",
    ]
    assert {claim.text: claim.page for claim in extract(found).claims}["5场"] == 1


def test_a_table_of_contents_is_left_out(tmp_path: Path) -> None:
    lines = ["目录", "一、综合 ........................ 1", "二、2024年安排 …………………… 12", SENTENCE]
    assert paragraphs(source(tmp_path, drawn(column(lines)))) == ["目录", SENTENCE]


def test_bookmarks_tell_headings(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(io.BytesIO(drawn(column(["工作回顾", "　　" + SENTENCE, "各区情况", "　　" + SENTENCE]))))
    parent = writer.add_outline_item(title="工作 回顾", page_number=0)
    writer.add_outline_item(title="各区情况", page_number=0, parent=parent)
    found = source(tmp_path, written(writer))
    assert [(h.span.of(found.raw), h.level) for h in found.headings] == [("工作回顾", 1), ("各区情况", 2)]


# Pages that are drawn otherwise


def written(writer: pypdf.PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages(tmp_path: Path, turn: int) -> None:
    lines = wrapped("　　" + SENTENCE * 2, 20)

    def upright(canvas: Canvas) -> None:
        right, up = {90: (WIDTH, 0), 180: (WIDTH, HEIGHT), 270: (0, HEIGHT)}[turn]
        canvas.translate(right, up)
        canvas.rotate(turn)
        # Lying, the page is as high as it was wide.
        canvas.translate(0, (WIDTH if turn != 180 else HEIGHT) - HEIGHT)
        column(lines)(canvas)

    writer = pypdf.PdfWriter(io.BytesIO(drawn(upright)))
    writer.pages[0].rotate(turn)
    assert source(tmp_path, written(writer)).raw == SENTENCE * 2 + "\n"


def test_a_table_set_sideways(tmp_path: Path) -> None:
    def sideways(canvas: Canvas) -> None:
        canvas.rotate(90)
        table = ruled([["指标", "2023年"], ["培训", "20"]])
        table.wrapOn(canvas, 400, 400)
        table.drawOn(canvas, 100, -300)

    assert cells(source(tmp_path, drawn(sideways))) == [["指标", "2023年"], ["培训", "20"]]


def test_a_word_at_the_side_comes_last_and_a_watermark_not_at_all(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        column(wrapped("　　" + SENTENCE * 2, 20))(canvas)
        for turn, words in ((90, "附件3份"), (45, "内部资料9份")):
            canvas.saveState()
            canvas.translate(50, 300)
            canvas.rotate(turn)
            canvas.drawString(0, 0, words)
            canvas.restoreState()

    assert paragraphs(source(tmp_path, drawn(draw))) == ["附件3份", SENTENCE * 2][::-1]


def test_text_and_tables_in_forms(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("inside", 0, 0, WIDTH, HEIGHT)
        canvas.setFont(SONG, 12)
        column(["全年培训20场。"])(canvas)
        table = ruled([["指标", "2023年"], ["培训", "20"]])
        table.wrapOn(canvas, 400, 400)
        table.drawOn(canvas, 72, 500)
        canvas.endForm()
        canvas.translate(30, -40)
        canvas.scale(0.8, 0.8)
        canvas.doForm("inside")

    found = source(tmp_path, drawn(draw))
    assert paragraphs(found)[0] == "全年培训20场。"
    assert cells(found) == [["指标", "2023年"], ["培训", "20"]]


def test_text_outside_of_the_page_is_not_seen(tmp_path: Path) -> None:
    assert (
        source(tmp_path, drawn(together(at(72, 100, SENTENCE), at(700, 100, "9个"), at(72, -50, "8个")))).raw
        == SENTENCE + "\n"
    )


def test_text_behind_a_scan_is_read(tmp_path: Path) -> None:
    def scan(canvas: Canvas) -> None:
        picture(canvas)
        text = canvas.beginText(72, HEIGHT - 100)
        text.setFont(SONG, 12)
        text.setTextRenderMode(3)
        for line in wrapped("　　" + SENTENCE * 2, 20):
            text.textLine(line)
        canvas.drawText(text)

    found = source(tmp_path, drawn(scan))
    assert (found.raw, found.remarks) == (SENTENCE * 2 + "\n", ())


# What fonts tell


def with_meanings(text: str, meanings: dict[str, int]) -> bytes:
    """A PDF file in an embedded font that tells other characters for some of its letters."""
    if "Vera" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Vera", 12)
        canvas.drawString(72, HEIGHT - 100, text)

    writer = pypdf.PdfWriter(io.BytesIO(drawn(draw)))
    resources: Any = writer.pages[0]["/Resources"]
    for value in resources["/Font"].values():
        font = value.get_object()
        if "/ToUnicode" in font:
            told = font["/ToUnicode"].get_object().get_data().decode("latin-1")
            for letter, code in meanings.items():
                told = re.sub(f"<{ord(letter):04X}>", f"<{code:04X}>", told)
            stream = DecodedStreamObject()
            stream.set_data(told.encode("latin-1"))
            font[NameObject("/ToUnicode")] = writer._add_object(stream)
    return written(writer)


def test_radicals_are_the_characters_they_look_like(tmp_path: Path) -> None:
    data = with_meanings("ABCD 15", {"A": 0x2F08, "B": 0x2ED3, "C": 0x2EA0, "D": 0xF90A})
    assert source(tmp_path, data).raw == "人长民金 15\n"


def test_a_character_that_is_not_told_is_never_left_out_of_a_number(tmp_path: Path) -> None:
    assert source(tmp_path, with_meanings("5A3 PERSONS OR MORE", {"A": 0xE123})).raw == "5\ufffd3 PERSONS OR MORE\n"


def test_a_text_in_fonts_that_tell_nothing(tmp_path: Path) -> None:
    data = with_meanings("ABAB", {"A": 0xE123, "B": 0xE124})
    message = refusal(tmp_path / "报告.pdf", data)
    assert message.startswith("holds no text: page 1 is in fonts that do not tell their characters")
    assert "ocrmypdf -l chi_sim --force-ocr" in message


def with_wrong_map(data: bytes, wrong: Callable[[str], str]) -> bytes:
    """A PDF file whose fonts say of their Chinese characters that they are others; it looks as before."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    told = sorted({char for page in writer.pages for char in page.extract_text() if "\u4e00" <= char <= "\u9fff"})
    pairs = "\n".join(f"<{ord(char):04X}> <{ord(wrong(char)):04X}>" for char in told)
    stream = DecodedStreamObject()
    stream.set_data(
        f"/CMapName /Wrong def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange "
        f"{len(told)} beginbfchar\n{pairs}\nendbfchar endcmap".encode()
    )
    map_of_signs = writer._add_object(stream)
    for font in writer.pages[0]["/Resources"]["/Font"].values():  # type: ignore[index]
        font.get_object()[NameObject("/ToUnicode")] = map_of_signs
    return written(writer)


@pytest.mark.parametrize(
    "wrong", [lambda char: chr(ord(char) + 1), lambda _: "的", lambda _: "□", lambda char: chr(0xC0 + ord(char) % 60)]
)
def test_a_text_that_a_wrong_map_made_is_none(tmp_path: Path, wrong: Callable[[str], str]) -> None:
    data = to_pdf(lines_of("library-2023.txt"))
    path = tmp_path / "报告.pdf"
    path.write_bytes(with_wrong_map(data, wrong))
    with pytest.raises(ReadingError, match="pages 1-2 are in fonts that do not tell their characters"):
        read(path, ocr="never")
    path.write_bytes(with_wrong_map(data, lambda char: char))
    assert read(path, ocr="never").remarks == ()


@pytest.mark.parametrize(
    "lines",
    [
        ["王小明 李桂芳 欧阳志远 陈建国 司马青云 赵丽"] * 30,
        ["1,286 2,045 12.5% 98.6% 35 400 8.4 －0.6"] * 30,
        ["The county held 35 lectures for 1,286 people, 12.5% more than in the year before."] * 30,
        ["第一章 ……………………………………………… 3", "附录 ................................ 27"] * 15 + [SENTENCE],
        ["镇守边疆渔樵耕读琴棋书画梅兰竹菊"],
    ],
)
def test_pages_without_chinese_sentences_are_text(tmp_path: Path, lines: list[str]) -> None:
    assert source(tmp_path, drawn(column(lines, size=9, y=60))).remarks == ()


@pytest.mark.slow
def test_a_page_with_a_wrong_map_is_read_as_a_picture(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr")
    text = "全年举办培训20场，参加者1200人，比上年增长5%，全市各级组织开展志愿服务活动35次，走访群众286户。"
    lines = wrapped(text, 30)
    data = with_wrong_map(drawn(column(lines * 3)), lambda char: chr(ord(char) + 1))
    (tmp_path / "报告.pdf").write_bytes(data)
    found = read(tmp_path / "报告.pdf")
    assert [claim.text for claim in extract(found).claims][:5] == ["20场", "1200人", "5%", "35次", "286户"]


# Tables


ROWS = [["指标", "单位", "2023年"], ["培训", "场", "20"], ["参加者", "人", "1,200"]]


def test_ruled_tables(tmp_path: Path) -> None:
    found = source(tmp_path, flowing(prose("一、综合"), ruled(ROWS), prose(SENTENCE)))
    assert found.raw == "一、综合\n\n指标\t单位\t2023年\n培训\t场\t20\n参加者\t人\t1,200\n\n" + SENTENCE + "\n"
    assert cells(found) == ROWS


def test_merged_cells_and_broken_cells(tmp_path: Path) -> None:
    grid = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
    rows = [["指标", "数值", ""], ["", "2022年", "2023年"], ["社会公益\n组织", "2,1\n86", "30"]]
    found = source(tmp_path, flowing(ruled(rows, grid, ("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 0), (0, 1)))))
    assert cells(found)[:2] == [["指标", "数值", "数值"], ["指标", "2022年", "2023年"]]
    assert cells(found)[2][0] == "社会公益组织"


@pytest.mark.parametrize(
    "style",
    [
        [("INNERGRID", (0, 0), (-1, -1), 0.5, colors.black)],
        [("INNERGRID", (0, 0), (-1, -1), 0.5, colors.black), ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black)],
        [("GRID", (0, 0), (-1, -1), 2, colors.black)],
        [("LINEBEFORE", (1, 0), (-1, -1), 0.5, colors.black), ("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black)],
    ],
)
def test_tables_with_open_sides(tmp_path: Path, style: list[tuple[Any, ...]]) -> None:
    assert cells(source(tmp_path, flowing(ruled(ROWS, *style)))) == ROWS


def test_a_table_over_two_pages_is_one(tmp_path: Path) -> None:
    rows = [["指标", "2023年"], *([f"第{k}区", str(1000 + k)] for k in range(1, 60))]
    found = source(tmp_path, flowing(prose(SENTENCE), ruled(rows, repeat=1)))
    assert cells(found) == rows
    assert len(found.pages) == 2
    first_of_second = found.raw[found.pages[1] :].split("\t")[0]
    assert re.fullmatch(r"第\d+区", first_of_second)


def test_a_merged_cell_goes_on_over_the_page_end(tmp_path: Path) -> None:
    def half(top: str, row: str) -> Table:
        grid = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
        return ruled([[top, "甲", "1"], ["", row, "2"]], grid, ("SPAN", (0, 0), (0, 1)))

    found = source(tmp_path, flowing(half("全市", "乙"), PageBreak(), half("", "丙")))
    assert cells(found) == [["全市", "甲", "1"], ["全市", "乙", "2"], ["全市", "甲", "1"], ["全市", "丙", "2"]]


def test_a_frame_around_prose_is_no_table(tmp_path: Path) -> None:
    frame = Table([[prose(SENTENCE * 3)]], colWidths=300)
    frame.setStyle([("BOX", (0, 0), (-1, -1), 0.5, colors.black)])
    found = source(tmp_path, flowing(frame))
    assert (found.raw, found.tables) == (SENTENCE * 3 + "\n", ())


def test_the_grid_of_a_chart_is_no_table(tmp_path: Path) -> None:
    def chart(canvas: Canvas) -> None:
        canvas.grid([100, 200, 300, 400], [500, 550, 600, 650])
        for k in range(4):
            canvas.drawString(70, 500 + 50 * k, str(10 * k))

    assert source(tmp_path, drawn(together(at(72, 100, SENTENCE), chart))).tables == ()


def test_figures_in_columns_without_rules_are_a_table(tmp_path: Path) -> None:
    rows = [
        ("地区", "生产总值", "增速"),
        ("东区", "1,286.4", "5.8%"),
        ("西区", "502.2", "-1.3%"),
        ("南区", "98.7", "6.5%"),
    ]
    parts = [
        at(x, 120 + 20 * k, cell) for k, row in enumerate(rows) for x, cell in zip((72, 200, 330), row, strict=True)
    ]
    found = source(tmp_path, drawn(together(at(72, 90, "各区情况如下："), *parts)))
    assert cells(found) == [list(row) for row in rows]


def test_words_in_columns_never_glue_into_prose(tmp_path: Path) -> None:
    rows = [
        ("单位：市统计局", "填表人：王同志"),
        ("电话：3220117", "日期：2024年3月"),
        ("负责人：李同志", "编号：2024-016"),
    ]
    parts = [at(x, 120 + 20 * k, cell) for k, row in enumerate(rows) for x, cell in zip((72, 360), row, strict=True)]
    assert paragraphs(source(tmp_path, drawn(together(*parts)))) == [" ".join(row) for row in rows]


# What is needed


def test_the_library_is_asked_for_where_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = drawn(at(72, 100, SENTENCE))
    for name in [name for name in sys.modules if name.startswith("reportmine.readers.pdf.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    message = f"is a PDF file, and pypdfium2 is not installed to read it; install it with: {install_command('pdf')}"
    path = tmp_path / "报告.pdf"
    path.write_bytes(data)
    with pytest.raises(ReadingError) as caught:
        read(path)
    assert str(caught.value) == f"{path}: {message}"


# Hostile and odd files: one sentence each, or the right text


def picture(canvas: Canvas) -> None:
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("L", (20, 30), 200)), 0, 0, WIDTH, HEIGHT)


def test_a_scan_without_text(tmp_path: Path) -> None:
    message = refusal(tmp_path / "报告.pdf", drawn(picture, picture))
    assert message == (
        "holds no text: pages 1-2 are without text but for pictures; "
        "make the text readable with: ocrmypdf -l chi_sim --skip-text in.pdf out.pdf."
    )


def test_pages_that_are_pictures_are_named_and_the_others_read(tmp_path: Path) -> None:
    found = source(tmp_path, drawn(at(72, 100, SENTENCE), picture, lambda canvas: None, picture, picture))
    assert found.raw == SENTENCE + "\n"
    assert [str(remark).split(";")[0] for remark in found.remarks] == ["pages 2, 4-5 are without text but for pictures"]


def test_text_that_was_turned_into_drawings(tmp_path: Path) -> None:
    def curves(canvas: Canvas) -> None:
        for k in range(600):
            canvas.bezier(k, 100, k, 200, k + 5, 200, k + 5, 300)

    assert "page 1 is without text but for pictures" in refusal(tmp_path / "报告.pdf", drawn(curves))


def test_empty_pages(tmp_path: Path) -> None:
    assert (
        refusal(tmp_path / "报告.pdf", drawn(lambda canvas: None))
        == "holds no text: its pages are empty; give another file."
    )


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256"])
def test_locked_files(tmp_path: Path, algorithm: str) -> None:
    plain = drawn(at(72, 100, SENTENCE))
    for user, readable in (("geheim", False), ("", True)):
        writer = pypdf.PdfWriter(io.BytesIO(plain))
        writer.encrypt(user, "owner", algorithm=algorithm)
        if readable:
            assert source(tmp_path, written(writer)).raw == SENTENCE + "\n"
        else:
            message = refusal(tmp_path / "报告.pdf", written(writer))
            assert message.startswith("is locked with a password; unlock it with: qpdf --password=")


def test_files_that_were_cut_off_or_damaged(tmp_path: Path) -> None:
    data = drawn(at(72, 100, SENTENCE))
    assert refusal(tmp_path / "报告.pdf", data[:200]).startswith("is a PDF file that is cut off or damaged")
    assert refusal(tmp_path / "报告.pdf", b"%PDF-1.7\n").startswith("is a PDF file that is cut off or damaged")
    assert refusal(tmp_path / "报告.pdf", b"%PDF-1.7\n" + bytes(5000)).startswith(
        "is a PDF file that is cut off or damaged"
    )
    assert refusal(tmp_path / "报告.pdf", b"%PDF-" + SENTENCE.encode()).startswith(
        "is a PDF file that is cut off or damaged"
    )


def test_a_file_without_its_index_is_mended(tmp_path: Path) -> None:
    data = drawn(at(72, 100, SENTENCE))
    assert source(tmp_path, data[: data.rindex(b"startxref")]).raw == SENTENCE + "\n"
    assert source(tmp_path, data.replace(b"xref", b"yref")).raw == SENTENCE + "\n"


def changed(data: bytes, change: Callable[[pypdf.PdfWriter], None]) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(data))
    change(writer)
    return written(writer)


def test_a_page_that_cannot_be_loaded_is_named(tmp_path: Path) -> None:
    def spoil(writer: pypdf.PdfWriter) -> None:
        writer.pages[1][NameObject("/Type")] = NameObject("/Catalog")

    found = source(tmp_path, changed(drawn(at(72, 100, SENTENCE), at(72, 100, "9个")), spoil))
    assert SENTENCE in found.raw


def test_broken_contents(tmp_path: Path) -> None:
    def spoil(writer: pypdf.PdfWriter) -> None:
        stream = DecodedStreamObject()
        stream.set_data(b"BT /F9 12 Tf 72 700 Td (abc Tj ET q q q Q 1 0 0 cm <</")
        writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)

    def drop(writer: pypdf.PdfWriter) -> None:
        del writer.pages[0]["/Contents"]

    for change in (spoil, drop):
        found = source(tmp_path, changed(drawn(at(72, 100, "9个"), at(72, 100, SENTENCE)), change))
        assert SENTENCE in found.raw and "9个" not in found.raw


def test_a_form_that_holds_itself(tmp_path: Path) -> None:
    def loop(writer: pypdf.PdfWriter) -> None:
        resources: Any = writer.pages[0]["/Resources"]
        form = next(iter(resources["/XObject"].values()))
        inner = form.get_object()
        inner[NameObject("/Resources")][NameObject("/XObject")] = pypdf.generic.DictionaryObject(
            {NameObject("/Me"): form}
        )
        data = inner.get_data() + b" /Me Do"
        del inner["/Filter"]
        DecodedStreamObject.set_data(inner, data)

    def draw(canvas: Canvas) -> None:
        canvas.beginForm("inside", 0, 0, WIDTH, HEIGHT)
        canvas.setFont(SONG, 12)
        column([SENTENCE])(canvas)
        canvas.endForm()
        canvas.doForm("inside")

    assert source(tmp_path, changed(drawn(draw), loop)).raw == SENTENCE + "\n"


def test_pages_of_no_size(tmp_path: Path) -> None:
    def shrink(writer: pypdf.PdfWriter) -> None:
        writer.pages[0][NameObject("/MediaBox")] = ArrayObject([NumberObject(0)] * 4)

    found = source(tmp_path, changed(drawn(at(72, 100, SENTENCE), at(72, 100, SENTENCE)), shrink))
    assert SENTENCE in found.raw


def test_a_page_full_of_lines_takes_no_time(tmp_path: Path) -> None:
    def hatched(canvas: Canvas) -> None:
        for k in range(8000):
            canvas.line(k % 500, 100 + k // 50, k % 500, 101 + k // 50)

    found = source(tmp_path, drawn(together(at(72, 100, SENTENCE), hatched)))
    assert (found.raw, found.tables) == (SENTENCE + "\n", ())


def test_huge_type_and_tiny_type(tmp_path: Path) -> None:
    assert (
        SENTENCE
        in source(tmp_path, drawn(together(at(10, 400, "大", 500), at(72, 100, SENTENCE), at(72, 300, "小", 0.1)))).raw
    )


def test_spacers_and_empty_tables(tmp_path: Path) -> None:
    found = source(tmp_path, flowing(prose(SENTENCE), Spacer(1, 20), ruled([["", ""], ["", ""]])))
    assert (found.raw, found.tables) == (SENTENCE + "\n", ())
