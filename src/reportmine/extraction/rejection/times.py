"""Rules that reject times: years, dates, quarters, spans, named days."""

from __future__ import annotations

import re

from reportmine.extraction.clause_ends import CLAUSE_ENDS
from reportmine.extraction.rejection.window import (
    FIGURE_BEFORE,
    CharWindow,
    at_clause_end,
    ending,
    is_bare,
    is_integral,
    rejection_words,
    starting,
    time_words,
)
from reportmine.lexicon.patterns import pattern

_YEARS_COUNTED = time_words("years_counted")


def year(window: CharWindow) -> str:
    """2023年, 2019-2023年, 2025财年, a bare 2023."""
    quantity = window.quantity
    if quantity.unit not in ("年", "年度", "学年", "财年") and not is_bare(window):
        return ""
    digits = len(window.spelled.rstrip("年度学财前"))
    low = quantity.low if quantity.high is None else quantity.high
    if digits == 4 and 1000 <= low <= 2999 and is_integral(quantity):
        if quantity.unit and low < 1900 and window.left.endswith(_YEARS_COUNTED):
            return ""
        if quantity.unit:
            return window.spelled
        plausible = 1900 <= low <= 2100 and not window.spelled.startswith("￥")
        if plausible and not (ending(window.left, FIGURE_BEFORE) and at_clause_end(window)):
            return window.spelled
    if quantity.high is not None and 1900 <= quantity.low <= 2100 and 1900 <= quantity.high <= 2100:
        return window.spelled
    if quantity.unit in ("年度", "财年", "学年") and window.left[-1:] in ("/", "-", "—"):
        return window.spelled  # 二零二三/二四年度
    if quantity.unit == "年" and (window.left[-1:] in ("’", "'") or window.spelled.startswith("0")):
        return window.spelled
    return ""


DURATION_VERBS = time_words("duration_verbs")


_TIME_SEPARATED = pattern(r"[:：][0-5][0-9](?![0-9])")
_AFTER_HOUR = pattern(r"(?<![0-9])[0-2]?[0-9][:：][0-5][0-9]$")
_POINTS_BEFORE = rejection_words("points_before")


_NUMERAL = "[0-9一二三四五六七八九十]{1,3}"
_MORE_MONTHS = pattern(
    rf"(?:[、和及至,，—-]{_NUMERAL})*[、和及至—-]{_NUMERAL}(?:月份?(?!龄)|两个月|三个月|季度|日(?!内))"
)
_MONTHS_BEFORE = pattern(rf"{_NUMERAL}[、和]{_NUMERAL}$")
_DAY_LIMITS = time_words("day_limits")


def month_or_day(window: CharWindow) -> str:
    """6月, 1—9月, 28日; not 压缩到3日."""
    quantity = window.quantity
    if is_bare(window) and is_integral(quantity) and quantity.low <= 31 and _MORE_MONTHS.match(window.right):
        return window.spelled + window.right[:3]  # 7、8月; 十、十一月份
    if quantity.unit == "日" and "." in window.spelled:
        return window.spelled  # 4.26日
    if quantity.unit in ("月", "月份") and is_integral(quantity) and (quantity.high or quantity.low) <= 12:
        return window.spelled
    if quantity.unit in ("日", "号", "天") and window.left.endswith("月"):
        return window.left[-3:] + window.spelled
    if quantity.unit == "日" and (quantity.high or quantity.low) <= 31:
        measured = window.right.startswith(_DAY_LIMITS) or ending(window.left, DURATION_VERBS)
        if not measured and not (window.left.endswith(("了", "用")) and at_clause_end(window)):
            return window.spelled
    if (is_bare(window) and window.right[:1] in ("日", "月")) or (window.left.endswith("月") and is_bare(window)):
        return window.spelled
    return ""


