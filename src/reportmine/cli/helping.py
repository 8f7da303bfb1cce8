"""The help of commands in the user's language, and laid out for characters that take two cells."""

from __future__ import annotations

import copy
import inspect
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

import click

from reportmine.cli import debugging
from reportmine.cli.choices import OneOf
from reportmine.cli.speaking import OPTION
from reportmine.messages.catalogue import Say
from reportmine.messages.languages import LANGUAGES, Language
from reportmine.messages.message import Message, message
from reportmine.model.display import cells

# `speaking.asked_for` has looked it up already; here it is checked, and shown in help.
LANGUAGE_OPTION = click.Option(
    [OPTION],
    type=OneOf(LANGUAGES),
    expose_value=False,
    help="The language of help, tables and messages. Default: that of your system.",
)
# What every command takes.
EVERYWHERE = (LANGUAGE_OPTION, *debugging.OPTIONS)
Of = TypeVar("Of", bound=click.Command)


class Told(click.Option):
    """An option whose help has parameters in it; its {choices} are listed as its reader knows them.

    >>> Told(["--topic"], told=message("Only one of: {choices}."), type=OneOf(["economy", "people"])).help
    'Only one of: economy, people.'
    """

    def __init__(self, declared: Sequence[str], *, told: Message, **options: Any) -> None:
        """`told` is its help."""
        super().__init__(declared, **options)
        self._told = told
        self.help = str(self.told_in("en"))

    def told_in(self, language: Language) -> Message:
        """Its help, to be said in a language."""
        if not isinstance(self.type, OneOf):
            return self._told
        return message(self._told.template, choices=self.type.listed(language))


# A line of Click's help that is kept as it stands is one of a paragraph that begins so.
_VERBATIM = "\b"
# What no line begins with, and what none ends with.
_CLOSING = "，。；：、！？）》」』”’…,.;:!?)]"
_OPENING = "（《「『“‘(["
_PIECES = re.compile(r"\s+|[^\s\u2e80-\uffef]+|[\u2e80-\uffef]")


def spoken(command: Of, say: Say) -> Of:
    """The command with its help in the language of `say`, and with the options that every command takes."""
    translated = copy.copy(command)
    params = [*command.params, *(one for one in EVERYWHERE if one not in command.params)]
    translated.params = [_parameter(one, say) for one in params]
    translated.help = command.help and say(_cleaned(command.help))
    if say.language == "zh" and translated.help:
        # Click looks for the end of an English sentence, between words with spaces.
        translated.short_help = translated.help.partition("。")[0]
    translated.epilog = command.epilog and say(_cleaned(command.epilog))
    translated.context_settings = {**command.context_settings}
    if say.language == "zh":
        translated.context_class = _Context
    if isinstance(translated, click.Group) and isinstance(command, click.Group):
        translated.commands = {name: spoken(one, say) for name, one in command.commands.items()}
    return translated


def _cleaned(text: str) -> str:
    """A text as it is translated; without the indentation of docstrings, which Python keeps up to 3.12."""
    return "\n".join(line.rstrip() for line in inspect.cleandoc(text).splitlines())


def texts_of(command: click.Command) -> Iterator[str]:
    """All that the help of a command says, to be translated."""
    yield from (_cleaned(one) for one in (command.help, command.epilog) if one)
    for param in command.params:
        told = param.told_in("en").template if isinstance(param, Told) else getattr(param, "help", None)
        yield from [told] if told else ()
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            yield from texts_of(inner)


def _parameter(param: click.Parameter, say: Say) -> click.Parameter:
    text = getattr(param, "help", None)
    if not text:
        return param
    translated = copy.copy(param)
    translated.help = say(param.told_in(say.language) if isinstance(param, Told) else text)  # it has one
    return translated


class _Formatter(click.HelpFormatter):
    """Help whose lines are measured in cells and may break between Chinese characters."""

    def write_text(self, text: str) -> None:
        """Paragraphs, each wrapped below the indentation; those that begin with the sign of Click as they stand."""
        margin = " " * self.current_indent
        for number, part in enumerate(re.split(r"\n{2,}", text.strip("\n"))):
            self.write("\n" if number else "")
            kept, said = part.startswith(_VERBATIM), part.removeprefix(_VERBATIM).strip("\n")
            lines = said.split("\n") if kept else wrapped(said, self.width - self.current_indent)
            self.write("".join(f"{margin}{line}\n" for line in lines))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Terms and what they mean, beside one another where a term is short."""
        rows = list(rows)
        start = min(max((cells(term) for term, _ in rows), default=0), col_max) + col_spacing + self.current_indent
        margin, room = " " * self.current_indent, max(self.width - start, 10)
        for term, meaning in rows:
            first, *more = wrapped(meaning, room) or [""]
            gap = start - self.current_indent - cells(term)
            if gap < col_spacing:
                more, first, gap = [first, *more], "", 0
            self.write(f"{margin}{term}{' ' * gap if first else ''}{first}\n")
            self.write("".join(f"{' ' * start}{line}\n" for line in more))


class _Context(click.Context):
    formatter_class = _Formatter


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of at most `width` cells, broken at spaces and between Chinese characters.

    >>> wrapped("把报告里的数字变成表格，用 --lang zh 看中文。", 16)
    ['把报告里的数字变', '成表格，用', '--lang zh 看中', '文。']
    """
    lines = [""]
    for unit in _units(" ".join(text.split())):
        if not unit.strip() and not lines[-1]:
            continue
        if lines[-1] and cells(lines[-1]) + cells(unit.rstrip()) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append(unit.lstrip())
        else:
            lines[-1] += unit
    return [line.rstrip() for line in lines if line]


def _units(text: str) -> Iterator[str]:
    """The pieces of a text that stay together: words, single Chinese characters with the marks that belong to them."""
    unit = ""
    for piece in _PIECES.findall(text):
        # A word may begin with such a mark: .txt
        sticks = not piece.strip(_CLOSING) or (unit and unit[-1] in _OPENING)
        if unit and not sticks:
            yield unit
            unit = ""
        unit += piece
    if unit:
        yield unit
