"""The words by which this room tells what figures mean: comparison/*.toml of the lexicon, as sets and patterns."""

from __future__ import annotations

from reportmine.lexicon.loader import words
from reportmine.lexicon.patterns import any_of, pattern

_NAMES, _TARGETS = "comparison/metric_names.toml", "comparison/targets.toml"
_AUDITS, _TITLES = "comparison/audits.toml", "comparison/titles.toml"


def _any_of(table: str, group: str) -> str:
    """A pattern of all words of a group, the longest first."""
    return any_of(words(table, group))


# What ends a clause, and with the colons what ends the one that a figure stands in.
CLAUSE_ENDS = "，,；;。、"
CLAUSE_BOUNDS = f"{CLAUSE_ENDS}：:"
# Makes what stands before it an attribute of what stands behind.
ATTRIBUTIVE = "的"

# What names are made of.
TRAILING = frozenset(words(_NAMES, "trailing"))
GENERIC_NAMES = frozenset(words(_NAMES, "generic"))
LEADING_VERBS = pattern(rf"^{_any_of(_NAMES, 'leading')}+(?=..)")
OPENING_WORDS = pattern(rf"^{_any_of(_NAMES, 'opening')}+")
CLOSING_WORDS = pattern(rf"{_any_of(_NAMES, 'closing')}+$")
PER_UNIT = pattern(_any_of(_NAMES, "per"))
MARKS_AND_PARTICLES = pattern(rf"[\W_{''.join(words(_NAMES, 'particles'))}]+")
PLACE_ENDINGS = words(_NAMES, "place_endings")
SAME_UNITS = frozenset(words(_NAMES, "same_units"))
UNITS_APART = frozenset(words(_NAMES, "units_apart"))

# What targets ask for.
NO_PROMISE = words(_TARGETS, "no_promise")
KEPT_DOWN = pattern(_any_of(_TARGETS, "kept_down"))
WHOLES = {
    whole: tuple(parts.split("|"))
    for whole, parts in (entry.split("=") for entry in words(_TARGETS, "whole_and_parts"))
}

# What audits go by.
EXHAUSTIVE_PARTS = tuple(tuple(parts.split("|")) for parts in words(_AUDITS, "exhaustive"))
OVERLAPPING_PARTS = pattern(_any_of(_AUDITS, "overlapping"))
CONJUNCTIONS = pattern(rf"[{''.join(words(_AUDITS, 'conjunctions'))}]")
OF_WHICH = pattern(_any_of(_AUDITS, "of_which"))
OTHER_BASELINES = frozenset(words(_AUDITS, "other_baselines"))
COMPARABLE_BASIS = pattern(_any_of(_AUDITS, "constant"))
CONSTANT_PRICE_NAMES = words(_AUDITS, "constant_price_names")
YEARLY_AVERAGE = pattern(_any_of(_AUDITS, "yearly_average"))
POINTS_HEADS = pattern(_any_of(_AUDITS, "points_heads"))
LAST_YEAR = pattern(_any_of(_AUDITS, "last_year"))
LAST_PERIOD = frozenset(words(_AUDITS, "last_period"))
OF_YEAR_BEFORE = frozenset(words(_AUDITS, "of_year_before")) | LAST_PERIOD
OPENS_BASE = pattern(
    rf"{_any_of(_AUDITS, 'against')}[^{CLAUSE_ENDS}]{{0,12}}{_any_of(_AUDITS, 'times')}[^{CLAUSE_ENDS}]*$"
)
TIMES = pattern(rf"[0-9〇一二三四]+(?:年|月|季度)|{_any_of(_AUDITS, 'time_words')}")
SELF_WORDS = "".join(words(_AUDITS, "self_words"))
FILLERS = pattern(_any_of(_AUDITS, "fillers"))
FROM = pattern(rf"{_any_of(_AUDITS, 'from')}[^{CLAUSE_ENDS}]*$")
_IN_CLAUSE = f"[^0-9{CLAUSE_BOUNDS}]"
# 增加到, 增加到2023年的.
TO = pattern(rf"{_IN_CLAUSE}{{0,6}}{_any_of(_AUDITS, 'to')}(?:[0-9]{{2,4}}年{_IN_CLAUSE}{{0,4}}|{_IN_CLAUSE}{{0,2}})")

# What changes in the titles of one body's reports.
TITLE_COUNTERS = pattern(
    rf"[0-9{''.join(words(_TITLES, 'year_words'))}\W_]+"
    rf"|第[一二三四五六七八九十]+{_any_of(_TITLES, 'session_words')}"
)
# What kind of report a title is of, and the words before it that tell no body either.
TITLE_KINDS = pattern(_any_of(_TITLES, "kinds"))
TITLE_WITHOUT_BODY = pattern(rf"(?:{_any_of(_TITLES, 'kinds')}|{_any_of(_TITLES, 'of_kinds')})*")
