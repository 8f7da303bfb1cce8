"""Pictures of reports: what is read of them has the figures of the text, their places, and doubt where it is due."""

from __future__ import annotations

import io
import struct
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reading_files import refusal
from reportmine import extract, extract_many
from reportmine.errors import NotTextError, ReadingError
from reportmine.extraction.scanned import AGREES, DISAGREES, LOOK_ALIKE, UNSURE, WHY
from reportmine.model import Box, Doubt, Remark, Report, Scan, ScannedLine, Source, Span, Table
from reportmine.model.schema import record
from reportmine.output.html.translations import Words
from reportmine.readers.files import read, source_of_bytes
from reportmine.readers.inputs import gather
from reportmine.readers.ocr import cache
from reportmine.readers.ocr.engine import ReadLine
from reportmine.readers.ocr.lookalikes import mended
from reportmine.readers.ocr.preparing import prepared
from reportmine.readers.ocr.progress import listening
from reportmine.readers.ocr.side_by_side import cores_a_page, pages_at_once, side_by_side
from reportmine.readers.ocr.straighten import slope_of
from reportmine.readers.page_folders import natural_order
from reportmine.readers.pictures import _page
from reportmine.readers.text_tables import tables_in

TEXT = """青石镇工作总结
全年举办培训20场，参加1,286人，比上年增长12.5%。
项目	资金	完成率
修路	212.5	98.6%
植树	36.0	104.3%
绿化	8.4	100%
"""


def line(text: str, score: float = 0.9) -> ReadLine:
    length = 10.0 * len(text)
    middles = tuple((k + 0.5) / len(text) for k in range(len(text)))
    corners = (0.0, 0.0), (length, 0.0), (length, 12.0), (0.0, 12.0)
    return ReadLine(text, corners, score, middles, (score,) * len(text))


# Numbers that look like others


@pytest.mark.parametrize(
    ("read_as", "meant"),
    [
        ("资金2O5万元", "资金205万元"),
        ("共3l2家", "共312家"),
        ("产值12.6忆元", "产值12.6亿元"),
        ("资金300方元", "资金300万元"),
        ("装机50干瓦", "装机50千瓦"),
        ("收入1.234,567元", "收入1,234,567元"),
        ("增长5。6%", "增长5.6%"),
        ("增长5.896，其中", "增长5.8%，其中"),
        ("出生率6.11%0，", "出生率6.11‰，"),
        ("人口死亡率6.11%，", "人口死亡率6.11‰，"),
        ("因四舍五人，", "因四舍五入，"),
    ],
)
def test_lookalikes_in_numbers_are_mended(read_as: str, meant: str) -> None:
    found, mendings = mended(line(read_as))
    assert found.text == meant
    assert len(mendings) == 1 and found.text[mendings[0].at] == mendings[0].now
    assert len(found.middles) == len(found.scores) == len(meant) and found.scores[mendings[0].at] < 0.8


@pytest.mark.parametrize(
    "text",
    ["使用OA系统20套", "投资5方协议", "体积5立方米", "系数为5.896，", "增长5.6%，收入12.8亿元", "编号A1O2", "20干部"],
)
def test_what_may_be_meant_so_stays(text: str) -> None:
    assert mended(line(text)) == (line(text), ())


def test_what_was_read_surely_is_not_doubted() -> None:
    assert mended(line("增长5.896，其中", score=1.0))[1] == ()


# What a claim knows of the picture


def scanned(raw: str, *doubts: Doubt) -> Report:
    whole = ScannedLine(Span(0, len(raw)), Box(0.1, 0.2, 0.9, 0.3), 0.97, doubts)
    page = Scan(1, 1000, 1400, 0, (whole,))
    return extract(Source(raw, pages=(0,), tables=tables_in(raw), scans=(page,)))


def test_a_claim_has_the_place_of_its_number() -> None:
    (claim,) = scanned("全年举办培训20场。").claims
    assert claim.page == 1 and claim.box is not None
    # Six wide characters stand before it and one behind it; it is as wide as two of them.
    assert (claim.box.left, claim.box.right) == pytest.approx((0.1 + 0.8 * 12 / 18, 0.1 + 0.8 * 16 / 18))
    assert record(claim)["box"] == str(claim.box)


