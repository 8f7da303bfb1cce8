"""The words around a figure and the part they play (wording.toml)."""

from __future__ import annotations

from reportmine.lexicon.tables import checked, toml
from reportmine.model import Direction

_TABLE = toml("wording.toml")


def _set(group: str, key: str = "words") -> frozenset[str]:
    return frozenset(checked(_TABLE[group][key], f"wording.toml, [{group}]"))


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
PLANNING_NEAR = checked(_TABLE["planning_near"]["words"], "wording.toml, [planning_near]")
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
PLANNING = checked(_TABLE["planning"]["words"], "wording.toml, [planning]")
REACHED = checked(_TABLE["reached"]["words"], "wording.toml, [reached]")
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
