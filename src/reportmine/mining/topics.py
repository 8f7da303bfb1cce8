"""The standard indicator that a metric means, and its topic."""

from __future__ import annotations

import re

from reportmine.lexicon.indicators import INDICATORS, Indicator, longest_ending
from reportmine.lexicon.tables import rows, split_cell
from reportmine.model import Measure, Topic

_LEADS = ("新增", "净增", "年末", "全国", "全市", "全省")
_HINTS: dict[str, Topic] = {
    word: row["topic"]  # type: ignore[misc]
    for row in rows("topic_words.csv")
    for word in split_cell(row["words"])
}
_HINT = re.compile("|".join(sorted(_HINTS, key=len, reverse=True)))


def indicator_of(metric: str) -> Indicator | None:
    """The indicator that a metric is, in one of its wordings; None where the lexicon has none.

    >>> indicator_of("公共财政预算收入").name
    '一般公共预算收入'
    """
    if metric in INDICATORS:
        return INDICATORS[metric]
    for lead in _LEADS:
        if metric.startswith(lead) and metric[len(lead) :] in INDICATORS:
            return INDICATORS[metric[len(lead) :]]
    return None


def topic_of(metric: str, dimension: str, measure: Measure) -> Topic:
    """The topic of a metric: its indicator's, else what its words or its unit say."""
    if measure == "rank":
        return "ranking"
    indicator = indicator_of(metric)
    if indicator is not None:
        return indicator.topic
    hints = _HINT.findall(metric)
    if hints:
        return _HINTS[hints[-1]]
    at = longest_ending(metric, 0, len(metric))
    if at >= 0:
        return INDICATORS[metric[at:]].topic
    if dimension == "money":
        return "funding"
    return {"person": "people", "event": "event"}.get(dimension, "other")  # type: ignore[return-value]
