"""Checking figures at the terminal: what is said of them without a terminal, by keyboard, and as a file."""

from __future__ import annotations

import asyncio
import importlib.util
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Awaitable, Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input, Static

from reportmine import extract, read
from reportmine.cli.corrected import place_beside
from reportmine.cli.main import reportmine
from reportmine.cli.reviewing.app import ReviewApp
from reportmine.cli.reviewing.editing import Choice, EditScreen
from reportmine.cli.reviewing.panes import LinePane
from reportmine.cli.reviewing.place import before, save
from reportmine.cli.reviewing.state import Review
from reportmine.cli.reviewing.taking_in import LeftOutScreen
from reportmine.cli.reviewing.wording import STYLES, card, heading, left_out_row, queue_row
from reportmine.cli.reviewing.wrapping import line_of, wrapped
from reportmine.corrections import file
from reportmine.corrections.applying import corrected
from reportmine.corrections.making import first_fields
from reportmine.corrections.model import fields_of
from reportmine.errors import CorrectionsError
from reportmine.extras import install_command
from reportmine.model import Claim, Report, Source, Span

TEXT = (
    "2023年，全市举办培训20场，参加1500人次。\n"
    "新建书屋12个，比上年增长5.2%；志愿者达到3200人。\n"
    "《丰禾区2022年度总结》提出，到2025年，藏书力争达到80万册。\n"
)
HOSTILE = "2023年，全市[red]x[/red]\x1b[31m站点20个，举办[bold]培训[/bold]30场。\n"
OTHER_NAMES = ("参加培训", "全市培训")


def review_of(text: str = TEXT, **options: Any) -> Review:
    return Review(extract(text), everything=True, **options)


def with_names(report: Report) -> Report:
    """The report, each claim with other names to choose from."""
    claims = tuple(claim._replace(other_names=OTHER_NAMES, confidence=0.6) for claim in report.claims)
    return replace(report, claims=claims)


def texts(review: Review) -> list[str]:
    return [span.of(review.report.source.raw) for span in review.order]


def claim_at(report: Report, text: str) -> Claim:
    return next(claim for claim in report.claims if claim.text == text)


def left_out(review: Review, text: str) -> Any:
    return next(one for one in review.left_out() if one.text == text)


class TestState:
    def test_the_queue_is_of_the_least_sure_and_all_is_in_order(self) -> None:
        report = extract(TEXT)
        low = tuple(claim._replace(confidence=0.95 - at / 10) for at, claim in enumerate(report.claims))
        doubted = replace(report, claims=low)
        assert texts(Review(doubted)) == [claim.text for claim in reversed(low) if claim.confidence < 0.8]  # type: ignore[operator]
        assert texts(Review(doubted, everything=True)) == [claim.text for claim in report.claims]

    def test_right_goes_on_to_what_is_open_and_comes_round(self) -> None:
        review = review_of("举办培训20场，增长5%，粉丝3万人。")
        review.go(1)
        review.right()
        assert review.at == 2
        review.right()
        assert (review.at, review.checked) == (0, 2)
        review.right()
        assert (review.checked, review.total, review.unsaved) == (3, 3, 3)
        review.right()
        assert (review.at, review.checked) == (0, 3)

    def test_a_name_by_its_number(self) -> None:
        review = Review(with_names(extract(TEXT)), everything=True)
        span = review.order[0]
        assert review.names(span) == ("培训", *OTHER_NAMES)
        assert review.choose(2) and review.fields(span).metric == "参加培训"
        assert review.changed(span) == {"metric"} and review.mark(span) == "changed"
        assert review.at == 0
        assert review.names(span)[0] == "培训"  # its number does not change
        assert review.choose(1) and review.mark(span) == "right"
        assert not review.choose(4)

    def test_no_figure_and_again_and_undo(self) -> None:
        review = review_of()
        first = review.order[0]
        review.no_figure()
        assert (review.verdict(first), review.at) == ("no figure", 1)
        review.go(-1)
        review.no_figure()
        assert review.verdict(first) is None
        assert review.undo() and review.verdict(first) == "no figure"
        assert review.undo() and review.verdict(first) is None
        assert review.at == 0 and not review.undo()
        assert review.unsaved == 0

    def test_a_rejected_number_is_taken_in_and_given_back(self) -> None:
        review = review_of()
        number = left_out(review, "2022年度")
        review.take_in(number.span, first_fields(number)._replace(metric="年度"))
        assert review.current == number.span and review.mark(number.span) == "figure"
        assert review.order == sorted(review.order)
        assert number not in review.left_out()
        review.no_figure()
        assert number.span not in review.order and number in review.left_out()
        assert review.undo() and review.current == number.span
        assert review.undo() and number.span not in review.order and review.entries == ()

    def test_what_no_file_may_hold_is_not_taken(self) -> None:
        review = review_of()
        fields = review.fields(review.order[0])
        for wrong in ({"period": "去年"}, {"metric": "x\x1b"}, {"value_max": Decimal(1)}, {"direction": "up"}):
            with pytest.raises(CorrectionsError, match=next(iter(wrong))):
                review.take(fields._replace(**wrong))
        assert review.entries == ()

    def test_nothing_to_check(self) -> None:
        review = Review(extract("我们满怀信心。"))
        for done in (review.right, review.no_figure, lambda: review.go(1)):
            done()
        assert review.current is None and not review.choose(1)
        assert card(review, 30, tall=True).plain.startswith("No figure to check")


