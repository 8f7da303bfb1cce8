"""The words of the page in the language that it is shown in, and the sentences of other rooms in that language."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any, NamedTuple

from reportmine.extraction.explain.catalogue import CHAPTERS
from reportmine.model import Note, Rejected, Topic
from reportmine.output.schema import COLUMNS, TOPICS, Language

# The decisions about the numbers of tables have the names of those about prose behind this.
_OF_TABLES = "table-"
_REJECTING = ("rejection", f"{_OF_TABLES}rejection", f"{_OF_TABLES}left-out")
_PLACE = re.compile(r"\\\{(\w+)\\\}")
_WHY = {(chapter.name, rule.name): rule.why for chapter in CHAPTERS for rule in chapter.rules}


class Reason(NamedTuple):
    """Why something was read so: what was decided, the rule in plain words, the words of the report that it saw."""

    about: str
    said: str
    evidence: str


class Words:
    """The groups of words.*.toml, and what is put together from them.

    >>> zh, en = Words("zh"), Words("en")
    >>> zh.topic("economy"), en.topic("economy"), zh["measure"]["change"]
    ('经济', 'economy', '变化')
    """

    def __init__(self, language: Language) -> None:
        """Read the words of a language."""
        self.language = language
        self._groups = _groups(language)
        self._columns = {column.name: column.headed(language) for column in COLUMNS}
        self._reasons = [(_shape(one), other) for one, other in self._groups.get("reasons", {}).items()]

    def __getitem__(self, group: str) -> Mapping[str, str]:
        """A group of words."""
        words: Mapping[str, str] = self._groups[group]
        return words

    def topic(self, topic: Topic) -> str:
        """What a topic is called."""
        return TOPICS[topic] if self.language == "zh" else topic

    def column(self, name: str) -> str:
        """What a column is called (output/schema.py)."""
        return self._columns[name]

    def reason(self, note: Note) -> Reason:
        """Why a claim was read so.

        >>> Words("zh").reason(Note("status", "reached", "全年"))
        Reason(about='性质', said='没有说是计划，就是已经实现的', evidence='全年')
        """
        column = note.decision.removeprefix(_OF_TABLES)
        about = self.column("metric" if column == "name" else column)
        said = self._rules(note.decision).get(note.rule) or _WHY.get((note.decision, note.rule), note.rule)
        return Reason(about, said, note.evidence)

    def rejection(self, rejected: Rejected) -> tuple[str, str]:
        """The name of the rule that rejected a number, and why."""
        known = {rule: said for decision in _REJECTING for rule, said in self._rules(decision).items()}
        name, why = known.get(rejected.rule) or (rejected.rule, rejected.why)
        return name, why

    def sentence(self, said: str) -> str:
        """A sentence of comparing/ in this language; as it is where it is not known.

        >>> Words("zh").sentence("One is given in 天 and the other in 小时.")
        '一个以“天”计，另一个以“小时”计，无法比较。'
        """
        for shape, other in self._reasons:
            if found := shape.fullmatch(said):
                return str(other).format_map(found.groupdict())
        return said

    def _rules(self, decision: str) -> dict[str, Any]:
        rules: dict[str, Any] = self._groups.get("rules", {}).get(decision, {})
        return rules


@functools.cache
def _groups(language: Language) -> dict[str, Any]:
    place = resources.files(__package__).joinpath("assets", f"words.{language}.toml")
    return tomllib.loads(place.read_text(encoding="utf-8"))


def _shape(sentence: str) -> re.Pattern[str]:
    """The pattern of a sentence with {names} in it."""
    return re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(sentence)), re.DOTALL)
