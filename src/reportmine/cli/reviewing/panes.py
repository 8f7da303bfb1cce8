"""The panes of the screen that scroll line by line: the text of the report, and the queue of its figures."""

from __future__ import annotations

from bisect import bisect_left

from rich.text import Text
from textual.events import Click, Resize
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reportmine.cli.reviewing.state import Review
from reportmine.cli.reviewing.wording import CURRENT, STYLES, queue_row
from reportmine.cli.reviewing.wrapping import line_of, wrapped
from reportmine.model import Span
from reportmine.output.terminal.cells import cell_len, shown

# A number that holds more characters begins at most so far before the line it reaches into.
_LONGEST_NUMBER = 200


class Chosen(Message):
    """A figure was clicked on."""

    def __init__(self, span: Span) -> None:
        """`span` is that of the figure."""
        super().__init__()
        self.span = span


class LinePane(ScrollView, can_focus=False):
    """Lines of text that are made when they are seen: a report has thousands."""

    DEFAULT_CSS = "LinePane { overflow-x: hidden; scrollbar-size-vertical: 1; }"

    def __init__(self, review: Review, id: str) -> None:
        """What is shown is asked of `review`, each time anew."""
        super().__init__(id=id)
        self.review = review

    @property
    def room(self) -> int:
        """How many cells a line has."""
        return max(4, self.scrollable_content_region.width - 1)

    def count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def line(self, number: int) -> Text:
        """The line of this number, from 0."""
        raise NotImplementedError

    def current_line(self) -> int:
        """The number of the line that should be seen."""
        raise NotImplementedError

    def show_current(self) -> None:
        """Draw all anew, the current figure in sight."""
        self.virtual_size = Size(self.size.width, self.count())
        at, height = self.current_line(), self.scrollable_content_region.height
        margin = min(3, height // 4)
        if not self.scroll_y + margin <= at < self.scroll_y + height - margin:
            self.scroll_to(y=max(0, at - height // 3), animate=False, force=True)
        self.refresh()

    def on_resize(self, _event: Resize) -> None:
        """Lines are made for the new width."""
        self.show_current()

    def render_line(self, y: int) -> Strip:
        """The line at this row of the pane."""
        number = y + self.scroll_offset.y
        style = self.rich_style
        if number >= self.count():
            return Strip.blank(self.size.width, style)
        strip = Strip(self.line(number).render(self.app.console))
        return strip.apply_style(style).adjust_cell_length(self.size.width, style)


class TextPane(LinePane):
    """The text of the report, every number of it marked."""

    def __init__(self, review: Review, id: str) -> None:
        """The lines are made once the width is known."""
        super().__init__(review, id)
        self._width = 0
        self._lines: list[Span] = []
        self._marks: list[Span] = []

    def show_current(self) -> None:
        """Draw all anew, with numbers that were taken in since."""
        self._marks = self.review.marks()
        if self._width != self.room:
            self._width = self.room
            self._lines = wrapped(self.review.report.source.raw, self.room)
        super().show_current()

    def count(self) -> int:
        """How many lines the text takes."""
        return len(self._lines)

    def current_line(self) -> int:
        """Where the current figure begins; the top where there is none."""
        span = self.review.current
        return line_of(self._lines, span.start) if span else 0

    def line(self, number: int) -> Text:
        """A line with its numbers, each as what it is taken for."""
        start, end = self._lines[number]
        text = Text(shown(self.review.report.source.raw[start:end]), no_wrap=True, end="")
        for span in self._numbers_in(start, end):
            style = STYLES[self.review.mark(span)]
            text.stylize(style, max(0, span.start - start), span.end - start)
        current = self.review.current
        if current and current.start < end and start < current.end:
            text.stylize(f"bold {CURRENT}", max(0, current.start - start), current.end - start)
        return text

    def _numbers_in(self, start: int, end: int) -> list[Span]:
        first = bisect_left(self._marks, (start - _LONGEST_NUMBER, 0))
        last = bisect_left(self._marks, (end, 0))
        return [span for span in self._marks[first:last] if span.end > start]

    def on_click(self, event: Click) -> None:
        """Look at the figure under the pointer."""
        number = event.y + self.scroll_offset.y
        if number >= len(self._lines):
            return
        start, end = self._lines[number]
        raw, at, cells = self.review.report.source.raw, start, 0
        while at < end and cells + cell_len(raw[at]) <= event.x:
            cells += cell_len(raw[at])
            at += 1
        for span in self._numbers_in(start, end):
            if span.start <= at < span.end:
                self.post_message(Chosen(span))


class QueuePane(LinePane):
    """The figures to check, in their order."""

    def count(self) -> int:
        """How many they are."""
        return self.review.total

    def current_line(self) -> int:
        """The place of the current figure among them."""
        return self.review.at

    def line(self, number: int) -> Text:
        """A figure: a sign, its name, itself."""
        return queue_row(self.review, self.review.order[number], self.room)

    def on_click(self, event: Click) -> None:
        """Look at the figure of this row."""
        number = event.y + self.scroll_offset.y
        if number < self.review.total:
            self.post_message(Chosen(self.review.order[number]))