def test_a_doubtful_character_makes_its_claim_doubtful() -> None:
    first, second = scanned("全年举办培训20场，讲座35次。", Doubt(12, 0.6)).claims
    assert first.confidence is not None and first.confidence > 0.8
    assert second.confidence == 0.6
    assert [(note.rule, note.evidence) for note in second.notes if note.decision == "value"] == [("unsurely read", "3")]


def test_a_doubtful_sign_beside_a_number_makes_it_doubtful() -> None:
    (claim,) = scanned("出口增长5.4%6。", Doubt(8, 0.45)).claims
    assert claim.confidence == 0.45


def test_doubtful_labels_make_the_figures_of_their_row_doubtful() -> None:
    raw = "指标\t2023年\n用电量（互币时）\t300\n用水量（吨）\t200\n"
    starts = [0, 3, 9, 18, 22, 29]
    ends = [2, 8, 17, 21, 28, 32]
    cells = [Span(a, b) for a, b in zip(starts, ends, strict=True)]
    table = Table(Span(0, 32), ((cells[0], cells[1]), (cells[2], cells[3]), (cells[4], cells[5])))
    doubt = Doubt(13, 0.4)
    lines = tuple(
        ScannedLine(cell, Box(0.1, 0.1, 0.2, 0.2), 0.9, (doubt,) if cell == cells[2] else ()) for cell in cells
    )
    report = extract(Source(raw, pages=(0,), tables=(table,), scans=(Scan(1, 1000, 1400, 0, lines),)))
    assert [(claim.text, claim.is_sure(0.8)) for claim in report.claims] == [("300", False), ("200", True)]


def test_a_mended_number_says_so() -> None:
    (claim,) = scanned("全年举办培训20场。", Doubt(7, 0.5, "O")).claims
    assert claim.confidence == 0.5
    assert [note[1:4] for note in claim.notes if note.decision == "value"] == [("look-alike", "O", "0")]


# Turning, order, refusals


TABLE = "学校\t教师（人）\t学生（人）\n甲校\t20\t310\n乙校\t35\t420\n合计\t55\t{total}\n"


def test_sums_that_come_out_make_their_numbers_sure() -> None:
    raw = "举办活动23场，其中文艺活动8场、体育活动15场。"
    report = scanned(raw, Doubt(raw.index("8"), 0.7))
    part = next(claim for claim in report.claims if claim.text == "8场")
    assert part.is_sure(0.8) and part.notes[-1][1:3] == (AGREES, "23场、15场")
    alone = scanned("举办文艺活动8场。", Doubt(6, 0.7)).claims[0]
    assert not alone.is_sure(0.8)


def test_changes_that_do_not_agree_make_their_numbers_doubtful() -> None:
    claims = scanned("产值由20亿元增加到25亿元，增长52%。").claims
    assert [claim.text for claim in claims if not claim.is_sure(0.8)] == ["20亿元", "25亿元", "52%"]
    assert claims[-1].notes[-1][1:3] == (DISAGREES, "20亿元、25亿元")


def test_a_rate_bears_out_itself_and_not_all_digits_of_its_figures() -> None:
    raw = "产值由20.4亿元增加到25.5亿元，增长25%。"
    rate = scanned(raw, Doubt(raw.index("25%"), 0.7), Doubt(raw.index("20.4"), 0.7)).claims
    assert [(claim.text, claim.is_sure(0.8)) for claim in rate] == [
        ("20.4亿元", False),
        ("25.5亿元", True),
        ("25%", True),
    ]


@pytest.mark.parametrize(("total", "doubtful"), [(730, []), (780, ["310", "420", "780"])])
def test_columns_of_tables_are_summed_up(total: int, doubtful: list[str]) -> None:
    claims = scanned(TABLE.format(total=total)).claims
    assert [claim.text for claim in claims if not claim.is_sure(0.8)] == doubtful
    assert {claim.notes[-1].rule for claim in claims if claim.text in ("20", "35", "55")} == {AGREES}


def test_rows_that_add_up_nowhere_say_nothing() -> None:
    raw = "学校\t教师（人）\t学生（人）\n甲校\t20\t310\n乙校\t35\t420\n合计\t56\t780\n"
    assert not any(note.rule in (AGREES, DISAGREES) for claim in scanned(raw).claims for note in claim.notes)


