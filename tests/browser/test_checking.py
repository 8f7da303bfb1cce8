"""Checking figures on the page: by keys alone, by buttons, what is saved and what Python makes of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.test_every_page import CONTRASTS
from reportmine import extract, read
from reportmine.corrections.applying import Corrected, corrected
from reportmine.corrections.carrying import Held
from reportmine.corrections.file import parsed
from reportmine.corrections.making import first_fields, of_claim, of_number, of_report
from reportmine.corrections.model import Correction, Corrections, Fields, fields_of
from reportmine.corrections.queue import to_check
from reportmine.model import Report, Source, Span
from reportmine.output.data.csv import to_csv
from reportmine.output.html.report_page import page_of

Open = Callable[..., Page]
HOSTILE = '</script><script>window.broken=1</script><img src=x onerror="window.broken=1">&lt;'


def view(page: Page) -> Locator:
    return page.locator(".view.open")


def field(page: Page, name: str) -> Locator:
    return view(page).locator(f".card [name={name}]")


def button(page: Page, name: str) -> Locator:
    return view(page).get_by_role("button", name=re.compile(name)).locator("visible=true").first


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def row_at(page: Page, at: int) -> Locator:
    return page.locator(f"#f0-{at}")


def shown_text(page: Page) -> str:
    """The figure of the card."""
    return view(page).locator(".card .sentence mark").text_content() or ""


def downloaded(page: Page, act: Callable[[], Any]) -> tuple[str, bytes]:
    with page.expect_download() as caught:
        act()
    path = caught.value.path()
    return caught.value.suggested_filename, Path(path).read_bytes()


def saved(page: Page) -> Corrections:
    """The file of corrections, which is without fault."""
    name, data = downloaded(page, lambda: press(page, "s"))
    assert name.endswith(".corrections.json")
    corrections, faults = parsed(data.decode("utf-8"))
    assert faults == ()
    return corrections


def exported(page: Page) -> bytes:
    name, data = downloaded(page, button(page, "CSV").click)
    assert name.endswith(".csv")
    return data


def as_python_writes(report: Report) -> bytes:
    return to_csv([report]).encode("utf-8-sig")


def with_digest(report: Report) -> Report:
    """As of a file: only then a page knows which corrections are of it."""
    return replace(report, source=replace(report.source, sha256="7" * 64))


def applied(report: Report, corrections: Corrections) -> Corrected:
    done = corrected(report, corrections)
    assert done.stale == () and done.moved == 0
    return done


def made(report: Report, entries: Iterable[Correction]) -> Corrections:
    return of_report(report, tuple(entries))


def select(page: Page, text: str, words: str) -> None:
    """Select the characters in the text of the report as a mouse does, in the first block that has `text`."""
    view(page).locator(".text article > *").filter(has_text=text).first.evaluate(
        """async (block, words) => {
          // Scrolling takes the button away that a selection offers.
          block.scrollIntoView();
          for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
          const whole = block.textContent, start = whole.indexOf(words), end = start + words.length;
          const range = document.createRange(), texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
          for (let at = 0; texts.nextNode(); at += texts.currentNode.data.length) {
            const node = texts.currentNode, here = (place) => place >= at && place <= at + node.data.length;
            if (start < at + node.data.length && here(start)) range.setStart(node, start - at);
            if (here(end)) { range.setEnd(node, end - at); break; }
          }
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        words,
    )


def offer(page: Page) -> Locator:
    return page.locator(".offer")


