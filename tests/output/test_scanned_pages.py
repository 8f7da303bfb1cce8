"""Scanned pages on the HTML page without a browser: pictures, frames, the text below, the policy, no pictures."""

from __future__ import annotations

import base64
import re
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportmine import extract
from reportmine.corrections.applying import corrected
from reportmine.corrections.making import of_claim
from reportmine.corrections.model import Corrections, fields_of
from reportmine.model import Box, Doubt, Report, Scan, ScannedLine, Source, Span
from reportmine.output.data.csv import to_csv
from reportmine.output.data.json.claims import to_json
from reportmine.output.html.figures import Figures
from reportmine.output.html.report_page import page_of
from reportmine.output.html.scanned_pages import parts_of, scanned_pages, size_of
from reportmine.output.html.text_blocks import blocks_of
from reportmine.output.html.translations import Words
from seen_pages import HOSTILE, Seen

# As a WebP file begins; nobody here looks at it.
PICTURE = b"RIFF\x10\x00\x00\x00WEBPVP8 \xff\xfe"
FIRST, SECOND, THIRD = "青石镇2024年总结\n全年举办培训20场。\n", "走访群众300户，增长5%。\n", "安排资金86万元。\n"


def scanned(*pages: str, pictures: tuple[int, ...], picture: bytes = PICTURE) -> Report:
    """A report whose pages have these texts, those in `pictures` as scans, each line as wide as the page."""
    raw, starts, scans = "", [], []
    for number, text in enumerate(pages, start=1):
        lines = []
        starts.append(len(raw))
        for k, line in enumerate(text.splitlines()):
            at = len(raw) + sum(map(len, text.splitlines(keepends=True)[:k]))
            lines.append(ScannedLine(Span(at, at + len(line)), Box(0, 0.1 * k, 1, 0.1 * k + 0.05), 0.99))
        raw += text
        if number in pictures:
            scans.append(Scan(number, 1000, 2000, 0, tuple(lines), picture))
    return extract(Source(raw, "报告.pdf", pages=tuple(starts), scans=tuple(scans)))


def ids(page: str) -> list[str]:
    return [value for name, value in Seen(page).values if name == "id"]


def test_each_figure_of_a_scanned_page_has_a_frame_and_a_mark_in_the_text_below() -> None:
    report = scanned(FIRST, SECOND, THIRD, pictures=(1, 2))
    texts = [claim.text for claim in report.claims]
    assert texts == ["20场", "300户", "5%", "86万元"]
    page = page_of([report])
    assert re.findall(r'<a class="mark t-\w+" id="(m0-\d)" href="#(f0-\d)"><title>', page) == [
        (f"m0-{at}", f"f0-{at}") for at in range(3)
    ]
    below = "".join(re.findall(r'<details class="read">(.*?)</details>', page, re.DOTALL))
    assert re.findall(r'id="(s0-\d)" href="#(f0-\d)"', below) == [(f"s0-{at}", f"f0-{at}") for at in range(3)]
    assert 'id="m0-3"' in page and "86万元" not in below
    assert len(set(ids(page))) == len(ids(page))
    for name, value in Seen(page).values:
        assert name != "href" or value[1:] in ids(page)


def test_frames_are_where_the_numbers_are() -> None:
    report = scanned(SECOND, pictures=(1,))
    (page,) = scanned_pages(report)
    # 走访群众 are eight of 24 parts, 300户 five.
    left, right = round(8 / 24 * 1000), round(13 / 24 * 1000)
    assert page.frames[0] == ("claim", 0, ((left, 0, right - left, 100),))
    assert Figures(Words("zh")).frames(0, report, page.frames).count("<rect") == 2


def test_a_number_over_the_end_of_a_line_has_a_frame_on_both() -> None:
    raw = "全年投入资金12\n34万元。"
    lines = (
        ScannedLine(Span(0, 8), Box(0, 0, 1, 0.1), 0.99),
        ScannedLine(Span(9, 14), Box(0, 0.1, 0.5, 0.2), 0.99),
    )
    report = extract(Source(raw, pages=(0,), scans=(Scan(1, 100, 100, 0, lines, PICTURE),)))
    (page,) = scanned_pages(report)
    assert [claim.text for claim in report.claims] == ["12\n34万元"]
    assert [len(frame.boxes) for frame in page.frames] == [2]


