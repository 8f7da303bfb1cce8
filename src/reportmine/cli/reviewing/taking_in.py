"""The list of the numbers that were left out, to take one of them in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import OptionList

from reportmine.cli.reviewing.wording import left_out_row
from reportmine.messages.catalogue import say_in
from reportmine.messages.languages import Language
from reportmine.model import Rejected, Report


class LeftOutScreen(ModalScreen[Rejected | None]):
    """Gives the number that was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "leave"),
        Binding("j", "by(1)", show=False),
        Binding("k", "by(-1)", show=False),
    ]

    def __init__(self, report: Report, numbers: Sequence[Rejected], near: int, language: Language = "en") -> None:
        """The list begins at the first number behind the offset `near`, where there is one."""
        super().__init__()
        self._report = report
        self._numbers = numbers
        self._language = language
        behind = (number for number, one in enumerate(numbers) if one.span.start >= near)
        self._first = next(behind, max(0, len(numbers) - 1))

    def compose(self) -> ComposeResult:
        """A row a number, with the words around it and why it was left out."""
        width = min(self.app.size.width, 124) - 8
        rows = [left_out_row(one, self._report, width, self._language) for one in self._numbers]
        options = OptionList(*rows, id="numbers", markup=False)
        say = say_in(self._language)
        options.border_subtitle = say("Numbers left out: Enter takes one in · j k ↑ ↓ others · Esc leaves")
        yield options

    def on_mount(self) -> None:
        """Begin near to where the reader is."""
        options = self.query_one(OptionList)
        options.highlighted = self._first
        options.focus()
        self.call_after_refresh(options.scroll_to, y=max(0, self._first - 3), animate=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the number of the row."""
        event.stop()
        self.dismiss(self._numbers[event.option_index])

    def action_by(self, steps: int) -> None:
        """Go down or up."""
        options = self.query_one(OptionList)
        options.highlighted = max(0, min(len(self._numbers) - 1, (options.highlighted or 0) + steps))

    def action_leave(self) -> None:
        """Give nothing."""
        self.dismiss(None)