class TestByKeys:
    """A reader's work on a report without the mouse, up to the table that Python makes of it."""

    def test_twenty_figures_a_number_taken_in_and_one_marked(self, open_page: Open, city: Report) -> None:
        page = open_page(page_of([city]))
        queue = to_check(city.claims)
        assert len(queue) > 22
        expect(button(page, "待核对")).to_contain_text(str(len(queue)))
        press(page, "c")
        expected: list[Correction] = []
        for place, at in enumerate(queue[:20]):
            claim = city.claims[at]
            assert shown_text(page) == claim.text
            expect(page.locator(f"#m0-{at}")).to_be_in_viewport()
            fields = fields_of(claim)
            if place == 1:
                press(page, "2", "Enter")
                fields = fields._replace(metric=claim.other_names[0])
            elif place == 3:
                press(page, "e")
                self.tab_to(page, "status")
                press(page, "End", "Enter")
                fields = fields._replace(status="target")
            elif place == 4:
                press(page, "e")
                self.tab_to(page, "period")
                page.keyboard.type("2021/2025")
                press(page, "Enter")
                fields = fields._replace(period="2021/2025")
            elif place == 5:
                press(page, "n")
            else:
                press(page, "Enter")
            expected.append(of_claim(claim, None if place == 5 else fields))
        expect(view(page).get_by_role("status").first).to_have_text(f"已核对 20 / {len(queue)}")
        press(page, "n", "u")
        expect(view(page).locator(".checked-count")).to_have_text(f"已核对 20 / {len(queue)}")
        assert shown_text(page) == city.claims[queue[20]].text
        page.reload()
        expect(view(page).locator(".checked-count")).to_have_text(f"已核对 20 / {len(queue)}")
        press(page, "c")
        assert shown_text(page) == city.claims[queue[20]].text
        press(page, "j", "k", "k", "j")
        assert shown_text(page) == city.claims[queue[20]].text
        press(page, "c")
        expected.append(self.take_in(page, city))
        expected.append(self.mark(page, city))
        press(page, "c", "Enter", "c")
        expected.append(of_claim(city.claims[queue[20]], fields_of(city.claims[queue[20]])))
        assert saved(page) == made(city, expected)
        report = applied(city, made(city, expected)).report
        assert len(report.claims) == len(city.claims) + 1
        assert exported(page) == as_python_writes(report)

    def tab_to(self, page: Page, name: str) -> None:
        for _ in range(12):
            press(page, "Tab")
            if page.evaluate("document.activeElement.name") == name:
                return
        pytest.fail(f"Tab does not reach {name}")

    def take_in(self, page: Page, city: Report) -> Correction:
        """By the list of rejected numbers, with Enter."""
        at, rejected = next((at, one) for at, one in enumerate(city.rejected) if one.text.startswith("2023"))
        view(page).locator(".rejected summary").press("Enter")
        view(page).locator(f".rejected a[href='#n0-{at}']").press("Enter")
        expect(offer(page)).to_be_focused()
        press(page, "Enter")
        expect(field(page, "metric")).to_be_focused()
        expect(field(page, "metric")).to_have_value("")
        press(page, "Enter")
        expect(view(page).locator(".of-metric .fault")).to_have_text("请写指标名称")
        page.keyboard.type("回顾的年份")
        press(page, "Enter")
        expect(view(page).locator(".check")).to_be_hidden()
        return of_number(city, rejected.span, first_fields(rejected)._replace(metric="回顾的年份"))

    def mark(self, page: Page, city: Report) -> Correction:
        """Characters that no number was found in."""
        words = "稳中向好"
        start = city.source.raw.index(words)
        select(page, words, words)
        expect(offer(page)).to_have_text("收为数据")
        offer(page).press("Enter")
        expect(field(page, "metric")).to_be_focused()
        page.keyboard.type("质量")
        self.tab_to(page, "value")
        page.keyboard.type("1.50")
        self.tab_to(page, "unit")
        page.keyboard.type("级")
        press(page, "Enter")
        fields = FIRST._replace(metric="质量", value=Decimal("1.5"), unit="级")
        return of_number(city, Span(start, start + len(words)), fields)


FIRST = Fields("", Decimal(0), None, "", "exact", "level", None, "actual", None, None, None, "other")


