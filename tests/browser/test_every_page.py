"""What holds for the pages of reports, comparisons, series and audits alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from reportmine import compare, extract
from reportmine.comparison.series import compare_all
from reportmine.model import Report, Source
from reportmine.output.comparison.result import SECTIONS
from reportmine.output.html.comparison_page import comparison_page, series_page
from reportmine.output.html.report_page import page_of

Open = Callable[..., Page]

KINDS = ("reports", "comparison", "series", "audits", "english")
WIDTHS = (390, 1280, 1920)
HOSTILE = '"><img src=x onerror="window.broken=1"><script>window.broken=1</script>\'&lt;{{7*7}}'

# The contrast of each text with what lies behind it, of the least to the greatest; both are mixed as they are painted.
CONTRASTS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const painted = (colour, under) => {
    canvas.fillStyle = under; canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
    return `rgb(${r} ${g} ${b})`;
  };
  const light = (colour) => {
    const parts = colour.match(/[\\d.]+/g).map((part) => part / 255)
      .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const behind = (element) => {
    const all = [];
    for (let one = element; one; one = one.parentElement) all.unshift(getComputedStyle(one).backgroundColor);
    return all.reduce((under, colour) => painted(colour, under), "rgb(255 255 255)");
  };
  const found = new Map();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.checkVisibility() || element.closest("script, style")) continue;
    const style = getComputedStyle(element);
    const under = behind(element);
    const colour = painted(element.closest("svg") ? style.fill : style.color, under);
    const [bright, dim] = [light(colour), light(under)].sort((a, b) => b - a);
    const what = `${element.tagName}.${element.getAttribute("class")} ${colour} on ${under}`;
    found.set(what, (bright + 0.05) / (dim + 0.05));
  }
  return [...found].sort((a, b) => a[1] - b[1]);
}"""


@pytest.mark.parametrize(("kind", "width"), list(product(KINDS, WIDTHS)))
def test_nothing_is_wider_than_the_window(open_page: Open, pages: dict[str, str], kind: str, width: int) -> None:
    page = open_page(pages[kind], width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("tbody > tr[data-at]").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("kind", "scheme"), list(product(KINDS, ("light", "dark"))))
def test_text_can_be_read_in_light_and_dark(open_page: Open, pages: dict[str, str], kind: str, scheme: str) -> None:
    page = open_page(pages[kind], color_scheme=scheme)
    page.locator("tbody > tr[data-at]").first.click()
    page.locator(".show-rejected").first.dispatch_event("click") if kind == "reports" else None
    contrasts = page.evaluate(CONTRASTS)
    assert len(contrasts) > 10
    assert [found for found in contrasts if found[1] < 4.5] == []


def ground(page: Page) -> str:
    found: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return found


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark"), (1920, "light")])
def test_the_page_of_one_figure_fits_and_can_be_read(
    open_page: Open, pages: dict[str, str], width: int, scheme: str
) -> None:
    page = open_page(pages["panel"], width, color_scheme=scheme)
    page.locator("table.years a").last.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".sources li:target").count() == 1
    contrasts = page.evaluate(CONTRASTS)
    assert len(contrasts) > 10
    assert [found for found in contrasts if found[1] < 4.5] == []


@pytest.mark.parametrize("kind", ["reports", "comparison"])
def test_dark_by_itself_and_by_the_button(open_page: Open, pages: dict[str, str], kind: str) -> None:
    page = open_page(pages[kind], color_scheme="light")
    light = ground(page)
    page.emulate_media(color_scheme="dark")
    dark = ground(page)
    assert light != dark
    page.get_by_role("button", name="深色或浅色").click()
    assert ground(page) == light
    page.reload()
    assert ground(page) == light, "the choice is kept"
    page.get_by_role("button", name="深色或浅色").click()
    assert ground(page) == dark


def hostile(report: Report) -> Report:
    """The report with every text that a page shows turned against it."""
    claims = tuple(
        claim._replace(metric=HOSTILE, indicator=HOSTILE, scope=HOSTILE, section=HOSTILE, baseline=HOSTILE)
        for claim in report.claims
    )
    return replace(report, title=HOSTILE, claims=claims, source=replace(report.source, path=f"{HOSTILE}.txt"))


