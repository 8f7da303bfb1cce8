"""Options that take one of some values, and say which was meant where one is misspelt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import click

from reportmine.cli.speaking import language, say
from reportmine.messages.languages import Language
from reportmine.messages.message import Parameter, counted
from reportmine.model.schema import by_word, typed


class OneOf(click.Choice[str]):
    """One of some values, as Click checks it; of a misspelt one it says what may be meant, as of commands.

    Where the values have Chinese words, those are taken, too, and stand beside them where Chinese is read. What is
    given on is always the value.

    >>> OneOf(["table", "json", "csv"]).get_invalid_choice_message("cvs", None)
    "'cvs' is not one of 'table', 'json', 'csv'. Did you mean 'csv'?"
    >>> topics = OneOf({"economy": "经济", "people": "人员"})
    >>> topics.convert("经济", None, None), topics.listed("zh")
    ('economy', ('economy（经济）', 'people（人员）'))
    """

    def __init__(self, choices: Iterable[str] | Mapping[str, str]) -> None:
        """Any of `choices`, written as they are, or by the words that a mapping has for them."""
        super().__init__(list(choices))
        self._words = choices if isinstance(choices, Mapping) else {}
        self._values = by_word(self._words)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value that was said, in whatever words."""
        return super().convert(self._values.get(typed(str(value)), value), param, ctx)

    def listed(self, language: Language) -> tuple[str, ...]:
        """The values as help and errors list them, in Chinese with their words."""
        if language == "en":
            return tuple(self.choices)
        return tuple(f"{value}（{self._words[value]}）" if value in self._words else value for value in self.choices)

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """That the value is none of them, and the nearest one."""
        from difflib import get_close_matches

        said = super().get_invalid_choice_message(value, ctx)
        if self._words and language() == "zh":
            listed = self.listed("zh")
            known: dict[str, Parameter] = {"value": str(value), "choice": listed, "choices": listed}
            said = say(
                counted("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", len(listed), **known)
            )
        near = get_close_matches(str(value), (*self.choices, *self._words.values()), n=1)
        return say("{sentence} Did you mean {possibility!r}?", sentence=said, possibility=near[0]) if near else said
