"""Options that take one of some values, and say which was meant where one is misspelt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from reportmine.cli.speaking import say


class OneOf(click.Choice[str]):
    """One of some values, as Click checks it; of a misspelt one it says what may be meant, as of commands.

    >>> OneOf(["table", "json", "csv"]).get_invalid_choice_message("cvs", None)
    "'cvs' is not one of 'table', 'json', 'csv'. Did you mean 'csv'?"
    """

    def __init__(self, choices: Iterable[str]) -> None:
        """Any of `choices`, written as they are."""
        super().__init__(list(choices))

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """That the value is none of them, and the nearest one."""
        from difflib import get_close_matches

        said = super().get_invalid_choice_message(value, ctx)
        near = get_close_matches(str(value), self.choices, n=1)
        return say("{sentence} Did you mean {possibility!r}?", sentence=said, possibility=near[0]) if near else said
