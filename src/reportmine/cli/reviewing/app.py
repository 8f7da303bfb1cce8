"""The screen of `reportmine review`, drawn with Textual; what is said is kept in a `Review`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.widgets import Footer, Static

from reportmine.cli.reviewing.editing import EditScreen
from reportmine.cli.reviewing.panes import Chosen, LinePane, QueuePane, TextPane
from reportmine.cli.reviewing.state import MOST_NAMES, Review
from reportmine.cli.reviewing.taking_in import LeftOutScreen
from reportmine.cli.reviewing.wording import card, heading
from reportmine.corrections.file import cells_of, reasons
from reportmine.corrections.making import first_fields
from reportmine.corrections.model import Fields
from reportmine.errors import CorrectionsError, WritingError
from reportmine.messages.catalogue import Say, say_in
from reportmine.messages.languages import Language
from reportmine.messages.message import Message, Sayable, message
from reportmine.model import Rejected
from reportmine.output.terminal.cells import shown

# From so many lines on a field of the card has a line of its own.
_TALL = 34
_ASKED = message("Not all is saved: q once more leaves without, s saves.")

CSS = """
Screen { layers: base; }
#heading { height: 1; background: $panel; }
#said { height: auto; max-height: 3; color: $text-warning; padding: 0 1; }
#said.-empty { display: none; }
#text { width: 1fr; padding: 0 0 0 1; }
#side { width: 38; border-left: vkey $panel; padding: 0 0 0 1; }
#queue { height: 1fr; min-height: 3; }
#card { height: auto; border-top: solid $panel; }
.-wide #side { width: 52; }
.-widest #side { width: 68; }
.-narrow #panes { layout: vertical; }
.-narrow #text { width: 100%; height: 1fr; }
.-narrow #side { width: 100%; height: auto; border-left: none; border-top: solid $panel; }
.-narrow #queue { display: none; }
.-narrow #card { border-top: none; }
EditScreen, LeftOutScreen { align: center middle; }
#form { width: 100%; max-width: 110; height: auto; max-height: 100%; padding: 0 2; background: $surface;
  border: round $primary; }
.row { height: auto; }
.label { width: 11; color: $text-muted; }
.row Input, .row Choice { width: 2fr; max-width: 44; }
.wrong { width: 3fr; height: auto; padding: 0 0 0 2; color: $text-error; }
#hint { color: $text-muted; }
#form #hint { margin: 1 0 0 0; }
#numbers { width: 100%; max-width: 124; height: auto; max-height: 90%; padding: 0 1; background: $surface;
  border: round $primary; }