def test_rejected_numbers_have_frames_of_their_own() -> None:
    page = page_of([scanned(FIRST, pictures=(1,))])
    assert re.findall(r'<g class="no" id="(n0-\d)"><title>2024年 — ', page) == ["n0-0"]
    assert '<span class="no" id="t0-0"' in page and 'href="#n0-0"' in page


def test_a_table_that_goes_on_from_a_picture_to_a_page_of_text_is_shown_as_text_too() -> None:
    report = scanned(FIRST, SECOND, THIRD, pictures=(1, 2))
    blocks = [block for block in blocks_of(report) if block.kind != "page" or block.level != 3]
    first, second = parts_of(blocks, report.source, scanned_pages(report))
    assert ([page.page for page in first.scans], first.whole) == ([1], True)
    assert ([page.page for page in second.scans], second.whole) == ([2], False)


def test_pictures_stand_in_the_file_and_only_there() -> None:
    report = scanned(FIRST, pictures=(1,))
    page = page_of([report])
    sources = [value for name, value in Seen(page).values if name == "src"]
    assert sources == [f"data:image/webp;base64,{base64.b64encode(PICTURE).decode()}"]
    assert size_of([report]) == (1, len(base64.b64encode(PICTURE)))
    policy = next(value for name, value in Seen(page).values if "default-src" in value)
    assert "img-src data:" in policy and "default-src 'none'" in policy


def test_without_pictures_the_page_is_that_of_a_report_that_never_had_any() -> None:
    report = scanned(FIRST, SECOND, THIRD, pictures=(1, 2))
    never = replace(report, source=report.source.without_pictures())
    page = page_of([report], pictures=False)
    assert page == page_of([never]) and size_of([never]) == (0, 0)
    assert "img-src" not in page and "<img" not in page and "data:image" not in page and ".paper" not in page


def test_a_picture_is_in_no_data_and_floods_no_repr() -> None:
    report = scanned(FIRST, pictures=(1,), picture=bytes(5000))
    never = replace(report, source=report.source.without_pictures())
    assert to_json([report], array=True) == to_json([never], array=True) and to_csv([report]) == to_csv([never])
    assert "picture=<5000 bytes>" in repr(report.source) and len(repr(report.source)) < 2000


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=6), max_size=6).map("".join), st.binary(max_size=40))
def test_any_words_and_any_bytes_of_a_picture(words: str, picture: bytes) -> None:
    report = scanned(FIRST, pictures=(1,), picture=PICTURE + picture)
    seen = [Seen(page_of([said(report, one)])) for one in ("指标", words if words.strip() else "指标")]
    assert seen[0].tags == seen[1].tags and seen[0].own == seen[1].own


def said(report: Report, words: str) -> Report:
    claims = tuple(claim._replace(metric=words) for claim in report.claims)
    return replace(report, claims=claims, rejected=tuple(no._replace(rule=words, why=words) for no in report.rejected))


def test_a_number_that_was_unsurely_read_was_not_put_right() -> None:
    line = ScannedLine(Span(0, 9), Box(0, 0, 1, 1), 0.9, (Doubt(6, 0.6, "O"),))
    report = extract(Source("全年举办培训20场。", pages=(0,), scans=(Scan(1, 10, 10, 0, (line,), PICTURE),)))
    (claim,) = report.claims
    assert claim.notes[-1].decision == "value" and not claim.is_put_right
    assert "by-hand" not in re.sub(r"<(style|script)>.*?</\1>", "", page_of([report]), flags=re.DOTALL)


def test_a_value_that_was_put_right_says_so_by_its_sign() -> None:
    report = extract("全年举办培训20场。")
    (claim,) = report.claims
    entry = of_claim(claim, fields_of(claim)._replace(value=claim.quantity.low + 1))
    found = corrected(report, Corrections("", None, (entry,))).report
    page = page_of([found])
    assert re.search(r'<b>21 场 <span class="by-hand" title="[^"]+">[^<>]{1,3}</span></b>', page), "no name of a macro"