class TestCard:
    def test_any_figure_from_its_row(self, open_page: Open, city: Report) -> None:
        page = open_page(page_of([city]))
        at = next(at for at in range(len(city.claims)) if at not in to_check(city.claims))
        row_at(page, at).locator(".name").click()
        row_at(page, at).get_by_role("button", name="改").click()
        assert shown_text(page) == city.claims[at].text
        field(page, "metric").fill("新名称")
        field(page, "scope").fill("全区")
        button(page, "采用修改").click()
        expect(row_at(page, at)).to_be_focused()
        expect(row_at(page, at).locator(".name")).to_have_text("新名称")
        expect(row_at(page, at).locator(".sub").first).to_contain_text("全区")
        expect(row_at(page, at).locator(".checked")).to_have_text("已核对")
        expect(row_at(page, at).locator(".was")).to_contain_text(f"指标 {city.claims[at].metric} → 新名称")
        view(page).get_by_role("searchbox").fill("新名称")
        expect(view(page).locator("tbody > tr[data-at]:visible")).to_have_count(1)

    def test_what_is_no_figure_is_struck_through_and_comes_back(self, open_page: Open, city: Report) -> None:
        page = open_page(page_of([city]))
        at = to_check(city.claims)[0]
        before = row_at(page, at).locator(".metric").inner_html()
        press(page, "c", "n", "c")
        line = row_at(page, at).locator(".name").evaluate("one => getComputedStyle(one).textDecorationLine")
        assert line == "line-through"
        assert applied(city, saved(page)).report.claims == city.claims[:at] + city.claims[at + 1 :]
        assert exported(page) == as_python_writes(applied(city, saved(page)).report)
        press(page, "c", "u", "c")
        assert row_at(page, at).locator(".metric").inner_html() == before
        expect(button(page, "保存修正")).to_be_disabled()
        press(page, "s")
        expect(page.locator(".toast")).to_have_text("还没有修正可以保存。")

    def test_what_cannot_be_is_said_beside_its_field(self, open_page: Open, city: Report) -> None:
        page = open_page(page_of([city]))
        press(page, "c")
        wrong = {"value": "3千", "period": "去年", "metric": "长" * 1001}
        for name, text in wrong.items():
            before = field(page, name).input_value()
            field(page, name).fill(text)
            field(page, name).press("Enter")
            fault = view(page).locator(f".of-{name} .fault")
            expect(fault).not_to_be_empty()
            expect(field(page, name)).to_have_attribute("aria-invalid", "true")
            field(page, name).fill(before)
        field(page, "qualifier").select_option("range")
        field(page, "value_max").fill("-1")
        field(page, "value_max").press("Enter")
        expect(view(page).locator(".of-value_max .fault")).to_have_text("上限不能小于数值")
        expect(view(page).locator(".checked-count")).to_contain_text("已核对 0 /")

    def test_a_direction_only_where_something_moves(self, open_page: Open) -> None:
        report = extract("举办培训20场。")
        page = open_page(page_of([report]))
        press(page, "c")
        expect(field(page, "direction")).to_be_hidden()
        field(page, "measure").select_option("change")
        field(page, "direction").select_option("down")
        field(page, "value").fill("0012.50")
        field(page, "qualifier").select_option("range")
        field(page, "value_max").fill("1000000")
        press(page, "Enter")
        (claim,) = applied(report, saved(page)).report.claims
        assert (claim.measure, claim.direction, claim.quantity.low, claim.quantity.high) == (
            *("change", "down"),
            *(Decimal("12.5"), Decimal(1000000)),
        )
        assert exported(page) == as_python_writes(applied(report, saved(page)).report)

    def test_keys_do_nothing_while_somebody_types(self, open_page: Open, city: Report) -> None:
        page = open_page(page_of([city]))
        press(page, "/")
        page.keyboard.type("cns")
        expect(view(page).get_by_role("searchbox")).to_have_value("cns")
        expect(view(page).locator(".check")).to_be_hidden()
        press(page, "Escape", "Escape", "c", "e")
        page.keyboard.type("jk5nuc")
        expect(field(page, "metric")).to_have_value("jk5nuc")
        page.evaluate(
            """() => document.activeElement.dispatchEvent(new KeyboardEvent("keydown",
              { key: "Enter", bubbles: true, isComposing: true }))"""
        )
        expect(view(page).locator(".checked-count")).to_contain_text("已核对 0 /")
        press(page, "Escape", "j", "k")
        expect(field(page, "metric")).to_have_value("jk5nuc")

    def test_to_the_end_with_the_mouse(self, open_page: Open) -> None:
        report = extract("2023年举办培训20场，增长5%。")
        page = open_page(page_of([report]), width=390)
        button(page, "待核对").click()
        for _ in to_check(report.claims):
            button(page, "^对").click()
        expect(view(page).locator(".finished")).to_contain_text("都核对完了")
        expect(button(page, "待核对")).to_contain_text("0")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390

    def test_a_figure_of_the_text_opens_in_the_card(self, open_page: Open, city: Report) -> None:
        page = open_page(page_of([city]))
        press(page, "c")
        at = next(at for at in range(len(city.claims)) if at not in to_check(city.claims))
        page.locator(f"#m0-{at}").click()
        assert shown_text(page) == city.claims[at].text
        press(page, "Enter")
        assert shown_text(page) == city.claims[to_check(city.claims)[0]].text

    def test_several_reports_are_checked_by_themselves(self, open_page: Open, city: Report, league: Report) -> None:
        page = open_page(page_of([city, league]))
        press(page, "c", "Enter", "c")
        page.locator(".reports .report").nth(1).click()
        press(page, "c", "n", "c")
        at = to_check(league.claims)[0]
        assert saved(page) == made(league, [of_claim(league.claims[at], None)])


