"""What columns, values and decisions are called where people read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reportmine.corrections.model import BY_HAND, CHECKED
from reportmine.messages.catalogue import say_in
from reportmine.messages.languages import Language
from reportmine.messages.message import SEPARATOR
from reportmine.model.schema import CHOICES, by_name

# Where an English screen has a shorter name for a column than programs.
_SHORT: Mapping[str, str] = {"measure": "kind", "value_max": "up to"}


def heading(column: str, language: Language) -> str:
    """What stands above or before the cells of a column.

    >>> [heading("measure", language) for language in ("en", "zh")]
    ['kind', '类型']
    """
    return _SHORT.get(column, column) if language == "en" else by_name()[column].heading


def word(column: str, value: str, language: Language) -> str:
    """What a value of a column that has few of them is called.

    >>> word("topic", "economy", "en"), word("topic", "economy", "zh")
    ('economy', '经济')
    """
    return value if language == "en" else CHOICES[column].get(value, value)


def words(column: str, language: Language) -> Mapping[str, str]:
    """What all values of a column are called, for loops over many rows."""
    return {value: word(column, value, language) for value in CHOICES[column]}


def decision_name(about: str, language: Language) -> str:
    """What a decision about a number is called.

    >>> [decision_name(about, "zh") for about in ("name", "measure")], decision_name("measure", "en")
    (['名称', '类型'], 'measure')
    """
    if about in ("name", "rejection"):
        return say_in(language)("name" if about == "name" else "rejected")
    return about if language == "en" else heading(about, language)


def answer(about: str, value: str, language: Language) -> str:
    """What was decided: a word of ours in the reader's language, words of the report as they are.

    >>> answer("measure", "change up", "zh"), answer("status", "target", "zh"), answer("name", "培训", "zh")
    ('变化 上升', '目标', '培训')
    """
    say = say_in(language)
    match about, value:
        case "measure", _:
            measure, _, direction = value.partition(" ")
            return " ".join(filter(None, (word("measure", measure, language), word("direction", direction, language))))
        case (("status" | "topic"), _):
            return word(about, value, language)
        case "rejection", "no figure":
            return say("no figure")
        case "unit", "none":
            return say("none")
    return value


# Of these decisions the names of rules are put into the reader's language, too.
TRANSLATED = ("name", "rejection", "indicator")


def rule_name(about: str, name: str, language: Language) -> str:
    """What a rule is called: where a name stands, why a number is no figure, what was done by hand, in the language.

    All other names are those that notes, JSON and `reportmine rules` have.
    """
    return say_in(language)(name) if about in TRANSLATED or name in (BY_HAND, CHECKED) else name


def rule_names(about: str, names: Iterable[str], language: Language) -> str:
    """Several of them; English names are listed in the English way."""
    between = say_in(language)(SEPARATOR) if about in TRANSLATED else SEPARATOR
    return between.join(rule_name(about, name, language) for name in names)
