"""Jumps between a figure's row and its place in a long text: the place is in the middle at once, however far it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from reportmine import extract
from reportmine.corrections.queue import to_check
from reportmine.model import Report, Source
from reportmine.output.html.report_page import page_of

Open = Callable[..., Page]

IDLE = "坚持以人民为中心的发展思想，扎实办好群众关心的实事，着力推动各项工作落地见效。"
# How far a place is from where it should be, in pixels: less than a line of the text.
NEAR = 30


def prose() -> str:
    """Paragraphs of one line and of many, in turns."""
    return "\n".join(f"第{at}馆举办培训{at + 20}场，增长{at % 9 + 1}%。{IDLE * (at * at % 23)}" for at in range(160))


def walls() -> str:
    """Few paragraphs, each higher than the window."""
    said = [f"第{at}馆举办培训{at + 20}场，增长{at % 9 + 1}%。{IDLE * (at % 7)}" for at in range(180)]
    return "\n".join("".join(said[start : start + 30]) for start in range(0, 180, 30))


def notes() -> str:
    """Headings and very many short lines, and somewhere among them a figure."""
    lines = [f"{IDLE[: at % 30 + 4]}。" if at % 8 else f"今年服务读者{at + 30}人次。" for at in range(900)]
    return "\n".join(f"\n{at // 50 + 1}. 工作情况\n\n{line}" if at % 50 == 0 else line for at, line in enumerate(lines))


@pytest.fixture(scope="module", params=[prose, walls, notes], ids=lambda text: text.__name__)
def report(request: pytest.FixtureRequest) -> Report:
    found = extract(Source(request.param(), "long.txt"))
    assert len(to_check(found.claims)) > 20
    return found


def far(count: int) -> list[int]:
    """Numbers from both ends in turns, so that each jump is far from the last."""
    return [count - 1, 0, count - 2, count // 3, count - 3, count // 2, 1]


def settle(page: Page) -> None:
    """Two frames: what takes longer to arrive is late."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def off_the_middle(page: Page, mark: str) -> float:
    """Pixels between the middle of a mark and that of the room it is shown in; 0 where the text cannot go on."""
    settle(page)
    found: float = page.evaluate(
        """id => {
          const box = document.getElementById(id).getBoundingClientRect();
          const text = document.getElementById(id).closest(".text");
          const pane = innerWidth >= 1024 ? text : document.scrollingElement;
          const room = pane === text ? text.getBoundingClientRect() : { top: 0, bottom: innerHeight };
          const off = (box.top + box.bottom) / 2 - (room.top + room.bottom) / 2;
          const left = off < 0 ? pane.scrollTop : pane.scrollHeight - pane.clientHeight - pane.scrollTop;
          return box.bottom < room.top || box.top > room.bottom || left > 1 ? Math.abs(off) : 0;
        }""",
        mark,
    )
    return found


def is_whole(page: Page, row: str) -> bool:
    """Whether a row is seen from its first line on, below what stays at the top, and its end too."""
    settle(page)
    found: bool = page.evaluate(
        """id => {
          const box = document.getElementById(id).getBoundingClientRect();
          const top = document.elementFromPoint(box.left + 40, box.top + 8);
          return box.bottom <= innerHeight + 1 && document.getElementById(id).contains(top);
        }""",
        row,
    )
    return found


class TestChecking:
    def test_each_figure_to_check_is_in_the_middle_from_the_first_on(self, open_page: Open, report: Report) -> None:
        page = open_page(page_of([report]))
        page.keyboard.press("c")
        for at in to_check(report.claims)[:15]:
            assert off_the_middle(page, f"m0-{at}") < NEAR, at
            page.keyboard.press("j")

    def test_back_and_forth(self, open_page: Open, report: Report) -> None:
        page = open_page(page_of([report]))
        queue = to_check(report.claims)
        page.keyboard.press("c")
        for step in ("j", "j", "k", "j", "k", "k"):
            page.keyboard.press(step)
        assert off_the_middle(page, f"m0-{queue[0]}") < NEAR
        page.keyboard.press("j")
        assert off_the_middle(page, f"m0-{queue[1]}") < NEAR


@pytest.mark.parametrize("width", [390, 1280])
class TestFarJumps:
    def test_enter_on_a_row(self, open_page: Open, report: Report, width: int) -> None:
        page = open_page(page_of([report]), width)
        for at in far(len(report.claims)):
            page.locator(f"#f0-{at}").focus()
            page.keyboard.press("Enter")
            assert off_the_middle(page, f"m0-{at}") < NEAR, at

    def test_clicks_to_the_row_and_to_the_text(self, open_page: Open, report: Report, width: int) -> None:
        page = open_page(page_of([report]), width)
        for at in far(len(report.claims)):
            page.locator(f"#m0-{at}").dispatch_event("click")
            assert is_whole(page, f"f0-{at}"), at
            page.locator(f"#f0-{at} .go").click()
            assert off_the_middle(page, f"m0-{at}") < NEAR, at

    def test_a_link_from_outside_into_one_of_several(self, open_page: Open, report: Report, width: int) -> None:
        html = page_of([extract("举办培训20场。"), report])
        for at in far(len(report.claims))[:3]:
            page = open_page(html, width, hash=f"#f1-{at}")
            assert is_whole(page, f"f1-{at}"), at
            if width > 1000:
                assert off_the_middle(page, f"m1-{at}") < NEAR, at
            page.evaluate("location.hash = 'm0-0'")
            expect(page.locator("#f0-0")).to_be_visible()
            page.evaluate(f"location.hash = 'm1-{at}'")
            assert is_whole(page, f"f1-{at}"), at


def test_the_text_is_as_high_as_it_is_before_it_is_seen(open_page: Open, report: Report) -> None:
    page = open_page(page_of([report]))
    height = "document.querySelector('.text').scrollHeight"
    before = page.evaluate(height)
    for at in range(0, len(report.claims), 5):
        page.locator(f"#m0-{at}").scroll_into_view_if_needed()
    assert page.evaluate(height) == before
