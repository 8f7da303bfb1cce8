"""The words around a figure and the part they play (wording.toml)."""

from __future__ import annotations

from reportmine.lexicon.tables import toml
from reportmine.model import Direction

_TABLE = toml("wording.toml")


def _set(group: str, key: str = "words") -> frozenset[str]:
    return frozenset(_TABLE[group][key].split())


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
SHARE = _set("share")
PLANNING_NEAR = tuple(_TABLE["planning_near"]["words"].split())
WEAK = _set("weak")
NO_NOUN = _set("no_noun")
PLANNING = tuple(_TABLE["planning"]["words"].split())
REACHED = tuple(_TABLE["reached"]["words"].split())
NOT_TIME = _set("not_time")
SCOPE = _set("scope")
TIME = _set("time")
GENERIC = _set("generic")
RANKED_AMONG = _set("ranked_among")
LAST_CHARACTERS = _set("last_characters")
NOMINAL = _set("nominal")
PIVOT = _set("pivot")
PREPOSITION = _set("preposition")
ADVERB = _set("adverb")
PREDICATE = _set("predicate")
