"""The form of a figure's fields: what no file of corrections may hold is said beside its field, and not taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Select, Static

from reportmine.corrections.file import MAY_BE_EMPTY, cells_of, fields_from, reasons
from reportmine.corrections.model import Fields
from reportmine.messages.catalogue import say_in
from reportmine.messages.languages import Language
from reportmine.messages.message import Sayable
from reportmine.model.schema import CHOICES
from reportmine.output.terminal.cells import shown
from reportmine.output.terminal.wording import heading, word

# The choice of a field that may say nothing.
_NONE = "–"


class Choice(Select[str], inherit_bindings=False):
    """A list of what a field may hold; Enter is left to the form."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "show_overlay", "Open", show=False)]


class EditScreen(ModalScreen[Fields | None]):
    """All fields of one figure; gives the fields that it was left with, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "take"),
        Binding("escape", "leave", "leave"),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(
        self, about: str, fields: Fields, *, first: Mapping[str, Sayable] | None = None, language: Language = "en"
    ) -> None:
        """`about` is the figure as the report writes it, `first` what is wrong with its fields already."""
        super().__init__()
        self._about = about
        self._before = cells_of(fields)
        self._wrong = dict(first or {})
        self._language = language
        self._say = say_in(language)

    def compose(self) -> ComposeResult:
        """A row a field: its name, what it holds, and why it cannot."""
        with VerticalScroll(id="form", can_focus=False):
            yield Static(Text(shown(self._about), "bold", no_wrap=True), id="about", markup=False)
            for name, cell in self._before.items():
                with Horizontal(classes="row"):
                    yield Static(heading(name, self._language), classes="label", markup=False)
                    yield _choice(name, cell, self._language) if name in CHOICES else _input(name, cell)
                    yield Static("", id=f"wrong-{name}", classes="wrong", markup=False)
            hint = self._say("Enter takes it · Esc leaves · Tab ↑ ↓ other fields · Space opens a list")
            yield Static(hint, id="hint", markup=False)

    def on_mount(self) -> None:
        """Say what is wrong from the start."""
        self._show_wrong(self._wrong)

    def cells(self) -> dict[str, str | None]:
        """What the fields hold, as a file of corrections has it."""
        return {name: self._cell(name) for name in self._before}

    def _cell(self, name: str) -> str | None:
        before = self._before[name]
        if name in CHOICES:
            chosen = str(self.query_one(f"#field-{name}", Choice).value)
            return None if chosen == _NONE else chosen
        typed = self.query_one(f"#field-{name}", Input).value
        if typed == shown(before or ""):
            return before  # also where it holds what nobody can see
        return typed.strip() or ("" if name in MAY_BE_EMPTY else None)

    def action_take(self) -> None:
        """Give the fields, if a file may hold them."""
        cells = self.cells()
        wrong = reasons(cells)
        self._show_wrong(wrong)
        if not wrong:
            self.dismiss(fields_from(cells))

    def action_leave(self) -> None:
        """Give nothing."""
        self.dismiss(None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a line of text is Enter in the form."""
        event.stop()
        self.action_take()

    def _show_wrong(self, wrong: Mapping[str, Sayable]) -> None:
        for name in self._before:
            reason = self._say(wrong[name]) if name in wrong else ""
            self.query_one(f"#wrong-{name}", Static).update(Text(shown(reason)))
        if wrong:
            self.query_one(f"#field-{next(iter(wrong))}").focus()


def _input(name: str, cell: str | None) -> Input:
    return Input(shown(cell or ""), id=f"field-{name}", compact=True, select_on_focus=False)


def _choice(name: str, cell: str | None, language: Language) -> Choice:
    values = [*CHOICES[name]] if cell is not None and name != "direction" else [_NONE, *CHOICES[name]]
    options: list[tuple[Any, str]] = [(Text(word(name, value, language)), value) for value in values]
    return Choice(options, value=cell or _NONE, allow_blank=False, id=f"field-{name}", compact=True)