class TestNewFigures:
    def test_a_rejected_number_clicked_in_the_text(self, open_page: Open, city: Report) -> None:
        page = open_page(page_of([city]))
        button(page, "标出未采用的数字").click()
        page.locator("#n0-2").click()
        offer(page).click()
        field(page, "metric").fill("数")
        press(page, "Escape", "j")
        expect(view(page).locator(".check")).to_be_hidden()
        expect(page.locator("a.mark.taken")).to_have_count(0)
        page.locator("#n0-2").click()
        offer(page).click()
        field(page, "metric").fill("数")
        press(page, "Enter")
        expect(page.locator("#n0-2 a.mark.taken")).to_have_count(1)
        page.locator("#n0-2 a.mark.taken").click()
        row = page.locator("tr.new")
        expect(row).to_be_focused()
        expect(row.locator(".name")).to_have_text("数")
        assert saved(page) == made(
            city, [of_number(city, city.rejected[2].span, first_fields(city.rejected[2])._replace(metric="数"))]
        )
        press(page, "c", "u")
        press(page, "c")
        expect(page.locator("tr.new, a.mark.taken")).to_have_count(0)

    def test_what_overlaps_a_figure_is_that_figure(self, open_page: Open) -> None:
        page = open_page(page_of([extract("全年举办培训20场。")]))
        select(page, "培训", "培训20")
        expect(offer(page)).to_have_text("改这个数字")
        offer(page).click()
        assert shown_text(page) == "20场"

    def test_a_number_inside_of_one_that_was_marked_is_that_one(self, open_page: Open, city: Report) -> None:
        page = open_page(page_of([city]))
        raw, rejected = city.source.raw, city.rejected[2]
        words = raw[rejected.span.start : rejected.span.end + 1]
        select(page, words, words)
        offer(page).click()
        field(page, "metric").fill("数")
        field(page, "value").fill("1")
        press(page, "Enter")
        view(page).locator(".rejected summary").click()
        view(page).locator(".rejected a[href='#n0-2']").click()
        offer(page).click()
        assert shown_text(page) == words

    @pytest.mark.parametrize(("words", "value"), [("1.2万", "12000"), ("约3,500", "3500"), ("2亿5", "200000000")])
    def test_the_value_is_made_of_the_digits(self, open_page: Open, words: str, value: str) -> None:
        report = replace(extract(f"全馆藏书{words}，很好。"), claims=(), rejected=())
        page = open_page(page_of([report]))
        select(page, "藏书", words)
        offer(page).click()
        expect(field(page, "value")).to_have_value(value)

    def test_a_unit_has_no_multiplier_and_what_was_corrected_is_shown(self, open_page: Open) -> None:
        page = open_page(page_of([extract("旅游收入近900亿元。")]))
        view(page).locator(".to-check").first.click()
        press(page, "e")
        field(page, "value").fill("890")
        field(page, "unit").fill("亿元")
        press(page, "Enter")
        expect(view(page).locator(".of-unit .fault")).to_have_text("请把数值换算好，单位不带万、亿")
        field(page, "value").fill("89000000000")
        field(page, "unit").fill("元")
        press(page, "Enter")
        cell = view(page).locator("td.value").first
        expect(cell.locator("b")).to_have_text("近89,000,000,000 元 *")
        expect(cell.locator(".sub")).to_have_text("900亿元")

    @pytest.mark.parametrize(
        "raw",
        [
            "𠮷野家𠮷门店报告\n𠮷店全年举办𠮷培训20场，另有𠮷𠮷若干人次和许多物件；其余𠮷。\n",
            "  　报告\n\t今年𠮷全市继续推进智慧城市建设并完成了 open\r\nsource 平台的全部𠮷建设任务并投入了运行使\r\n"
            "用，共计支出资金三亿元、惠及全市的所有居民和\r\n单位，另有若干人次和\t许多物件，得到好评。\r\n\r\n",
            "講(jiǎng)座𠮷舉辦２０場，另有若干人次(rén cì)和許多物件。\n",
        ],
        ids=["astral", "wrapped", "cleaned"],
    )
    def test_places_are_those_of_the_raw_text(self, open_page: Open, raw: str) -> None:
        report = extract(Source(raw, "某馆.2023.txt", sha256="7" * 64, pages=(0, 3)))
        page = open_page(page_of([report]))
        select(page, "若干人次", "若干人次")
        offer(page).click()
        field(page, "metric").fill("服务")
        field(page, "value").fill("7")
        press(page, "Enter")
        page.reload()
        expect(page.locator("a.mark.taken")).to_have_text("若干人次")
        start = raw.index("若干人次")
        span = Span(start, start + 4)
        corrections = saved(page)
        (one,) = corrections.entries
        expected = of_number(report, span, FIRST._replace(metric="服务", value=Decimal(7)))
        # Of the sentence at most that much which is shown as it stands in the raw text.
        assert one.sentence in expected.sentence and one.mark.of(one.sentence) == one.text
        assert one == expected._replace(sentence=one.sentence, mark=one.mark)
        assert exported(page) == as_python_writes(applied(report, corrections).report)


