"""The page of many reports: one stands in the page, the list leads to the others, and one search goes over all."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.test_every_page import CONTRASTS
from made_reports import SAMPLES
from reportmine import extract, read
from reportmine.corrections.file import parsed
from reportmine.corrections.making import of_claim
from reportmine.corrections.model import fields_of
from reportmine.corrections.queue import to_check
from reportmine.model import Report, Source
from reportmine.output.html.report_page import page_of

Open = Callable[..., Page]
WIDTHS = (390, 1280, 1920)
LONG = "关于全市经济社会发展和财政预算执行情况以及下一年度各项工作安排的总体报告" * 3


@pytest.fixture(scope="module")
def reports(city: Report, league: Report) -> list[Report]:
    """Two of the samples, and small ones: with a long title, without a figure, with two figures."""
    texts = (
        "2022年图书馆报告\n举办培训20场，增长5%。",
        "没有数字的一句话。",
        "2023年图书馆报告\n举办培训25场，培训读者300人。",
    )
    paths = ("年报/a-2022.txt", "年报/b.txt", "年报/c-2023.txt")
    small = [
        extract(Source(text, path, sha256=f"{at}" * 64))
        for at, (text, path) in enumerate(zip(texts, paths, strict=True))
    ]
    return [city, league, replace(small[0], title=LONG), *small[1:]]


@pytest.fixture
def page(open_page: Open, reports: list[Report]) -> Page:
    return open_page(page_of(reports))


def view(page: Page) -> Locator:
    return page.locator(".view.open")


def rows(page: Page) -> Locator:
    return view(page).locator("tbody > tr[data-at]:visible")


def entry(page: Page, at: int) -> Locator:
    return page.locator(".reports .report").nth(at)


def search(page: Page) -> Locator:
    return page.get_by_label("在全部报告里搜索")


def hits(page: Page) -> Locator:
    return page.locator(".reports .hit:visible")


class TestOneOfThem:
    def test_only_the_open_report_stands_in_the_page(self, page: Page, reports: list[Report]) -> None:
        for at in (1, 3, 0):
            entry(page, at).click()
            expect(page.locator(".view")).to_have_count(1)
            expect(page.locator("tr[data-at]")).to_have_count(len(reports[at].claims))
            expect(page.locator("a.mark")).to_have_count(len(reports[at].claims))
            expect(entry(page, at)).to_have_attribute("aria-current", "page")
            expect(page.locator(".reports [aria-current]")).to_have_count(1)
            expect(page.locator(".show-list .count")).to_have_text(f"{at + 1} / {len(reports)}")

    def test_it_comes_back_as_it_was_left(self, page: Page, reports: list[Report]) -> None:
        view(page).get_by_label("性质").select_option(label="目标")
        count = rows(page).count()
        assert 0 < count < len(reports[0].claims)
        view(page).locator(".text").evaluate("text => text.scrollTo(0, 700)")
        entry(page, 1).click()
        assert view(page).locator(".text").evaluate("text => text.scrollTop") == 0
        entry(page, 0).click()
        expect(rows(page)).to_have_count(count)
        assert view(page).locator(".text").evaluate("text => text.scrollTop") == 700

    @pytest.mark.parametrize("kind", ["f", "m"])
    def test_links_lead_to_a_report_and_a_figure(self, open_page: Open, reports: list[Report], kind: str) -> None:
        page = open_page(page_of(reports), hash="#r1")
        expect(view(page)).to_have_id("r1")
        page.evaluate(f"location.hash = '{kind}0-12'")
        expect(page.locator("#f0-12")).to_be_focused()
        expect(page.locator("#m0-12")).to_be_in_viewport()
        page.go_back()
        expect(view(page)).to_have_id("r1")

    @pytest.mark.parametrize("hash", ["#r99", "#f99-1", "#nothing", "#r1-", "#%E4%B8"])
    def test_a_link_that_leads_nowhere_opens_the_first(self, open_page: Open, reports: list[Report], hash: str) -> None:
        expect(view(open_page(page_of(reports), hash=hash))).to_have_id("r1" if hash == "#r1-" else "r0")

    def test_the_way_past_the_list(self, page: Page) -> None:
        entry(page, 1).click()
        page.locator(".skip").focus()
        page.keyboard.press("Enter")
        expect(view(page)).to_have_id("r1")
        expect(view(page)).to_be_focused()

    def test_what_was_said_outlives_the_view(self, open_page: Open) -> None:
        """A page keeps some views that were opened; of the others what a reader said stays, with numbers taken in."""
        texts = [f"{at}号馆2023年报告\n举办培训{at + 20}场，增长5%。" for at in range(40)]
        made = [extract(Source(text, f"{at}.txt", sha256=f"{at:064}")) for at, text in enumerate(texts)]
        page = open_page(page_of(made))
        page.locator(".rejected summary").click()
        page.locator(".rejected a").first.click()
        page.locator(".offer").click()
        view(page).locator(".card [name=metric]").fill("收进来的数")
        page.keyboard.press("Enter")
        entry(page, 1).click()
        page.locator(".rejected summary").click()
        page.locator(".rejected a").first.click()
        page.locator(".offer").click()
        expect(page.locator("tr.new")).to_have_count(1)
        for at in range(2, 40):
            entry(page, at).click()
        assert page.evaluate("reportmine.views.filter(Boolean).length") == 30
        search(page).fill("收进来的数")
        hits(page).first.click()
        expect(page.locator("tr.new")).to_be_focused()
        expect(page.locator("a.mark.taken")).to_have_count(1)
        search(page).fill("")
        entry(page, 1).click()
        expect(page.locator("tr.new, a.mark.taken")).to_have_count(0)


class TestList:
    def test_what_it_says_of_each(self, page: Page, reports: list[Report]) -> None:
        facts = ("2022 年", "a-2022.txt", "2 个数字", f"待核对 {len(to_check(reports[2].claims))}")
        for said in facts:
            expect(entry(page, 2)).to_contain_text(said)
        expect(entry(page, 3)).not_to_contain_text("待核对")
        expect(page.locator(".found")).to_have_text(f"5 份报告，{sum(len(one.claims) for one in reports)} 个数字")

    @pytest.mark.parametrize("width", WIDTHS)
    def test_long_titles_are_cut_and_whole_in_the_hint(
        self, open_page: Open, reports: list[Report], width: int
    ) -> None:
        page = open_page(page_of(reports), width)
        page.keyboard.press("l")
        name = entry(page, 2).locator(".name")
        assert (
            name.evaluate("one => one.scrollWidth > one.clientWidth && getComputedStyle(one).textOverflow")
            == "ellipsis"
        )
        assert name.bounding_box()["height"] < 30  # type: ignore[index]
        expect(entry(page, 2)).to_have_attribute("title", f"{LONG} · 年报/a-2022.txt")
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    def test_a_drawer_where_there_is_no_room_beside_the_report(self, open_page: Open, reports: list[Report]) -> None:
        page = open_page(page_of(reports), width=390)
        listed, button = page.locator(".reports"), page.get_by_role("button", name="报告")
        expect(listed).to_be_hidden()
        expect(button).to_have_attribute("aria-expanded", "false")
        button.click()
        expect(listed).to_be_visible()
        entry(page, 4).click()
        expect(listed).to_be_hidden()
        expect(view(page)).to_have_id("r4")
        page.keyboard.press("l")
        expect(search(page)).to_be_focused()
        page.keyboard.press("Escape")
        expect(listed).to_be_hidden()
        page.set_viewport_size({"width": 800, "height": 800})
        button.click()
        expect(listed).to_be_visible()
        page.mouse.click(700, 400)
        expect(listed).to_be_hidden()
        page.set_viewport_size({"width": 1280, "height": 800})
        expect(listed).to_be_visible()
        button.click()
        expect(listed).to_be_hidden()


class TestSearch:
    def test_hits_stand_below_their_reports_and_lead_there(self, page: Page) -> None:
        search(page).fill("培训 年报")
        expect(page.locator(".reports .report:visible")).to_have_count(2)
        expect(page.locator(".found")).to_have_text("2 份报告，4 个数字")
        expect(hits(page)).to_have_text([re.compile(text) for text in ("20场", "5%", "25场", "300人")])
        search(page).fill("300人")
        expect(hits(page)).to_have_text([re.compile(text) for text in ("300人", "25场")])
        search(page).fill("培训 年报")
        expect(hits(page).first.locator("mark")).to_have_text("培训")
        hits(page).nth(3).click()
        expect(view(page)).to_have_id("r4")
        expect(page.locator("#f4-1")).to_be_focused()
        expect(page.locator("#f4-1 .why")).to_be_visible()
        hits(page).nth(2).click()
        hits(page).nth(3).click()
        expect(page.locator("#f4-1")).to_be_focused()

    def test_the_same_hit_twice(self, page: Page) -> None:
        search(page).fill("300人")
        for other in (entry(page, 0), entry(page, 4)):
            hits(page).first.click()
            expect(page.locator("#f4-1")).to_be_focused()
            search(page).fill("")
            other.click()
            search(page).fill("300人")

    def test_what_a_report_is_called_finds_it(self, page: Page) -> None:
        search(page).fill("c-2023")
        expect(page.locator(".reports .report:visible")).to_have_count(1)
        expect(hits(page)).to_have_count(0)
        search(page).fill("没有这样的指标")
        expect(page.locator(".reports").get_by_text("没有符合条件的数字。")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(".reports .report:visible")).to_have_count(5)

    def test_a_few_hits_of_each_and_the_others_when_asked(self, page: Page, reports: list[Report]) -> None:
        search(page).fill("增长")
        in_city = [one for one in reports[0].claims if "增长" in one.metric + one.sentence]
        first = page.locator(".entries > li").first
        expect(first.locator(".hit")).to_have_count(5)
        first.get_by_role("button", name=f"还有 {len(in_city) - 5} 个").click()
        expect(first.locator(".hit")).to_have_count(len(in_city))

    def test_filters_of_the_report_give_way_to_a_hit(self, page: Page, reports: list[Report]) -> None:
        view(page).get_by_role("searchbox").fill("游客")
        search(page).fill("1251.9亿元")
        hits(page).first.click()
        expect(rows(page)).to_have_count(len(reports[0].claims))

    def test_what_a_reader_corrected_is_found(self, page: Page) -> None:
        entry(page, 4).click()
        page.locator("#f4-1 .name").click()
        page.locator("#f4-1").get_by_role("button", name="改").click()
        view(page).locator(".card [name=metric]").fill("新名称")
        page.keyboard.press("Enter")
        entry(page, 0).click()
        search(page).fill("新名称")
        expect(hits(page)).to_have_count(1)
        hits(page).first.click()
        expect(page.locator("#f4-1")).to_be_focused()
        page.keyboard.press("c")
        search(page).fill("25场")
        hits(page).first.click()
        expect(view(page).locator(".card .sentence mark")).to_have_text("25场")


class TestKeyboard:
    def test_through_the_list(self, page: Page) -> None:
        page.keyboard.press("l")
        expect(search(page)).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(entry(page, 0)).to_be_focused()
        for key, at in (("ArrowDown", 1), ("End", 4), ("ArrowDown", 4), ("Home", 0), ("PageDown", 4), ("ArrowUp", 3)):
            page.keyboard.press(key)
            expect(entry(page, at)).to_be_focused()
        page.keyboard.press("Enter")
        expect(view(page)).to_have_id("r3")
        expect(entry(page, 3)).to_be_focused()
        page.keyboard.press("Home")
        page.keyboard.press("ArrowUp")
        expect(search(page)).to_be_focused()
        page.keyboard.type("300人")
        page.keyboard.press("Enter")
        page.keyboard.press("ArrowDown")
        expect(hits(page).first).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#f4-1")).to_be_focused()
        page.keyboard.press("/")
        expect(view(page).get_by_role("searchbox")).to_be_focused()
        page.keyboard.press("Escape")
        page.keyboard.press("l")
        page.keyboard.press("Escape")
        expect(search(page)).to_have_value("")
        page.keyboard.press("Escape")
        expect(page.locator("#f4-1")).to_be_focused()

    def test_tab_reaches_one_place_of_it(self, page: Page) -> None:
        search(page).fill("培训")
        expect(page.locator(".entries [tabindex='0']")).to_have_count(1)
        expect(page.locator(".entries").locator("a, button").locator("xpath=self::*[not(@tabindex)]")).to_have_count(0)

    def test_pinyin_that_is_being_typed_searches_nothing(self, page: Page) -> None:
        search(page).evaluate(
            """input => {
              input.value = "pei'xun";
              input.dispatchEvent(new InputEvent("input", { isComposing: true }));
            }"""
        )
        expect(page.locator(".reports .report:visible")).to_have_count(5)


class TestChecking:
    def left(self, reports: Sequence[Report]) -> int:
        return sum(len(to_check(one.claims)) for one in reports)

    def test_from_report_to_report(self, page: Page, reports: list[Report]) -> None:
        everything = self.left(reports)
        expect(page.locator(".checked-of-all")).to_have_text(f"已核对 0 / {everything}")
        entry(page, 2).click()
        page.get_by_role("button", name="逐份核对").click()
        for _ in to_check(reports[2].claims):
            page.keyboard.press("Enter")
        expect(entry(page, 2)).to_contain_text("✓ 已核对")
        following = view(page).get_by_role("button", name="下一份")
        expect(following).to_contain_text(f"（待核对 {len(to_check(reports[4].claims))}）：{reports[4].title}")
        page.keyboard.press("Enter")
        expect(view(page)).to_have_id("r4")
        assert page.url.endswith("#r4")
        page.keyboard.press("n")
        expect(page.locator(".checked-of-all")).to_have_text(
            f"已核对 {len(to_check(reports[2].claims)) + 1} / {everything}"
        )
        page.reload()
        expect(entry(page, 2)).to_contain_text("✓ 已核对")
        expect(page.locator(".checked-of-all")).to_have_text(
            f"已核对 {len(to_check(reports[2].claims)) + 1} / {everything}"
        )

    def test_each_is_saved_by_itself_and_the_list_knows(self, page: Page, reports: list[Report]) -> None:
        page.keyboard.press("c")
        page.keyboard.press("Enter")
        entry(page, 4).click()
        page.keyboard.press("c")
        page.keyboard.press("Enter")
        for at in (0, 4):
            expect(entry(page, at)).to_contain_text("未保存")
        with page.expect_download() as caught:
            page.keyboard.press("s")
        assert caught.value.suggested_filename == "c-2023.corrections.json"
        corrections, faults = parsed(Path(caught.value.path()).read_text(encoding="utf-8"))
        checked = reports[4].claims[to_check(reports[4].claims)[0]]
        assert faults == () and corrections.entries == (of_claim(checked, fields_of(checked)),)
        expect(entry(page, 4).locator(".unsaved")).to_be_hidden()
        expect(entry(page, 0).locator(".unsaved")).to_be_visible()
        page.reload()
        expect(entry(page, 0).locator(".unsaved")).to_be_visible()
        expect(entry(page, 4).locator(".unsaved")).to_be_hidden()

    def test_the_last_one_leads_nowhere(self, open_page: Open, reports: list[Report]) -> None:
        page = open_page(page_of(reports[2:]), hash="#r2")
        for at in (2, 0):
            page.get_by_role("button", name="逐份核对").click()
            expect(view(page)).to_have_id(f"r{at}")
            for _ in to_check(reports[2 + at].claims):
                page.keyboard.press("Enter")
        expect(view(page).get_by_text("都核对完了")).to_be_visible()
        expect(view(page).get_by_role("button", name="下一份")).to_have_count(0)
        page.keyboard.press("Enter")
        expect(view(page)).to_have_id("r0")
        expect(page.get_by_role("button", name="逐份核对")).to_be_disabled()


class TestWithoutScript:
    def test_the_list_is_the_contents_of_all_reports(self, open_page: Open, reports: list[Report]) -> None:
        page = open_page(page_of(reports), java_script_enabled=False)
        expect(page.locator(".view:visible")).to_have_count(len(reports))
        expect(page.locator("tbody > tr[data-at]:visible")).to_have_count(sum(len(one.claims) for one in reports))
        for control in (".finder", ".show-list", ".filters >> nth=0"):
            expect(page.locator(control)).to_be_hidden()
        entry(page, 4).click()
        expect(page.locator("#r4")).to_be_in_viewport()
        page.locator("#m4-1").click()
        expect(page.locator("#f4-1 .why")).to_be_visible()


class TestLooks:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_it_can_be_read_in_light_and_dark(self, open_page: Open, reports: list[Report], scheme: str) -> None:
        page = open_page(page_of(reports), color_scheme=scheme)
        page.keyboard.press("c")
        page.keyboard.press("Enter")
        entry(page, 2).click()
        page.keyboard.press("c")
        for _ in to_check(reports[2].claims):
            page.keyboard.press("Enter")
        search(page).fill("培训")
        assert [found for found in page.evaluate(CONTRASTS) if found[1] < 4.5] == []

    def test_paper_has_the_open_report_and_no_list(self, page: Page, reports: list[Report]) -> None:
        entry(page, 1).click()
        page.emulate_media(media="print")
        for gone in (".reports", ".show-list", ".filters"):
            expect(page.locator(gone)).to_be_hidden()
        expect(rows(page)).to_have_count(len(reports[1].claims))
        height = "document.documentElement.scrollHeight - document.querySelector('.text').scrollHeight"
        assert page.evaluate(height) > 0, "nothing is cut off by a pane that scrolls"

    @pytest.mark.parametrize("language", ["zh", "en"])
    @pytest.mark.parametrize("width", WIDTHS)
    def test_line_numbers_do_not_wrap(self, open_page: Open, reports: list[Report], width: int, language: str) -> None:
        claims = tuple(claim._replace(line=12345, page=1234) for claim in reports[0].claims)
        for shown in ([replace(reports[0], claims=claims)], [replace(reports[0], claims=claims), reports[1]]):
            page = open_page(page_of(shown, "en" if language == "en" else "zh"), width)
            assert (
                page.evaluate(
                    """() => [...document.querySelectorAll("td.line")].filter((cell) => {
                  const link = cell.firstChild, [box, ...more] = link.getClientRects();
                  const next = cell.nextElementSibling.getBoundingClientRect();
                  if (!box) return false;
                  return more.length || box.height > 30 || box.right > next.left || cell.scrollWidth > cell.clientWidth;
                }).length"""
                )
                == 0
            )
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            page.keyboard.press("c")
            place = view(page).locator(".card .at")
            assert place.evaluate("one => one.getClientRects().length") == 1


@pytest.fixture(scope="module")
def many() -> str:
    """The page of 500 reports of 2 to 6 kB and 30 to 60 figures each."""
    idle = "坚持以人民为中心的发展思想，持续优化营商环境，着力推动各项工作落地见效。"
    ordinary = []
    for path in SAMPLES:
        lines = [line + idle * (len(line) > 60) for line in read(path).raw.splitlines()]
        whole = extract(Source("\n".join(lines)[:1_500]))
        ordinary.append(replace(whole, claims=whole.claims[:60]))
    assert 35 <= sum(len(one.claims) for one in ordinary) / len(ordinary) <= 60
    made = []
    for at in range(500):
        report = ordinary[at % len(ordinary)]
        source = replace(report.source, path=f"年报/{at:03}.txt", sha256=f"{at:064}")
        made.append(replace(report, source=source))
    return page_of(made)


def test_five_hundred_open_in_two_seconds(open_page: Open, many: str) -> None:
    """Measured on two cores: 60 MB, 0.9 s; other work on the machine makes single openings three times as long."""
    page = open_page(many)

    def opening() -> float:
        began = time.monotonic()
        page.reload(wait_until="domcontentloaded")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        assert rows(page).count() > 20
        return time.monotonic() - began

    assert min(opening() for _ in range(6)) < 2


def test_search_over_five_hundred(open_page: Open, many: str) -> None:
    """Measured on two cores: 0.2 s for the first words, which read all reports, and 0.1 s afterwards."""
    page = open_page(many)
    took = page.evaluate(
        """async () => {
          const input = document.querySelector("#all-search"), took = [];
          for (const words of ["增长", "培训", "增长", "2023", "增长"]) {
            const from = performance.now();
            input.value = words;
            input.dispatchEvent(new Event("input"));
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            took.push(performance.now() - from);
          }
          return took;
        }"""
    )
    assert page.locator(".hit").count() > 500
    assert min(took) < 1000
