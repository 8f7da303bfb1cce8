"""The words of the page in the language that it is shown in, and what other rooms say in that language.

The words of the page itself stand in assets/words.*.toml, what others say in the gettext files of `messages`.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any, NamedTuple

from reportmine.extraction.explain.catalogue import CHAPTERS
from reportmine.extraction.rule import LEARNT, LEARNT_WHY
from reportmine.extraction.scanned import WHY as SCANNED_WHY
from reportmine.messages.catalogue import say_in
from reportmine.messages.message import Sayable
from reportmine.model import Note, Rejected
from reportmine.model.schema import CHOICES, COLUMNS, Language

# The decisions about the numbers of tables have the names of those about prose behind this.
_OF_TABLES = "table-"
# Notes of names tell places, which say all by themselves; a rule that only proposes leaves no note.
_WHY: dict[tuple[str, str], Sayable] = {
    (chapter.name, rule.name): rule.why for chapter in CHAPTERS if chapter.name != "name" for rule in chapter.rules
}
_WHY |= {("value", rule): why for rule, why in SCANNED_WHY.items()}
_WHY |= {(decision, LEARNT): LEARNT_WHY for decision in ("measure", "status")}


class Reason(NamedTuple):
    """Why something was read so: what was decided, the rule in plain words, the words of the report that it saw."""

    about: str
    said: str
    evidence: str


class Words:
    """The groups of words.*.toml, those of the choices that fields are, and what is put together from them.

    >>> zh, en = Words("zh"), Words("en")
    >>> zh["topic"]["economy"], en["topic"]["economy"], zh["measure"]["change"], en["qualifier"]["at_most"]
    ('经济', 'economy', '变化', 'at most')
    """

    def __init__(self, language: Language) -> None:
        """Read the words of a language."""
        self.language = language
        self._say = say_in(language)
        self._groups = _groups(language) | {name: _choices(name, language) for name in CHOICES}
        self._columns = {column.name: column.headed(language) for column in COLUMNS}

    def __getitem__(self, group: str) -> Mapping[str, str]:
        """A group of words."""
        words: Mapping[str, str] = self._groups[group]
        return words

    def column(self, name: str) -> str:
        """What a column is called (model/schema.py)."""
        return self._columns[name]

    def reason(self, note: Note) -> Reason:
        """Why a claim was read so.

        >>> Words("zh").reason(Note("status", "reached", "全年"))
        Reason(about='性质', said='没有说是计划，就是已经实现的', evidence='全年')
        """
        column = note.decision.removeprefix(_OF_TABLES)
        about = self.column("metric" if column == "name" else column)
        said = _WHY.get((note.decision, note.rule), note.rule)
        return Reason(about, self._say(said), note.evidence)

    def rejection(self, rejected: Rejected) -> tuple[str, str]:
        """The name of the rule that rejected a number, and why."""
        return self._say(rejected.rule), self._say(rejected.why)

    def message(self, message: Sayable | None) -> str:
        """What another room says, in this language; "" where it is None.

        >>> from reportmine.comparison.messages import said
        >>> Words("zh").message(said("units-differ", old="天", new="小时"))
        '一个以“天”计，另一个以“小时”计，无法比较。'
        """
        return "" if message is None else self._say(message)


def _choices(name: str, language: Language) -> dict[str, str]:
    """The values that a field can have, and the words for them."""
    return {one: said if language == "zh" else one.replace("_", " ") for one, said in CHOICES[name].items()}


@functools.cache
def _groups(language: Language) -> dict[str, Any]:
    place = resources.files(__package__).joinpath("assets", f"words.{language}.toml")
    return tomllib.loads(place.read_text(encoding="utf-8"))
