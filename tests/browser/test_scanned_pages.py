"""Scanned pages: frames lie over their numbers, lead to their rows and back; the text that was read is a key away."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.test_every_page import CONTRASTS
from browser.test_jumps import NEAR, is_whole, settle
from reportmine import extract
from reportmine.model import Box, Report, Scan, ScannedLine, Source, Span
from reportmine.output.html.report_page import page_of
from reportmine.readers.files import source_of_bytes

images = pytest.importorskip("PIL.Image")
Open = Callable[..., Page]

# What each page says, a line below the other; the third page has a text layer.
PAGES = (
    [f"第{at}馆举办培训{at + 20}场，增长{at % 9 + 1}%。" for at in range(12)],
    [f"第{at}社走访群众{at + 300}户。" for at in range(12)],
    ["全年安排资金5.6亿元，完成率96%。"],
)


@pytest.fixture(scope="module")
def report() -> Report:
    """Two scanned pages of grey paper and one of text."""
    file = io.BytesIO()
    images.new("L", (700, 1000), 235).save(file, "WEBP")
    raw, starts, scans = "", [], []
    for number, lines in enumerate(PAGES, start=1):
        starts.append(len(raw))
        placed = []
        for k, line in enumerate(lines):
            top = 0.05 + 0.075 * k
            placed.append(ScannedLine(Span(len(raw), len(raw) + len(line)), Box(0.1, top, 0.8, top + 0.03), 0.99))
            raw += f"{line}\n"
        if number < 3:
            scans.append(Scan(number, 1400, 2000, 0, tuple(placed), file.getvalue()))
    found = extract(Source(raw, "报告.pdf", pages=tuple(starts), scans=tuple(scans)))
    assert len(found.claims) == 38 and len(found.rejected) >= 24
    return found


def off_the_middle(page: Page, mark: str) -> float:
    """Pixels between a mark and the middle of its pane, as far as the pane can go."""
    settle(page)
    found: float = page.evaluate(
        """id => {
          const box = document.getElementById(id).getBoundingClientRect();
          const pane = innerWidth >= 1024 ? document.querySelector(".view.open .text") : document.scrollingElement;
          const room = innerWidth >= 1024 ? pane.getBoundingClientRect() : { top: 0, bottom: innerHeight };
          const off = (box.top + box.bottom) / 2 - (room.top + room.bottom) / 2;
          const left = off < 0 ? pane.scrollTop : pane.scrollHeight - pane.clientHeight - pane.scrollTop;
          return box.bottom < room.top || box.top > room.bottom || left > 1 ? Math.abs(off) : 0;
        }""",
        mark,
    )
    return found


def test_frames_lie_over_their_numbers(open_page: Open) -> None:
    pytest.importorskip("rapidocr")
    scans = pytest.importorskip("benchmarks.scans")
    fonts = pytest.importorskip("PIL.ImageFont")
    draws = pytest.importorskip("PIL.ImageDraw")
    font = fonts.truetype(scans.font_file(), 33)
    picture, file = images.new("L", (1654, 1100), 255), io.BytesIO()
    said = (("全年举办培训", "20场", "。"), ("参加", "1,286人", "，持续改善营商环境。"), ("达到", "3.2万元", ""))
    places = []
    for k, (before, number, behind) in enumerate(said):
        draws.Draw(picture).text((200, 200 + 160 * k), before + number + behind, font=font, fill=0)
        left = 200 + font.getlength(before)
        places.append((left, left + font.getlength(number), 200 + 160 * k, 200 + 160 * k + 45))
    picture.save(file, "PNG")
    found = extract(source_of_bytes(file.getvalue(), "报告.png"))
    assert [claim.text for claim in found.claims] == [number for _, number, _ in said]
    page = open_page(page_of([found]))
    paper = page.locator(".paper img").bounding_box()
    assert paper is not None
    scale = paper["width"] / picture.width
    for at, (left, right, top, bottom) in enumerate(places):
        box = page.locator(f"#m0-{at} rect").bounding_box()
        assert box is not None
        assert abs(box["x"] - paper["x"] - left * scale) < 5, said[at]
        assert abs(box["x"] + box["width"] - paper["x"] - right * scale) < 5, said[at]
        middle = box["y"] + box["height"] / 2 - paper["y"]
        assert abs(middle - (top + bottom) / 2 * scale) < 5 and box["height"] < 2 * (bottom - top) * scale


@pytest.mark.parametrize("width", [390, 1280])
class TestBothWays:
    def test_a_click_on_a_frame_leads_to_its_row(self, open_page: Open, report: Report, width: int) -> None:
        page = open_page(page_of([report]), width)
        for at in (0, 37, 30):
            page.locator(f"#m0-{at}").click()
            expect(page.locator(f"#f0-{at} .why")).to_be_visible()
            expect(page.locator(f"#f0-{at}")).to_be_focused()
            assert is_whole(page, f"f0-{at}")

    def test_a_row_leads_to_its_frame(self, open_page: Open, report: Report, width: int) -> None:
        page = open_page(page_of([report]), width)
        for at in (35, 2, 20):
            page.locator(f"#f0-{at}").focus()
            page.keyboard.press("Enter")
            expect(page.locator(f"#m0-{at}")).to_be_focused()
            assert "current" in (page.locator(f"#m0-{at}").get_attribute("class") or "")
            assert off_the_middle(page, f"m0-{at}") < NEAR
            page.keyboard.press("ArrowRight")
            expect(page.locator(f"#m0-{at + 1}")).to_be_focused()
            page.keyboard.press("Escape")
            expect(page.locator(f"#f0-{at + 1}")).to_be_focused()

    def test_a_link_from_outside(self, open_page: Open, report: Report, width: int) -> None:
        page = open_page(page_of([extract("举办培训20场。"), report]), width, hash="#m1-33")
        expect(page.locator("#f1-33 .why")).to_be_visible()
        assert "current" in (page.locator("#m1-33").get_attribute("class") or "")
        page.evaluate("location.hash = 'm0-0'")
        expect(page.locator("#f0-0")).to_be_visible()

    def test_nothing_is_wider_than_the_window(self, open_page: Open, report: Report, width: int) -> None:
        page = open_page(page_of([report]), width)
        page.keyboard.press("z")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.keyboard.press("t")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


class TestScanOrText:
    def test_a_key_and_buttons_change_between_them(self, open_page: Open, report: Report) -> None:
        page = open_page(page_of([report]))
        page.locator("#f0-20").click()
        expect(page.locator("#s0-20")).to_be_hidden()
        page.keyboard.press("t")
        expect(page.locator("#s0-20")).to_be_visible()
        expect(page.locator(".paper").first).to_be_hidden()
        assert off_the_middle(page, "s0-20") < NEAR
        page.locator("#s0-22").click()
        expect(page.locator("#f0-22")).to_be_focused()
        page.get_by_role("button", name="扫描件").click()
        expect(page.locator("#s0-22")).to_be_hidden()
        assert off_the_middle(page, "m0-22") < NEAR

    def test_the_text_is_read_to_the_page_that_was_looked_at(self, open_page: Open, report: Report) -> None:
        page = open_page(page_of([report]))
        page.locator(".scanned").nth(1).evaluate("part => part.scrollIntoView()")
        page.keyboard.press("t")
        settle(page)
        expect(page.locator(".read p", has_text="第0社走访群众")).to_be_in_viewport()

    def test_a_figure_without_a_frame_is_shown_in_the_text(self, open_page: Open, report: Report) -> None:
        scans = tuple(scan._replace(lines=scan.lines[1:]) for scan in report.source.scans)
        page = open_page(page_of([replace(report, source=replace(report.source, scans=scans))]))
        page.locator("#f0-0").click()
        expect(page.locator("#m0-0")).to_be_hidden()
        page.locator("#f0-0").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#m0-0")).to_be_focused()
        expect(page.locator(".paper").first).to_be_hidden()

    def test_without_scripts_the_text_is_folded_below_the_scan(
        self, chromium: Browser, report: Report, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        file = tmp_path_factory.mktemp("page") / "page.html"
        file.write_text(page_of([report]), encoding="utf-8")
        context = chromium.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(file.as_uri())
        expect(page.locator(".paper").first).to_be_visible()
        expect(page.locator("#s0-0")).to_be_hidden()
        page.locator("summary", has_text="识别出的文字").first.click()
        expect(page.locator("#s0-0")).to_be_visible()
        page.locator("#f0-30 .line a").click()
        expect(page.locator("#m0-30")).to_be_in_viewport()
        context.close()

    def test_printed_is_what_is_seen(self, open_page: Open, report: Report) -> None:
        page = open_page(page_of([report]))
        page.emulate_media(media="print")
        expect(page.locator("#m0-30")).to_be_visible()
        expect(page.locator(".seen-as")).to_be_hidden()
        assert page.evaluate("getComputedStyle(document.querySelector('.paper img')).filter") == "none"


def test_what_is_filtered_out_is_faint(open_page: Open, report: Report) -> None:
    page = open_page(page_of([report]))
    page.locator("input[type=search]").fill("走访")
    classes = [page.locator(f"#m0-{at}").get_attribute("class") or "" for at in range(len(report.claims))]
    assert ["off" in one.split() for one in classes] == ["走访" not in claim.sentence for claim in report.claims]


class TestChecking:
    def test_a_frame_is_checked_and_struck(self, open_page: Open, report: Report) -> None:
        page = open_page(page_of([report]))
        page.keyboard.press("c")
        page.locator("#m0-3").click()
        expect(page.locator(".card .sentence mark")).to_have_text(report.claims[3].text)
        page.keyboard.press("n")
        assert "no-figure" in (page.locator("#m0-3").get_attribute("class") or "")
        page.keyboard.press("u")
        assert "no-figure" not in (page.locator("#m0-3").get_attribute("class") or "")

    def test_a_corrected_name_and_topic_are_those_of_the_frame(self, open_page: Open, report: Report) -> None:
        page = open_page(page_of([report]))
        page.locator("#m0-4").click()
        page.locator("#f0-4 .correct").click()
        page.locator(".card [name=metric]").fill("<b>新名")
        page.locator(".card [name=topic]").select_option("funding")
        page.locator(".card [name=metric]").press("Enter")
        expect(page.locator("#m0-4 title")).to_have_text(f"<b>新名 {report.claims[4].text}")
        assert "t-funding" in (page.locator("#m0-4").get_attribute("class") or "").split()

    def test_a_rejected_number_is_taken_in_by_its_frame(self, open_page: Open, report: Report) -> None:
        page = open_page(page_of([report]))
        frame = page.locator("#n0-0")
        expect(frame).to_be_hidden()
        page.locator(".show-rejected").click()
        frame.click()
        expect(page.locator(".toast")).to_contain_text(report.rejected[0].text)
        page.locator(".offer").click()
        expect(page.locator("#n0-0 a.mark.taken")).to_be_visible()
        page.locator(".card [name=metric]").fill("馆")
        page.locator(".card [name=metric]").press("Enter")
        page.locator(".show-rejected").click()
        expect(page.locator("#n0-0 a.mark.taken")).to_be_visible()
        expect(page.locator("tr.new")).to_be_visible()
        page.locator("#n0-0 a.mark.taken").click()
        expect(page.locator("tr.new")).to_be_focused()

    def test_what_is_not_taken_leaves_the_frame_as_it_was(self, open_page: Open, report: Report) -> None:
        page = open_page(page_of([report]))
        page.locator(".show-rejected").click()
        before = page.locator("#n0-0").inner_html()
        page.locator("#n0-0").click()
        page.locator(".offer").click()
        page.keyboard.press("Escape")
        page.keyboard.press("c")
        expect(page.locator("#n0-0 a")).to_have_count(0)
        assert page.locator("#n0-0").inner_html() == before

    def test_a_rejected_number_of_the_list_is_shown_on_the_picture(self, open_page: Open, report: Report) -> None:
        page = open_page(page_of([report]))
        page.locator(".rejected summary").click()
        page.locator('.rejected a[href="#n0-20"]').click()
        expect(page.locator("#n0-20")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_in_light_and_dark(open_page: Open, report: Report, scheme: str) -> None:
    page = open_page(page_of([report]), color_scheme=scheme)
    assert [found for found in page.evaluate(CONTRASTS) if found[1] < 4.5] == []
    page.keyboard.press("t")
    assert [found for found in page.evaluate(CONTRASTS) if found[1] < 4.5] == []
