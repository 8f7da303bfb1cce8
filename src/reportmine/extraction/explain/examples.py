"""An example for every rule (rules/examples.toml): what it reads, and what it makes of it."""

from __future__ import annotations

from typing import NamedTuple

from reportmine.errors import LexiconError
from reportmine.lexicon.loader import toml
from reportmine.lexicon.patterns import pattern

_TIMES = pattern(r"\{(.+?)\*(\d+)\}")


class Example(NamedTuple):
    """A text, the part of it that a rule decides about, and what comes of it; `skips` are a user's phrases."""

    text: str
    figure: str
    gives: str
    skips: tuple[str, ...] = ()


def spelled_out(text: str) -> str:
    """The text with {9*3} written 999.

    >>> spelled_out("共{9*3}家")
    '共999家'
    """
    return _TIMES.sub(lambda match: match[1] * int(match[2]), text)


def _load() -> dict[tuple[str, str], Example]:
    found = {}
    for decision, rules in toml("rules/examples.toml").items():
        for rule, row in rules.items():
            example = Example(row["text"], row["figure"], row.get("gives", ""), tuple(row.get("skips", ())))
            if example.text.count(example.figure) != 1:
                raise LexiconError(f'examples.toml, [{decision}."{rule}"]: the figure has to stand in the text once.')
            found[decision, rule] = example
    return found


EXAMPLES: dict[tuple[str, str], Example] = _load()
