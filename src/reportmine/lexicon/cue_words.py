"""The words around a figure and the part they play (words/cue_words.toml)."""

from __future__ import annotations

from reportmine.lexicon.loader import checked, toml
from reportmine.model import Direction

_TABLE = toml("words/cue_words.toml")


def _set(group: str, key: str = "words") -> frozenset[str]:
    return frozenset(checked(_TABLE[group][key], f"words/cue_words.toml, [{group}]"))


TAIL = _set("tail")
LIGHT = _set("light")
FLOW = _set("flow")
RISING = _set("rising")
FALLING = _set("falling")
TO = _set("to")
ABOVE: dict[Direction, frozenset[str]] = {"up": _set("above", "up"), "down": _set("above", "down")}
CHANGING_OBJECT: dict[Direction, frozenset[str]] = {
    "up": _set("changing_object", "up"),
    "down": _set("changing_object", "down"),
}
CHANGING_COUNT = _set("changing_count")
SHARE = _set("share")
PLANNING_NEAR = checked(_TABLE["planning_near"]["words"], "words/cue_words.toml, [planning_near]")
WEAK = _set("weak")
NO_NOUN = _set("no_noun")
MOST = _set("most")
BEFELL = _set("befell")
MILESTONES = _set("milestones")
ANSWERS = _set("answers")
BECAME = _set("became")
MANNER = _set("manner")
PEOPLE = _set("people")
VIEWPOINT = _set("viewpoint")
NO_SUBJECT = _set("no_subject")
SHORT_NOUNS = _set("short_nouns")
PLANNING = checked(_TABLE["planning"]["words"], "words/cue_words.toml, [planning]")
REACHED = checked(_TABLE["reached"]["words"], "words/cue_words.toml, [reached]")
NOT_TIME = _set("not_time")
BODIES = _set("bodies")
SCOPE = _set("scope") | BODIES
TIME = _set("time")
BARE_HEADS = _set("bare_heads")
GENERIC = _set("generic")
RANKED_AMONG = _set("ranked_among")
LAST_CHARACTERS = _set("last_characters")
NOMINAL = _set("nominal")
PIVOT = _set("pivot")
PREPOSITION = _set("preposition")
ADVERB = _set("adverb")
PREDICATE = _set("predicate")
