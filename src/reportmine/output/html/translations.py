"""The words of the page in the language that it is shown in, and what other rooms say in that language.

Rules are known by their decision and name, messages by their code; only what still comes as an English sentence is
recognized by its words (`Words.sentence`).
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any, NamedTuple

from reportmine.comparison.messages import Message
from reportmine.extraction.explain.catalogue import CHAPTERS
from reportmine.model import Note, Rejected
from reportmine.model.schema import CHOICES, COLUMNS, Language

# The decisions about the numbers of tables have the names of those about prose behind this.
_OF_TABLES = "table-"
_REJECTING = ("rejection", f"{_OF_TABLES}rejection", f"{_OF_TABLES}left-out")
_PLACE = re.compile(r"\\\{(\w+)\\\}")
# Notes of names tell places, which say all by themselves; a rule that only proposes leaves no note.
_WHY = {(chapter.name, rule.name): rule.why for chapter in CHAPTERS if chapter.name != "name" for rule in chapter.rules}


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
        said = self._rules(note.decision).get(note.rule) or _WHY.get((note.decision, note.rule), note.rule)
        return Reason(about, said, note.evidence)

    def rejection(self, rejected: Rejected) -> tuple[str, str]:
        """The name of the rule that rejected a number, and why."""
        known = {rule: said for decision in _REJECTING for rule, said in self._rules(decision).items()}
        name, why = known.get(rejected.rule) or (rejected.rule, rejected.why)
        return name, why

    def message(self, message: Message | None) -> str:
        """A message of another room in this language; in English where its code is not known, "" where it is None.

        >>> from reportmine.comparison.messages import Message
        >>> Words("zh").message(Message.of("units-differ", old="天", new="小时"))
        '一个以“天”计，另一个以“小时”计，无法比较。'
        """
        if message is None:
            return ""
        template = self._groups.get("messages", {}).get(message.code)
        return str(message) if template is None else message.fill(template)

    def sentence(self, said: str) -> str:
        """What comes as an English sentence still, in this language; as it is where it is not known.

        >>> Words("zh").sentence("the hidden sheet 明细 was left out.")
        '隐藏的工作表“明细”没有读取。'
        """
        return next(
            filter(None, (_translated(said, *pair) for pair in self._groups.get("sentences", {}).items())), said
        )

    def _rules(self, decision: str) -> dict[str, Any]:
        rules: dict[str, Any] = self._groups.get("rules", {}).get(decision, {})
        return rules


def _choices(name: str, language: Language) -> dict[str, str]:
    """The values that a field can have, and the words for them."""
    return {one: said if language == "zh" else one.replace("_", " ") for one, said in CHOICES[name].items()}


@functools.cache
def _groups(language: Language) -> dict[str, Any]:
    place = resources.files(__package__).joinpath("assets", f"words.{language}.toml")
    return tomllib.loads(place.read_text(encoding="utf-8"))


def _translated(said: str, english: str, other: str) -> str | None:
    """The other language's words for a sentence; None where it is not of the form `english`, with {names} in it."""
    found = re.fullmatch(_PLACE.sub(r"(?P<\1>.+?)", re.escape(english)), said, re.DOTALL)
    return other.format_map(found.groupdict()) if found else None