def test_report_text_stays_text(open_page: Open) -> None:
    old, new = (
        hostile(extract(Source(f"{HOSTILE}\n一、{HOSTILE}\n{HOSTILE}举办培训{count}场，增长5%。")))
        for count in ("20", "25")
    )
    for html in (
        page_of([old, new]),
        comparison_page(compare(old, new), SECTIONS),
        series_page(compare_all([old, new, new]), SECTIONS),
    ):
        page = open_page(html)
        assert page.title().count("<script>") >= 1 or "比较" in page.title()
        page.locator("tbody > tr[data-at]").first.click()
        assert page.evaluate("window.broken") is None
        assert page.locator("img, iframe, object, embed, form, base").count() == 0
        assert page.locator("script:not([type])").count() == 1
        assert HOSTILE in (page.locator("tbody .name").first.text_content() or "")


def test_the_policy_stops_whatever_gets_in(chromium: Browser, city: Report, tmp_path: Path) -> None:
    """Should a template ever forget to escape, nothing of it runs, and nothing is fetched."""
    injected = (
        '<b id="styled" style="color: rgb(255, 0, 0)">x</b><img src="http://127.0.0.1:9/x.png" onerror="broken = 1">'
        '<script>window.broken = 1</script><iframe src="http://127.0.0.1:9/"></iframe><base href="http://127.0.0.1:9/">'
    )
    file = tmp_path / "page.html"
    file.write_text(page_of([city]).replace("</main>", f"</main>{injected}"), encoding="utf-8", newline="")
    page = chromium.new_page()
    stopped, asked = [], []
    page.on("console", lambda message: stopped.append(message.text))
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert page.evaluate("window.broken") is None
    assert page.evaluate("getComputedStyle(document.getElementById('styled')).color") != "rgb(255, 0, 0)"
    assert asked == [file.as_uri()]
    assert {"style", "img", "script", "frame", "base"} <= {
        word for text in stopped for word in re.findall(r"(\w+)-(?:src|uri)", text) if "Content Security Policy" in text
    }
    page.close()


@pytest.mark.parametrize("text", ["没有数字的一句话。", "2023年。", "举办培训20场。"])
def test_reports_with_hardly_anything(open_page: Open, text: str) -> None:
    report = extract(Source(text))
    page = open_page(page_of([report]))
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    expect(page.locator(".text article")).to_contain_text(text)
    expect(page.get_by_text("没有找到数字。")).to_have_count(0 if report.claims else 1)


class TestPictures:
    NAMES = (
        *("地区生产总值", "规模以上工业企业营业收入利润率与全员劳动生产率之比", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"),
        *(
            "GDP per capita of the whole metropolitan area",
            "“小巨人”企业——国家级、省级",
            "𠮷野家㐀㐁門店",
            "PM2.5平均浓度",
        ),
    )

    @pytest.mark.parametrize("width", [390, 1280])
    def test_no_name_runs_out_of_its_picture(self, open_page: Open, width: int) -> None:
        old, new = (
            extract("\n".join(f"项目{at}达到{at * 70 + size * (7 - 2 * at)}亿元。" for at in range(1, 8)))
            for size in (10, 13)
        )
        renamed = [
            replace(
                report,
                claims=tuple(
                    claim._replace(metric=name) for claim, name in zip(report.claims, self.NAMES, strict=True)
                ),
            )
            for report in (old, new)
        ]
        found = compare(*renamed)
        assert len(found.pairs) == len(self.NAMES)
        # Only what is surely one figure is drawn; these lines are all alike but for their names.
        sure = tuple(replace(pair, confidence=1.0, rivals=0) for pair in found.pairs)
        page = open_page(comparison_page(replace(found, pairs=sure), SECTIONS), width)
        picture = page.locator("svg.ranked:visible").first
        expect(picture).to_be_visible()
        outside = picture.evaluate(
            """svg => [...svg.querySelectorAll("text, rect")].filter((one) => {
              const box = one.getBBox(), view = svg.viewBox.baseVal;
              const right = box.x + box.width, foot = box.y + box.height;
              return box.x < -0.5 || box.y < -0.5 || right > view.width + 0.5 || foot > view.height + 0.5;
            }).map((one) => one.textContent + JSON.stringify(one.getBBox()))"""
        )
        assert outside == []
        names = picture.locator("title").all_text_contents()
        assert all(any(title.startswith(name) for title in names) for name in self.NAMES)