def test_lines_tell_how_far_they_slope() -> None:
    steep = ReadLine("全年举办", ((0, 0), (400, 14), (399, 34), (-1, 20)), 0.9, (0.1, 0.4, 0.6, 0.9), (0.9,) * 4)
    slope = slope_of([steep, line("一")], 400, 400)
    left, right = slope.level((0.0, 0.0)), slope.level((400.0, 14.0))
    assert left[1] == pytest.approx(right[1])


def test_pages_count_in_natural_order() -> None:
    assert sorted(["p10.png", "p9.png", "2.png"], key=natural_order) == ["2.png", "p9.png", "p10.png"]


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0\0\x10JFIF\0"])
def test_pictures_are_named_where_they_are_not_to_be_read(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(data)
    with pytest.raises(NotTextError, match="image, which this version cannot read; put it through character recog"):
        read(path, ocr="never")


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"RIFF\x10\0\0\0WEBPVP8 "])
def test_where_the_extra_is_missing_its_command_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    monkeypatch.setattr("reportmine.readers.pictures.is_installed", lambda _: False)
    monkeypatch.setattr("reportmine.readers.pictures.install_command", lambda _: "pip install 'reportmine[ocr]'")
    path = tmp_path / "报告.png"
    path.write_bytes(data)
    with pytest.raises(NotTextError, match=r"rapidocr is not installed to read it; install it with: pip install 'rep"):
        read(path)


def test_scanned_pages_of_a_pdf_name_the_command_too() -> None:
    said = str(Remark.of("pages_scanned", pages="1", count=1, install="pip install 'reportmine[ocr]'"))
    assert said.startswith("page 1 is without text but for pictures; make the text readable with: ocrmypdf")
    assert said.endswith("To have pictures read here: pip install 'reportmine[ocr]'")


def test_broken_and_enormous_pictures_are_refused(tmp_path: Path) -> None:
    images = pytest.importorskip("PIL.Image")
    pytest.importorskip("rapidocr")
    assert "cut off or damaged" in refusal(tmp_path / "坏.png", b"\x89PNG\r\n\x1a\n" + bytes(50))
    file = io.BytesIO()
    images.new("1", (30_000, 5_000)).save(file, "PNG")
    assert "more than 100 million pixels" in refusal(tmp_path / "大.png", file.getvalue())
    half = io.BytesIO()
    images.effect_noise((300, 300), 50).save(half, "PNG")
    assert "cut off or damaged" in refusal(tmp_path / "半.png", half.getvalue()[:20_000])


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_pictures_that_are_cut_off_are_refused(tmp_path: Path, kind: str) -> None:
    images = pytest.importorskip("PIL.Image")
    pytest.importorskip("rapidocr")
    file = io.BytesIO()
    images.effect_noise((300, 300), 80).save(file, kind)
    for length in (60, len(file.getvalue()) // 2):
        assert "cut off or damaged" in refusal(tmp_path / "半.png", file.getvalue()[:length])


def tiff(pages: int, side: int = 1, after_last: int = 0) -> bytes:
    """A TIFF file whose pages all are the same grey square; `after_last` is where the one after the last stands."""
    tags = {256: side, 257: side, 258: 8, 259: 1, 262: 1, 273: 8, 277: 1, 278: side, 279: 1}
    page = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", tag, 4, 1, tags[tag]) for tag in tags)
    ends = [8 + (k + 1) * (len(page) + 4) for k in range(pages - 1)] + [after_last]
    return b"II*\0" + struct.pack("<I", 8) + b"".join(page + struct.pack("<I", end) for end in ends)


def test_pictures_that_would_fill_the_memory_are_refused(tmp_path: Path) -> None:
    images = pytest.importorskip("PIL.Image")
    pytest.importorskip("rapidocr")
    assert "more than 500 pages" in refusal(tmp_path / "页.tif", tiff(100_000))
    assert "more than 100 million pixels" in refusal(tmp_path / "大.tif", tiff(1, 200_000))
    assert "holds no text" in refusal(tmp_path / "环.tif", tiff(2, after_last=8))
    file = io.BytesIO()
    images.new("L", (64, 64)).save(file, "JPEG")
    size = file.getvalue().index(b"\xff\xc0") + 5
    data = file.getvalue()[:size] + struct.pack(">HH", 65_500, 65_500) + file.getvalue()[size + 4 :]
    assert "more than 100 million pixels" in refusal(tmp_path / "大.jpg", data)


@pytest.mark.parametrize("size", [(1, 1), (1, 60_000), (60_000, 1)])
def test_pictures_without_room_for_a_line_hold_no_text(tmp_path: Path, size: tuple[int, int]) -> None:
    images = pytest.importorskip("PIL.Image")
    pytest.importorskip("rapidocr")
    file = io.BytesIO()
    images.new("L", size).save(file, "PNG")
    assert "holds no text that can be read" in refusal(tmp_path / "条.png", file.getvalue())


def test_strips_get_paper_beside_them() -> None:
    numpy = pytest.importorskip("numpy")
    pytest.importorskip("cv2")
    assert prepared(numpy.zeros((3000, 30), numpy.uint8)).shape == (2000, 500)
    assert prepared(numpy.zeros((1000, 800), numpy.uint8)).shape == (1000, 800)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(300, 400), (14, 900)])
