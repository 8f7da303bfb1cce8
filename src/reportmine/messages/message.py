"""A sentence for people, kept as its English template and what changes in it until somebody is to read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, Union

Parameter = Union[str, int, float, Decimal, tuple[Union[str, "Message"], ...], "Message"]  # one is not known yet
# What stands between several texts.
SEPARATOR = ", "
# A sentence is one line, whatever the name of a file holds: else that could add sentences of its own.
_ONE_LINE = dict.fromkeys(map(ord, "\n\r\v\f\x85\u2028\u2029"), " ")
# No name of a file is longer on Linux (4,096 bytes), but what a file holds may be; of that the beginning says enough.
_LONGEST, _BEGINNING = 1365, 80
# What gives the template in a language: of the English one, of its plural ("" where it has none), and of a number.
Lookup = Callable[[str, str, int], str]


@dataclass(frozen=True, slots=True)
class Message:
    """A template with {names} in it, and the parameters that belong there; `str` makes the English sentence.

    Where there is a `plural`, the parameter `count` chooses between both. A parameter may be a message itself, which
    is put into the same language; several texts are listed. `code` is what programs know the message by, if they do.

    >>> str(message("{path}: {reason}", path="报告.txt", reason=counted("{count} figure", "{count} figures", 2)))
    '报告.txt: 2 figures'
    """

    template: str
    parameters: tuple[tuple[str, Parameter], ...] = ()
    plural: str = ""
    code: str = ""

    def filled(self, lookup: Lookup) -> str:
        """The sentence in the language whose templates `lookup` gives."""
        named = dict(self.parameters)
        count = named.get("count", 1)
        template = lookup(self.template, self.plural, count if isinstance(count, int) else 1)
        # Without parameters a text is no template, but may hold anything, braces of a file's name, too.
        return template.format_map({name: _shown(one, lookup) for name, one in named.items()}) if named else template

    @property
    def text(self) -> str:
        """The sentence in English."""
        return self.filled(in_english)

    def about(self, place: Parameter) -> Message:
        """The same sentence, with what it is about in front.

        >>> str(message("is empty.").about("报告.txt"))
        '报告.txt: is empty.'
        """
        return message("{place}: {reason}", place=place, reason=self)

    def __str__(self) -> str:
        """The sentence in English."""
        return self.text


class Spoken(Protocol):
    """What knows its own message: errors, remarks on a report."""

    @property
    def message(self) -> Message:
        """What it says."""
        ...


Sayable = str | Message | Spoken


def message_of(said: Sayable, /, **parameters: Parameter) -> Message:
    """The message of what can be said; of a text, with the parameters that belong in it."""
    if isinstance(said, Message):
        return said
    own: Message | None = getattr(said, "message", None)
    return own or message(str(said), **parameters)


def message(text: str, /, **parameters: Parameter) -> Message:
    """The message of a template; `docs/make_messages.py` finds the template where this is called."""
    return Message(text, tuple(parameters.items()))


def counted(one: str, several: str, count: int, /, **parameters: Parameter) -> Message:
    """The message of a number of things, `{count}` in its template.

    >>> str(counted("{count:,} figure", "{count:,} figures", 1200))
    '1,200 figures'
    """
    return Message(one, (("count", count), *parameters.items()), several)


def beginning(text: str) -> str:
    """A text that tells which one is meant: of a long one the beginning.

    >>> beginning("指标"), len(beginning("长" * 100))
    ('指标', 81)
    """
    return text if len(text) <= _BEGINNING else f"{text[:_BEGINNING]}…"


def in_english(text: str, plural: str, count: int) -> str:
    """The template as it stands in the code."""
    return text if count == 1 or not plural else plural


def _shown(parameter: Parameter, lookup: Lookup) -> str | float | Decimal:
    match parameter:
        case Message():
            return parameter.filled(lookup)
        case tuple():
            return lookup(SEPARATOR, "", 1).join(str(_shown(one, lookup)) for one in parameter)
        case str():
            return (parameter if len(parameter) <= _LONGEST else beginning(parameter)).translate(_ONE_LINE)
        case _:
            return parameter
