"""Which numbers are no figures: dates, ordinals, serial numbers, names, slogans, list marks.

`REJECTION_RULES` is asked from top to bottom; the first that answers rejects, with the characters that convinced it.
What the rules ask stands in the other modules of this room, by kind.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from reportmine.extraction.quantities.parser import parse_quantities
from reportmine.extraction.rejection import (
    bare_numbers,
    damage,
    identifiers,
    layout_marks,
    names,
    ordinals,
    republic,
    times,
    user_phrases,
)
from reportmine.extraction.rejection.window import CharWindow
from reportmine.extraction.rule import Rule, first_answer, of_kinds
from reportmine.lexicon.dimensions import CLASSIFIER
from reportmine.lexicon.lexicon import Lexicon
from reportmine.model import Note, Quantity, slotted

_REACH = 16


class RejectionLabel(NamedTuple):
    """What a rejected number is to those who go on: part of a `time`, a `mark`, or of a `name`.

    `self_evident` says that the number tells it by itself, whatever stands beside it.
    """

    kind: Literal["time", "mark", "name"] = "name"
    self_evident: bool = False


@slotted
class Rejection:
    """Why a quantity is no figure, and what it is instead."""

    note: Note
    label: RejectionLabel


@slotted
class ScreenedQuantity:
    """A quantity of the clean text and, where it is no figure, why."""

    quantity: Quantity
    rejection: Rejection | None


RejectionRule = Rule[CharWindow, str, RejectionLabel]

_TIME, _MARK, _NAME = RejectionLabel("time"), RejectionLabel("mark"), RejectionLabel()
_TIME_BY_ITSELF, _NAME_BY_ITSELF = RejectionLabel("time", True), RejectionLabel("name", True)
_MARK_BY_ITSELF = RejectionLabel("mark", True)

# Kinds of quantities: most rules have nothing to say of a sum of money or an area.
BARE = frozenset(("bare",))
TIMES = frozenset(("bare", "time"))
COUNTS = frozenset(("bare", "count"))
ANY_COUNT = frozenset(("bare", "time", "count"))
ALL = frozenset(("bare", "time", "count", "measure"))


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
    return "count" if quantity.dimension in CLASSIFIER else "measure"


def rejection(text: str, quantity: Quantity, lexicon: Lexicon) -> Rejection | None:
    """Why this quantity of a clean text is no figure: the first rule that rejects it; None for a figure."""
    decided = first_answer(_ASKED[kind_of(quantity)], window_of(text, quantity, lexicon))
    if decided is None:
        return None
    rule, evidence = decided
    return Rejection(Note("rejection", rule.name, evidence, rule.why), rule.label)


def screened_quantities(text: str, lexicon: Lexicon) -> list[ScreenedQuantity]:
    """Every quantity of a clean text in order, with the reason where it is no figure."""
    return [
        ScreenedQuantity(quantity, rejection(text, quantity, lexicon)) for quantity in parse_quantities(text, lexicon)
    ]


def window_of(text: str, quantity: Quantity, lexicon: Lexicon) -> CharWindow:
    """A quantity of a clean text with the characters next to it: all that a rule may see."""
    start, end = quantity.span
    left, right = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    return CharWindow(text, quantity, text[start:end], left, right, lexicon)


REJECTION_RULES: tuple[RejectionRule, ...] = (
    Rule(
        "user's phrase", "a fixed phrase that a user's lexicon says to skip", user_phrases.in_users_phrase, _NAME, ALL
    ),
    Rule(
        "lost character",
        "1�34亿元, 5�%: where a character could not be read, nobody knows what the number was",
        damage.beside_lost,
        _NAME_BY_ITSELF,
        ALL,
    ),
    Rule("too long", "a number of so many digits is a serial number", identifiers.too_long, _NAME_BY_ITSELF, ALL),
    Rule("title", "numbers in the title of a work or document belong to its name", names.in_title, _NAME, ALL),
    Rule("document number", "〔2023〕15号 names a document", identifiers.document, _MARK_BY_ITSELF, COUNTS),
    Rule(
        "web or letter name",
        "5G, G20, PM2.5, B2-20150311: letters and digits make a name",
        names.name_with_letters,
        _NAME,
        ALL,
    ),
    Rule("year", "a year places a statement", times.year, _TIME_BY_ITSELF, TIMES),
    Rule(
        "year of the Republic",
        "113年底, 至117年: a year that counts from 1911 places a statement",
        republic.year_of_republic,
        _TIME_BY_ITSELF,
        TIMES,
    ),
    Rule("month or day", "a date places a statement", times.month_or_day, _TIME_BY_ITSELF, ANY_COUNT),
    Rule("time of day", "a time of day places a statement", times.time_of_day, _TIME_BY_ITSELF, ANY_COUNT),
    Rule(
        "part of the calendar",
        "a quarter, decade or school year places a statement",
        times.part_of_calendar,
        _TIME_BY_ITSELF,
        ANY_COUNT,
    ),
    Rule("list mark", "一、（二） 1. [2] count headings, items and notes", layout_marks.list_mark, _MARK, BARE),
    Rule("caption", "图 9.2, 表 1: the number of a picture, table or heading", layout_marks.caption, _MARK, COUNTS),
    Rule("telephone", "010-58210000: a telephone number with its area code", identifiers.telephone, _NAME, ALL),
    Rule(
        "serial number",
        "telephone, licence, account and document numbers measure nothing",
        identifiers.serial_number,
        _NAME,
        COUNTS,
    ),
    Rule("named day", "六·一八, 双十一: a day that has a name", times.named_day, _TIME, ALL),
    Rule("score", "5+1, 3:2, 1131: a pattern or a score is a name", names.score, _NAME, COUNTS),
    Rule("five-year plan", "十四五 names a plan", ordinals.five_year_plan, _NAME, BARE),
    Rule("session", "a congress, plenum or term is counted, not measured", ordinals.session, _TIME, COUNTS),
    Rule("quoted name", "numbers in a slogan or quoted name belong to it", names.in_quotes, _NAME, ALL),
    Rule(
        "measure in a name",
        "15分钟生活圈, 5分制, 14nm制程: a measure that is part of a name",
        names.in_name,
        _NAME,
        frozenset(("time", "count", "measure")),
    ),
    Rule("age of a class", "60岁以上老年人: an age that tells who is meant", names.age_of_class, _NAME, ALL),
    Rule("ordinal", "第十八次 counts through; only a rank is a figure", ordinals.ordinal, _NAME, ALL),
    Rule("row of ordinals", "第1、2、3期: counted through like the first", ordinals.row_of_ordinals, _MARK, ANY_COUNT),
    Rule("span of time", "五年来, 今后五年: a span that only places a statement", times.span_of_time, _TIME, TIMES),
    Rule(
        "size class",
        "10亿元以上项目, 万吨级泊位: a size that tells which things are meant",
        ordinals.size_class,
        _NAME,
        ALL,
    ),
    Rule("version", "2.0版: a version is a name", ordinals.version, _NAME, COUNTS),
    Rule("class or title", "百强, 十大, 五星级: a class is a name", ordinals.class_or_title, _NAME, ANY_COUNT),
    Rule("unit line", "金额单位均为万元: in what unit other numbers are", layout_marks.unit_line, _MARK, ALL),
    Rule("power as a class", "万亿城市, 百亿项目: a power of ten alone is a class", ordinals.small_class, _NAME, ALL),
    Rule("adverb", "十分重要: no ten of anything", bare_numbers.adverb, _NAME, ANY_COUNT),
    Rule("page count", "第5页，共12页 counts the pages of the document", layout_marks.page_count, _NAME, COUNTS),
    Rule("phase", "一期工程: a phase of works is a name", ordinals.phase, _NAME, COUNTS),
    Rule("address", "人民路18号: an address", identifiers.address, _NAME, COUNTS),
    Rule("indefinite", "一个, 一批 that only means 'a'", bare_numbers.article, _MARK, COUNTS),
    Rule("denominator", "每千人口: the number says per how many", bare_numbers.denominator, _NAME, ALL),
    Rule(
        "bare number",
        "a small number without a unit, with nothing before it that counts",
        bare_numbers.bare_number,
        _NAME,
        BARE,
    ),
)

_ASKED = of_kinds(REJECTION_RULES, ALL)