def test_black_pictures_and_strips_hold_no_text(tmp_path: Path, size: tuple[int, int]) -> None:
    images = pytest.importorskip("PIL.Image")
    pytest.importorskip("rapidocr")
    file = io.BytesIO()
    images.new("L", size).save(file, "PNG")
    assert "holds no text that can be read" in refusal(tmp_path / "黑.png", file.getvalue())


@pytest.mark.parametrize("size", [(1e6, 2), (2, 1e6)])
def test_pages_of_a_pdf_without_room_for_a_line_are_empty(tmp_path: Path, size: tuple[float, float]) -> None:
    pytest.importorskip("pypdfium2")
    pytest.importorskip("rapidocr")
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "长.pdf"
    canvas = Canvas(str(path), pagesize=size)
    canvas.rect(0, 0, 1, 1)
    canvas.save()
    with pytest.raises(ReadingError, match="holds no text: its pages are empty"):
        read(path, ocr="always")


def test_broken_entries_of_the_cache_are_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    numpy = pytest.importorskip("numpy")
    pytest.importorskip("rapidocr")
    monkeypatch.setattr(cache, "folder", lambda: tmp_path / "ocr")
    picture, made = numpy.zeros((2, 2), numpy.uint8), []

    def reading() -> cache.Reading:
        made.append(1)
        return cache.Reading(90, (line("培训20场"),))

    first = cache.cached(picture, reading)
    assert cache.cached(picture, reading) == first and len(made) == 1
    (entry,) = (tmp_path / "ocr").iterdir()
    for broken in ("", "{}", '{"turned": 0, "lines": [{"text": "a"}]}', "[1]"):
        entry.write_text(broken)
        assert cache.cached(picture, reading) == first
    assert len(made) == 5
    monkeypatch.setattr(cache, "_LARGEST", 1)
    cache.cached(picture + 1, reading)
    assert list((tmp_path / "ocr").iterdir()) == []


def test_pages_side_by_side_come_in_their_order() -> None:
    begun: list[int] = []

    def read_slowly(page: int) -> int:
        begun.append(page)
        time.sleep(0.05 if page % 2 else 0.001)
        assert cores_a_page() == 1
        return page

    heard: list[tuple[int, int]] = []
    with pages_at_once(2), listening(lambda done, count: heard.append((done, count))):
        assert list(side_by_side(read_slowly, iter(range(6)), 6)) == list(range(6))
    assert sorted(begun) == list(range(6)) and heard == [(done, 6) for done in range(7)]


def test_a_page_that_is_read_alone_has_all_cores() -> None:
    for cores, pages, each in ((1, 3, 1), (2, 1, 2), (4, 2, 2), (4, 9, 1)):
        with pages_at_once(cores):
            assert set(side_by_side(lambda _: cores_a_page(), iter(range(pages)), pages)) == {each}


def test_pages_are_not_drawn_long_before_they_are_read() -> None:
    drawn: list[int] = []

    def draw() -> Iterator[int]:
        for page in range(50):
            drawn.append(page)
            yield page

    with pages_at_once(3):
        pages = side_by_side(lambda page: page, draw(), 50)
        assert [next(pages) for _ in range(5)] == list(range(5)) and len(drawn) <= 5 + 4


def test_what_goes_wrong_on_a_page_ends_the_reading() -> None:
    def fail(page: int) -> int:
        if page == 3:
            raise ReadingError("is a picture that is cut off or damaged; get it once more.")
        return page

    with pages_at_once(2), pytest.raises(ReadingError):
        list(side_by_side(fail, iter(range(100)), 100))


