"""The standard indicator that a metric means, and its topic.

`TOPIC_RULES` is asked from top to bottom; the first rule that answers decides. The last one always does.
"""

from __future__ import annotations

import re

from reportmine.extraction.rule import Rule, first_answer
from reportmine.lexicon.cue_words import INDICATOR_LEADS
from reportmine.lexicon.dimensions import TOPICS
from reportmine.lexicon.indicators import Indicator
from reportmine.lexicon.lexicon import Lexicon
from reportmine.lexicon.loader import rows, split_cell
from reportmine.model import Measure, Note, Topic, slotted

_HINTS: dict[str, Topic] = {
    word: row["topic"]  # type: ignore[misc]
    for row in rows("words/topic_words.csv")
    for word in split_cell(row["words"])
}
_HINT = re.compile("|".join(sorted(_HINTS, key=len, reverse=True)))


def indicator_of(metric: str, lexicon: Lexicon) -> Indicator | None:
    """The indicator that a metric is, in one of its wordings; None where the lexicon has none.

    >>> from reportmine.lexicon.lexicon import PRODUCT
    >>> indicator_of("公共财政预算收入", PRODUCT).name
    '一般公共预算收入'
    """
    known = lexicon.indicators
    if metric in known:
        return known[metric]
    for lead in INDICATOR_LEADS if metric.startswith(INDICATOR_LEADS) else ():
        if metric.startswith(lead) and metric[len(lead) :] in known:
            return known[metric[len(lead) :]]
    return None


@slotted
class Subject:
    """All that a topic rule may see of a named and framed figure; `indicator` is the metric's."""

    metric: str
    indicator: Indicator | None
    dimension: str
    measure: Measure
    lexicon: Lexicon


def topic_of(subject: Subject) -> tuple[Topic, Note]:
    """The topic of a metric, with its note: its indicator's, else what its words or its unit say.

    >>> from reportmine.lexicon.lexicon import PRODUCT
    >>> topic_of(Subject("森林覆盖率", indicator_of("森林覆盖率", PRODUCT), "rate", "level", PRODUCT))[0]
    'environment'
    >>> [topic_of(Subject("某事", None, "money", measure, PRODUCT))[0] for measure in ("level", "rank")]
    ['funding', 'ranking']
    """
    decided = first_answer(TOPIC_RULES, subject)
    assert decided is not None  # the last rule always answers
    rule, topic = decided
    return topic, Note("topic", rule.name, subject.metric, topic)


def _rank(subject: Subject) -> Topic | None:
    return "ranking" if subject.measure == "rank" else None


def _indicator(subject: Subject) -> Topic | None:
    return subject.indicator.topic if subject.indicator else None


def _word(subject: Subject) -> Topic | None:
    hints = _HINT.findall(subject.metric)
    return _HINTS[hints[-1]] if hints else None


def _indicator_at_end(subject: Subject) -> Topic | None:
    known = subject.lexicon.indicators
    at = known.longest_ending(subject.metric, 0, len(subject.metric))
    return known[subject.metric[at:]].topic if at >= 0 else None


def _unit(subject: Subject) -> Topic | None:
    return TOPICS.get(subject.dimension)


TOPIC_RULES: tuple[Rule[Subject, Topic, None], ...] = (
    Rule("rank", "居全省第3位: what is ranked does not matter", _rank),
    Rule("known indicator", "地区生产总值: the lexicon knows its topic", _indicator),
    Rule("telling word", "活动, 企业, 森林: the last telling word of the metric", _word),
    Rule("indicator at its end", "the metric ends in a known indicator", _indicator_at_end),
    Rule("unit", "元, 人, 场: the unit tells it", _unit),
    Rule("other", "where nothing tells it", lambda _: "other"),
)