class TestLines:
    def test_lines_cover_the_text_and_fit(self) -> None:
        for width in (2, 7, 20, 80):
            lines = wrapped(TEXT, width)
            assert "".join(line.of(TEXT) for line in lines) == TEXT.replace("\n", "")
            assert all(cell_len(line.of(TEXT)) <= width for line in lines)
        lines = wrapped(TEXT, 20)
        for at in (0, 5, 40, len(TEXT) - 2):
            found = lines[line_of(lines, at)]
            assert found.start <= at

    @pytest.mark.parametrize("width", [12, 20, 33, 60])
    def test_rows_are_as_wide_as_their_pane(self, width: int) -> None:
        review = Review(with_names(extract(TEXT + "单（dān）條視頻最高播放量突破三千萬次。")), everything=True)
        assert {cell_len(queue_row(review, span, width).plain) for span in review.order} == {width}
        for tall in (True, False):
            assert all(cell_len(line) <= max(width, 14) for line in card(review, width, tall=tall).plain.split("\n"))

    def test_rows_of_left_out_numbers_are_as_wide_as_said(self) -> None:
        review = review_of()
        assert {cell_len(left_out_row(one, review.report, 60).plain) for one in review.left_out()} == {60}

    def test_the_heading_tells_what_is_not_saved(self) -> None:
        review = review_of()
        assert heading(review).plain == f" 0 / {review.total} checked · standard input"
        review.right()
        assert " · 1 not saved" in heading(review).plain

    def test_a_short_card_has_all_fields_too(self) -> None:
        review = Review(with_names(extract(TEXT)), everything=True)
        for tall in (True, False):
            shown = card(review, 36, tall=tall).plain
            for label in ("metric", "value", "unit", "kind", "direction", "qualifier", "status", "period", "topic"):
                assert label in shown
            assert "1 培训" in shown and "3 全市培训" in shown
        assert len(card(review, 36, tall=False).plain.split("\n")) < len(card(review, 36, tall=True).plain.split("\n"))