# The engine itself


@pytest.fixture(scope="module")
def pages() -> list[bytes]:
    """The text on two pages, as PNG files."""
    pytest.importorskip("rapidocr")
    scans = pytest.importorskip("benchmarks.scans")
    if scans.font_file() is None:
        pytest.skip("no font with Chinese characters")
    made = []
    for part in (TEXT, "下一页举办讲座35次。"):
        file = io.BytesIO()
        scans.pages_of(part, 150)[0].crop((0, 100, 1240, 620)).save(file, "PNG")
        made.append(file.getvalue())
    return made


@pytest.mark.parametrize("mode", ["L", "1", "I;16", "RGBA", "LA", "P"])
def test_a_picture_is_the_same_grey_in_every_mode(mode: str) -> None:
    pytest.importorskip("rapidocr")
    np, image = pytest.importorskip("numpy"), pytest.importorskip("PIL.Image")
    ink = np.full((40, 60), 255, np.uint8)
    ink[10:20, 10:50] = 0
    # Black paint where there is ink, nothing at all elsewhere.
    clear = image.merge("LA", (image.new("L", (60, 40), 0), image.fromarray(255 - ink)))
    made = {
        "L": image.fromarray(ink),
        "1": image.fromarray(ink).convert("1"),
        "I;16": image.fromarray(ink.astype(np.uint16) * 257),
        "RGBA": clear.convert("RGBA"),
        "LA": clear,
        "P": image.fromarray(ink).convert("P"),
    }[mode]
    file = io.BytesIO()
    made.save(file, "PNG", **({"transparency": made.getpixel((0, 0))} if mode == "P" else {}))
    assert (_page(file.getvalue(), 0) == ink).all()


@pytest.mark.slow
def test_a_picture_has_the_figures_and_tables_of_its_text(pages: list[bytes]) -> None:
    source = source_of_bytes(pages[0], "报告.png")
    assert source.format == "picture" and len(source.tables) == 1
    cells = [[cell.of(source.raw) for cell in row] for row in source.tables[0].rows]
    assert cells == [row.split("\t") for row in TEXT.splitlines()[2:]]
    found = [(claim.text, claim.page) for claim in extract(source).claims]
    assert found == [
        (text, 1) for text in ("20场", "1,286人", "12.5%", "212.5", "98.6%", "36.0", "104.3%", "8.4", "100%")
    ]
    assert all(claim.box for claim in extract(source).claims)


@pytest.mark.slow
@pytest.mark.parametrize("angle", [90, 180, 270, 3])
def test_a_turned_picture_is_set_straight(pages: list[bytes], angle: int) -> None:
    from PIL import Image

    file = io.BytesIO()
    Image.open(io.BytesIO(pages[0])).rotate(angle, expand=True, fillcolor=255).save(file, "PNG")
    source = source_of_bytes(file.getvalue(), "报告.png")
    assert [claim.text for claim in extract(source).claims][:3] == ["20场", "1,286人", "12.5%"]
    assert len(source.tables) == 1 and source.scans[0].turned == (angle if angle % 90 == 0 else 0)


@pytest.mark.slow
def test_a_folder_of_pages_is_one_report(tmp_path: Path, pages: list[bytes]) -> None:
    (tmp_path / "10.png").write_bytes(pages[1])
    (tmp_path / "9.png").write_bytes(pages[0])
    (only,) = gather([str(tmp_path)], as_one=True)
    assert isinstance(only, Source) and len(only.pages) == 2
    assert [(claim.text, claim.page) for claim in extract(only).claims][-1] == ("35次", 2)
    passed = list(gather([str(tmp_path)]))
    assert len(passed) == 1 and isinstance(passed[0], ReadingError)
    assert len(list(gather([str(tmp_path)], ocr="always"))) == 2


