"""The ink of lines and the seals over them: what was read is doubted, or left out, where the picture says otherwise."""

from __future__ import annotations

import io
from typing import Any

import pytest

from reportmine import extract
from reportmine.readers.files import source_of_bytes
from reportmine.readers.ocr.engine import ReadLine
from reportmine.readers.ocr.ink import with_ink
from reportmine.readers.ocr.preparing import prepared
from reportmine.readers.ocr.seals import grey_without_seals, without_stamps
from reportmine.readers.ocr.straighten import Slope

np: Any = pytest.importorskip("numpy")
pytest.importorskip("rapidocr")
images: Any = pytest.importorskip("PIL.Image")
scans: Any = pytest.importorskip("benchmarks.scans")
fonts: Any = pytest.importorskip("PIL.ImageFont")
drawing: Any = pytest.importorskip("PIL.ImageDraw")

SIZE = 28


@pytest.fixture(scope="module", autouse=True)
def font() -> Any:
    file = scans.font_file()
    if file is None:
        pytest.skip("no font with Chinese characters")
    return fonts.truetype(file, SIZE)


def printed(drawn: str, read_as: str, font: Any, raised: str = "", behind: str = "") -> tuple[ReadLine, Any]:
    """A line as it is drawn, its mark raised, and as somebody read it, surely, each character near its place."""
    picture = images.new("L", (900, 60), 255)
    pen = drawing.Draw(picture)
    pen.text((10, 8), drawn, font=font, fill=0)
    end = 10 + font.getlength(drawn)
    pen.text((end, 8), raised, font=font.font_variant(size=round(0.6 * SIZE)), fill=0)
    rest = end + font.font_variant(size=round(0.6 * SIZE)).getlength(raised)
    pen.text((rest, 8), behind, font=font, fill=0)
    right = rest + font.getlength(behind) + 4
    corners = (6.0, 9.0), (right, 9.0), (right, 9.0 + 1.25 * SIZE), (6.0, 9.0 + 1.25 * SIZE)
    places = [10 + (font.getlength(drawn[:k]) + font.getlength(drawn[: k + 1])) / 2 for k in range(len(drawn))]
    small = [end + (k + 0.5) * (rest - end) / max(1, len(raised)) for k in range(len(raised))]
    last = [rest + (k + 0.5) * (right - 4 - rest) / max(1, len(behind)) for k in range(len(behind))]
    # What was read has the places of the characters that were drawn, whichever those are.
    all_places = [*places, *small, *last]
    kept = [place for char, place in zip(drawn + raised + behind, all_places, strict=True) if char in read_as]
    middles = tuple((place - 6) / (right - 6) for place in kept)
    assert len(middles) == len(read_as)
    return ReadLine(read_as, corners, 0.99, middles, (0.99,) * len(read_as)), prepared(np.asarray(picture))


@pytest.mark.parametrize("text", ["比上年增长5.21%。", "收入1,286.5万元", "下降-4.6%", "全年2024年共106场"])
def test_what_was_read_as_it_is_printed_stays(text: str, font: Any) -> None:
    line, picture = printed(text, text, font)
    assert with_ink(line, picture) == line


@pytest.mark.parametrize(
    ("drawn", "read_as", "doubted"),
    [
        ("增长5.21%，", "增长521%，", "521"),
        ("收入1,286万元", "收入1286万元", "1286"),
        ("利润-4.6亿元", "利润4.6亿元", "4.6"),
    ],
)
def test_lost_points_and_signs_put_a_number_in_doubt(drawn: str, read_as: str, doubted: str, font: Any) -> None:
    found = with_ink(*printed(drawn, read_as, font))
    assert found.text == read_as
    assert "".join(char for char, score in zip(read_as, found.scores, strict=True) if score < 0.8) == doubted


def test_a_point_lost_at_the_end_of_a_line_does_so_too(font: Any) -> None:
    found = with_ink(*printed("全市投资21.", "全市投资21", font))
    assert [score < 0.8 for score in found.scores] == [False] * 4 + [True] * 2


