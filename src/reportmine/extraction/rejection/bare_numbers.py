"""Rules that reject numbers that count nothing: adverbs, articles, denominators, bare numbers."""

from __future__ import annotations

import re

from reportmine.extraction.clause_ends import CLAUSE_ENDS
from reportmine.extraction.rejection.window import (
    FIGURE_BEFORE,
    CharWindow,
    at_clause_end,
    ending,
    is_bare,
    is_chinese,
    rejection_words,
)
from reportmine.lexicon.dimensions import COUNTABLE
from reportmine.lexicon.patterns import any_of, pattern
from reportmine.lexicon.qualifiers import bound_behind
from reportmine.model.digits import is_whole, shifted

_ADVERBS = rejection_words("adverbs")


def adverb(window: CharWindow) -> str:
    """十分重要, 万分感谢."""
    return window.spelled if window.spelled in _ADVERBS and not at_clause_end(window) else ""


_ARTICLE_KEPT = rejection_words("article_kept")


def article(window: CharWindow) -> str:
    """一个, 一批 before what it introduces."""
    quantity = window.quantity
    if window.spelled[0] != "一" or quantity.low != 1 or quantity.high or quantity.dimension not in COUNTABLE:
        return ""
    if at_clause_end(window) or ending(window.left, _ARTICLE_KEPT):
        return ""
    return window.spelled


def denominator(window: CharWindow) -> str:
    """每千人口: per how many."""
    whole = window.quantity.form == "number" and "." not in window.spelled  # 每1.4人竞争一个学位
    return "每" + window.spelled if window.left.endswith("每") and whole else ""


_BIG = 10_000
_BY_SCORE = pattern(r"以(?:[0-9.]+[、和及])*$")
_SCORED = pattern(
    rf"(?:[、和及][0-9.]+)*的(?:[A-Za-z]+|[综合总平均最终好高]{{1,4}})?{any_of(rejection_words('scores_behind'))}"
)
_USERS = pattern(rf"[余多名位]?(?:个)?{any_of(rejection_words('users_behind'))}")


def _named_by_following(window: CharWindow) -> bool:
    """以92.4的综合得分居首, 超230000用户: what stands right behind tells what the number counts."""
    if _BY_SCORE.search(window.left) and _SCORED.match(window.right):
        return True
    return (
        window.quantity.qualifier != "exact" and window.quantity.low >= 1000 and _USERS.match(window.right) is not None
    )


_MEN = pattern(r"男[生性]?[0-9]+女")
_MEN_BEFORE = pattern(r"[0-9]男[生性]?$")


def _by_sex(window: CharWindow) -> bool:
    """4男3女: both count."""
    return _MEN.match(window.right) is not None or (
        window.right.startswith("女") and _MEN_BEFORE.search(window.left) is not None
    )


def _some_tens(window: CharWindow) -> bool:
    """十余项目: a round number of so many and more, without a measure word."""
    round_number = window.quantity.low >= 10 and is_whole(shifted(window.quantity.low, -1))
    return round_number and window.right[:1] in ("余", "多") and window.right[1:2].isalpha()


def bare_number(window: CharWindow) -> str:
    """Without unit and multiplier, only the words before can make a number a figure."""
    quantity = window.quantity
    if not is_bare(window) or quantity.form != "number":
        return ""
    if window.spelled.startswith("前"):
        return ""
    if (abs(quantity.low) >= _BIG and not window.spelled.isdigit()) or (
        window.spelled[0].isdigit() and window.spelled[-1] in "百千万亿"
    ):
        of_class = window.left.endswith("规模") and window.right.startswith(("级", "产业", "集群"))
        return window.spelled if of_class else ""
    left = window.left.rstrip(" ")
    if _named_by_following(window) or _by_sex(window) or _some_tens(window):
        return ""
    if window.right[:1] == "+" and not window.right[1:2].isdigit():
        return ""
    if at_clause_end(window) and (
        "," in window.spelled or ("." in window.spelled and "\u4e00" <= window.left[-1:] <= "\u9fff")
    ):
        return ""  # 审结3,280，收入比1.99
    told = ending(left, FIGURE_BEFORE) and (not is_chinese(window) or at_clause_end(window))
    if told and (not window.right[:1].isalpha() or left[-1:] in ("由", "从")):
        return ""
    bound = bound_behind(window.right, 0).word  # 五百或者更多
    ends = at_clause_end(window) or (len(bound) > 1 and window.right[len(bound) : len(bound) + 1] in CLAUSE_ENDS)
    if quantity.qualifier in ("over", "nearly", "about", "at_least", "at_most") and ends:
        return ""
    if left[-1:] in ("、", "和", "，") and re.search(r"[0-9.]{2}[、和，]$", left) and not window.right[:1].isalpha():
        return "" if "." in window.spelled or len(window.spelled) > 2 else window.spelled
    return window.spelled