@pytest.mark.slow
def test_scanned_pages_of_a_pdf_are_read_beside_others(pages: list[bytes], tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    from same_report import SONG, register_song

    register_song()
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    canvas.setFont(SONG, 12)
    canvas.drawString(72, 700, "全年走访群众300户，收集意见建议86条。")
    canvas.showPage()
    picture = Image.open(io.BytesIO(pages[0]))
    canvas.drawImage(ImageReader(picture), 0, 300, 595, 595 * picture.height / picture.width + 200)
    canvas.showPage()
    canvas.save()
    path = tmp_path / "混合.pdf"
    path.write_bytes(file.getvalue())
    claims = extract(read(path)).claims
    assert [(claim.text, claim.page, claim.box is None) for claim in claims][:3] == [
        ("300户", 1, True),
        ("86条", 1, True),
        ("20场", 2, False),
    ]
    never = read(path, ocr="never")
    assert not never.scans and [remark.code for remark in never.remarks] == ["pages_scanned"]
    always = read(path, ocr="always")
    assert [scan.page for scan in always.scans] == [1, 2]
    with pages_at_once(1):
        assert read(path, ocr="always") == always
    assert [claim.text for claim in extract(always).claims] == [claim.text for claim in claims]


def test_the_page_says_why_a_number_is_in_doubt() -> None:
    report = scanned("全年举办培训20场，讲座35次。", Doubt(7, 0.5, "O"), Doubt(12, 0.6))
    reasons = [Words("en").reason(note).said for claim in report.claims for note in claim.notes[-1:]]
    assert reasons == [str(WHY[LOOK_ALIKE]), str(WHY[UNSURE])]


# What readers see of a page


def test_the_place_of_a_number_on_a_line_that_is_askew() -> None:
    whole = ScannedLine(Span(0, 9), Box(0.1, 0.2, 0.9, 0.3), 0.97, rise=0.06)
    raw = "全年举办培训20场。"
    begin, end = whole.box_of(Span(0, 2), raw), whole.box_of(Span(8, 9), raw)
    assert begin.top == pytest.approx(0.2) and end.bottom == pytest.approx(0.3)
    assert begin.bottom < 0.26 and end.top > 0.24
    over = whole._replace(rise=-0.06)
    assert over.box_of(Span(0, 2), raw).bottom == pytest.approx(0.3)


def test_a_number_beside_a_gap_is_no_wider_than_its_characters() -> None:
    raw = "合计 20 30"
    middles = (0.02, 0.06, 0.06, 0.5, 0.52, 0.52, 0.97, 0.99)
    box = ScannedLine(Span(0, 8), Box(0, 0, 1, 0.1), 0.97, middles=middles).box_of(Span(3, 5), raw)
    assert 0.45 < box.left < 0.5 and 0.52 < box.right < 0.57


@pytest.mark.slow
@pytest.mark.parametrize("angle", [0, 90, 180])
def test_the_picture_of_a_page_is_small_and_upright(pages: list[bytes], angle: int) -> None:
    from PIL import Image, ImageStat

    file = io.BytesIO()
    given = Image.open(io.BytesIO(pages[0]))
    given.rotate(angle, expand=True, fillcolor=255).save(file, "PNG")
    (scan,) = source_of_bytes(file.getvalue(), "报告.png").scans
    seen = Image.open(io.BytesIO(scan.picture))
    assert seen.format == "WEBP" and seen.size == given.size == (scan.width, scan.height)
    assert len(scan.picture) < 60_000
    # As much ink where the title stands, and none where the page ends.
    for part in ((100, 50, 1000, 130), (0, 500, 1240, 520)):
        inks = [255 - ImageStat.Stat(one.convert("L").crop(part)).mean[0] for one in (seen, given)]
        assert inks[0] == pytest.approx(inks[1], rel=0.1, abs=0.5)


@pytest.mark.slow
def test_large_pages_are_shown_smaller() -> None:
    pytest.importorskip("rapidocr")
    numpy = pytest.importorskip("numpy")
    from PIL import Image

    from reportmine.readers.ocr.shrinking import shrunk

    assert Image.open(io.BytesIO(shrunk(numpy.full((2000, 1000), 255, numpy.uint8)))).size == (800, 1600)


@pytest.mark.slow
def test_pictures_come_from_other_processes_and_from_the_cache(tmp_path: Path, pages: list[bytes]) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.png").write_bytes(pages[0])
    paths = [str(tmp_path / "1.png"), str(tmp_path / "2.png")]
    first, second = extract_many(paths, workers=2)
    assert isinstance(first, Report) and isinstance(second, Report)
    assert first.source.scans == second.source.scans == read(paths[0]).scans
    assert first.source.scans[0].picture
    assert not first.source.without_pictures().scans[0].picture