class TestPlace:
    def test_beside_the_report(self, tmp_path: Path) -> None:
        report = tmp_path / "年.报.txt"
        report.write_text(TEXT, encoding="utf-8")
        assert place_beside(Source("", str(report))) == tmp_path / "年.报.corrections.json"
        assert place_beside(Source("", str(tmp_path))) is None and place_beside(Source("")) is None

    def test_another_version_keeps_what_fits_and_what_does_not(self, tmp_path: Path) -> None:
        path, target = tmp_path / "a.txt", tmp_path / "a.corrections.json"
        path.write_text(TEXT, encoding="utf-8")
        review = Review(read_and_extract(path), everything=True)
        for _ in range(3):
            review.right()
        save(target, review.report, review.entries, ())
        path.write_text("前言。\n" + TEXT.replace("培训20场", "培训21场"), encoding="utf-8")
        newer = read_and_extract(path)
        known = before(target, newer)
        # The first two figures stand in a sentence that is another now.
        assert (len(known.entries), known.moved, len(known.kept), known.lost) == (1, 1, 2, ())
        again = Review(newer, known.entries, everything=True)
        assert again.checked == 1
        again.right()
        assert save(target, newer, again.entries, known.kept) == 4
        found = corrected(newer, file.load(target))
        assert (found.holding, found.moved, len(found.stale)) == (2, 0, 2)

    def test_what_would_fit_by_chance_is_left_out(self, tmp_path: Path) -> None:
        path, target = tmp_path / "a.txt", tmp_path / "a.corrections.json"
        path.write_text("举办培训20场。", encoding="utf-8")
        review = Review(read_and_extract(path), everything=True)
        review.no_figure()
        save(target, review.report, review.entries, ())
        path.write_text("开展讲座20场。", encoding="utf-8")
        newer = read_and_extract(path)
        known = before(target, newer)
        assert (len(known.entries), known.kept, len(known.lost)) == (0, (), 1)


def read_and_extract(path: Path) -> Report:
    return extract(read(str(path)))


Play = Callable[[ReviewApp, Pilot[None]], Awaitable[None]]


class Table:
    """A report in a file, and the screen on which it is checked."""

    def __init__(self, folder: Path, text: str = TEXT) -> None:
        self.path = folder / "报告.txt"
        self.path.write_text(text, encoding="utf-8", newline="")
        self.target = folder / "报告.corrections.json"
        self.report = with_names(read_and_extract(self.path))

    def play(self, steps: Play, *, size: tuple[int, int] = (120, 40)) -> Review:
        """Open the screen anew, do the steps, and give what was said."""
        known = before(self.target, self.report)
        review = Review(self.report, known.entries, everything=True)

        def saved() -> str:
            return f"{save(self.target, self.report, review.entries, known.kept)} written."

        async def run() -> None:
            app = ReviewApp(review, saved)
            async with app.run_test(size=size) as pilot:
                await until(lambda: bool(str(app.query_one("#card", Static).render())), pilot)
                await until(lambda: "checked" in screen_text(app), pilot)
                await steps(app, pilot)

        asyncio.run(run())
        return review

    def press(self, *keys: str) -> Review:
        async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
            await pilot.press(*keys)

        return self.play(steps)

    def corrected(self) -> Report:
        found = corrected(self.report, file.load(self.target))
        assert not found.stale
        return found.report


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return Table(tmp_path)


async def until(drawn: Callable[[], bool], pilot: Pilot[None]) -> None:
    """Wait till this is so, at most some seconds; a busy machine draws late."""
    for _ in range(200):
        await pilot.pause(0.02)
        if drawn():
            return


def said(app: ReviewApp) -> str:
    return str(app.query_one("#said", Static).render())


def screen_text(app: ReviewApp) -> str:
    """What stands on the screen, line by line."""
    width, height = app.size
    lines = []
    for strip in app.screen._compositor.render_strips():
        lines.append(strip.text)
        assert cell_len(strip.text) == width
    assert len(lines) == height
    return "\n".join(lines)