class TestCorrectedBefore:
    def test_what_the_report_was_corrected_with_is_saved_again(self, open_page: Open, city: Report) -> None:
        first, second, third = to_check(city.claims)[:3]
        fields = [fields_of(claim) for claim in city.claims]
        taken = of_number(city, city.rejected[2].span, first_fields(city.rejected[2])._replace(metric="数"))
        before = made(
            city,
            [
                of_claim(city.claims[first], fields[first]._replace(metric="甲", status="target")),
                of_claim(city.claims[second], None),
                of_claim(city.claims[third], fields[third]),
                taken,
            ],
        )
        report = applied(city, before).report
        page = open_page(page_of([report], "zh", [Held(before)]))
        assert saved(page) == before
        at = next(at for at, claim in enumerate(report.claims) if claim.metric == "甲")
        expect(row_at(page, at).locator(".checked")).to_have_text("已核对")
        row_at(page, at).locator(".name").click()
        row_at(page, at).get_by_role("button", name="改").click()
        field(page, "metric").fill("乙")
        press(page, "Enter")
        at = next(at for at, claim in enumerate(report.claims) if claim.metric == "数")
        row_at(page, at).locator(".name").click()
        row_at(page, at).get_by_role("button", name="改").click()
        field(page, "metric").fill("个数")
        press(page, "Enter")
        changed = of_claim(city.claims[first], fields[first]._replace(metric="乙", status="target"))
        assert taken.fields is not None
        renamed = taken._replace(fields=taken.fields._replace(metric="个数"))
        expected = made(
            city, [changed, *(one for one in before.entries if one.span not in (changed.span, taken.span)), renamed]
        )
        assert saved(page) == expected
        assert exported(page) == as_python_writes(applied(city, expected).report)

    def test_what_the_browser_kept_fits_the_corrected_report(self, open_page: Open, city: Report) -> None:
        page = open_page(page_of([city]))
        press(page, "c", "2", "Enter", "n", "c")
        button(page, "标出未采用的数字").click()
        page.locator("#n0-2").click()
        offer(page).click()
        field(page, "metric").fill("数")
        press(page, "Enter")
        before = saved(page)
        report = applied(city, before).report
        file = Path(page.url.removeprefix("file://"))
        file.write_text(page_of([report], "zh", [Held(before)]), encoding="utf-8", newline="")
        page.reload()
        expect(page.locator("tr.new")).to_have_count(0)
        assert saved(page) == before
        assert exported(page) == as_python_writes(report)

    def test_what_does_not_fit_is_saved_again_and_no_figure_is_checked_for_it(self, open_page: Open) -> None:
        report = with_digest(extract("举办培训20场，增长5%。"))
        first, second = report.claims
        stale = of_claim(first, None)._replace(text="21场", sentence="举办培训21场")
        page = open_page(page_of([report], known=[Held(made(report, ()), (stale,))]))
        expect(page.locator("tr .checked")).to_have_count(0)
        self.judge(page, 1, "Enter")
        assert saved(page) == made(report, [stale, of_claim(second, fields_of(second))])
        self.judge(page, 0, "Enter")
        assert saved(page) == made(report, [of_claim(one, fields_of(one)) for one in report.claims])

    def judge(self, page: Page, at: int, *keys: str) -> None:
        if not row_at(page, at).get_by_role("button", name="改").is_visible():
            row_at(page, at).locator(".name").click()
        row_at(page, at).get_by_role("button", name="改").click()
        press(page, *keys)

    def again(self, page: Page, html: str) -> None:
        """Another page of the report, in the same browser."""
        Path(page.url.removeprefix("file://")).write_text(html, encoding="utf-8", newline="")
        page.reload()

    def test_a_page_of_some_of_the_figures_loses_nothing_of_the_others(self, open_page: Open, city: Report) -> None:
        page = open_page(page_of([city]))
        first, second = to_check(city.claims)[:2]
        press(page, "c", "n", "Enter", "c")
        expected = [of_claim(city.claims[first], None), of_claim(city.claims[second], fields_of(city.claims[second]))]
        assert saved(page) == made(city, expected)
        third = next(at for at in range(len(city.claims)) if at not in (first, second))
        some = replace(city, claims=(city.claims[third],))
        self.again(page, page_of([some]))
        assert saved(page) == made(city, expected)
        self.judge(page, 0, "Enter")
        expected.append(of_claim(city.claims[third], fields_of(city.claims[third])))
        assert saved(page) == made(city, expected)
        self.again(page, page_of([city]))
        assert saved(page) == made(city, expected)
        press(page, "c", "u", "u", "c")
        assert saved(page) == made(city, expected[:1])

    def test_what_a_page_does_not_list_is_not_overlapped(self, open_page: Open) -> None:
        report = with_digest(extract("全年举办培训20场，增长5%。"))
        known = made(report, [of_claim(report.claims[0], fields_of(report.claims[0]))])
        page = open_page(page_of([replace(report, claims=report.claims[1:])], known=[Held(known)]))
        select(page, "培训", "培训20")
        offer(page).click()
        expect(page.locator(".toast")).to_contain_text("不在本页的表里")
        expect(view(page).locator(".check")).to_be_hidden()
        assert saved(page) == known

    def test_the_file_is_newer_than_what_the_browser_kept(self, open_page: Open) -> None:
        report = with_digest(extract("举办培训20场，增长5%。"))
        (first, second), fields = report.claims, fields_of(report.claims[0])
        page = open_page(page_of([report]))
        self.judge(page, 0, "n")
        self.judge(page, 1, "n")
        known = made(report, [of_claim(first, fields._replace(metric="甲"))])
        self.again(page, page_of([applied(report, known).report], known=[Held(known)]))
        expect(row_at(page, 0).locator(".name")).to_have_text("甲")
        assert saved(page) == made(report, [*known.entries, of_claim(second, None)])

    def test_what_was_said_since_the_file_was_saved_is_newer(self, open_page: Open) -> None:
        report = with_digest(extract("举办培训20场，增长5%。"))
        first, fields = report.claims[0], fields_of(report.claims[0])
        page = open_page(page_of([report]))
        self.judge(page, 0, "Enter")
        known = saved(page)
        self.judge(page, 0, "e")
        page.keyboard.type("乙")
        press(page, "Enter")
        newer = made(report, [of_claim(first, fields._replace(metric="乙"))])
        assert saved(page) == newer
        self.again(page, page_of([applied(report, known).report], known=[Held(known)]))
        assert saved(page) == newer

    def test_what_was_taken_in_before_is_taken_out(self, open_page: Open) -> None:
        report = with_digest(extract("全年举办培训20场，稳中向好。"))
        start = report.source.raw.index("稳中向好")
        marked = of_number(report, Span(start, start + 4), FIRST._replace(metric="质量"))
        known = made(report, [marked])
        shown = applied(report, known).report
        page = open_page(page_of([shown], known=[Held(known)]))
        self.judge(page, 1, "n")
        assert saved(page) == made(report, [])
        assert exported(page) == as_python_writes(report)
        page.reload()
        assert saved(page) == made(report, [])
        self.again(page, page_of([report]))
        expect(button(page, "保存修正")).to_be_disabled()

    def test_thousands_that_were_checked_open_at_once(self, open_page: Open) -> None:
        report = with_digest(extract("\n".join(f"第{at}馆举办培训{at + 20}场。" for at in range(3_000))))
        known = made(report, [of_claim(one, fields_of(one)) for one in report.claims])
        bare, page = open_page(page_of([report])), open_page(page_of([report], known=[Held(known)]))
        expect(page.locator("tr .checked")).to_have_count(len(report.claims))
        # In turns, and the best of each: other work on the machine makes single openings three times as long.
        turns = [(self.milliseconds(bare), self.milliseconds(page)) for _ in range(5)]
        fastest_bare, fastest = map(min, zip(*turns, strict=True))
        assert fastest < 2 * fastest_bare + 500

    def milliseconds(self, page: Page) -> float:
        """What it takes to open the page once more."""
        page.reload()
        timing = "performance.getEntriesByType('navigation')[0]"
        return float(page.evaluate(f"{timing}.domContentLoadedEventEnd - {timing}.responseEnd"))


