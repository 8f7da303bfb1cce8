"""What a feature looked at, in words: `code=values` as it was learnt → its meaning and what was seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportmine.extraction.attributes.measure_features import MEASURE_MEANINGS
from reportmine.extraction.attributes.status_features import STATUS_MEANINGS
from reportmine.extraction.naming.choosing import PLACES
from reportmine.extraction.naming.features import MEANINGS

# Where among the values of a code the kind of place stands.
_PLACE_AT: Mapping[str, int] = {
    **dict.fromkeys(("p1", "p4", "p8", "q2", "t1", "i1"), 0),
    **dict.fromkeys(("i2", "n1", "r1"), 1),
}
# The values of these begin with the side of the figure, which the place of a candidate tells already.
_SIDED = frozenset(("o1", "o2", "o4", "o6", "o7", "c1", "c2", "c3", "w3", "w4"))
_TRUTHS = frozenset(("md", "mg", "s2", "s6"))
_MEANINGS: Mapping[str, str] = {**MEANINGS, **MEASURE_MEANINGS, **STATUS_MEANINGS}

# What stands for words that features do not tell apart.
GENERAL: Mapping[str, str] = {
    "^": "start of the sentence",
    "$": "end of the sentence",
    "#": "figure",
    "#time": "time",
    "#mark": "mark",
    "#name": "name",
    "": "nothing",
}


def in_words(feature: str) -> tuple[str, str]:
    """What a feature means, and what it saw.

    >>> in_words("o2=l全市|n")
    ('the word before it, and the tag of its first word', '全市 · n')
    >>> in_words("p1=own|share")
    ('where it stands, and the kind of figure', 'before the figure · share')
    >>> in_words("i2=-1|name")
    ('whether a standard indicator ends it, and where it stands', 'no · carried on')
    """
    code, _, values = feature.partition("=")
    return _MEANINGS[code], " · ".join(_said(code, values[code in _SIDED :].split("|")))


def _said(code: str, values: Sequence[str]) -> list[str]:
    said = [GENERAL.get(value, value) for value in values]
    at = _PLACE_AT.get(code)
    if at is not None:
        said[at] = _PLACES[values[at]]
    if code == "i2":
        said[0] = "no" if values[0] == "-1" else "yes"
    if code in _TRUTHS:
        said = [{"True": "yes", "False": "no"}.get(value, value) for value in said]
    return said


_PLACES: Mapping[str, str] = {str(place): said for place, said in PLACES.items()}