class TestKeyboard:
    def test_five_are_checked_and_saved(self, table: Table) -> None:
        review = table.press(*["enter"] * 5, "s")
        assert (review.checked, review.unsaved) == (5, 0)
        found = table.corrected()
        assert [claim.confidence for claim in found.claims[:5]] == [1.0] * 5
        assert [fields_of(claim) for claim in found.claims] == [fields_of(claim) for claim in table.report.claims]

    def test_another_name_by_its_number(self, table: Table) -> None:
        table.press("2", "enter", "j", "k", "3", "s")
        assert [claim.metric for claim in table.corrected().claims[:2]] == ["参加培训", "全市培训"]
        was = [one.was for one in file.load(table.target).entries]
        assert was == [{"metric": claim.metric} for claim in table.report.claims[:2]]

    def test_fields_are_edited_and_what_is_wrong_is_refused(self, table: Table) -> None:
        async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
            await pilot.press("e")
            form = app.screen
            assert isinstance(form, EditScreen)
            form.query_one("#field-status", Choice).focus()
            await pilot.press("space", "down", "enter")
            assert isinstance(app.screen, EditScreen)  # Enter chose from the list
            period, value = form.query_one("#field-period", Input), form.query_one("#field-value", Input)
            period.value, value.value = "明年", "二十"
            await pilot.press("enter")
            assert app.screen is form
            assert "is no number in plain digits" in str(form.query_one("#wrong-value", Static).render())
            assert "is no period" in str(form.query_one("#wrong-period", Static).render())
            assert app.focused is value and app.review.entries == ()
            period.value, value.value = "2025", "20"
            await pilot.press("enter")
            assert app.screen is not form
            await pilot.press("enter", "s")

        table.play(steps)
        claim = table.corrected().claims[0]
        assert (claim.status, claim.period, claim.metric) == ("target", "2025", "培训")
        assert file.load(table.target).entries[0].was == {"status": "actual", "period": "2023"}

    def test_escape_leaves_fields_as_they_were(self, table: Table) -> None:
        async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
            await pilot.press("e", "x", "escape")
            assert not isinstance(app.screen, EditScreen)

        assert table.play(steps).entries == ()

    def test_no_figure_and_undo(self, table: Table) -> None:
        table.press("n", "n", "n", "u", "s")
        found = table.corrected()
        assert len(found.claims) == len(table.report.claims) - 2
        assert {claim.text for claim in table.report.claims[:2]} <= {one.text for one in found.rejected}

    def test_a_rejected_number_is_taken_in(self, table: Table) -> None:
        async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
            await pilot.press("t")
            assert isinstance(app.screen, LeftOutScreen)
            at = [one.text for one in app.review.left_out()].index("2022年度")
            await pilot.press(*["k"] * 9, *["j"] * at, "enter")
            assert isinstance(app.screen, EditScreen)
            app.screen.query_one("#field-metric", Input).value = "总结年份"
            await pilot.press("enter", "s")

        table.play(steps)
        claim = claim_at(table.corrected(), "2022年度")
        assert (claim.metric, claim.confidence, claim.quantity.low) == ("总结年份", 1.0, Decimal(2022))

    def test_reopening_goes_on(self, table: Table) -> None:
        table.press("enter", "n", "s")
        first = file.load(table.target).entries
        seen: list[str] = []

        async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
            seen.append(heading(app.review).plain)
            assert app.review.at == 2
            await pilot.press("2", "s")

        assert table.play(steps).checked == 3
        assert seen[0].startswith(f" 2 / {len(table.report.claims)} checked")
        assert file.load(table.target).entries[:2] == first

    def test_leaving_asks_once(self, table: Table) -> None:
        async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
            await pilot.press("enter", "q")
            assert app.is_running and said(app).startswith("Not all is saved")
            await pilot.press("j", "q")
            assert app.is_running and said(app).startswith("Not all is saved")
            await pilot.press("q")
            assert app._exit

        table.play(steps)
        assert not table.target.exists()

    def test_leaving_with_all_saved_asks_nothing(self, table: Table) -> None:
        async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
            await pilot.press("enter", "s")
            assert said(app) == "1 written."
            await pilot.press("q")
            assert app._exit

        table.play(steps)

    def test_what_cannot_be_saved_is_said_and_kept(self, table: Table) -> None:
        async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
            table.target = table.target / "no" / "such.json"
            await pilot.press("enter", "s")
            assert "there is no folder" in said(app) and app.review.unsaved == 1

        table.play(steps)

    def test_a_click_looks_at_a_figure(self, table: Table) -> None:
        async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
            await pilot.click("#queue", offset=(3, 2))
            assert app.review.at == 2
            before_figure = cell_len(TEXT[: TEXT.index("1500")])
            await pilot.click("#text", offset=(before_figure + 2, 0))
            assert app.review.current and app.review.current.of(TEXT).startswith("1500")
            await pilot.click("#text", offset=(3, 0))
            assert "t takes it in" in said(app)

        table.play(steps)

    def test_what_can_hardly_be_seen_is_edited_before_it_is_right(self, tmp_path: Path) -> None:
        table = Table(tmp_path)
        odd = table.report.claims[0]._replace(scope="全\x1b市")
        table.report = replace(table.report, claims=(odd, *table.report.claims[1:]))

        async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
            await pilot.press("enter")
            assert isinstance(app.screen, EditScreen)
            assert "nobody can see" in str(app.screen.query_one("#wrong-scope", Static).render())
            app.screen.query_one("#field-scope", Input).value = "全市"
            await pilot.press("enter", "s")

        table.play(steps)
        assert file.load(table.target).entries[0].fields.scope == "全市"  # type: ignore[union-attr]