def test_the_number_of_a_table_keeps_its_unit(open_page: Open, tmp_path: Path) -> None:
    file = tmp_path / "决算.md"
    file.write_text("单位：万元\n\n| 项目 | 2023年 |\n|---|---|\n| 培训支出 | 307.82 |\n", encoding="utf-8")
    report = extract(read(file))
    page = open_page(page_of([report]))
    value = row_at(page, 0).locator("td.value")
    expect(value).to_have_text("307.82万元3,078,200 元")
    row_at(page, 0).locator(".name").click()
    row_at(page, 0).locator(".correct").click()
    field(page, "metric").fill("培训经费")
    press(page, "Enter")
    expect(row_at(page, 0).locator(".name")).to_have_text("培训经费")
    assert value.text_content() == "307.82万元3,078,200 元"
    assert exported(page) == as_python_writes(applied(report, saved(page)).report)


class TestWhatIsWritten:
    def test_a_metric_that_every_object_has(self, open_page: Open) -> None:
        report = extract("举办培训20场。")
        for name in ("constructor", "__proto__"):
            page = open_page(page_of([report]))
            press(page, "c", "e")
            page.keyboard.type(name)
            press(page, "Enter", "c")
            assert exported(page) == as_python_writes(applied(report, saved(page)).report)

    def test_a_figure_behind_very_many(self, open_page: Open) -> None:
        page = open_page(page_of([extract("举办培训20场，稳中向好。")]))
        page.evaluate("""() => {
          const { rows } = reportmine.views[0];
          for (let at = 0; at < 200_000; at += 1) rows.push(rows[0]);
        }""")
        select(page, "稳中向好", "稳中向好")
        offer(page).click()
        expect(field(page, "metric")).to_be_focused()

    def test_the_names_of_files(self, open_page: Open) -> None:
        for path, name in (("年报/某馆.2023.txt", "某馆.2023"), ("-", "report"), (None, "report")):
            page = open_page(page_of([extract(Source("举办培训20场。", path))]))
            assert downloaded(page, button(page, "CSV").click)[0] == f"{name}.csv"

    def test_the_untouched_table_is_that_of_python(self, open_page: Open, city: Report, league: Report) -> None:
        for report in (city, league, extract("某馆\t举办培训20场，增长5%。")):
            assert exported(open_page(page_of([report]))) == as_python_writes(report)

    def test_hostile_text_is_text(self, open_page: Open) -> None:
        report = extract(Source(f"{HOSTILE}\n举办培训20场，{HOSTILE}增长5%，另有3{HOSTILE}。", f"{HOSTILE}=1.txt"))
        odd = tuple(
            one._replace(metric=f"=1+{HOSTILE}", other_names=(HOSTILE, "-3"), section='"\n,') for one in report.claims
        )
        report = replace(report, claims=odd)
        page = open_page(page_of([report]))
        press(page, "c", "2", "Enter", "c")
        assert page.evaluate("window.broken") is None
        assert page.locator("img").count() == 0
        assert page.locator("script:not([type])").count() == 1
        expect(page.locator("tr .name").filter(has_text=HOSTILE).first).to_be_visible()
        assert exported(page) == as_python_writes(applied(report, saved(page)).report)

    def test_kept_under_the_digest_of_the_report(self, open_page: Open, city: Report) -> None:
        page = open_page(page_of([city]))
        press(page, "c", "Enter")
        kept = json.loads(page.evaluate(f"localStorage.getItem('reportmine-check-{city.source.sha256}')"))
        assert [verdict["verdict"] for _, verdict, *_ in kept["kept"]] == ["right"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_card_can_be_read_in_light_and_dark(open_page: Open, city: Report, scheme: str) -> None:
    page = open_page(page_of([city]), color_scheme=scheme)
    press(page, "c", "Enter", "n", "2")
    field(page, "value").fill("x")
    press(page, "Enter")
    expect(view(page).locator(".of-value .fault")).not_to_be_empty()
    assert [found for found in page.evaluate(CONTRASTS) if found[1] < 4.5] == []
    press(page, "Escape", "c")
    row_at(page, to_check(city.claims)[1]).locator(".name").click()
    assert [found for found in page.evaluate(CONTRASTS) if found[1] < 4.5] == []


def test_every_button_has_a_name_and_every_field_a_label(open_page: Open, city: Report) -> None:
    page = open_page(page_of([city]))
    press(page, "c")
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = ("button", "textbox", "combobox", "region", "status")
    seen = [node for node in tree if not node.get("ignored") and node["role"]["value"] in roles]
    assert len(seen) > 20
    unnamed = [node for node in seen if node["role"]["value"] != "status" and not node.get("name", {}).get("value")]
    assert unnamed == []


def test_closing_leaves_the_filters_as_they_are(open_page: Open, city: Report) -> None:
    page = open_page(page_of([city]))
    view(page).get_by_role("searchbox").fill("没有这样的指标")
    press(page, "Escape")
    view(page).get_by_role("searchbox").fill("没有这样的指标")
    view(page).get_by_role("searchbox").blur()
    press(page, "c", "c")
    expect(view(page).get_by_role("searchbox")).to_have_value("没有这样的指标")
    expect(button(page, "待核对")).to_be_focused()


@pytest.mark.parametrize("width", [390, 1280, 1920])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_card_is_not_wider_than_the_window(open_page: Open, city: Report, width: int, language: Any) -> None:
    page = open_page(page_of([city], language), width=width)
    press(page, "c", "2")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = view(page).locator(".check").evaluate("one => one.scrollWidth - one.clientWidth")
    assert wide <= 0
