"""The words by which this room tells what figures mean: comparison/*.toml of the lexicon, as sets and patterns."""

from __future__ import annotations

import re

from reportmine.lexicon.loader import words

_NAMES = "comparison/metric_names.toml"


def _any_of(group: str) -> str:
    """A pattern of all words of a group, the longest first."""
    return "|".join(sorted(map(re.escape, words(_NAMES, group)), key=len, reverse=True))


# What a name counts.
STOCK = words(_NAMES, "stock")
ADDITIONS = words(_NAMES, "added")
BUILDING = words(_NAMES, "built")
TRAILING = frozenset(words(_NAMES, "trailing"))
GENERIC_NAMES = frozenset(words(_NAMES, "generic"))
LEADING_VERBS = re.compile(rf"^(?:{_any_of('leading')})+(?=..)")
PER_UNIT = re.compile(_any_of("per"))
PROGRESS = re.compile(_any_of("done"))
SAME_UNITS = frozenset(words(_NAMES, "same_units"))

# What targets ask for.
KEPT_DOWN = re.compile(_any_of("kept_down"))
WHOLES = {
    whole: tuple(parts.split("|")) for whole, parts in (entry.split("=") for entry in words(_NAMES, "whole_and_parts"))
}

# What audits go by.
EXHAUSTIVE_PARTS = words(_NAMES, "exhaustive")
COMPARABLE_BASIS = re.compile(_any_of("constant"))
FROM = re.compile(rf"(?:{_any_of('from')})[^，,；;。、]*$")
TO = re.compile(rf"[^0-9，,；;。、：:]{{0,6}}(?:{_any_of('to')})[^0-9，,；;。、：:]{{0,2}}")