#numbers:focus { border: round $primary; }
"""


class ReviewApp(App[None]):
    """The text with all its figures at the left, what to check at the right, the keys below."""

    CSS = CSS
    TITLE = "reportmine review"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  # as Textual declares it
        (0, "-narrow"),
        (70, "-usual"),
        (110, "-wide"),
        (150, "-widest"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding("ctrl+c", "leave", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self, review: Review, save: Callable[[], Sayable], language: Language = "en") -> None:
        """`save` writes what was said and tells where to; it raises WritingError. `language` is the reader's."""
        super().__init__()
        self.review = review
        self._save = save
        self._language = language
        self._sentence: Sayable = ""
        for one in _keys(say_in(language)):
            self.bind(one.key, one.action, description=one.description, show=one.show, key_display=one.key_display)

    def compose(self) -> ComposeResult:
        """The heading, both panes, what was said last, the keys."""
        yield Static(id="heading", markup=False)
        with Horizontal(id="panes"):
            yield TextPane(self.review, "text")
            with Vertical(id="side"):
                yield QueuePane(self.review, "queue")
                yield Static(id="card", markup=False)
        yield Static(id="said", classes="-empty", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show the first figure."""
        self.call_after_refresh(self.show)

    def on_resize(self, _event: Resize) -> None:
        """The card has another width; what was said stays."""
        self.call_after_refresh(self.show, self._sentence)

    def show(self, said: Sayable = "") -> None:
        """Draw what has changed, and say a sentence; the one that was said before is gone."""
        self._sentence = said
        screen = self.screen_stack[0]
        screen.query_one("#heading", Static).update(heading(self.review, self._language))
        side = screen.query_one("#card", Static)
        width, tall = max(20, side.content_size.width), self.size.height >= _TALL
        side.update(card(self.review, width, tall=tall, language=self._language))
        for pane in screen.query(LinePane):
            pane.show_current()
        line = screen.query_one("#said", Static)
        line.update(Text(shown(say_in(self._language)(said))))
        line.set_class(not said, "-empty")

    def on_chosen(self, event: Chosen) -> None:
        """A click on a figure of the queue looks at it; one on another says how to come to it."""
        found = self.review.look_at(event.span)
        self.show("" if found else self._elsewhere(event))

    def _elsewhere(self, event: Chosen) -> Message:
        if self.review.claim(event.span) is None:
            return message("This number was left out: t takes it in.")
        return message("This figure is not among those to check: --all has them all.")

    def action_go(self, steps: int) -> None:
        """The next figure or the one before."""
        self.review.go(steps)
        self.show()

    def action_page(self, pages: int) -> None:
        """Scroll the text; the figure stays."""
        pane = self.query_one("#text", TextPane)
        pane.scroll_relative(y=pages * (pane.size.height - 2), animate=False)

    def action_right(self) -> None:
        """Take the figure as it stands."""
        span = self.review.current
        wrong = reasons(cells_of(self.review.fields(span))) if span else {}
        if wrong and span and self.review.said(span) is None:
            self._edit(wrong)
            return
        self.review.right()
        done = self.review.total and self.review.checked == self.review.total
        self.show(message("All are checked: s saves, q leaves.") if done else "")

    def action_choose(self, number: int) -> None:
        """Give the figure one of the names."""
        try:
            chosen = self.review.choose(number)
        except CorrectionsError as error:
            self.show(message("This name cannot be written: {reason}", reason=error.message))
            return
        self.show("" if chosen else message("There is no name {number} to choose.", number=number))

    def action_no_figure(self) -> None:
        """The number is no figure."""
        self.review.no_figure()
        self.show()

    def action_undo(self) -> None:
        """Take back what was said last."""
        self.show("" if self.review.undo() else message("There is nothing to undo."))

    def action_edit(self) -> None:
        """Open the form of the figure."""
        self._edit({})

    def _edit(self, wrong: Mapping[str, Sayable]) -> None:
        span = self.review.current
        if span is None:
            return

        def taken(fields: Fields | None) -> None:
            if fields is not None:
                self.review.take(fields)
            self.show()

        about = span.of(self.review.report.source.raw)
        self.push_screen(EditScreen(about, self.review.fields(span), first=wrong, language=self._language), taken)

    def action_take_in(self) -> None:
        """Choose one of the numbers that were left out, and say what it is."""
        numbers, current = self.review.left_out(), self.review.current
        if not numbers:
            self.show(message("No number was left out."))
            return
        near = current.start if current else 0
        self.push_screen(LeftOutScreen(self.review.report, numbers, near, self._language), self._take_in)

    def _take_in(self, number: Rejected | None) -> None:
        if number is None:
            return

        def taken(fields: Fields | None) -> None:
            if fields is not None:
                self.review.take_in(number.span, fields)
            self.show()

        self.push_screen(EditScreen(number.text, first_fields(number), language=self._language), taken)

    def action_save(self) -> None:
        """Write the file of corrections."""
        try:
            said = self._save()
        except WritingError as error:
            self.show(error)
            return
        self.review.saved()
        self.show(said)

    def action_leave(self) -> None:
        """Leave, after asking once where something is not saved."""
        if self.review.unsaved and self._sentence != _ASKED:
            self.show(_ASKED)
        else:
            self.exit()


def _keys(say: Say) -> Iterator[Binding]:
    """The keys that the foot of the screen shows, with what they do in the reader's language."""
    yield Binding("j,down", "go(1)", say("next"), key_display="j")
    yield Binding("k,up", "go(-1)", say("back"), key_display="k")
    yield Binding("enter", "right", say("right"))
    for number in range(1, MOST_NAMES + 1):
        yield Binding(str(number), f"choose({number})", say("name"), show=number == 1, key_display="1-5")
    # In 80 columns there is no room for an English "no figure".
    yield Binding("n", "no_figure", "none" if say.language == "en" else say("no figure"))
    yield Binding("e", "edit", say("edit"))
    yield Binding("t", "take_in", say("take in"))
    yield Binding("u", "undo", say("undo"))
    yield Binding("s", "save", say("save"))
    yield Binding("q", "leave", say("quit"))
