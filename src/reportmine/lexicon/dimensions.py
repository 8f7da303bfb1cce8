"""What kind of thing a unit measures: the families of dimensions (quantities/dimensions.csv).

A bare number has the empty dimension, which is in no family.
"""

from __future__ import annotations

from typing import cast, get_args

from reportmine.errors import LexiconError
from reportmine.lexicon.loader import rows
from reportmine.model import Form, Topic

_ROWS = {row["dimension"]: row for row in rows("quantities/dimensions.csv")}
DIMENSIONS = frozenset(_ROWS)


def _family(column: str) -> frozenset[str]:
    """The dimensions that say yes in a column."""
    return frozenset(dimension for dimension, row in _ROWS.items() if row[column] == "yes")


def _chosen(column: str, allowed: object) -> dict[str, str]:
    """What each dimension says in a column, where it says anything."""
    said = {dimension: row[column] for dimension, row in _ROWS.items() if row[column]}
    unknown = set(said.values()) - set(get_args(allowed))
    if unknown:
        raise LexiconError(f"quantities/dimensions.csv: there is no {column} {min(unknown)}.")
    return said


# People, things and events: 一, 首 and 每 may stand before the measure word.
COUNTABLE = _family("countable")
# The noun behind the unit is what is counted: 20所学校, 30剂疫苗.
CLASSIFIER = _family("classifier")
# Parts of a whole, and their differences.
RATE = _family("rate")
# How one amount stands to another.
RELATIVE = _family("relative")
# An amount of what the noun behind it names: 5公里[道路], 3亿元[资金].
AMOUNT = _family("amount")
# Nothing that is counted one by one: in quotes it is a figure and no slogan; “三年” may be either.
MEASURED = _family("measured")
# Measures and times: 减少5万元 is a change of something; but 减少5米 may be how long the thing is.
CHANGEABLE = _family("changeable")
# 两年半, 三斤半, 半倍. Of rates and technical units nobody says so: 70%半导体.
DIVISIBLE = _family("divisible")
# 15分钟生活圈, 5分制: a name may hold a measure of these; 首批智能工厂 only counts what has a name.
IN_NAMES = _family("in_names")

FORMS = cast(dict[str, Form], _chosen("form", Form))
# Where nothing else tells the topic of a figure, its unit does.
TOPICS = cast(dict[str, Topic], _chosen("topic", Topic))


def checked_dimension(dimension: str, place: str) -> str:
    """The dimension, if it is known; raises LexiconError that names `place` where it is not.

    >>> checked_dimension("area", "units.csv")
    'area'
    >>> checked_dimension("weight", "units.csv, 斤")
    Traceback (most recent call last):
    reportmine.errors.LexiconError: units.csv, 斤: there is no dimension weight.
    """
    if dimension not in DIMENSIONS:
        raise LexiconError(f"{place}: there is no dimension {dimension}.")
    return dimension
