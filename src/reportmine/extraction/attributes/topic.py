"""The standard indicator that a metric means, and its topic.

`TOPIC_RULES` is asked from top to bottom; the first rule that answers decides. The last one always does.
"""

from __future__ import annotations

from reportmine.extraction.rule import Rule, first_answer
from reportmine.lexicon.cue_words import INDICATOR_LEADS
from reportmine.lexicon.indicators import Indicator
from reportmine.lexicon.lexicon import Lexicon
from reportmine.lexicon.loader import rows, split_cell, words
from reportmine.lexicon.patterns import either, pattern
from reportmine.model import Measure, Note, Topic, slotted

_HEADS: dict[str, Topic] = {
    word: row["topic"]  # type: ignore[misc]
    for row in rows("words/topic_words.csv")
    for word in split_cell(row["words"])
}
_LONGEST_HEAD = max(map(len, _HEADS))
_UNITS: dict[str, Topic] = {
    unit: row["topic"]  # type: ignore[misc]
    for row in rows("words/topic_units.csv")
    for unit in split_cell(row["units"])
}
# 卫生机构数, 卫生厕所普及率, 博物馆备案: what is counted, or what the rate is of, stands before these.
_TAILS = pattern(f"{either(words('words/cue_words.toml', 'topic_tails'))}$")
_MOST_TAILS = 3


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
    unit: str
    dimension: str
    measure: Measure
    lexicon: Lexicon


def topic_of(subject: Subject) -> tuple[Topic, Note]:
    """The topic of a metric, with its note: its indicator's, else what its head noun or its unit says.

    >>> from reportmine.lexicon.lexicon import PRODUCT
    >>> topic_of(Subject("森林覆盖率", indicator_of("森林覆盖率", PRODUCT), "%", "rate", "level", PRODUCT))[0]
    'environment'
    >>> [topic_of(Subject("某事", None, "元", "money", measure, PRODUCT))[0] for measure in ("level", "rank")]
    ['funding', 'ranking']
    """
    decided = first_answer(TOPIC_RULES, subject)
    assert decided is not None  # the last rule always answers
    rule, topic = decided
    return topic, Note("topic", rule.name, subject.metric, topic)


def head_topic(metric: str) -> Topic | None:
    """The topic of the head of a metric, the noun that it ends with; None where no word of the table ends it.

    >>> head_topic("青年集体婚礼"), head_topic("学生社团抖音号粉丝"), head_topic("卫生机构数"), head_topic("某事")
    ('event', 'audience', 'organization', None)
    """
    rest = "".join(char for char in metric if char.isalnum())
    for _ in range(_MOST_TAILS):
        for length in range(min(len(rest), _LONGEST_HEAD), 0, -1):
            if rest[-length:] in _HEADS:
                return _HEADS[rest[-length:]]
        shorter = _TAILS.sub("", rest)
        if shorter == rest:
            return None
        rest = shorter
    return None


_PLACE = "位"


def _rank(subject: Subject) -> Topic | None:
    moved = subject.unit == _PLACE and subject.measure == "change"
    return "ranking" if subject.measure == "rank" or moved else None


_HELD = frozenset(("场", "场次", "场（次）"))


def _held(subject: Subject) -> Topic | None:
    return "event" if subject.unit in _HELD else None


def _indicator(subject: Subject) -> Topic | None:
    return subject.indicator.topic if subject.indicator else None


def _persons(subject: Subject) -> Topic | None:
    if subject.dimension != "person":
        return None
    return "audience" if head_topic(subject.metric) == "audience" else "people"


def _money(subject: Subject) -> Topic | None:
    if subject.dimension != "money" and not subject.unit.startswith(_PER_MONEY):
        return None
    return "economy" if head_topic(subject.metric) == "economy" else "funding"


_PER_MONEY = "元/"


_LONG = frozenset(("公里", "千米"))


def _stretch(subject: Subject) -> Topic | None:
    """26公里供水, 12公里绿道: what is so long is built, or grows."""
    if subject.unit not in _LONG:
        return None
    return "environment" if head_topic(subject.metric) == "environment" else "facility"


def _head(subject: Subject) -> Topic | None:
    return head_topic(subject.metric)


def _indicator_at_end(subject: Subject) -> Topic | None:
    known = subject.lexicon.indicators
    at = known.longest_ending(subject.metric, 0, len(subject.metric))
    return known[subject.metric[at:]].topic if at >= 0 else None


def _unit(subject: Subject) -> Topic | None:
    return _UNITS.get(subject.unit) or _OF_DIMENSIONS.get(subject.dimension)


_OF_DIMENSIONS: dict[str, Topic] = {
    "event": "event",
    "area": "facility",
    "mass": "economy",
    "volume": "economy",
}

TOPIC_RULES: tuple[Rule[Subject, Topic, None], ...] = (
    Rule("rank", "居全省第3位, 提升2位: what is ranked does not matter", _rank),
    Rule("held", "集体婚礼5场: what is held so many times, whoever takes part", _held),
    Rule("persons", "人, 名, 人次: who is counted, an audience where the head noun says so", _persons),
    Rule("known indicator", "地区生产总值: the lexicon knows its topic", _indicator),
    Rule("money", "元: given or spent, unless the head noun is one of output, income, prices", _money),
    Rule("stretch", "公里: what is so long is built, unless the head noun is one of nature", _stretch),
    Rule("head noun", "公众号粉丝, 青年驿站: the noun that the metric ends with", _head),
    Rule("indicator at its end", "the metric ends in a known indicator", _indicator_at_end),
    Rule("unit", "家, 册, 平方米: the unit tells it", _unit),
    Rule("other", "where nothing tells it", lambda _: "other"),
)