@pytest.mark.parametrize(
    ("drawn", "mark", "behind", "meant"),
    [
        ("增长5.2", "1", "，其中", "增长5.2¹，其中"),
        ("举办培训20", "[3]", "场，", "举办培训20场，"),
        ("收入86万元", "②", "，其中", "收入86万元，其中"),
        ("造林面积36km", "2", "，其中", "造林面积36km²，其中"),
    ],
)
def test_the_mark_of_a_note_is_no_digit(drawn: str, mark: str, behind: str, meant: str, font: Any) -> None:
    line, picture = printed(drawn, drawn + mark + behind, font, mark, behind)
    found = with_ink(line, picture)
    assert found.text == meant
    assert len(found.middles) == len(found.scores) == len(meant)


def test_pieces_of_stamps_are_left_out() -> None:
    def line(text: str, left: float, top: float, fall: float = 0) -> ReadLine:
        count, right = len(text), left + 20 * len(text)
        corners = (left, top), (right, top + fall), (right, top + fall + 24), (left, top + 24)
        return ReadLine(text, corners, 0.99, tuple((k + 0.5) / count for k in range(count)), (0.99,) * count)

    row, next_row = line("全年举办培训20场，参加者1286人", 0, 0), line("比上年增长5%", 0, 40)
    kept = without_stamps([row, line("专用章", 140, 12), line("青石镇", 400, 200, 30), next_row], Slope())
    assert [one.text for one in kept] == [row.text, next_row.text]
    assert [score < 0.9 for score in kept[0].scores] == [7 <= k < 10 for k in range(len(row.text))]
    assert kept[1] == next_row


def test_a_seal_goes_and_print_in_colours_stays() -> None:
    page = scans.pages_of("全年举办培训20场，参加1,286人，比上年增长12.5%。\n" * 12, 100)[0]
    sealed = np.asarray(scans.sealed(page))
    assert abs(grey_without_seals(sealed).astype(int) - np.asarray(page)).max() < 60
    blue = sealed[..., ::-1].copy()
    assert abs(grey_without_seals(blue).astype(int) - np.asarray(page)).max() < 60
    # A heading in red, and white print upon a band of it.
    coloured = np.asarray(page.convert("RGB")).copy()
    coloured[..., 0] = 200
    coloured[300:330] = 255 - coloured[300:330] // 2
    grey = images.fromarray(coloured).convert("L")
    assert abs(grey_without_seals(coloured).astype(int) - np.asarray(grey)).max() <= 2


@pytest.mark.slow
def test_a_page_with_seals_and_notes_has_its_figures() -> None:
    text = (
        "青石镇工作总结\n全年举办培训20场，参加1,286人，比上年增长12.5%。修路资金212.5万元，植树36.0万株。\n"
        "走访群众342户⟦[1]⟧，发放补助86.4万元⟦2⟧，完成率98.6%⟦③⟧。\n"
    )
    page = scans.pages_of(text, 150)[0].crop((0, 100, 1240, 900))
    file = io.BytesIO()
    scans.sealed(page).save(file, "PNG")
    source = source_of_bytes(file.getvalue(), "盖章.png")
    assert "专用" not in source.raw and "石镇人民" not in source.raw
    assert [claim.text for claim in extract(source).claims] == [
        *("20场", "1,286人", "12.5%", "212.5万元", "36.0万株", "342户", "86.4万元", "98.6%"),
    ]


@pytest.mark.slow
def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"第{k}组全年走访群众{100 + k}户，收集意见建议" for k in range(1, 7)]
    right = [f"整治河道{k}公里后新建绿地{200 + k}亩，植树若干" for k in range(1, 7)]
    page = images.new("L", (1240, 420), 255)
    small = fonts.truetype(scans.font_file(), 24)
    for k, (before, after) in enumerate(zip(left, right, strict=True)):
        drawing.Draw(page).text((60, 30 + 44 * k), before, font=small, fill=0)
        drawing.Draw(page).text((660, 30 + 44 * k), after, font=small, fill=0)
    file = io.BytesIO()
    page.save(file, "PNG")
    found = source_of_bytes(file.getvalue(), "双栏.png").raw
    places = [found.index(f"{100 + k}户") for k in range(1, 7)] + [found.index(f"{200 + k}亩") for k in range(1, 7)]
    assert places == sorted(places)
