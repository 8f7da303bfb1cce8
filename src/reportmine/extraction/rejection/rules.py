"""Which numbers are no figures: dates, ordinals, serial numbers, names, slogans, list marks.

`RULES` is asked from top to bottom; the first that fires rejects. A rule is a name, a reason and a
test over the characters around one quantity; the tests stand in the modules `not_*`, by kind.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from reportmine.extraction.rejection import identifiers, names, ordinals, times, user_phrases
from reportmine.extraction.rejection.window import Around
from reportmine.model import Note, Quantity

_REACH = 16


class Rule(NamedTuple):
    """A named reason to reject quantities of some kinds.

    `test` gives the characters that convinced it, or an empty string.
    """

    name: str
    kinds: frozenset[str]
    why: str
    test: Callable[[Around], str]


# Kinds of quantities: most rules have nothing to say of a sum of money or an area.
BARE = frozenset(("bare",))
TIMES = frozenset(("bare", "time"))
COUNTS = frozenset(("bare", "count"))
ANY_COUNT = frozenset(("bare", "time", "count"))
ALL = frozenset(("bare", "time", "count", "measure"))
_COUNTED = frozenset(("count", "person", "event", "agricultural", "medical", "other", "score", "compound", "angle"))


def kind_of(quantity: Quantity) -> str:
    """bare, time, count or measure: which rules are asked.

    >>> from decimal import Decimal
    >>> from reportmine.model import Span
    >>> kind_of(Quantity(Span(0, 2), Decimal(5), unit="亩", dimension="area"))
    'measure'
    """
    if not quantity.unit:
        return "bare"
    if quantity.dimension == "time":
        return "time"
    return "count" if quantity.dimension in _COUNTED else "measure"


def rejection(text: str, quantity: Quantity) -> Note | None:
    """The note of the first rule that rejects this quantity of a clean text, or None for a figure."""
    around = around_of(text, quantity)
    for test, rule in _TESTS[kind_of(quantity)]:
        evidence = test(around)
        if evidence:
            return Note(rule.name, evidence, rule.why)
    return None


def around_of(text: str, quantity: Quantity) -> Around:
    """A quantity of a clean text with the characters next to it: all that a rule may see."""
    start, end = quantity.span
    return Around(text, quantity, text[start:end], text[max(0, start - _REACH) : start], text[end : end + _REACH])


RULES: tuple[Rule, ...] = (
    Rule("user's phrase", ALL, "a fixed phrase that a user's lexicon says to skip", user_phrases.in_users_phrase),
    Rule("too long", ALL, "a number of so many digits is a serial number", identifiers.too_long),
    Rule("title", ALL, "numbers in the title of a work or document belong to its name", names.in_title),
    Rule("document number", COUNTS, "〔2023〕15号 names a document", identifiers.document),
    Rule(
        "web or letter name",
        ALL,
        "5G, G20, PM2.5, B2-20150311: letters and digits make a name",
        names.name_with_letters,
    ),
    Rule("year", TIMES, "a year places a statement", times.year),
    Rule("month or day", ANY_COUNT, "a date places a statement", times.month_or_day),
    Rule("time of day", ANY_COUNT, "a time of day places a statement", times.time_of_day),
    Rule(
        "part of the calendar",
        ANY_COUNT,
        "a quarter, decade or school year places a statement",
        times.part_of_calendar,
    ),
    Rule("list mark", BARE, "一、（二） 1. [2] count headings, items and notes", identifiers.list_mark),
    Rule("caption", COUNTS, "图 9.2, 表 1: the number of a picture, table or heading", identifiers.caption),
    Rule("telephone", ALL, "010-58210000: a telephone number with its area code", identifiers.telephone),
    Rule(
        "serial number",
        COUNTS,
        "telephone, licence, account and document numbers measure nothing",
        identifiers.serial_number,
    ),
    Rule("named day", ALL, "六·一八, 双十一: a day that has a name", times.named_day),
    Rule("score", COUNTS, "5+1, 3:2, 1131: a pattern or a score is a name", names.score),
    Rule("five-year plan", BARE, "十四五 names a plan", ordinals.five_year_plan),
    Rule("session", COUNTS, "a congress, plenum or term is counted, not measured", ordinals.session),
    Rule("quoted name", ALL, "numbers in a slogan or quoted name belong to it", names.in_quotes),
    Rule(
        "measure in a name",
        frozenset(("time", "count")),
        "15分钟生活圈, 5分制: a measure that is part of a name",
        names.in_name,
    ),
    Rule("age of a class", ALL, "60岁以上老年人: an age that tells who is meant", names.age_of_class),
    Rule("ordinal", ALL, "第十八次 counts through; only a rank is a figure", ordinals.ordinal),
    Rule("span of time", TIMES, "五年来, 今后五年: a span that only places a statement", times.span_of_time),
    Rule("version", COUNTS, "2.0版: a version is a name", ordinals.version),
    Rule("class or title", ANY_COUNT, "百强, 十大, 五星级: a class is a name", ordinals.class_or_title),
    Rule("power as a class", ALL, "万亿城市, 百亿项目: a power of ten alone is a class", ordinals.small_class),
    Rule("adverb", ANY_COUNT, "十分重要: no ten of anything", names.adverb),
    Rule("page count", COUNTS, "第5页，共12页 counts the pages of the document", identifiers.page_count),
    Rule("phase", COUNTS, "一期工程: a phase of works is a name", ordinals.phase),
    Rule("address", COUNTS, "人民路18号: an address", identifiers.address),
    Rule("indefinite", COUNTS, "一个, 一批 that only means 'a'", names.article),
    Rule("denominator", ALL, "每千人口: the number says per how many", names.denominator),
    Rule(
        "bare number",
        BARE,
        "a small number without a unit, with nothing before it that counts",
        names.bare_number,
    ),
)

_TESTS = {kind: tuple((rule.test, rule) for rule in RULES if kind in rule.kinds) for kind in ALL}
