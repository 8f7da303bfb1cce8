"""What a reader of Chinese sees in a terminal: tables, explanations and the screen of `review`, kept as snapshots."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.cells import cell_len
from textual.strip import Strip
from textual.widgets import Static

from reportmine import extract, read
from reportmine.cli.main import reportmine
from reportmine.cli.reviewing.app import ReviewApp
from reportmine.cli.reviewing.state import Review

SNAPSHOTS = Path(__file__).parents[1] / "snapshots"
# As they are named from the snapshots: where a line is cut does not depend on where the project lies.
SAMPLES = Path("..") / ".." / "samples"
REPORT = "report.txt"
OLD, NEW = str(SAMPLES / "foundation-2022.txt"), str(SAMPLES / "foundation-2023.txt")
# On a screen without colours a figure is marked by 【 】.
PLAIN = {"FORCE_COLOR": "1", "NO_COLOR": "1"}

CASES: list[tuple[str, list[str], dict[str, str]]] = [
    ("zh-table-80", ["extract", REPORT], PLAIN | {"COLUMNS": "80"}),
    ("zh-table-120", ["extract", REPORT], PLAIN | {"COLUMNS": "120"}),
    ("zh-table-paper", ["extract", REPORT], {}),
    ("zh-compare-80", ["compare", OLD, NEW], PLAIN | {"COLUMNS": "80"}),
    ("zh-compare-120", ["compare", OLD, NEW, "--show", "pairs", "--topic", "ranking"], PLAIN | {"COLUMNS": "120"}),
    ("zh-audit", ["audit", str(SAMPLES / "city-2023.txt"), NEW], {}),
    ("zh-explain-80", ["explain", REPORT, "--line", "9"], PLAIN | {"COLUMNS": "80"}),
    ("zh-rules-80", ["rules", "status"], PLAIN | {"COLUMNS": "80"}),
    ("zh-rules-rejection-80", ["rules", "table-rejection"], PLAIN | {"COLUMNS": "80"}),
    ("zh-quantities", ["quantities", REPORT], {}),
    ("zh-lexicon", ["lexicon", "list", "--search", "人次", "--units", "--words"], {}),
]


def said_in_chinese(args: list[str], env: dict[str, str]) -> str:
    done = CliRunner(env={"TERM": "xterm-256color", **env}).invoke(reportmine, [*args, "--lang", "zh"])
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout.replace(f"{SAMPLES}{os.sep}", "").replace("\r\n", "\n")


@pytest.fixture(autouse=True)
def _beside_the_snapshots(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SNAPSHOTS)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(("name", "args", "env"), CASES, ids=[case[0] for case in CASES])
def test_snapshot(name: str, args: list[str], env: dict[str, str]) -> None:
    """REPORTMINE_UPDATE_SNAPSHOTS=1 writes them anew."""
    is_as_kept(name, said_in_chinese(args, env))


def is_as_kept(name: str, seen: str) -> None:
    path = SNAPSHOTS / f"{name}.snap"
    if os.environ.get("REPORTMINE_UPDATE_SNAPSHOTS"):
        path.write_text(seen, encoding="utf-8")
    assert seen == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [80, 100, 120])
@pytest.mark.parametrize("args", [["extract", NEW], ["compare", OLD, NEW], ["explain", REPORT, "--line", "5"]])
def test_no_line_is_wider_than_the_screen(args: list[str], width: int) -> None:
    seen = said_in_chinese(args, PLAIN | {"COLUMNS": str(width)})
    assert max(map(cell_len, seen.splitlines())) <= width


def test_a_file_of_text_is_in_the_language_of_its_reader(tmp_path: Path) -> None:
    path = tmp_path / "figures.txt"
    CliRunner().invoke(reportmine, ["extract", REPORT, "-o", str(path), "--lang", "zh"], catch_exceptions=False)
    assert path.read_text(encoding="utf-8") == (SNAPSHOTS / "zh-table-paper.snap").read_text(encoding="utf-8")


# How they are drawn is Textual's.
_SCROLLBARS = dict.fromkeys(map(ord, "▁▂▃▄▅▆▇"), " ")


def strips_of(app: ReviewApp) -> list[Strip]:
    return list(app.screen._compositor.render_strips())


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40)])
def test_review(width: int, height: int) -> None:
    """The screen, the form of a figure, and the numbers that were left out, one below the other."""
    seen: list[str] = []

    async def run() -> None:
        app = ReviewApp(Review(extract(read(NEW)), everything=True), lambda: "", "zh")
        async with app.run_test(size=(width, height)) as pilot:
            while "已核对 0" not in str(app.query_one("#heading", Static).render()):
                await pilot.pause(0.02)
            for keys in (["enter", "n"], ["e"], ["escape", "t"], ["escape", "q"]):
                await pilot.press(*keys)
                await pilot.pause(0.2)
                seen.extend(strip.text.translate(_SCROLLBARS).rstrip() for strip in strips_of(app))

    asyncio.run(run())
    is_as_kept(f"zh-review-{width}", "\n".join(seen) + "\n")