class TestScreen:
    @pytest.mark.slow
    @pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 50), (60, 20), (30, 10)])
    def test_all_sizes(self, table: Table, size: tuple[int, int]) -> None:
        async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
            shown = screen_text(app)
            assert "0 / " in shown and (size[1] < 20 or "培训20场" in shown)
            if size[0] >= 80:
                assert all(word in shown for word in ("metric", "scope", "1 培训", "3 全市培训", "save", "quit"))
            await pilot.press("enter", "e", "escape", "t", "escape", "n", "j")
            assert screen_text(app)

        table.play(steps, size=size)

    def test_report_text_is_shown_as_it_stands(self, tmp_path: Path) -> None:
        table = Table(tmp_path, HOSTILE)

        async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
            for keys in (["j"], ["e"], ["escape", "t"], ["escape"]):
                await pilot.press(*keys)
                assert "\x1b" not in screen_text(app)
            shown = screen_text(app)
            assert "[red]x[/red]�[31m" in shown and "[bold]培训[/bold]" in shown

        table.play(steps, size=(100, 30))

    def test_a_long_report_is_scrolled_to_its_figure(self, tmp_path: Path) -> None:
        table = Table(tmp_path, "".join(f"第{n}段。全年举办讲座{n}场。\n" for n in range(101, 300)))

        async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
            for _ in range(60):
                app.review.right()
            await pilot.press("j")
            at = app.review.current
            assert at and "讲座" + at.of(table.report.source.raw) in screen_text(app)
            await pilot.resize_terminal(60, 30)
            await pilot.pause()
            assert "讲座" + at.of(table.report.source.raw) in screen_text(app)
            await pilot.press("pagedown")
            assert all(pane.count() for pane in app.query(LinePane))

        table.play(steps, size=(100, 30))

    def test_every_mark_has_a_style(self) -> None:
        review = review_of()
        assert {review.mark(span) for span in review.marks()} <= set(STYLES)
        assert review.mark(Span(0, 0)) == "rejected"


def invoke(*args: str | Path, stdin: str | None = None) -> tuple[int, str]:
    found = CliRunner().invoke(reportmine, [str(arg) for arg in args], input=stdin)
    return found.exit_code, found.stderr


