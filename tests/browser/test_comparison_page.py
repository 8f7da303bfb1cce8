"""The page of a comparison as its readers use it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]


@pytest.fixture
def page(open_page: Open, pages: dict[str, str]) -> Page:
    return open_page(pages["comparison"])


def rows(page: Page, part: str) -> Locator:
    return page.locator(f"#{part} tbody > tr[data-at]:visible")


def test_a_row_unfolds_to_its_sentences(page: Page) -> None:
    row = rows(page, "pairs").first
    row.locator(".name").click()
    expect(row.locator(".quote")).to_have_count(2)
    expect(row.locator(".quote mark").last).to_have_text("1251.9亿元")
    expect(row.locator(".more a")).to_have_attribute("aria-expanded", "true")


def test_results_filter_all_sections(page: Page) -> None:
    page.get_by_label("结果").select_option(label="不符")
    expect(rows(page, "audits")).to_have_count(2)
    expect(page.locator("#pairs")).to_be_hidden()
    page.get_by_role("button", name="清除筛选").click()
    expect(page.locator("#pairs")).to_be_visible()


def test_search_goes_through_all_sections(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("失业率")
    expect(rows(page, "pairs")).to_have_count(2)
    for row in (*rows(page, "pairs").all_text_contents(), *rows(page, "targets").all_text_contents()):
        assert "失业率" in row
    expect(page.locator("#audits")).to_be_hidden()


def test_sorting_by_change_is_in_numbers(page: Page) -> None:
    heading = page.locator("#pairs").get_by_role("columnheader", name="变化")
    for _ in range(2):
        heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    sizes = rows(page, "pairs").evaluate_all("rows => rows.map(row => row.dataset.change).filter(Boolean).map(Number)")
    assert sizes == sorted(sizes, reverse=True) and sizes[0] > 10 > 0 > sizes[-1]


def test_keyboard_in_a_table_and_on_to_the_next(page: Page) -> None:
    rows(page, "audits").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    row = rows(page, "audits").nth(1)
    expect(row).to_have_class(re.compile(r"\bunfolded\b"))
    page.keyboard.press("Escape")
    expect(row).not_to_have_class(re.compile(r"\bunfolded\b"))
    stops = page.evaluate("[...document.querySelectorAll('tr[data-at][tabindex=\"0\"]')].length")
    assert stops == page.locator("table.rows").count()


def test_bars_are_to_scale(page: Page) -> None:
    bars = rows(page, "pairs").first.locator("svg.two-bars rect")
    old, new = (bars.nth(at).evaluate("bar => bar.getBoundingClientRect().width") for at in (0, 1))
    assert old / new == pytest.approx(1186.4 / 1251.9, abs=0.01)


@pytest.mark.parametrize("kind", ["comparison", "series", "audits", "english"])
def test_a_phone_shows_all_of_the_navigation(open_page: Open, pages: dict[str, str], kind: str) -> None:
    page = open_page(pages[kind], 390)
    links = page.locator(".contents a")
    assert links.count() > 0
    outside = links.evaluate_all(
        """links => links.map((link) => [link.textContent, link.getBoundingClientRect()])
          .filter(([, box]) => box.left < 0 || box.right > innerWidth || box.top < 0).map(([text]) => text)"""
    )
    assert outside == []
    links.last.click()
    heading = page.locator(f"{links.last.get_attribute('href')} h2")
    expect(heading).to_be_in_viewport()
    covering = "one => { const box = one.getBoundingClientRect();"
    covering += " return one.contains(document.elementFromPoint(box.left + 30, box.top + 5)); }"
    assert heading.evaluate(covering), "nothing lies over it"


def test_years_as_a_line(open_page: Open, pages: dict[str, str]) -> None:
    page = open_page(pages["series"])
    row = rows(page, "series").first
    expect(row.locator("svg.trend circle")).to_have_count(3)
    heights = row.locator("svg.trend circle").evaluate_all("dots => dots.map(dot => Number(dot.getAttribute('cy')))")
    assert heights == sorted(heights, reverse=True), "1101.2, 1186.4, 1251.9: each is higher than the last"
    expect(page.locator("#targets-1")).to_be_visible()
