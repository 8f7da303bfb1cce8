"""A real Chromium without a window, which fails a test at any request, any error and any word on its console."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import panel_reports
from reportmine import compare, extract, read
from reportmine.comparison.audits.rules import audit
from reportmine.comparison.panel.building import series
from reportmine.comparison.series import compare_all
from reportmine.model import Report, Source
from reportmine.output.comparison.result import SECTIONS
from reportmine.output.html.comparison_page import audits_page, comparison_page, series_page
from reportmine.output.html.panel_page import page_of as panel_page
from reportmine.output.html.report_page import page_of
from reportmine.output.panel.wording import PanelResult

SAMPLES = Path(__file__).parents[2] / "samples"
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("These tests need Chromium; install it with: apt-get install -y chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open a page's text from a file, in a window of some width; whatever it asks for or complains of is a failure."""
    complaints: list[str] = []
    contexts = []

    def opened(html: str, width: int = 1280, hash: str = "", **settings: Any) -> Page:
        file = tmp_path / "page.html"
        file.write_text(html, encoding="utf-8", newline="")
        context = chromium.new_context(viewport={"width": width, "height": 800}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("request", lambda request: asked(request.url, file.as_uri()))
        page.goto(file.as_uri() + hash)
        return page

    def asked(url: str, own: str) -> None:
        if url.partition("#")[0] != own:
            complaints.append(f"request: {url}")

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def city() -> Report:
    return extract(read(SAMPLES / "city-2024.txt"))


@pytest.fixture(scope="session")
def league() -> Report:
    return extract(read(SAMPLES / "youth-league-2024.txt"))


@pytest.fixture(scope="session")
def pages(city: Report, league: Report) -> dict[str, str]:
    """A page of each kind."""
    before = extract(read(SAMPLES / "city-2023.txt"))
    earlier = extract(Source(before.source.raw.replace("2023", "2022").replace("1186.4", "1101.2"), "city-2022.txt"))
    return {
        "reports": page_of([city, league]),
        "comparison": comparison_page(compare(before, city), SECTIONS),
        "series": series_page(compare_all([earlier, before, city]), SECTIONS),
        "audits": audits_page([(before, audit(before))]),
        "panel": panel_page(PanelResult((series(panel_reports.reports(), "GDP"),))),
        "english": comparison_page(compare(before, city), SECTIONS, "en"),
    }