def time_of_day(window: CharWindow) -> str:
    """8时30分, 七点半, 15:30."""
    quantity = window.quantity
    if quantity.unit == "点" and ending(window.left, _POINTS_BEFORE):
        return ""
    if (
        quantity.unit in ("时", "点", "点钟")
        and (quantity.high or quantity.low) <= 24
        and (is_integral(quantity) or window.spelled.endswith("半"))
    ):
        return window.spelled
    if (
        quantity.unit in ("分", "刻", "秒", "分钟")
        and window.left[-1:] in ("时", "点")
        and window.left[-2:-1].isdigit()
    ):
        return window.left[-3:] + window.spelled
    if is_bare(window) and (_TIME_SEPARATED.match(window.right) or _AFTER_HOUR.search(window.left + window.spelled)):
        compared = re.search(r"[比率以例]为?(?:[0-9]+[:：])?$", window.left)
        return "" if compared else window.spelled + window.right[:3]
    return ""


_CALENDAR = time_words("calendar")


_SPAN_ENDS = time_words("behind_span")


_SPAN_OPENERS = time_words("before_span")


_SPAN_UNITS = frozenset(time_words("span_units"))


_HOLIDAYS = time_words("holidays")
_ONE_SPAN = frozenset(time_words("single_spans"))


_LONG_UNITS = frozenset(time_words("long_units"))
_CALENDAR_UNITS = frozenset(time_words("calendar_units"))
_SPAN_FOLLOWERS = time_words("span_followers")


def part_of_calendar(window: CharWindow) -> str:
    """三季度, 80年代, 2022学年."""
    if window.quantity.unit in _CALENDAR_UNITS:
        return window.spelled if window.quantity.unit != "学期" or window.quantity.low < 9 else ""
    if is_bare(window) or window.quantity.unit in ("年",):
        word = starting(window.right, _CALENDAR)
        if word or (window.quantity.unit == "年" and window.right.startswith("代")):
            return window.spelled + (word or "代")
    return ""


def span_of_time(window: CharWindow) -> str:
    """五年来, 今后五年, 三年行动; a measured duration is a figure."""
    quantity = window.quantity
    if quantity.dimension != "time" or quantity.unit not in _SPAN_UNITS:
        return ""
    if quantity.unit in ("个月", "月") and _MONTHS_BEFORE.search(window.left):
        return window.left[-3:] + window.spelled  # 9、10两个月
    if quantity.unit in ("天", "日") and not at_clause_end(window) and ending(window.left, _HOLIDAYS):
        return window.left[-2:] + window.spelled  # 春节7天接待游客35万人次
    if window.spelled in _ONE_SPAN and (
        window.left[-1:] == "的" or (window.left[-1:] in "（(" and not at_clause_end(window))
    ):
        return window.left[-1:] + window.spelled
    verb = ending(window.left, DURATION_VERBS)
    word = starting(window.right, _SPAN_ENDS)
    short = word == "内" and quantity.unit in ("天", "日")
    if word and not short and not (verb and word in ("内", "中")):
        return window.spelled + word
    word = ending(window.left, _SPAN_OPENERS)
    if word and not verb:
        return word + window.spelled
    if verb:
        return ""
    if quantity.unit in _LONG_UNITS and window.left.endswith("的"):
        return "的" + window.spelled
    if quantity.unit in _LONG_UNITS and not (at_clause_end(window) and window.left[-1:] not in CLAUSE_ENDS):
        behind = window.right.startswith(_SPAN_FOLLOWERS)
        return "" if behind and window.left[-1:] not in CLAUSE_ENDS else window.spelled
    if window.left[-1:] in CLAUSE_ENDS and not at_clause_end(window) and not window.right.startswith("的"):
        return window.spelled if quantity.unit in ("个月", "周", "星期") else ""
    return ""


def named_day(window: CharWindow) -> str:
    """六·一八, 双十一."""
    if window.left[-1:] in ("·", "•", "∙") or (window.right[:1] in ("·", "•") and is_bare(window)):
        return window.left[-2:] + window.spelled + window.right[:2]
    if is_bare(window) and window.left.endswith("双") and window.spelled in ("十一", "11", "十二", "12"):
        return "双" + window.spelled
    return ""