class TestCommand:
    @pytest.fixture
    def terminal(self, monkeypatch: pytest.MonkeyPatch) -> list[Review]:
        """A terminal on which nothing is drawn; the reviews that were opened."""
        opened: list[Review] = []

        def run(app: ReviewApp) -> None:
            opened.append(app.review)
            if app.review.current:
                app.review.right()
                app.action_save()

        monkeypatch.setattr("reportmine.cli.commands.review._on_terminal", lambda report: True)
        monkeypatch.setattr("reportmine.cli.commands.review._take_keyboard", lambda: None)
        monkeypatch.setattr(ReviewApp, "show", lambda app, said="": None)
        monkeypatch.setattr(ReviewApp, "run", run)
        return opened

    def test_without_textual_a_sentence_says_what_to_install(
        self, table: Table, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
        told = f"review needs textual, which is not installed; install it with: {install_command('review')}"
        assert invoke("review", table.path) == (1, f"Error: {told}\n")

    def test_without_a_terminal_a_page_is_named(self, table: Table) -> None:
        status, told = invoke("review", table.path)
        assert status == 2 and f"run: reportmine extract '{table.path}' -o report.html" in told

    def test_saved_beside_and_there_again(self, table: Table, terminal: list[Review]) -> None:
        assert invoke("review", table.path, "--all") == (0, f"Done: 1 correction written to {table.target}.\n")
        assert invoke("review", table.path, "--all", "-q") == (0, "")
        assert [review.checked for review in terminal] == [1, 2]
        assert len(file.load(table.target).entries) == 2

    def test_another_file(self, table: Table, terminal: list[Review], tmp_path: Path) -> None:
        assert invoke("review", table.path, "--all", "-o", tmp_path / "x.json")[0] == 0
        assert file.load(tmp_path / "x.json").entries and not table.target.exists()
        for wrong in (table.path, "-"):
            assert invoke("review", table.path, "-o", wrong)[0] == 2
        told = invoke("review", table.path, "-o", tmp_path / "报告.txt.bak")
        assert told[0] == 0

    def test_a_file_that_holds_something_else_is_left_alone(self, table: Table, terminal: list[Review]) -> None:
        table.target.write_text("[]", encoding="utf-8")
        status, told = invoke("review", table.path)
        assert status == 1 and "this is no file of corrections" in told
        assert table.target.read_text(encoding="utf-8") == "[]" and not terminal

    def test_what_does_not_fit_is_said_and_kept(self, table: Table, terminal: list[Review]) -> None:
        invoke("review", table.path, "--all")
        table.path.write_text("前言，本年有变。\n" + TEXT.replace("20场", "21场"), encoding="utf-8")
        status, told = invoke("review", table.path, "--all")
        assert status == 0 and "what is said of 20场 does not fit any more" in told and "stays in the file" in told
        assert [one.text for one in file.load(table.target).entries].count("20场") == 1

    def test_standard_input_and_archives_have_no_place_beside(
        self, table: Table, terminal: list[Review], tmp_path: Path
    ) -> None:
        status, told = invoke("review", "-", stdin=TEXT)
        assert status == 2 and "standard input: there is no place beside it; name a file, -o" in told
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            archive.write(table.path, "2023.txt")
        status, told = invoke("review", tmp_path / "a.zip")
        assert status == 2 and "there is no place beside it" in told
        assert invoke("review", tmp_path / "a.zip", "-o", tmp_path / "z.json")[0] == 0

    def test_textual_is_imported_for_nothing_else(self) -> None:
        script = (
            "import sys; sys.argv[1:] = ['extract', '-', '--format', 'json']\n"
            "from reportmine.cli.main import run; run()\nsys.exit('textual' in sys.modules)"
        )
        env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2] / "src")}
        done = subprocess.run([sys.executable, "-c", script], input=TEXT.encode(), capture_output=True, env=env)
        assert done.returncode == 0, done.stderr


@pytest.mark.skipif(os.name == "nt", reason="there are no such terminals")
@pytest.mark.slow
@pytest.mark.parametrize("piped", [False, True])
@pytest.mark.posix
def test_at_a_real_terminal(tmp_path: Path, piped: bool) -> None:
    table = Table(tmp_path)
    keys = [b"\r", b"n", b"s", b"q"]
    argument = "-" if piped else str(table.path)
    target = tmp_path / "out.json"
    status, drawn = in_terminal(["review", argument, "-o", str(target), "--all"], table.path if piped else None, keys)
    assert status == 0 and f"Done: 2 corrections written to {target}.".encode() in drawn.getvalue()
    assert [one.verdict for one in file.load(target).entries] == ["right", "no figure"]


def in_terminal(args: list[str], stdin: Path | None, keys: list[bytes]) -> tuple[int, io.BytesIO]:
    """Run the command in a terminal of its own; each key is pressed once something was drawn and it is still."""
    import pty
    import select

    child, terminal = pty.fork()
    if child == 0:
        os.environ |= {"TERM": "xterm-256color", "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
        if stdin:
            os.dup2(os.open(stdin, os.O_RDONLY), 0)
        os.execv(sys.executable, [sys.executable, "-m", "reportmine", *args])
    drawn, left = io.BytesIO(), list(keys)
    while True:
        still = 0.5 if left and b"checked" in drawn.getvalue() else 60
        if select.select([terminal], [], [], still)[0]:
            try:
                data = os.read(terminal, 65536)
            except OSError:  # Linux says so where the other side has closed it
                break
            if not data:
                break
            drawn.write(data)
        elif left:
            os.write(terminal, left.pop(0))
        else:
            break
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), drawn
